"""What the types share whose questions have parts, each with an answer of its own: gaps, pairs, items."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from course.questions.base import EXPLAINS, Result

if TYPE_CHECKING:
    from course.source import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """A part that is placed somewhere. `id` is unique in the question; `text` and `feedback` are Markdown.

    `feedback` is for the learner who placed it wrongly; it may be empty.
    """

    id: str
    text: str
    feedback: str = field(default="", metadata=EXPLAINS)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


def parse_item(entry: Entry) -> Item:
    """Read one item: `id`, `text` and, if it has one, `feedback`."""
    entry.allow(("id", "text", "feedback"))
    return Item(entry.id(), entry.text("text", required=True), entry.text("feedback"))


def list_schema(fewest: int, most: int | None = None, /, **properties: Any) -> dict[str, Any]:
    """JSON Schema of a list of groups of keys; all keys but `feedback` are needed."""
    required = [name for name in properties if name != "feedback"]
    item = {"type": "object", "additionalProperties": False, "properties": properties, "required": required}
    limits = {"minItems": fewest} | ({"maxItems": most} if most else {})
    return {"type": "array", **limits, "items": item}


def check_count(entry: Entry, key: str, fewest: int, most: int | None = None) -> None:
    """Report a list that is too short or too long; that it is missing or empty is reported by who reads it."""
    count = entry.count(key)
    if 0 < count < fewest:
        entry.report("too-few-parts", at=key, key=key, count=count, fewest=fewest)
    elif most and count > most:
        entry.report("too-many-parts", at=key, key=key, count=count, most=most)


def check_texts(spoken: Iterable[tuple[Entry, str]]) -> None:
    """Report every text, given by its entry and key, that an earlier one says already."""
    first: dict[str, Entry] = {}
    for entry, key in spoken:
        text = " ".join(entry.text(key).casefold().split())
        if text and text in first:
            entry.report("duplicate-text", at=key, first=first[text].text("id"), id=entry.text("id"))
        first.setdefault(text, entry)


def check_unique(entries: Iterable[Entry]) -> None:
    """Report every `id` that an earlier entry has already."""
    first: dict[str, Entry] = {}
    for entry in entries:
        name = entry.text("id")
        if name and name in first:
            place = first[name].place_of("id")
            entry.report("duplicate-id", at="id", id=name, first=f"{place.path}:{place.line}")
        first.setdefault(name, entry)


def mixed(parts: Iterable[_Part], seed: str) -> tuple[_Part, ...]:
    """The parts in an order that tells nothing: by a hash of the seed and their ids, so always the same."""
    return tuple(sorted(parts, key=lambda part: hashlib.sha256(f"{seed}/{part.id}".encode()).digest()))


def score_parts(
    key: Mapping[str, Any], response: Mapping[str, str], fits: Callable[[Any, str], bool] = str.__eq__
) -> Result:
    """A point for each part of `key["parts"]` (part id -> what is right) whose answer `fits`.

    Parts that the question does not have count for nothing: they may come from an older edition of it.
    """
    parts = key["parts"]
    given = {name: str(response[name]) for name in parts if str(response.get(name) or "").strip()}
    points = sum(fits(parts[name], answer) for name, answer in given.items())
    return Result(points=points, of=len(parts), answered=bool(given))
