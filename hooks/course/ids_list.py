"""The permanent links of a course in the order in which educators look for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from course.ids import KINDS, PublicId, collect_ids
from course.model import Course, Lesson, Module

_OF_LESSON = ("lesson", "quiz")


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links to things of one kind."""

    kind: str
    links: tuple[PublicId, ...]


@dataclass(frozen=True, slots=True)
class LessonLinks:
    """The links of one lesson: to itself and its quiz, and to its parts by kind."""

    lesson: Lesson
    whole: tuple[PublicId, ...]
    parts: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page lists: the lessons of a module; or all lessons without their parts, and what is in no lesson."""

    lessons: tuple[LessonLinks, ...]
    groups: tuple[LinkGroup, ...]

    def of(self, module: Module) -> list[LessonLinks]:
        """The lessons of one module."""
        ids = {lesson.id for lesson in module.lessons}
        return [entry for entry in self.lessons if entry.lesson.id in ids]


def list_links(course: Course, module: Module | None) -> Listing:
    """The permanent links of a module's lessons; without one those of all that is in no lesson, and of whole lessons.

    Most educators look for a lesson or its quiz, so these are found on both pages.
    """
    ids = _by_lesson(course)
    if module is None:
        wholes = (
            _of_lesson(lesson, [one for one in ids[lesson.id] if one.kind in _OF_LESSON]) for lesson in course.lessons
        )
        return Listing(tuple(wholes), _groups(ids[""]))
    return Listing(tuple(_of_lesson(lesson, ids[lesson.id]) for lesson in module.lessons), ())


@lru_cache(maxsize=1)
def _by_lesson(course: Course) -> Mapping[str, list[PublicId]]:
    """The ids in each lesson, by its id; those in none by the empty one."""
    found: defaultdict[str, list[PublicId]] = defaultdict(list)
    for one in collect_ids(course).values():
        found[one.lesson.id if one.lesson else ""].append(one)
    return found


def _of_lesson(lesson: Lesson, own: list[PublicId]) -> LessonLinks:
    whole = tuple(one for one in own if one.kind in _OF_LESSON)
    return LessonLinks(lesson, whole, _groups(one for one in own if one.kind not in _OF_LESSON))


def _groups(ids: Iterable[PublicId]) -> tuple[LinkGroup, ...]:
    """Links by kind: sections first. Within a kind the order is that of the course."""
    ranked = sorted(ids, key=lambda one: KINDS.index(one.kind))
    return tuple(LinkGroup(kind, tuple(links)) for kind, links in groupby(ranked, key=lambda one: one.kind))
