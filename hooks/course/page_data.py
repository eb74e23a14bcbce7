"""What the templates of the pages that the engine writes are given, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from course import indexes
from course.ids_list import list_links
from course.model import Course, Lesson
from course.model_quiz import Check, Quiz
from course.review import Review
from course.views import PageView
from course.words import Words


class PageData:
    """The variables of each kind of page. `terms_of` tells which terms a lesson's text links."""

    def __init__(
        self, course: Course, words: Words, today: date, terms_of: Callable[[Lesson], list[str]], review: Review
    ) -> None:
        self._course, self._today, self._terms_of = course, today, terms_of
        self._kinds: Mapping[str, Callable[[PageView], dict[str, Any]]] = {
            "glossary": self._glossary,
            "references": lambda _: {"entries": indexes.references(course)},
            "evidence": lambda _: {"groups": indexes.evidence(course)},
            "article": lambda _: {"article": indexes.article(course, course.article) if course.article else []},
            "device": lambda _: {},
            "help": lambda _: {"services": indexes.services(course, today)},
            "check": self._subject,
            "worksheet": self._subject,
            "key": self._subject,
            "review": lambda _: self._review(words, review),
            "cards": lambda _: {"cards": indexes.cards(course, self._linked())},
            "completion": lambda _: {},
            "links": lambda view: {"listing": list_links(course, view.module)},
        }

    def of(self, view: PageView) -> dict[str, Any]:
        """The variables of a page beside `page` itself."""
        return self._kinds[view.kind](view)

    def _review(self, words: Words, review: Review) -> dict[str, Any]:
        """The quiz is an empty one: the browser puts questions into it."""
        return {"entries": review.lessons, "quiz": Quiz(words("review.set"), "practice", ())}

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
