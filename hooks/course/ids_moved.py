"""Where public ids lead that are no longer there: a lesson's `aliases`, and `docs/moved.yml` for all else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from course.errors import Report, nearest
from course.ids import PublicId, every_id
from course.material import Material
from course.model import Course, Place

_FAMILIES: Final = frozenset({"course", "module", "lesson", "check", "term"})
# A name becomes a folder of the site. No dots: none may lead out of it.
_NAME: Final = re.compile(r"[\w-]+(?:/[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an old public id leads: `id` is there. `exact` is False where it is not the same thing any more."""

    id: str
    because: str
    exact: bool


class Successors:
    """Follows old public ids to what is there. `present` are the public ids of today.

    An entry for `a` is good for all parts of `a`: `a/x` leads to `b/x` where `a` leads to `b`, and to `b` where that
    has no such part.
    """

    def __init__(self, course: Course, present: Collection[str]) -> None:
        self._present = present
        self._steps = {name: (lesson.public_id, "") for lesson in course.lessons for name in lesson.aliases}
        self._steps |= {entry.was: (entry.now, entry.because) for entry in course.moved}

    def find(self, old: str) -> Target | None:
        """Where an id leads that is not there; None where no entry says so, or entries lead in a circle."""
        return self._follow(old, "", exact=True, seen=frozenset())

    def _follow(self, old: str, because: str, *, exact: bool, seen: frozenset[str]) -> Target | None:
        if old in self._present:
            return Target(old, because, exact and not because)
        if old in seen:
            return None
        seen |= {old}
        if old in self._steps:
            now, reason = self._steps[old]
            return self._follow(now, because or reason, exact=exact, seen=seen)
        for owner in _owners(old):
            if owner in self._steps:
                now, reason = self._steps[owner]
                same = self._follow(now + old[len(owner) :], because or reason, exact=exact, seen=seen)
                return same or self._follow(now, because or reason, exact=False, seen=seen)
        return None

    def nearest(self, old: str) -> Target | None:
        """As `find`, and for a part that no entry names: what it was a part of."""
        owners = (self.find(owner) for owner in _owners(old))
        return self.find(old) or next((Target(found.id, found.because, exact=False) for found in owners if found), None)


def former_names(course: Course) -> dict[str, list[str]]:
    """The names that lessons have had, by their id of today; none of those that became something else."""
    lessons = {lesson.public_id for lesson in course.lessons}
    successors, found = Successors(course, lessons), dict[str, list[str]]()
    named = {name for lesson in course.lessons for name in lesson.aliases} | {entry.was for entry in course.moved}
    for name in sorted(named - lessons):
        target = None if "/" in name else successors.find(name)
        if target and target.exact:
            found.setdefault(target.id, []).append(name)
    return found


def _owners(public_id: str) -> Iterator[str]:
    """What a part belongs to, the nearest first."""
    while "/" in public_id:
        public_id = public_id.rpartition("/")[0]
        yield public_id


def check_public_ids(material: Material, report: Report) -> None:
    """Public ids are unique, and nothing that is there, or went elsewhere, is named as an old one again."""
    taken = _check_families(material.course, report)
    for name, place, own in _old_names(material):
        if not _NAME.fullmatch(name):
            report.add("bad-id", place, id=name)
        elif name not in own and taken.setdefault(name, _spot(place)) != _spot(place):
            report.add("alias-taken", place, id=name, first=taken[name])


def _check_families(course: Course, report: Report) -> dict[str, str]:
    """Where each public id stands. Ids of one kind are compared by other rules; here no lesson is called as the course.

    A question's address stands for its place.
    """
    first: dict[str, PublicId] = {}
    for found in every_id(course):
        other = first.setdefault(found.id, found)
        if found.id and other.kind != found.kind and found.place and {found.kind, other.kind} & _FAMILIES:
            report.add("duplicate-id", found.place, id=found.id, first=_spot(other.place) or other.kind)
    return {name: _spot(found.place) or f"/{found.url}" for name, found in first.items()}


def _spot(place: Place | None) -> str:
    return f"{place.path}:{place.line}" if place else ""


def _old_names(material: Material) -> Iterator[tuple[str, Place, frozenset[str]]]:
    """Every old name with its place, and the names that its owner has today."""
    for file in material.lessons:
        own = frozenset((file.lesson.id, file.lesson.slug))
        yield from ((name, place, own) for name, place in file.entry.located("aliases"))
    yield from ((entry.was, entry.place, frozenset()) for entry in material.course.moved if entry.was)


def check_targets(course: Course, present: Collection[str], recorded: Collection[str], report: Report) -> None:
    """Every entry of `moved.yml` leads somewhere. Where it leads to what is recorded, that is missed by itself."""
    successors = Successors(course, present)
    for entry in course.moved:
        if entry.was and entry.now not in recorded and successors.find(entry.now) is None:
            advice = nearest(entry.now, sorted(present), what="ids")
            report.add("unknown-public-id", entry.place, id=entry.now, advice=advice)
