"""Lessons for paper, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from markupsafe import Markup

from course.gather import Gathering
from course.links import Links
from course.model import Course, Lesson, Module

Parts: TypeAlias = list[tuple[Module, Markup, list[tuple[Lesson, Markup]]]]

# These control characters stand in no author's text: YAML forbids them, and Markdown takes them out.
_MARK: Final = "\x02{}\x03"
_MARKS: Final = re.compile(r"\x02([^\x03]*)\x03")


class Prints:
    """Gathers lessons of a course.

    `paper` gives a lesson for paper and `text` a module's own text, both with the addresses of their own pages.
    """

    def __init__(
        self, course: Course, paper: Callable[[Lesson, Module], Markup], text: Callable[[Module], Markup]
    ) -> None:
        self._course, self._paper, self._text = course, paper, text
        self._papers: dict[str, bytes] = {}  # as text with one curved quote each would be twice as large

    def lesson(self, lesson: Lesson) -> Markup:
        """A lesson for paper, with the addresses of its own page."""
        if lesson.id not in self._papers:
            self._papers[lesson.id] = self._paper(lesson, self._course.module_of(lesson)).encode()
        return Markup(self._papers[lesson.id], "utf-8")

    def module(self, module: Module) -> Markup:
        """A module's own text, with the addresses of its own page."""
        return self._text(module)

    def parts(self, module: Module | None, links: Links) -> Parts:
        """A module, or all of them, each with its own text and its lessons, as parts of one page."""
        return self._parts(module, self._taker(module, links))

    def hollow(self, module: Module | None) -> Parts:
        """The same with marks in place of the texts, for `fill`."""
        return self._parts(module, lambda one: Markup("{}").format(_MARK.format(one.url)))

    def fill(self, html: str, module: Module | None, links: Links) -> Iterator[str]:
        """A page piece by piece, with texts in place of the marks: all lessons together are too much to hold twice."""
        take, things = self._taker(module, links), {one.url: one for one in self._things(module)}
        for place, piece in enumerate(_MARKS.split(html)):
            yield take(things[piece]) if place % 2 else piece

    def texts(self, module: Module | None) -> Iterator[Markup]:
        """What `fill` puts in, with the addresses of its own pages."""
        return map(self._text_of, self._things(module))

    def _parts(self, module: Module | None, take: Callable[[Module | Lesson], Markup]) -> Parts:
        modules = (module,) if module else self._course.modules
        return [(one, take(one), [(lesson, take(lesson)) for lesson in one.lessons]) for one in modules]

    def _things(self, module: Module | None) -> Iterator[Module | Lesson]:
        """Modules, each with its lessons."""
        for one in (module,) if module else self._course.modules:
            yield one
            yield from one.lessons

    def _text_of(self, one: Module | Lesson) -> Markup:
        return self.module(one) if isinstance(one, Module) else self.lesson(one)

    def _taker(self, module: Module | None, links: Links) -> Callable[[Module | Lesson], Markup]:
        anchors = {
            one.url: f"module.{one.slug}" if isinstance(one, Module) else one.slug for one in self._things(module)
        }
        gathering = Gathering(links, anchors)
        return lambda one: gathering.take(self._text_of(one), one.url)
