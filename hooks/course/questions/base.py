"""What every question type shares. A type is one module of this package that offers `TYPE`, a `QuestionType`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from course.source import Entry


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice question. `id` is unique in the question; texts are Markdown.

    `feedback` is for the learner who picked it; `not_chosen` for one who missed it (right options of `multiple`).
    """

    id: str
    text: str
    correct: bool
    feedback: str
    not_chosen: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of any type. `id` is unique in its file; `ask`, `hints` and `why` are Markdown.

    `see` is an anchor of the lesson without `#`; `cite` holds reference ids; `sensitivity` names a topic or is empty.
    """

    id: str
    type: str
    ask: str
    objective: str
    hints: tuple[str, ...]
    why: str
    see: str
    cite: tuple[str, ...]
    sensitivity: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion(Question):
    """A question with options. `scoring` is `each-option` or `all-or-nothing` (only `multiple` uses it)."""

    options: tuple[Option, ...]
    scoring: str = "all-or-nothing"


@dataclass(frozen=True, slots=True)
class Result:
    """What a response is worth: `points` of `of`. An empty response is `unanswered`, never wrong."""

    points: int
    of: int
    answered: bool = True

    @property
    def state(self) -> str:
        """`right`, `partly`, `wrong` or `unanswered`: the words that the page shows come from these."""
        if not self.answered:
            return "unanswered"
        if self.points == self.of:
            return "right"
        return "partly" if self.points else "wrong"


class QuestionType(Protocol):
    """One question type: how its YAML is read, what its key is, what a response is worth."""

    kind: str
    keys: frozenset[str]
    """The YAML keys that this type adds to those every question has."""

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the type's own keys from `entry`; findings go to `entry.report`. `common` is passed to the class."""
        ...

    def answer_key(self, question: Question) -> dict[str, Any]:
        """The key as plain data: the only thing that `score`, the browser and every export know of the answer."""
        ...

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """Score a response (chosen ids in any order) against a key of `answer_key`."""
        ...
