"""`classify`: items that belong to groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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

FEWEST_GROUPS: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its name (Markdown), and what belongs to it."""

    id: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ClassifyQuestion(Question):
    """A question with groups, in the author's order."""

    groups: tuple[Group, ...]

    @property
    def mixed(self) -> tuple[Item, ...]:
        """The items of all groups, in an order that tells nothing."""
        return mixed((item for group in self.groups for item in group.items), self.id)

    def group_of(self, item: Item) -> Group:
        """The group that an item belongs to."""
        return next(group for group in self.groups if item in group.items)


class Classify:
    """The learner chooses a group for each item."""

    kind = "classify"
    keys = frozenset({"groups"})
    schema: Mapping[str, Any] = {
        "properties": {
            "groups": list_schema(
                FEWEST_GROUPS, id=ID, name=TEXT, items=list_schema(1, id=ID, text=TEXT, feedback=TEXT)
            )
        },
        "required": ["groups"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the groups. An item has an id and a text of its own among the items of all groups."""
        groups = entry.entries("groups", required=True)
        check_count(entry, "groups", FEWEST_GROUPS)
        check_unique(groups)
        check_texts((group, "name") for group in groups)
        items = [item for group in groups for item in group.entries("items", required=True)]
        check_unique(items)
        check_texts((item, "text") for item in items)
        return ClassifyQuestion(**common, groups=tuple(map(_parse_group, groups)))

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`parts`: for each item the id of its group."""
        assert isinstance(question, ClassifyQuestion)
        return {"parts": {item.id: group.id for group in question.groups for item in group.items}}

    def score(self, key: dict[str, Any], response: Mapping[str, str]) -> Result:
        """A point for each item in its group."""
        return score_parts(key, response)


def _parse_group(entry: Entry) -> Group:
    entry.allow(("id", "name", "items"))
    items = tuple(map(parse_item, entry.entries("items")))
    return Group(entry.id(), entry.text("name", required=True), items)


TYPE: Final[QuestionType] = Classify()
