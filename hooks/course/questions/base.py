"""What every question type shares. A type is one module of this package that offers `TYPE`, a `QuestionType`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from course.source import Entry

Response: TypeAlias = Sequence[str] | Mapping[str, Any]
"""What a page reads from a question's native controls, as plain data.

A list where there is one answer (chosen ids; the text that was typed), a mapping where the question has parts: the id
of each part to the id chosen or the text typed for it; a scenario maps each of its questions' ids to its response.
"""

# `2024` and `true` are texts, too, for whoever reads a text: they are taken as written.
TEXT: Final = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
ID: Final = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
"""Words of every type's `schema`."""

EXPLAINS: Final = {"explains": True}
"""Metadata of a field that only explains: another wording of it leaves the question the same."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice question. `id` is unique in the question; texts are Markdown.

    `feedback` is for the learner who picked it; `not_chosen` for one who missed it (right options of `multiple`).
    """

    id: str
    text: str
    correct: bool
    feedback: str = field(metadata=EXPLAINS)
    not_chosen: str = field(default="", metadata=EXPLAINS)
    misconception: str = field(default="", metadata=EXPLAINS)


# Not slotted: `revision` is asked for again and again, and kept beside the fields.
@dataclass(frozen=True)
class Question:
    """A question of any type. `id` is unique in its file; `ask`, `hints` and `why` are Markdown.

    `see` is an anchor of the lesson without `#`; `cite` holds reference ids; `sensitivity` names a topic or is empty.
    `lesson` is the id of the lesson that a question of a module check belongs to; empty in a lesson's own quiz.
    `scene` is the stem of the scenario that it is a part of (Markdown), or empty.
    """

    id: str = field(metadata=EXPLAINS)
    type: str
    ask: str
    objective: str = field(metadata=EXPLAINS)
    hints: tuple[str, ...] = field(metadata=EXPLAINS)
    why: str = field(metadata=EXPLAINS)
    see: str = field(metadata=EXPLAINS)
    cite: tuple[str, ...] = field(metadata=EXPLAINS)
    sensitivity: str = field(metadata=EXPLAINS)
    lesson: str = field(metadata=EXPLAINS)
    scene: str
    scored: ClassVar[bool] = True
    """False for a type without right and wrong: it counts in no result and checks no objective."""

    @property
    def asked(self) -> str:
        """What it asks, without a word of the answer (Markdown): what lists call it."""
        return self.ask

    @property
    def items(self) -> tuple[Question, ...]:
        """The questions to be answered that this one stands for: itself, or the parts of a scenario."""
        return (self,)

    @cached_property
    def revision(self) -> str:
        """Eight hexadecimal digits that change whenever what is asked, offered or right changes, and only then."""
        text = json.dumps(_substance(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def _substance(value: Any) -> Any:
    """A question as plain data, without what only explains."""
    if isinstance(value, str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _substance(getattr(value, name)) for name in _telling(type(value))}
    if isinstance(value, tuple | list):
        return [_substance(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _substance(item) for key, item in value.items()}
    return value if value is None or isinstance(value, bool | int | float) else str(value)


@cache
def _telling(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a class that do more than explain."""
    return tuple(one.name for one in fields(kind) if not one.metadata.get("explains"))


@dataclass(frozen=True, slots=True)
class ChoiceQuestion(Question):
    """A question with options. `scoring` is `each-option` or `all-or-nothing` (only `multiple` uses it)."""

    options: tuple[Option, ...]
    scoring: str = "all-or-nothing"

    @property
    def right(self) -> tuple[Option, ...]:
        """The options that are right, in the author's order."""
        return tuple(option for option in self.options if option.correct)

    @property
    def wrong(self) -> tuple[Option, ...]:
        """The others."""
        return tuple(option for option in self.options if not option.correct)


@dataclass(frozen=True, slots=True)
class Result:
    """What a response is worth: `points` of `of`. An empty response is `unanswered`, never wrong.

    `of` is 0 for a question without right and wrong. `unreadable`: something was typed that is no answer of this kind.
    """

    points: int
    of: int
    answered: bool = True
    unreadable: bool = False

    @property
    def state(self) -> str:
        """`right`, `partly`, `wrong`, `noted`, `unreadable` or `unanswered`: the page's words come from these."""
        if self.unreadable:
            return "unreadable"
        if not self.answered:
            return "unanswered"
        if self.points == self.of:
            return "right" if self.of else "noted"
        return "partly" if self.points else "wrong"


class QuestionType(Protocol):
    """One question type: how its YAML is read, what its key is, what a response is worth."""

    kind: str
    keys: frozenset[str]
    """The YAML keys that this type adds to those every question has."""
    schema: Mapping[str, Any]
    """JSON Schema of those keys: `properties` and `required`, as they stand in a schema of the whole question."""

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the type's own keys from `entry`; findings go to `entry.report`. `common` is passed to the class."""
        ...

    def answer_key(self, question: Any) -> dict[str, Any]:
        """The key as plain data: the only thing that `score`, the browser and every export know of the answer."""
        ...

    def score(self, key: dict[str, Any], response: Any) -> Result:
        """Score a `Response` of this type's shape against a key of `answer_key`."""
        ...
