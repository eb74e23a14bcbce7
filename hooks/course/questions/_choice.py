"""What the types with options to choose from share: reading the options, and the rules every list of options obeys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from course.questions.base import ID, TEXT, Option, Result

if TYPE_CHECKING:
    from course.source import Entry

OPTION_KEYS: Final = frozenset({"id", "text", "correct", "feedback", "misconception"})
FEWEST_OPTIONS: Final = 2
# Such options test who reads closely, not who knows (Haladyna, Downing & Rodriguez 2002).
_CATCH_ALL: Final = re.compile(
    r"\b(?:all|none|both|neither|any) of the (?:above|others)\b|^(?:all|none|both|neither) of (?:these|those|them)\W*$",
    re.IGNORECASE,
)


_CORRECT: Final = {"properties": {"correct": {"const": True}}, "required": ["correct"]}


def options_schema(*more: str, most: int | None = None) -> dict[str, Any]:
    """JSON Schema of `options:`: at least one is right, at most `most`.

    `more` are texts that an option may have beside its usual ones.
    """
    texts = dict.fromkeys(("text", "feedback", "misconception", *more), TEXT)
    properties = {"id": ID, **texts, "correct": {"type": "boolean"}}
    item = {"type": "object", "additionalProperties": False, "properties": properties, "required": ["id", "text"]}
    item |= {"if": _CORRECT, "else": {"required": ["feedback"]}}
    limits = {"contains": _CORRECT} | ({"maxContains": most} if most else {})
    return {"type": "array", "minItems": FEWEST_OPTIONS, "items": item, **limits}


def parse_options(entry: Entry, keys: frozenset[str] = OPTION_KEYS) -> tuple[Option, ...]:
    """Read `options:` of a question. Options that break a rule are reported and kept, so that all findings show."""
    entries = entry.entries("options", required=True)
    options = tuple(_parse_option(item, keys) for item in entries)
    _check_options(entry, entries, options)
    return options


def _parse_option(entry: Entry, keys: frozenset[str]) -> Option:
    entry.allow(keys)
    return Option(
        id=entry.id(),
        text=entry.text("text", required=True),
        correct=entry.boolean("correct", default=False),
        feedback=entry.text("feedback"),
        not_chosen=entry.text("not_chosen"),
        misconception=entry.text("misconception"),
    )


def _check_options(entry: Entry, entries: list[Entry], options: tuple[Option, ...]) -> None:
    if entries and len(options) < FEWEST_OPTIONS:
        entry.report("too-few-options", at="options", count=len(options))
    if options and not any(option.correct for option in options):
        entry.report("no-correct-option", at="options")
    ids: dict[str, Entry] = {}
    texts: dict[str, Option] = {}
    for item, option in zip(entries, options, strict=True):
        _check_repeats(item, option, ids, texts)
        if not option.correct and not option.feedback:
            item.report("option-without-feedback", id=option.id)
        if found := _CATCH_ALL.search(option.text):
            item.report("all-of-the-above", at="text", id=option.id, text=found[0])


def _check_repeats(item: Entry, option: Option, ids: dict[str, Entry], texts: dict[str, Option]) -> None:
    first = ids.setdefault(option.id, item)
    if option.id and first is not item:
        place = first.place_of("id")
        item.report("duplicate-id", at="id", id=option.id, first=f"{place.path}:{place.line}")
    same = texts.setdefault(" ".join(option.text.casefold().split()), option)
    if option.text and same is not option:
        item.report("duplicate-option-text", at="text", first=same.id, id=option.id)


def correct_ids(options: Iterable[Option]) -> list[str]:
    """The ids of the right options, in the author's order."""
    return [option.id for option in options if option.correct]


def score_one(correct: Iterable[str], response: Iterable[str]) -> Result:
    """One point when exactly the right options are chosen; an empty response is unanswered."""
    chosen = set(response)
    return Result(points=int(bool(chosen) and chosen == set(correct)), of=1, answered=bool(chosen))
