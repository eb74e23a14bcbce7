"""Quizzes and checks: frozen, slotted, typed, like all of the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.durations import minutes_for
from course.questions.base import Question

if TYPE_CHECKING:
    from course.model import Place

COURSE_CHECK = "course"
MODES = ("practice", "pretest", "check")


def items_of(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions to be answered, the parts of scenarios one by one."""
    return tuple(item for question in questions for item in question.items)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the author's order. `heading` is shown above them (Markdown); `mode` is one of MODES.

    `pretest` holds ids of questions that are offered, unscored, before the text of the lesson.
    """

    heading: str
    mode: str
    questions: tuple[Question, ...]
    pretest: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Question, ...]:
        """The questions to be answered, the parts of scenarios one by one."""
        return items_of(self.questions)

    @property
    def before(self) -> tuple[Question, ...]:
        """The questions that are offered before the text of the lesson: in mode `pretest` all of them."""
        if self.mode == "pretest":
            return self.questions
        return tuple(question for question in self.questions if question.id in self.pretest)

    def numbers_of(self, questions: Iterable[Question]) -> dict[str, int]:
        """The number under which each of some questions is shown, from 1, by its id; a scenario has none."""
        return {item.id: number for number, item in enumerate(items_of(questions), 1)}

    @property
    def after(self) -> tuple[Question, ...]:
        """The questions that come after the text, and count."""
        return () if self.mode == "pretest" else self.questions

    @property
    def counted(self) -> tuple[Question, ...]:
        """The items that progress is made of: those with right and wrong that come after the text."""
        return tuple(item for question in self.after for item in question.items if item.scored)

    @property
    def objectives(self) -> dict[str, set[str]]:
        """The objectives that its questions check, by the lesson that each question names (empty: its own)."""
        found: dict[str, set[str]] = {}
        for item in self.items:
            if item.scored:
                found.setdefault(item.lesson, set()).add(item.objective)
        return found


@dataclass(frozen=True, slots=True)
class Check:
    """A quiz over several lessons: of one module, or of the whole course (then `module` is empty).

    `slug` is the module's; `COURSE_CHECK` for the whole course. Each question names its lesson.
    """

    slug: str
    module: str
    quiz: Quiz
    place: Place

    @property
    def lessons(self) -> frozenset[str]:
        """The ids of the lessons that its questions name."""
        return frozenset(item.lesson for item in self.quiz.items)

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"checks/{self.slug}/"

    @property
    def public_id(self) -> str:
        """What it is called for good: see `ids`."""
        return f"check/{self.slug}"

    @property
    def minutes(self) -> int:
        """Time to answer it, in minutes."""
        return minutes_for(questions=len(self.quiz.items))
