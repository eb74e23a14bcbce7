"""The permanent links of a course in the order in which educators look for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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


def list_links(course: Course, module: Module | None) -> Listing:
    """The permanent links of a module's lessons; without one those of all that is in no lesson, and of whole lessons.

    Most educators look for a lesson or its quiz, so these are found on both pages.
    """
    ids = collect_ids(course)
    if module is None:
        own = _groups(one for one in ids.values() if one.lesson is None)
        wholes = [one for one in ids.values() if one.kind in _OF_LESSON]
        return Listing(tuple(_of_lesson(lesson, wholes) for lesson in course.lessons), own)
    return Listing(tuple(_of_lesson(lesson, ids.values()) for lesson in module.lessons), ())


def _of_lesson(lesson: Lesson, ids: Iterable[PublicId]) -> LessonLinks:
    own = [one for one in ids if one.lesson is lesson]
    whole = tuple(one for one in own if one.kind in _OF_LESSON)
    return LessonLinks(lesson, whole, _groups(one for one in own if one.kind not in _OF_LESSON))


def _groups(ids: Iterable[PublicId]) -> tuple[LinkGroup, ...]:
    """Links by kind: sections first. Within a kind the order is that of the course."""
    ranked = sorted(ids, key=lambda one: KINDS.index(one.kind))
    return tuple(LinkGroup(kind, tuple(links)) for kind, links in groupby(ranked, key=lambda one: one.kind))
