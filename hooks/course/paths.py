"""Paths: lessons, sections and checks in an order that an educator chose. The address of a path says all of it.

`1.<number>-<number>...;<title>;<day>`: the numbers are those of the lock file in base 36, so an address outlives every
change of the course; the title has `_` for blanks; day and title may be left out. `route.js` reads and writes the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from course.durations import minutes_for
from course.errors import Report, nearest
from course.ids import PublicId, collect_ids
from course.ids_lock import Lock, with_new
from course.ids_moved import Successors
from course.material import Material
from course.model import AUDIENCES, Course, Lesson, Module
from course.model_paths import ReadyPath
from course.model_quiz import Check

PAGE: Final = "educators/path/"
VERSION: Final = "1"
KINDS: Final = ("lesson", "section", "check")
"""What a path may hold."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def code_of(number: int) -> str:
    """A number from 0 in base 36."""
    first, last = divmod(number, 36)
    return (code_of(first) if first else "") + _DIGITS[last]


def encode(numbers: list[int], title: str = "") -> str:
    """The part of an address that says a path."""
    name = quote(title, safe=" !'()*").replace("_", "%5F").replace(" ", "_")
    return f"{VERSION}.{'-'.join(map(code_of, numbers))}" + (f";{name}" if name else "")


@dataclass(frozen=True, slots=True)
class Part:
    """What a path may hold. `lesson` is the lesson that it is or stands in; a check has none. `minutes` are whole."""

    found: PublicId
    number: int
    minutes: int
    audience: str
    lesson: Lesson | None

    @property
    def code(self) -> str:
        """Its number as addresses write it."""
        return code_of(self.number)

    @property
    def title(self) -> str:
        """What it is called where its lesson is not named beside it."""
        whole = self.lesson is None or self.found.kind == "lesson"
        return self.found.title if whole or not self.lesson else f"{self.lesson.title}: {self.found.title}"


@dataclass(frozen=True, slots=True)
class Gone:
    """What was there once: its number and old words; `heir` is what has its place, or None.

    `exact`: the heir is the same thing under another id.
    """

    code: str
    title: str
    heir: Part | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A ready-made path with what an educator asks of it first. `missing` are lessons that others in it build on."""

    ready: ReadyPath
    parts: tuple[Part, ...]
    code: str
    minutes: int
    audience: str
    noted: tuple[Lesson, ...]
    missing: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class LessonParts:
    """A lesson and its sections, to choose from."""

    whole: Part
    sections: tuple[Part, ...]


class Paths:
    """What paths of a course are made of. Without a lock its numbers are only good until the course changes."""

    def __init__(self, course: Course, lock: Lock | None, name_of: Callable[[Check], str]) -> None:
        self._course, self._ids, self._name_of = course, collect_ids(course), name_of
        self._lock = with_new(lock or Lock(), self._ids)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """All that a path may hold, by public id."""
        checks = {check.public_id: check for check in self._course.checks}
        offered = (one for one in self._ids.values() if one.kind in KINDS)
        return {one.id: self._part(one, checks.get(one.id)) for one in offered}

    def _part(self, found: PublicId, check: Check | None) -> Part:
        number, lesson = self._lock.entries[found.id].number, found.lesson
        if check:
            minutes, audience = minutes_for(questions=len(check.quiz.items)), self._course.audience_of(check)
            named = PublicId(found.id, "check", found.url, self._name_of(check), (), None, None, found.link)
            return Part(named, number, minutes, audience, None)
        assert lesson
        minutes = lesson.minutes if found.kind == "lesson" else _minutes(lesson, found.url.partition("#")[2])
        return Part(found, number, minutes, lesson.audience, lesson)

    @cached_property
    def ready(self) -> tuple[Path, ...]:
        """The author's paths."""
        return tuple(map(self._path, self._course.paths))

    def _path(self, ready: ReadyPath) -> Path:
        parts = tuple(self.parts[name] for name, _ in ready.parts)
        lessons = list(dict.fromkeys(part.lesson for part in parts if part.lesson))
        return Path(
            ready=ready,
            parts=parts,
            code=encode([part.number for part in parts], ready.title),
            minutes=sum(part.minutes for part in parts),
            audience=max((part.audience for part in parts), key=AUDIENCES.index, default=AUDIENCES[0]),
            noted=tuple(lesson for lesson in lessons if lesson.content_note),
            missing=tuple(self._missing(lessons)),
        )

    def _missing(self, lessons: list[Lesson]) -> Iterator[Lesson]:
        """Lessons that one of these needs and that do not come before it."""
        before: set[str] = set()
        for lesson in lessons:
            yield from (self._course.lesson_by_id[need] for need in lesson.needs if need not in before)
            before |= {lesson.id, *lesson.needs}

    def groups(self) -> list[tuple[Module | None, list[LessonParts], list[Part]]]:
        """Lessons with their sections, and checks, by module; what belongs to the whole course comes last."""
        found: list[tuple[Module | None, list[LessonParts], list[Part]]] = []
        for module in (*self._course.modules, None):
            check = self._course.check_of(module)
            lessons = [self._of_lesson(lesson) for lesson in (module.lessons if module else ())]
            checks = [self.parts[check.public_id]] if check else []
            found += [(module, lessons, checks)] if lessons or checks else []
        return found

    def _of_lesson(self, lesson: Lesson) -> LessonParts:
        sections = (self.parts[f"{lesson.public_id}/{section.id}"] for section in lesson.sections)
        return LessonParts(self.parts[lesson.public_id], tuple(sections))

    def needs_of(self, part: Part) -> list[str]:
        """The codes of the lessons that a lesson builds on."""
        return [self.parts[need].code for need in (part.lesson.needs if part.lesson else ())]

    @cached_property
    def gone(self) -> tuple[Gone, ...]:
        """What was recorded and is no longer there."""
        successors = Successors(self._course, self._ids)
        found = []
        for name, locked in self._lock.entries.items():
            if locked.kind in KINDS and name not in self._ids:
                target = successors.nearest(name)
                heir = self.parts.get(target.id) if target else None
                exact = bool(heir and target and target.exact)
                found.append(Gone(code_of(locked.number), (locked.words or (name,))[0], heir, exact))
        return tuple(found)

    def places(self, link: Callable[[str], str]) -> Mapping[str, tuple[str, str]]:
        """Title and address of each part by its code, for the bar on lessons; of what is gone, those of its heir.

        The empty code stands for the page that shows whole paths.
        """
        heirs = {one.code: one.heir for one in self.gone if one.heir}
        parts = {**{part.code: part for part in self.parts.values()}, **heirs}
        found = {code: (part.title, link(part.found.url)) for code, part in parts.items()}
        return {"": ("", link(PAGE)), **found}


def _minutes(lesson: Lesson, anchor: str) -> int:
    """Time to read a section with those below it, by its share in the lesson's text."""
    section = lesson.section(anchor)
    assert section
    lines = [len(line.split()) for line in lesson.body.split("\n")]
    start = section.place.line - lesson.body_line
    following = (other.place.line for other in lesson.sections if other.level <= section.level)
    end = min((line - lesson.body_line for line in following if line > section.place.line), default=len(lines))
    return max(1, minutes_for(round(lesson.words * sum(lines[start:end]) / max(1, sum(lines)))))


def check_paths(material: Material, report: Report) -> None:
    """Ready-made paths hold lessons, sections and checks that are there."""
    known = sorted(one.id for one in collect_ids(material.course).values() if one.kind in KINDS)
    for path in material.course.paths:
        for name, place in path.parts:
            if name not in known and not material.lacks_lesson(name.partition("/")[0]):
                report.add("unknown-part", place, id=name, advice=nearest(name, known, what="parts"))
