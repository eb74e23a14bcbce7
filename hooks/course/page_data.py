"""What the templates of the pages that the engine writes are given, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from course import alignment, indexes
from course.citing import Citations
from course.embeds import RESIZER, VIEW, Embeds
from course.exports import formats_of
from course.exports.alignment_csv import PATH as ALIGNMENT
from course.exports.json_schema import described
from course.ids_list import list_links
from course.model import Lesson, Page
from course.model_changes import by_month
from course.model_quiz import Check, Quiz
from course.pages import GENERATED, url_of
from course.paths import Paths
from course.review import Review
from course.views import PageView, Views
from course.words import Words


@dataclass(frozen=True, slots=True)
class Tools:
    """What educators' pages are made with."""

    citations: Citations
    embeds: Embeds
    paths: Paths


class PageData:
    """The variables of each kind of page. `terms_of` tells which terms a lesson's text links."""

    def __init__(
        self,
        views: Views,
        today: date,
        terms_of: Callable[[Lesson], list[str]],
        review: Review,
        tools: Tools,
    ) -> None:
        self._course, self._views, self._today, self._terms_of = views.course, views, today, terms_of
        course = views.course
        self._citations = citations = tools.citations
        embeds, paths = tools.embeds, tools.paths
        self._kinds: Mapping[str, Callable[[PageView], dict[str, Any]]] = {
            "glossary": self._glossary,
            "references": lambda _: {"entries": indexes.references(course)},
            "evidence": lambda _: {"groups": indexes.evidence(course)},
            "article": lambda _: {"article": indexes.article(course, course.article) if course.article else []},
            "alignment": self._alignment,
            "framework": self._framework,
            "changes": lambda _: self._changes(),
            "cite": lambda _: {"cite": citations.of},
            "device": lambda _: {},
            "embed": lambda _: self._embed(embeds),
            "help": lambda _: {"services": indexes.services(course, today)},
            "handouts": lambda _: {},
            "check": self._subject,
            "worksheet": self._subject,
            "key": self._subject,
            "review": lambda _: self._review(views.words, review),
            "cards": lambda _: {"cards": indexes.cards(course, self._linked())},
            "completion": lambda _: {},
            "teach": self._teach,
            "path": lambda _: {"paths": paths, "lasting": bool(embeds.address)},
            "links": lambda view: {"listing": list_links(course, view.module)},
        }

    def of(self, view: PageView) -> dict[str, Any]:
        """The variables of a page beside `page` itself."""
        return self._kinds[view.kind](view)

    def of_part(self, name: str, page: Page | None) -> dict[str, Any]:
        """The variables of a part that a marker in the text of a page stands for."""
        parts: Mapping[str, Callable[[], dict[str, Any]]] = {
            "alignment": lambda: {"coverage": alignment.coverage(self._course)},
            "tasks": lambda: {"tasks": page.tasks if page else (), "links_from": page.path if page else ""},
            "choose": lambda: {"choices": indexes.choices(self._course)},
            "tools": lambda: {"tools": self._views.tools()},
            "exports": lambda: {"formats": formats_of(self._course), "served": self._citations.served},
            "fields": lambda: {"shapes": described()},
        }
        return parts[name]() if name in parts else {}

    def _teach(self, view: PageView) -> dict[str, Any]:
        """A teaching page. Links in its texts are written as in its file."""
        lesson = view.subject
        assert isinstance(lesson, Lesson)
        teaching = self._course.teachings[lesson.id]
        return {
            "lesson": lesson,
            "module": self._course.module_of(lesson),
            "teaching": teaching,
            "aligned": alignment.aligned(self._course, lesson),
            "links_from": teaching.path,
            "cite": self._citations.of,
        }

    def _alignment(self, _: PageView) -> dict[str, Any]:
        """The matrix; `reached` names the age bands that some lesson is meant for."""
        rows = alignment.matrix(self._course)
        reached = {band for _, lessons in rows for row in lessons for band in row.bands}
        return {"rows": rows, "coverage": alignment.coverage(self._course), "reached": reached, **self._table()}

    def _framework(self, view: PageView) -> dict[str, Any]:
        """A curriculum framework, the one after which the page's address is called."""
        found = next(one for one in alignment.coverage(self._course) if one.framework.url_here == view.url)
        return {"framework": found, **self._table()}

    def _table(self) -> dict[str, str]:
        """The same as a table: no copy for a disk has it."""
        return {"table": ALIGNMENT if self._citations.served else ""}

    def _changes(self) -> dict[str, Any]:
        """Changes by month, and the titles of pages that they name, by path below `docs/`."""
        titles = {path: self._views.words(f"{kind}.title") for path, kind in GENERATED.items()}
        titles |= {page.path: page.title for page in self._course.pages}
        pages = {path: (url_of(path), title) for path, title in titles.items()}
        return {"months": list(by_month(self._course.changes)), "pages": pages, "served": self._citations.served}

    def _review(self, words: Words, review: Review) -> dict[str, Any]:
        """The quiz is an empty one: the browser puts questions into it."""
        return {"entries": review.lessons, "quiz": Quiz(words("review.set"), "practice", ())}

    def _embed(self, embeds: Embeds) -> dict[str, Any]:
        """`whole`: other pages can reach this copy, since it has an address."""
        at = embeds.address
        return {"whole": bool(at), "groups": embeds.groups(), "view": VIEW, "resizer": at + RESIZER}

    def _glossary(self, _: PageView) -> dict[str, Any]:
        return {"letters": indexes.glossary(self._course, self._linked())}

    def _linked(self) -> dict[str, list[str]]:
        return {lesson.id: self._terms_of(lesson) for lesson in self._course.lessons}

    def _subject(self, view: PageView) -> dict[str, Any]:
        """A quiz outside its lesson: `check` is None for a lesson's, `lesson` is None for a check."""
        subject = view.subject
        assert subject
        is_check = isinstance(subject, Check)
        return {"check": subject if is_check else None, "lesson": None if is_check else subject, "quiz": subject.quiz}
