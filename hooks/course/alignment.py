"""Lessons and curriculum frameworks: who shares which topics, and which topics nobody shares."""

from __future__ import annotations

from dataclasses import dataclass

from course.model import LEAST_AGE, Course, Lesson, Module
from course.model_alignment import Code, Framework


def aligned(course: Course, lesson: Lesson) -> list[tuple[Framework, list[Code]]]:
    """The frameworks that a lesson shares topics with, each with those topics."""
    pairs = (
        (framework, [code for code in framework.codes if f"{framework.id}/{code.code}" in lesson.aligns])
        for framework in course.frameworks
    )
    return [(framework, codes) for framework, codes in pairs if codes]


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson in the matrix.

    `shared` has the codes for each framework of the course, in its order. `bands` are the age bands that reach the
    least age of the lesson's audience, as `<framework id>/<label>`, of frameworks that it shares a topic with.
    """

    lesson: Lesson
    shared: tuple[tuple[Framework, tuple[Code, ...]], ...]
    bands: tuple[str, ...]


def matrix(course: Course) -> list[tuple[Module, list[Row]]]:
    """Every lesson by module, beside every framework."""
    return [(module, [_row(course, lesson) for lesson in module.lessons]) for module in course.modules]


def _row(course: Course, lesson: Lesson) -> Row:
    found = aligned(course, lesson)
    codes = {framework.id: tuple(shared) for framework, shared in found}
    age = LEAST_AGE[lesson.audience]
    bands = (f"{one.id}/{band.label}" for one, _ in found for band in one.age_bands if band.reaches(age))
    return Row(lesson, tuple((one, codes.get(one.id, ())) for one in course.frameworks), tuple(bands))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A framework seen from its codes: which lessons share each. A code without lessons is a gap."""

    framework: Framework
    codes: tuple[tuple[Code, tuple[Lesson, ...]], ...]

    @property
    def gaps(self) -> tuple[Code, ...]:
        """The codes that no lesson shares."""
        return tuple(code for code, lessons in self.codes if not lessons)


def coverage(course: Course) -> list[Coverage]:
    """All frameworks with the lessons that name their codes."""
    return [
        Coverage(
            framework,
            tuple(
                (code, tuple(lesson for lesson in course.lessons if f"{framework.id}/{code.code}" in lesson.aligns))
                for code in framework.codes
            ),
        )
        for framework in course.frameworks
    ]
