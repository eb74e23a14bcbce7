"""What can be asked again: each lesson's questions as a script of their own, and what the review page knows of them.

A classic script and no data file, because a page that is opened from a disk may load the one and not the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from course.asking import Asking, Place
from course.links import Links
from course.model import Course, Lesson
from course.questions.base import Question

PAGE: Final = "review/"
FOLDER: Final = "assets/questions"
# The place of a question in a mixed set is known only in the browser, which puts it here (review.js).
NUMBER, TOTAL = "%number%", "%total%"


@dataclass(frozen=True, slots=True)
class LessonQuestions:
    """The questions of one lesson that can be asked again, each with whose it is, as the memory names it.

    `address` is that of its script below the site's root.
    """

    lesson: Lesson
    owners: tuple[tuple[str, Question], ...]
    address: str

    @property
    def data(self) -> dict[str, Any]:
        """What the review page is told. An item: its id in the memory, its revision, 1 if sensitive, its question."""
        items = [
            [f"{owner}/{item.id}", item.revision, int(bool(item.sensitivity or question.sensitivity)), question.id]
            for owner, question in self.owners
            for item in question.items
            if item.scored
        ]
        return {"id": self.lesson.id, "audience": self.lesson.audience, "items": items}


class Review:
    """The questions of one course. `links` makes the addresses of a page by where it is."""

    def __init__(self, course: Course, ask: Asking, links: Callable[[str], Links] = Links) -> None:
        self._course, self._asking, self._links = course, ask, links(PAGE)
        self._scripts: dict[str, bytes] = {}

    def scripts(self) -> Iterator[tuple[str, bytes]]:
        """The scripts with their addresses, each given away once: they are as many bytes as the course has text."""
        for entry in self.lessons:
            yield entry.address, self._scripts.pop(entry.address)

    @cached_property
    def lessons(self) -> tuple[LessonQuestions, ...]:
        """Lessons with questions, in the order of the syllabus."""
        found = ((lesson, tuple(self._questions(lesson))) for lesson in self._course.lessons)
        return tuple(self._entry(lesson, owners) for lesson, owners in found if owners)

    def _questions(self, lesson: Lesson) -> Iterator[tuple[str, Question]]:
        """Its own questions, then those of checks that belong to it."""
        own = lesson.quiz.after if lesson.quiz else ()
        yield from ((lesson.id, question) for question in own if _is_scored(question))
        for check in self._course.checks:
            owner = check.url.rstrip("/")
            yield from ((owner, question) for question in check.quiz.questions if _lesson_of(question) == lesson.id)

    def _entry(self, lesson: Lesson, owners: tuple[tuple[str, Question], ...]) -> LessonQuestions:
        asked = {f"{owner}/{question.id}": self._ask(lesson, owner, question) for owner, question in owners}
        text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
        script = f"(window.courseReview||={{}})[{json.dumps(lesson.id)}]={text};".encode()
        address = f"{FOLDER}/{lesson.slug}.{hashlib.sha256(script).hexdigest()[:8]}.js"
        self._scripts[address] = script
        return LessonQuestions(lesson, owners, address)

    def _ask(self, lesson: Lesson, owner: str, question: Question) -> str:
        numbers = {item.id: NUMBER for item in question.items}
        place = Place(self._links, numbers, TOTAL, f"q-{owner.replace('/', '-')}-", here=False)
        return str(self._asking(lesson, owner, question, place))


def _is_scored(question: Question) -> bool:
    return any(item.scored for item in question.items)


def _lesson_of(question: Question) -> str:
    return question.lesson or question.items[0].lesson
