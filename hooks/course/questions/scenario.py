"""`scenario`: a scene, and questions of other types about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import course.questions as registry
from course.questions._parts import check_count
from course.questions.base import TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

FEWEST_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class ScenarioQuestion(Question):
    """`stem` tells the scene (Markdown); `parts` are asked one after the other, each a question of its own."""

    stem: str
    parts: tuple[Question, ...]

    @property
    def asked(self) -> str:
        """The scene."""
        return self.stem

    @property
    def items(self) -> tuple[Question, ...]:
        """Its parts."""
        return self.parts


class Scenario:
    """A frame: each part is scored by its own type."""

    kind = "scenario"
    keys = frozenset({"stem", "parts"})
    schema: Mapping[str, Any] = {
        "properties": {
            "stem": TEXT,
            "parts": {"type": "array", "minItems": FEWEST_PARTS, "items": {"$ref": "#/$defs/part"}},
        },
        "required": ["stem", "parts"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the stem; `common` brings the parts."""
        check_count(entry, "parts", FEWEST_PARTS)
        return ScenarioQuestion(**common, stem=entry.text("stem", required=True))

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`parts`: the id of each part to its `type` and its own `key`, in the order of the scene."""
        keys = {part.id: {"type": part.type, "key": _type(part.type).answer_key(part)} for part in question.items}
        return {"parts": keys}

    def score(self, key: dict[str, Any], response: Mapping[str, Any]) -> Result:
        """A point for each part that is answered rightly; parts without right and wrong give and take none."""
        parts = key["parts"].items()
        results = [_type(part["type"]).score(part["key"], response.get(name, [])) for name, part in parts]
        scored = [result for result in results if result.of]
        return Result(
            points=sum(result.state == "right" for result in scored),
            of=len(scored),
            answered=any(result.state not in ("unanswered", "unreadable") for result in results),
        )


def _type(kind: str) -> QuestionType:
    # Looked up late: the registry is made of this module, too.
    return registry.QUESTION_TYPES[kind]


TYPE: Final[QuestionType] = Scenario()
