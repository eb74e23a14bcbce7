"""`truefalse`: is the statement true or false, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from course.questions._choice import correct_ids, score_one
from course.questions.base import TEXT, ChoiceQuestion, Option, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry


class TrueFalse:
    """Two options whose words are the interface's own: their ids are `true` and `false`, their text is empty."""

    kind = "truefalse"
    keys = frozenset({"answer", "if_true", "if_false"})
    schema: Mapping[str, Any] = {
        "properties": {"answer": {"type": "boolean"}, "if_true": TEXT, "if_false": TEXT},
        "required": ["answer", "if_true", "if_false"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read `answer` and the feedback for each choice, both required."""
        answer = entry.boolean("answer")
        options = (
            Option("true", "", answer, entry.text("if_true", required=True)),
            Option("false", "", not answer, entry.text("if_false", required=True)),
        )
        return ChoiceQuestion(**common, options=options)

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`correct`: `true` or `false`, in a list."""
        assert isinstance(question, ChoiceQuestion)
        return {"correct": correct_ids(question.options)}

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """One point of one for the right choice."""
        return score_one(key["correct"], response)


TYPE: Final[QuestionType] = TrueFalse()
