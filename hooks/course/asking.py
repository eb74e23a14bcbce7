"""A question of a lesson as its page and the review ask it, rendered once for both.

Numbers, addresses, the beginning of ids and the sources differ from place to place: they are left open and filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from course.links import Links, is_absolute
from course.model import Course, Lesson
from course.model_quiz import Quiz
from course.questions.base import Question

# Control characters cannot stand in an author's text: YAML forbids them.
_OPEN: Final = "\x02{}:{}\x03"
_GAPS: Final = re.compile(r"\x02(\w+):([^\x03]*)\x03")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is asked. `numbers`: the number of each item by its id; `prefix` begins ids.

    `here`: on the page of the lesson that it belongs to.
    """

    links: Links
    numbers: Mapping[str, int | str]
    total: int | str
    prefix: str
    here: bool


class _Later(Links):
    """Leaves addresses open."""

    def __init__(self) -> None:
        super().__init__("")

    def __call__(self, target: str) -> str:
        """The gap for an address; outside addresses stay as they are."""
        return target if is_absolute(target) else _OPEN.format("link", target)


class Asking:
    """The questions of one course. `render` fills a template for the page that links are made for."""

    def __init__(self, course: Course, render: Callable[[str, Links, dict[str, Any]], Markup]) -> None:
        self._course, self._render = course, render
        self._kept: dict[tuple[str, str], list[str]] = {}

    def __call__(self, lesson: Lesson, owner: str, question: Question, place: Place) -> Markup:
        """The question at a place. `owner` is the lesson's id, or a check's address."""
        # Asked twice: on the lesson's page and in the review. A check's own page is made of its whole quiz.
        pieces = self._kept.pop((owner, question.id), None)
        if pieces is None:
            pieces = self._pieces(lesson, owner, question)
            if owner == lesson.id:
                self._kept[owner, question.id] = pieces
        homes = {item.id: self._home(lesson, owner, item) for item in question.items}
        items = {item.id: item for item in question.items}
        fill: Mapping[str, Callable[[str], object]] = {
            "number": place.numbers.__getitem__,
            "total": lambda _: place.total,
            "prefix": lambda _: place.prefix,
            "link": place.links,
            "sources": lambda name: self._render(
                "partials/question-sources",
                place.links,
                {"question": items[name], "home": homes[name], "here": place.here},
            ),
        }
        found = zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True)
        return Markup("".join(f"{text}{fill[name](value)}" if name else text for text, name, value in found))

    def on_page(self, lesson: Lesson, quiz: Quiz, links: Links) -> dict[str, Markup]:
        """The questions on the page of their own lesson, by id."""
        place = Place(links, quiz.numbers_of(quiz.questions), len(quiz.items), "q-", here=True)
        return {question.id: self(lesson, lesson.id, question, place) for question in quiz.questions}

    def _home(self, lesson: Lesson, owner: str, item: Question) -> Lesson:
        # The parts of a check's scene may belong to different lessons, and name them.
        return lesson if owner == lesson.id or not item.lesson else self._course.lesson_by_id[item.lesson]

    def _pieces(self, lesson: Lesson, owner: str, question: Question) -> list[str]:
        """The question's HTML, cut at its gaps: text, name, value, text ..."""
        variables = {
            "question": question,
            "number": _gap("number", question.id),
            "numbers": {item.id: _gap("number", item.id) for item in question.items},
            "total": _gap("total"),
            "quiz": Quiz("", "practice", (question,)),
            "owner": owner,
            "home": lesson,
            "lesson": lesson if owner == lesson.id else None,
            "prefix": _gap("prefix"),
            "sources": lambda item: _gap("sources", item.id),
        }
        return _GAPS.split(str(self._render(f"partials/questions/{question.type}", _Later(), variables)))


def _gap(name: str, value: str = "") -> str:
    return _OPEN.format(name, value)
