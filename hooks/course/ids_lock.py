"""The lock file: every public id that was published, with a number of its own for good and the words that told it.

Only `course ids` writes it. One line an entry, sorted, so that a change reads well and two branches merge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, utils

from course.ids import KINDS, PublicId

LOCK: Final = "ids.lock.json"
ALIKE: Final = 65.0
"""Above this two texts count as wordings of the same thing (rapidfuzz's `token_set_ratio`, 0 to 100).

Of a hundred pairs of different things of one lesson, three at most lie above it. A text that was reworded lies above
unless hardly a word is left.
"""
_WITH_PAGES: Final = frozenset({"lesson", "module", "check"})
_LABELS: Final = frozenset({"course", "check", "quiz"})
"""Kinds whose words are a name and tell no meaning: nearly every quiz is called the same."""
_PATH: Final = re.compile(r"[\w-]+(?:/[\w-]+)*/?")


@dataclass(frozen=True, slots=True)
class Locked:
    """What is kept of a public id. `pages` are all addresses that it has had, where it is a page of its own."""

    kind: str
    number: int
    words: tuple[str, ...]
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """All ids that were ever recorded. `next` is the number of the next new one: none is given twice."""

    next: int = 1
    entries: Mapping[str, Locked] = field(default_factory=dict)


class LockError(Exception):
    """The lock file cannot be used; `line` is where, `advice` what to do."""

    def __init__(self, problem: str, line: int = 1, advice: str = "take the committed file back") -> None:
        super().__init__(problem)
        self.line, self.advice = line, advice


def read_lock(path: Path) -> Lock | None:
    """The lock at a path, or None where there is none. Raises `LockError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise LockError("it cannot be read") from error
    try:
        return _parse(json.loads(text), text)
    except json.JSONDecodeError as error:
        advice = "of a merge keep the lines of both sides, then run 'make ids'; else take the committed file back"
        raise LockError("it is not JSON", error.lineno, advice) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LockError("it is not what 'make ids' writes") from error


def _parse(root: Any, text: str) -> Lock:
    entries = {name: _entry(name, fields) for name, fields in root["ids"].items()}
    numbers: dict[int, str] = {}
    for name, entry in entries.items():
        if entry.number in numbers:
            line = text[: text.rfind(f'"{name}"')].count("\n") + 1
            advice = "take out the line of the one that is not published yet, then run 'make ids'"
            raise LockError(f"'{numbers[entry.number]}' and '{name}' have the same number", line, advice)
        numbers[entry.number] = name
    # Where two branches were merged, the counter may be behind.
    return Lock(max(int(root["next"]), *(number + 1 for number in (0, *numbers))), entries)


def _entry(name: str, fields: Any) -> Locked:
    pages, words = tuple(fields.get("pages", ())), tuple(fields["words"])
    entry = Locked(str(fields["kind"]), fields["number"], words, pages)
    sound = type(fields["number"]) is int and entry.number > 0 and all(isinstance(word, str) for word in words)
    if not sound or entry.kind not in KINDS or not all(_PATH.fullmatch(one) for one in (name, *pages)):
        raise ValueError(name)
    return entry


def write_lock(path: Path, lock: Lock) -> None:
    """Write the lock: one line an entry, sorted by id."""
    lines = [f"{json.dumps(name)}: {_line(entry)}" for name, entry in sorted(lock.entries.items())]
    path.write_text(f'{{\n"next": {lock.next},\n"ids": {{\n' + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")


def _line(entry: Locked) -> str:
    pages = {"pages": entry.pages} if entry.pages else {}
    fields = {"kind": entry.kind, "number": entry.number, **pages, "words": entry.words}
    return json.dumps(fields, ensure_ascii=False)


def is_alike(kind: str, old: Iterable[str], new: Iterable[str]) -> bool:
    """True when one text of each side tells the same, perhaps in other words, or when there is nothing to compare."""
    pairs = list(product(old, new))
    if kind in _LABELS or not pairs:
        return True
    return any(likeness(*pair) >= ALIKE for pair in pairs)


def likeness(one: str, other: str) -> float:
    """How much two texts are alike, 0 to 100, whatever the order of their words, their case and their signs."""
    return 100.0 if one == other else fuzz.token_set_ratio(one, other, processor=utils.default_process)


def with_new(lock: Lock, ids: Mapping[str, PublicId]) -> Lock:
    """The lock with the ids that are new, and with new addresses of pages. Nothing else changes."""
    entries, number = dict(lock.entries), lock.next
    for name, found in ids.items():
        if name not in entries:
            entries[name] = Locked(found.kind, number, found.words)
            number += 1
        entries[name] = _with_page(entries[name], found)
    return Lock(number, entries)


def confirm(lock: Lock, ids: Mapping[str, PublicId], same: Iterable[str]) -> Lock:
    """The lock with today's words and kind of some ids: their author says that they are still the same thing."""
    known = [name for name in same if name in lock.entries]
    renewed = {name: replace(lock.entries[name], kind=ids[name].kind, words=ids[name].words) for name in known}
    return Lock(lock.next, {**lock.entries, **renewed})


def _with_page(locked: Locked, found: PublicId) -> Locked:
    """The entry with the address of its page added, if that is new."""
    if found.kind not in _WITH_PAGES or found.url in locked.pages:
        return locked
    return replace(locked, pages=(*locked.pages, found.url))
