"""A course as a site: loads it, converts what its pages hold, and puts each page together. Knows no MkDocs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from course.asking import Asking
from course.assets import Assets, build_assets
from course.citing import Citations
from course.design import Design
from course.embeds import Embeds
from course.errors import CourseError
from course.exports import export_course
from course.exports.source import File, Source
from course.frame import Frame, hollow
from course.glossary import TermIndex
from course.head import ROBOTS, Heads
from course.ids_pages import Redirects, files_on_disk
from course.links import Links, Nowhere
from course.load import Loaded
from course.markdown_ext import CourseMarkdown
from course.model import Lesson, Module
from course.neutral import neutral_pattern
from course.page_data import PageData, Tools
from course.page_state import PageState
from course.pages import FOR_PAPER, SESSION, generated, is_listed, is_searched, kind_of, url_of
from course.paths import Paths
from course.prints import Prints
from course.readability import reading_grade
from course.release import LATEST, Release
from course.render import TEMPLATES, Renderer
from course.review import Review
from course.said import said
from course.surroundings import Surroundings
from course.teach_page import teaching_parts
from course.views import CoursePage, PageView, ReferenceUse, Views
from course.words import load_words

_MARKER = re.compile(r"<!--\s*course:\s*(?P<name>[\w-]+)\s*-->")
_LESSON_BOOST = 4  # readers look for lessons; the glossary and lists repeat their words
NOT_FOUND = PageView("not-found", "404.html", "", "", "")


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What converting a page's text left behind."""

    state: PageState
    content: Markup


class Site:
    """One course on its way to pages.

    `templates` are folders of templates, the first one's assets are used; `theme` is the folder of the theme's files;
    `release` says what the build is for.
    """

    def __init__(
        self,
        loaded: Loaded,
        today: date,
        templates: tuple[Path, ...] = (TEMPLATES,),
        theme: Path | None = None,
        release: Release = LATEST,
    ) -> None:
        self._loaded, self._templates, self._theme, self.release = loaded, templates, theme, release
        self._made_on = release.made_on(loaded.course)
        self.course, self.notes, self.today = loaded.course, loaded.notes, today
        self.words = load_words(self.course.settings.language)
        self._anchors = loaded.anchors
        self.generated: Mapping[str, str] = generated(self.course)
        """The pages that have no file of the author's: path below `docs/` -> kind."""
        self.for_paper = tuple(path for path in self.generated if path.startswith(FOR_PAPER))
        """Those of them that no search and no list knows: most pages of a site, and only written."""
        self._files: Mapping[str, str] = files_on_disk(self.course, self._paths()) if release.offline else {}
        self._renderer = Renderer(self.course, self.words, templates)
        self._views = Views(self.course, loaded.syllabus, self.words)
        paths = Paths(self.course, loaded.lock, self._views.title_of)
        self.assets = self._build_assets(paths)
        self._heads = Heads(self.course, self.words, release.address, neutral_pattern(self.course.settings.neutral))
        self._surroundings = Surroundings(self._views, self._renderer, self.assets, self._heads, release)
        self._index = TermIndex(self.course.terms, self.course.settings.language)
        self.markdown = CourseMarkdown(self.course, self._renderer, self._index)
        self._rendered: dict[str, _Rendered] = {}
        self._asking = Asking(self.course, self._renderer)
        self._review = Review(self.course, self._asking, self._links)
        citations = Citations(self.course, self.words, release.address, self._made_on)
        self._embeds = Embeds(
            self.course, self.words, release.address, partial(self._renderer, "partials/embed-code", Nowhere())
        )
        self._data = PageData(
            self._views, today, self._linked_terms, self._review, Tools(citations, self._embeds, paths)
        )
        self.prints = Prints(self.course, self._on_paper, self._text_of, self._links)
        self._frames: dict[tuple[str, str], Frame] = {}
        self._grades: dict[str, int | None] = {}

    def _build_assets(self, paths: Paths) -> Assets:
        words = said(self.words, paths.places(self._links("")), self._renderer)
        return build_assets(self._templates[0], self._theme, words, offline=self.release.offline)

    @property
    def offline(self) -> bool:
        """Whether this is a copy for a disk."""
        return self.release.offline

    @property
    def files(self) -> dict[str, bytes]:
        """What is published beside pages, by address."""
        embeds = self._embeds.files(self._templates[0] / "embed/resize.js", self.redirects.old_names)
        files = {**self.assets.files, **self._heads.files(), **embeds}
        return files if self.release.is_latest else {path: found for path, found in files.items() if path != ROBOTS}

    @property
    def scripts(self) -> Iterator[File]:
        """The scripts of the review, to be written at once."""
        return self._review.scripts()

    def exports(self) -> Iterator[File]:
        """The course for other programs. All texts must be converted before: lessons name their terms.

        A copy for a disk has none: it has no address by which a program could name what is in it.
        """
        if self.offline:
            return
        source = Source(self.course, self.words, self.release.address, self._made_on, self._linked_terms)
        yield from export_course(source)

    @cached_property
    def redirects(self) -> Redirects:
        """The pages that lead on from permanent links and old addresses."""
        script = "".join(self.assets.of("moved")[-1:])
        pages = map(url_of, self._paths())
        return Redirects(self._loaded, self._renderer, self._links, pages, self.release.address, script)

    def again(self, findings: tuple[CourseError, ...]) -> Site:
        """The same course once more, for a build whose files have these findings."""
        site = Site(self._loaded, self.today, self._templates, self._theme, self.release)
        site._surroundings.findings = findings
        return site

    @property
    def findings(self) -> tuple[CourseError, ...]:
        """Findings of a later load that failed: this course is then the last good one, and every page says so."""
        return self._surroundings.findings

    def _paths(self) -> list[str]:
        """Every page of the site, as a path below `docs/`."""
        lessons = [f"lessons/{lesson.slug}.md" for lesson in self.course.lessons]
        modules = [f"modules/{module.slug}.md" for module in self.course.modules]
        teachings = [teaching.path for teaching in self.course.teachings.values()]
        return [*lessons, *modules, *teachings, *(page.path for page in self.course.pages), *self.generated]

    def _links(self, url: str) -> Links:
        """Makes addresses for the page at an address below the root."""
        return Links(url, files=self._files)

    def knows(self, path: str) -> bool:
        """True when a path below `docs/` is a page of this course."""
        return path in self.generated or self._views.lesson(path) is not None or self._views.page(path) is not None

    def text(self, path: str) -> str:
        """The Markdown of a page; empty for the pages that the engine writes."""
        page = self._views.lesson(path) or self._views.page(path)
        return page.body if page else ""

    def title(self, path: str) -> str:
        """The title of a page as lists of search results name it: neutral, and a lesson's says for whom it is."""
        view = self._views.of(path)
        if view.lesson is None:
            return view.title
        return self.words("lesson.listed", title=view.title, mark=self.words(f"lesson.mark.{view.lesson.audience}"))

    def search_options(self, path: str) -> dict[str, object]:
        """How Material's search treats a page: lessons first, works cited and pages for authors not at all."""
        kind, page = kind_of(path), self._views.page(path)
        if not is_searched(kind) or (page and not page.searched):
            return {"exclude": True}
        return {"boost": _LESSON_BOOST} if kind == "lesson" else {}

    def is_listed(self, path: str) -> bool:
        """Whether search engines are to list a page."""
        return is_listed(kind_of(path))

    def anchors(self, path: str) -> frozenset[str]:
        """The anchors of a page, for whoever checks links to it."""
        return self._anchors.get(path, frozenset())

    def begin(self, path: str) -> None:
        """Prepare to convert the text of a page with `markdown`."""
        view = self._views.of(path)
        state = self.markdown.begin(self._links(view.url), self._views.lesson(path) or self._views.page(path))
        self._rendered[path] = _Rendered(state, Markup())

    def content(self, path: str, html: str) -> str:
        """Take a page's converted text; returns it with its markers replaced by parts of the course."""
        state = self._rendered[path].state
        filled = _MARKER.sub(lambda match: self._marker(match["name"], path, state.links), html)
        self._rendered[path] = _Rendered(state, Markup(filled))
        return str(filled)

    def _marker(self, name: str, path: str, at: Links) -> Markup:
        """The part of the course that a marker in the text of a page stands for."""
        page = self._views.page(path)
        return self._part(name, at, kind="plain", path=path, **self._data.of_part(name, page))

    def _part(self, name: str, at: Links, **variables: Any) -> Markup:
        return self._renderer(f"partials/{name}", at, variables)

    def searchable(self, path: str) -> str:
        """What the search is to know of a page beside its text: a lesson's summary, the words of an engine's page."""
        view = self._views.of(path)
        if not view.lesson and (path not in self.generated or not is_searched(view.kind)):
            return ""
        return str(self._part("searchable", self._links(view.url), page=view))

    def _write(self, view: PageView, links: Links) -> Markup:
        """The main part of a page that the engine writes. All texts must be converted before."""
        if view.kind == "design":
            design = Design(self.words, self._templates)
            return self._renderer("pages/design", Nowhere(), {"page": view, **design.variables()})
        data = {"parts": self.prints.hollow(view.module)} if view.kind == "print" else self._data.of(view)
        return self._renderer(f"pages/{view.kind}", links, {"page": view, **data})

    def _on_paper(self, lesson: Lesson, module: Module) -> Markup:
        """A lesson for paper, with the addresses of its own page."""
        rendered = self._rendered[f"lessons/{lesson.slug}.md"]
        variables = {"content": rendered.content, "references": self._references(rendered.state)}
        more = {"lesson": lesson, "module": module, "grade": self._grade(lesson)}
        return self._part("print-lesson", self._links(lesson.url), **variables, **more)

    def _text_of(self, module: Module) -> Markup:
        """A module's own text, with the addresses of its own page."""
        return self._rendered[f"modules/{module.slug}.md"].content

    def main_of(self, path: str, links: Links) -> Markup:
        """The main part of a page that the engine writes, for another place than the page: `links` says where."""
        return self._write(self._views.of(path), links)

    def handout(self, name: str, links: Links, **variables: Any) -> Markup:
        """Render one of `overrides/handouts/`."""
        return self._renderer(f"handouts/{name}", links, variables)

    def _grade(self, lesson: Lesson) -> int | None:
        if lesson.id not in self._grades:
            self._grades[lesson.id] = reading_grade(lesson.body, self.course.settings.language)
        return self._grades[lesson.id]

    def _linked_terms(self, lesson: Lesson) -> list[str]:
        rendered = self._rendered.get(f"lessons/{lesson.slug}.md")
        return rendered.state.terms if rendered else []

    def page(self, path: str) -> CoursePage:
        """A page put together. All texts must be converted before: some pages speak of all of them."""
        view = self._views.of(path)
        links = self._links(view.url)
        if path in self.generated:
            return self._around(view, links, self._write(view, links))
        rendered = self._rendered[path]
        variables = {"page": view, "content": rendered.content, "references": self._references(rendered.state)}
        match view.kind:
            case "lesson":
                variables |= self._lesson(view, links)
            case "module":
                variables |= self._module(view.module)
            case "teach":
                session = self._rendered.get(SESSION)
                variables |= self._data.of(view)
                variables |= teaching_parts(rendered.state, self._references, session.content if session else None)
        return self._around(view, links, self._renderer(f"pages/{view.kind}", links, variables))

    def finished(self, path: str, surround: Callable[[CoursePage], str]) -> str:
        """A whole page. `surround` writes the theme's frame around the parts of a page at the same depth."""
        page = self.page(path)
        key = (page.view.kind, self._links(page.view.url)(""))
        if key not in self._frames:
            self._frames[key] = Frame(surround(hollow(page)))
        within = self.prints.texts(page.view.module) if page.view.kind == "print" else ()
        return self._frames[key].around(page, within)

    def on_paper(self, path: str, surround: Callable[[CoursePage], str]) -> Iterator[str]:
        """A whole page for paper, piece by piece."""
        view = self._views.of(path)
        html = self.finished(path, surround)
        return self.prints.fill(html, view.module, self._links(view.url)) if view.kind == "print" else iter((html,))

    def not_found(self, root: str) -> CoursePage:
        """The page for addresses that lead nowhere. `root` is the path of the site's root on its host."""
        view = PageView("not-found", NOT_FOUND.url, self.words("not_found.title"), self.words("not_found.title"), "")
        links = Links(view.url, root=root)
        return self._around(view, links, self._renderer("pages/not-found", links, {"page": view}))

    def _references(self, state: PageState) -> list[ReferenceUse]:
        """The page's own list of references."""
        return [
            ReferenceUse(number, self.course.references[key], tuple(state.uses.get(key, ())))
            for number, key in enumerate(state.cites, 1)
        ]

    def _lesson(self, view: PageView, links: Links) -> dict[str, Any]:
        lesson, module = view.lesson, view.module
        assert lesson
        assert module
        previous, following = self.course.neighbours(lesson)
        return {
            "lesson": lesson,
            "module": module,
            "position": module.lessons.index(lesson) + 1,
            "previous": previous,
            "next": following,
            "quiz": self._quiz(lesson, links),
            "grade": self._grade(lesson),
            "aloud": self.assets.aloud,
        }

    def _quiz(self, lesson: Lesson, links: Links) -> Markup:
        quiz = lesson.quiz
        if not quiz or not quiz.after:
            return Markup()
        # A check's questions say more of themselves.
        more = {} if quiz.mode == "check" else {"asked": self._asking.on_page(lesson, quiz, links)}
        return self._part("quiz", links, quiz=quiz, lesson=lesson, check=None, **more)

    def _module(self, module: Module | None) -> dict[str, Any]:
        assert module
        padded = (None, *self.course.modules, None)
        return {"module": module, "previous": padded[module.number - 1], "next": padded[module.number + 1]}

    def _around(self, view: PageView, links: Links, main: Markup) -> CoursePage:
        return self._surroundings.around(view, links, self.redirects.with_old_anchors(view.url, main))
