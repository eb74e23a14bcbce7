"""Lessons for paper, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from markupsafe import Markup

from course.gather import Gathering
from course.links import Links
from course.model import Course, Lesson, Module

Parts: TypeAlias = list[tuple[Module, Markup, list[tuple[Lesson, Markup]]]]


class Prints:
    """Gathers lessons of a course.

    `paper` gives a lesson for paper and `text` a module's own text, both with the addresses of their own pages.
    """

    def __init__(
        self, course: Course, paper: Callable[[Lesson, Module], Markup], text: Callable[[Module], Markup]
    ) -> None:
        self._course, self._paper, self._text = course, paper, text
        self._papers: dict[str, Markup] = {}

    def lesson(self, lesson: Lesson) -> Markup:
        """A lesson for paper, with the addresses of its own page."""
        if lesson.id not in self._papers:
            self._papers[lesson.id] = self._paper(lesson, self._course.module_of(lesson))
        return self._papers[lesson.id]

    def module(self, module: Module) -> Markup:
        """A module's own text, with the addresses of its own page."""
        return self._text(module)

    def parts(self, module: Module | None, links: Links) -> Parts:
        """A module, or all of them, each with its own text and its lessons, as parts of one page."""
        modules = (module,) if module else self._course.modules
        anchors = {one.url: f"module.{one.slug}" for one in modules}
        anchors |= {lesson.url: lesson.slug for one in modules for lesson in one.lessons}
        gathering = Gathering(links, anchors)
        return [
            (
                one,
                gathering.take(self.module(one), one.url),
                [(lesson, gathering.take(self.lesson(lesson), lesson.url)) for lesson in one.lessons],
            )
            for one in modules
        ]
