"""`single`: one of several options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from course.questions._choice import correct_ids, options_schema, parse_options, score_one
from course.questions.base import ChoiceQuestion, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry


class Single:
    """The learner picks one option; one of them is right."""

    kind = "single"
    keys = frozenset({"options"})
    schema: Mapping[str, Any] = {"properties": {"options": options_schema(most=1)}, "required": ["options"]}

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the options. Reports `two-correct-options` beside what every list of options reports."""
        options = parse_options(entry)
        correct = correct_ids(options)
        if len(correct) > 1:
            entry.report("two-correct-options", at="options", ids=" and ".join(f"'{name}'" for name in correct))
        return ChoiceQuestion(**common, options=options)

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`correct`: the id of the right option, in a list."""
        assert isinstance(question, ChoiceQuestion)
        return {"correct": correct_ids(question.options)}

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """One point of one for the right option alone."""
        return score_one(key["correct"], response)


TYPE: Final[QuestionType] = Single()
