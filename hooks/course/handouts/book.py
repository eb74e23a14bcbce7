"""What stands in the e-book of a course: its chapters, its contents, what the package says of itself.

An EPUB 3 is XHTML in an archive with a package file; `binding` makes it of these documents.
"""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from course import indexes
from course.gather import Moving
from course.handouts.plan import BOOK, BOOK_STYLE, COVER
from course.handouts.style import colours
from course.links import Elsewhere
from course.model import Lesson, Module
from course.model_quiz import Check
from course.pages import KEYS, sheets
from course.render import TEMPLATES
from course.site import Site
from course.words import direction_of

_LINE = 18  # letters of the course's name on a line of the cover


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book. `role` is its `epub:type`; `level` 2 stands below the chapter of level 1 before it."""

    name: str
    title: str
    role: str
    level: int
    main: Markup

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"{self.name}.xhtml"

    @property
    def properties(self) -> str:
        """What the package has to say of it: drawings stand within the text."""
        return "svg" if "<svg" in self.main else ""


def documents(site: Site) -> Iterator[tuple[str, str]]:
    """Every document of the book by its path."""
    book = _Book(site)
    chapters = list(book.chapters())
    language = site.course.settings.language
    common = {"language": language, "direction": direction_of(language), "style": BOOK_STYLE}
    for chapter in chapters:
        yield f"{BOOK}/{chapter.name}.html", book.render("chapter", "", chapter=chapter, **common)
    begin = next(chapter for chapter in chapters if chapter.role in ("part", "chapter"))
    yield f"{BOOK}/nav.html", book.render("nav", "", contents=_contents(chapters), begin=begin, **common)
    about = {"identifier": book.identifier(), "modified": site.today.isoformat(), "address": site.release.address}
    yield f"{BOOK}/package.opf", book.render("package", "", chapters=chapters, **common, **about)
    lines = textwrap.wrap(site.course.settings.name, _LINE)
    yield COVER, book.render("cover", "", lines=lines, colours=colours(TEMPLATES))


def _contents(chapters: list[Chapter]) -> list[tuple[Chapter, list[Chapter]]]:
    """Chapters of the first level, each with those below it."""
    found: list[tuple[Chapter, list[Chapter]]] = []
    for chapter in chapters:
        if chapter.level == 1:
            found.append((chapter, []))
        else:
            found[-1][1].append(chapter)
    return found


class _Book:
    """Makes the chapters of one course."""

    def __init__(self, site: Site) -> None:
        self._site, self._course, self._words = site, site.course, site.words
        self._sheets = sheets(self._course)
        lessons = {lesson.url: f"lesson-{lesson.slug}.xhtml" for lesson in self._course.lessons}
        modules = {module.url: f"module-{module.slug}.xhtml" for module in self._course.modules}
        checks = {check.url: f"check-{check.slug}.xhtml" for check in self._course.checks}
        answers = {f"{KEYS}{name}/": f"{self._answers(name)}.xhtml" for name in self._sheets}
        self._files = {**lessons, **modules, **checks, **answers, "help/": "help.xhtml"}
        if self._course.terms:
            self._files["glossary/"] = "glossary.xhtml"

    def render(self, name: str, url: str, **variables: Any) -> str:
        """A part of the book from its template, with the addresses of the page at `url`."""
        return str(self._site.handout(f"book-{name}", self._links(url), **variables))

    def identifier(self) -> str:
        """The same for every edition of a course at one address."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self._site.release.address}#{self._course.settings.id}"))

    def chapters(self) -> Iterator[Chapter]:
        """Every chapter, in the order of reading."""
        yield Chapter("cover", self._words("book.cover"), "cover", 1, self._part("front"))
        yield Chapter("about", self._words("book.about"), "titlepage", 1, self._part("about"))
        for module in self._course.modules:
            yield from self._module(module)
        yield from self._check(self._course.check_of(None), self._course.settings.name, 1)
        if self._course.terms:
            main = self._site.main_of("glossary.md", self._links("glossary/"))
            yield Chapter("glossary", self._words("glossary.title"), "glossary", 1, main)
        services = indexes.services(self._course, self._site.today)
        yield Chapter("help", self._words("help.title"), "backmatter", 1, self._part("help", services=services))
        if self._sheets:
            yield Chapter("answers", self._words("book.answers"), "backmatter", 1, self._part("answers"))
        for name, subject in self._sheets.items():
            yield self._key(name, subject)

    def _module(self, module: Module) -> Iterator[Chapter]:
        name = f"{self._words('module.number', number=module.number)}: {module.title}"
        text = Moving(self._links(module.url)).take(self._site.prints.module(module), module.url)
        main = self._part("module", module.url, module=module, text=text)
        yield Chapter(f"module-{module.slug}", name, "part", 1, main)
        for lesson in module.lessons:
            yield self._lesson(lesson)
        yield from self._check(self._course.check_of(module), module.title, 2)

    def _lesson(self, lesson: Lesson) -> Chapter:
        words = Moving(self._links(lesson.url)).take(self._site.prints.lesson(lesson), lesson.url)
        variables = {"words": words, "quiz": lesson.quiz, "lesson": lesson, "check": None}
        mark = self._words(f"lesson.mark.{lesson.audience}")
        title = self._words("lesson.listed", title=lesson.title, mark=mark)
        return Chapter(
            f"lesson-{lesson.slug}", title, "chapter", 2, self._part("lesson", lesson.url, key=lesson.slug, **variables)
        )

    def _check(self, check: Check | None, of: str, level: int) -> Iterator[Chapter]:
        if check:
            variables = {"quiz": check.quiz, "lesson": None, "check": check, "key": f"checks/{check.slug}"}
            main = self._part("check", check.url, **variables)
            yield Chapter(f"check-{check.slug}", self._words("check.title", of=of), "chapter", level, main)

    def _key(self, name: str, subject: Lesson | Check) -> Chapter:
        check = subject if isinstance(subject, Check) else None
        lesson = None if isinstance(subject, Check) else subject
        title = self._site.title(f"{KEYS}{name}.md")
        variables = {"quiz": subject.quiz, "lesson": lesson, "check": check, "title": title}
        return Chapter(
            self._answers(name), title, "answers", 2, self._part("key", f"{KEYS}{name}/", home=subject.url, **variables)
        )

    def _answers(self, name: str) -> str:
        return f"answers-{name.replace('/', '-')}"

    def _links(self, url: str) -> Elsewhere:
        return Elsewhere(url, self._site.release.address, self._files)

    def _part(self, name: str, url: str = "", **variables: Any) -> Markup:
        return self._site.handout(f"book-{name}", self._links(url), **variables)
