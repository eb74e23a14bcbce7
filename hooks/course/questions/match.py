"""`match`: what belongs together. Each left side gets one of the right ones; some may belong nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from course.questions._parts import Item, check_count, check_texts, check_unique, list_schema, mixed, score_parts
from course.questions.base import EXPLAINS, ID, TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

FEWEST_PAIRS: Final = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts (Markdown) that belong together. `feedback` is for the learner who matched `left` wrongly."""

    id: str
    left: str
    right: str
    feedback: str = field(default="", metadata=EXPLAINS)


@dataclass(frozen=True, slots=True)
class MatchQuestion(Question):
    """A question with pairs, in the author's order, and right sides that belong to none of them."""

    pairs: tuple[Pair, ...]
    distractors: tuple[Item, ...]

    @property
    def choices(self) -> tuple[Item, ...]:
        """Everything that can be chosen, in an order that tells nothing; the id of a right side is its pair's."""
        rights = (Item(pair.id, pair.right) for pair in self.pairs)
        return mixed((*rights, *self.distractors), self.id)


class Match:
    """The learner chooses for each left side what belongs to it."""

    kind = "match"
    keys = frozenset({"pairs", "distractors"})
    schema: Mapping[str, Any] = {
        "properties": {
            "pairs": list_schema(FEWEST_PAIRS, id=ID, left=TEXT, right=TEXT, feedback=TEXT),
            "distractors": list_schema(1, id=ID, text=TEXT),
        },
        "required": ["pairs"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the pairs and what else can be chosen. No two texts of the same side may be alike."""
        pairs, others = entry.entries("pairs", required=True), entry.entries("distractors")
        check_count(entry, "pairs", FEWEST_PAIRS)
        check_unique((*pairs, *others))
        check_texts((pair, "left") for pair in pairs)
        check_texts((*((pair, "right") for pair in pairs), *((other, "text") for other in others)))
        return MatchQuestion(
            **common, pairs=tuple(map(_parse_pair, pairs)), distractors=tuple(map(_parse_distractor, others))
        )

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`parts`: the id of each pair, to be answered by that same id."""
        assert isinstance(question, MatchQuestion)
        return {"parts": {pair.id: pair.id for pair in question.pairs}}

    def score(self, key: dict[str, Any], response: Mapping[str, str]) -> Result:
        """A point for each pair whose right side was chosen."""
        return score_parts(key, response)


def _parse_pair(entry: Entry) -> Pair:
    entry.allow(("id", "left", "right", "feedback"))
    left, right = (entry.text(key, required=True) for key in ("left", "right"))
    return Pair(entry.id(), left, right, entry.text("feedback"))


def _parse_distractor(entry: Entry) -> Item:
    entry.allow(("id", "text"))
    return Item(entry.id(), entry.text("text", required=True))


TYPE: Final[QuestionType] = Match()
