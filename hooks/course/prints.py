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


class _Open(Links):
    """Leaves addresses open: those of a module's print and of the course's are not the same."""

    def __init__(self, links: Callable[[str], Links]) -> None:
        super().__init__("")
        self._pages = links

    def __call__(self, target: str) -> str:
        """The mark for an address."""
        return _MARK.format(target)

    def of(self, url: str) -> Links:
        """The links of another page."""
        return self._pages(url)


class Prints:
    """Gathers lessons of a course.

    `paper` gives a lesson for paper and `text` a module's own text, both with the addresses of their own pages, which
    `links` made.
    """

    def __init__(
        self,
        course: Course,
        paper: Callable[[Lesson, Module], Markup],
        text: Callable[[Module], Markup],
        links: Callable[[str], Links] = Links,
    ) -> None:
        self._course, self._paper, self._text = course, paper, text
        self._within = {module.id: self._gathering(module, _Open(links)) for module in course.modules}
        self._gathered: dict[str, bytes] = {}  # as text with one curved quote each would be twice as large

    def lesson(self, lesson: Lesson) -> Markup:
        """A lesson for paper, with the addresses of its own page."""
        return self._paper(lesson, self._course.module_of(lesson))

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

    def texts(self, module: Module | None) -> Iterator[str]:
        """What `fill` puts in, some addresses still open."""
        return map(self._text_of, self._things(module))

    def _parts(self, module: Module | None, take: Callable[[Module | Lesson], Markup]) -> Parts:
        modules = (module,) if module else self._course.modules
        return [(one, take(one), [(lesson, take(lesson)) for lesson in one.lessons]) for one in modules]

    def _things(self, module: Module | None) -> Iterator[Module | Lesson]:
        """Modules, each with its lessons."""
        for one in (module,) if module else self._course.modules:
            yield one
            yield from one.lessons

    def _text_of(self, one: Module | Lesson) -> str:
        """A module's text or a lesson as part of any print. It is taken up once: links out of its module stay open."""
        if one.url not in self._gathered:
            if isinstance(one, Module):
                module, html = one, self.module(one)
            else:
                module, html = self._course.module_of(one), self.lesson(one)
            self._gathered[one.url] = self._within[module.id].take(html, one.url).encode()
        return self._gathered[one.url].decode()

    def _gathering(self, module: Module | None, links: Links) -> Gathering:
        anchors = {
            one.url: f"module.{one.slug}" if isinstance(one, Module) else one.slug for one in self._things(module)
        }
        return Gathering(links, anchors)

    def _taker(self, module: Module | None, links: Links) -> Callable[[Module | Lesson], Markup]:
        address = self._gathering(module, links).address
        return lambda one: Markup(_MARKS.sub(lambda mark: address(mark[1]), self._text_of(one)))
