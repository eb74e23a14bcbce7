"""`multiple`: several of several options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from course.questions._choice import OPTION_KEYS, correct_ids, options_schema, parse_options, score_one
from course.questions.base import ChoiceQuestion, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

EACH_OPTION: Final = "each-option"
ALL_OR_NOTHING: Final = "all-or-nothing"


class Multiple:
    """The learner picks every option that fits; one or more are right."""

    kind = "multiple"
    keys = frozenset({"options", "scoring"})
    schema: Mapping[str, Any] = {
        "properties": {
            "options": options_schema("not_chosen"),
            "scoring": {"enum": [EACH_OPTION, ALL_OR_NOTHING]},
        },
        "required": ["options"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the options (right ones may say `not_chosen`) and how they count: `scoring`."""
        options = parse_options(entry, OPTION_KEYS | {"not_chosen"})
        scoring = entry.choice("scoring", (EACH_OPTION, ALL_OR_NOTHING), default=ALL_OR_NOTHING)
        return ChoiceQuestion(**common, options=options, scoring=scoring)

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`correct` and `options`: ids in the author's order; `scoring`: the author's word."""
        assert isinstance(question, ChoiceQuestion)
        return {
            "correct": correct_ids(question.options),
            "options": [option.id for option in question.options],
            "scoring": question.scoring,
        }

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """`each-option`: a point for every option handled rightly. `all-or-nothing`: one point for the exact set.

        Ids that are not among the options count for nothing: they may come from an older edition of the question.
        """
        options, correct = set(key["options"]), set(key["correct"])
        chosen = options & set(response)
        if key["scoring"] == ALL_OR_NOTHING:
            return score_one(correct, chosen)
        if not chosen:
            return Result(points=0, of=len(options), answered=False)
        return Result(points=len(options) - len(chosen ^ correct), of=len(options))


TYPE: Final[QuestionType] = Multiple()
