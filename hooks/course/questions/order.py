"""`order`: a sequence to be put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import is_not
from typing import TYPE_CHECKING, Any, Final

from course.questions._parts import (
    Item,
    check_count,
    check_texts,
    check_unique,
    list_schema,
    mixed,
    parse_item,
    score_parts,
)
from course.questions.base import ID, TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

# Two are a coin toss; with more than nine the memory for the list is tested, not the order.
FEWEST_ITEMS: Final = 3
MOST_ITEMS: Final = 9
# More than every third order has no item in its place, so that one in ten million questions finds none.
_TRIES: Final = 40


@dataclass(frozen=True, slots=True)
class OrderQuestion(Question):
    """A question with items in the right order."""

    sequence: tuple[Item, ...]

    @property
    def mixed(self) -> tuple[Item, ...]:
        """The items as they are shown: in an order that tells nothing. None is in its place, which would be a gift."""
        tries = (mixed(self.sequence, f"{self.id}/{number}") for number in range(_TRIES))
        moved = (found for found in tries if all(map(is_not, found, self.sequence)))
        return next(moved, (*self.sequence[1:], *self.sequence[:1]))

    def place_of(self, item: Item) -> int:
        """The right place of an item; the first is 1."""
        return self.sequence.index(item) + 1


class Order:
    """The learner gives each item its place."""

    kind = "order"
    keys = frozenset({"items"})
    schema: Mapping[str, Any] = {
        "properties": {"items": list_schema(FEWEST_ITEMS, MOST_ITEMS, id=ID, text=TEXT, feedback=TEXT)},
        "required": ["items"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the items, which the author writes in the right order."""
        items = entry.entries("items", required=True)
        check_count(entry, "items", FEWEST_ITEMS, MOST_ITEMS)
        check_unique(items)
        check_texts((item, "text") for item in items)
        return OrderQuestion(**common, sequence=tuple(map(parse_item, items)))

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`parts`: for each item its place as text, the first is `1`."""
        assert isinstance(question, OrderQuestion)
        return {"parts": {item.id: str(place) for place, item in enumerate(question.sequence, 1)}}

    def score(self, key: dict[str, Any], response: Mapping[str, str]) -> Result:
        """A point for each item in its place."""
        return score_parts(key, response)


TYPE: Final[QuestionType] = Order()
