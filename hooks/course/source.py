"""YAML and front matter with line numbers kept.

`Entry` wraps one YAML mapping and hands out typed values. What is wrong goes to the report, and a harmless default
comes back, so that one run finds everything. Nothing is ever constructed from a YAML tag: only nodes are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from course.errors import Report, nearest
from course.model import Place
from course.reading import TAG, compose

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TEXT_OR_EMPTY = (f"{TAG}str", f"{TAG}null")
_RESOLVER: Any = yaml.resolver.Resolver()
_LONGEST_NUMBER = 9  # characters; int() of a text of any length would take any time
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})")
_KINDS = {"seq": "a list", "map": "a group of keys", "int": "a number", "bool": "true or false"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file split in two: its keys and its text. `body_line` is the line on which `body` begins."""

    entry: Entry
    body: str
    body_line: int


_FENCE = re.compile(r"-{3}[ \t]*")


def split_front_matter(text: str, path: str, report: Report, *, cites: bool = False) -> FrontMatter | None:
    """Split a page's text at its front matter; None after a finding when that is missing, open or not YAML.

    `cites`: the texts of the front matter may cite.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        report.add("front-matter-missing", Place(path, 1, 1))
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        report.add("front-matter-open", Place(path, 1, 1))
        return None
    node = compose("\n".join(lines[1:end]) + "\n", path, report, line_offset=1, cites=cites)
    entry = entry_of(node, path, report, line_offset=1, what="the front matter")
    return FrontMatter(entry, "\n".join(lines[end + 1 :]), end + 2) if entry else None


def entry_of(
    node: yaml.Node | None, path: str, report: Report, *, line_offset: int = 0, what: str = "the file"
) -> Entry | None:
    """The root mapping of a text as an `Entry`; None after a finding when the root is something else."""
    if isinstance(node, yaml.MappingNode):
        return Entry(node, path, report, line_offset)
    if node is not None:
        place = Place(path, node.start_mark.line + 1 + line_offset, node.start_mark.column + 1)
        report.add("wrong-type", place, key=what, actual=_kind(node), expected="a group of keys")
    return None


def entries_of(node: yaml.Node | None, path: str, report: Report) -> list[Entry]:
    """The mappings of a file whose root is a list; anything else becomes a finding."""
    if node is None:
        return []
    return list(_mappings(node, "the file", path, report, 0))


def _kind(node: yaml.Node) -> str:
    name = node.tag.removeprefix(TAG)
    if name == "null":
        return "empty"
    return _KINDS.get(name, "text")


def _mappings(node: yaml.Node, key: str, path: str, report: Report, offset: int) -> Iterator[Entry]:
    if not isinstance(node, yaml.SequenceNode):
        report.add("wrong-type", _place(node, path, offset), key=key, actual=_kind(node), expected="a list")
        return
    for child in node.value:
        if isinstance(child, yaml.MappingNode):
            yield Entry(child, path, report, offset)
        else:
            place = _place(child, path, offset)
            report.add("wrong-type", place, key=f"an item of {key}", actual=_kind(child), expected="a group of keys")


def _place(node: yaml.Node, path: str, offset: int) -> Place:
    return Place(path, node.start_mark.line + 1 + offset, node.start_mark.column + 1)


class Spots:
    """Where values of an entry stand, for rules across files. Keeps no YAML: a large course would keep all of it."""

    __slots__ = ("_lists", "_places", "_reporter", "path", "place")

    def __init__(self, entry: Entry, places: tuple[str, ...], lists: tuple[str, ...]) -> None:
        self.path, self.place, self._reporter = entry.path, entry.place, entry.reporter
        self._places = {key: entry.place_of(key) for key in places if key in entry}
        self._lists = {key: entry.located(key) for key in lists if key in entry and not entry.is_text(key)}

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands; the entry's own place when there is none."""
        return self._places.get(key, self.place)

    def located(self, key: str) -> list[tuple[str, Place]]:
        """The texts of a list, each with its place."""
        return self._lists.get(key, [])

    def report(self, code: str, *, at: str = "", **values: object) -> None:
        """Report a finding at the value of a key, or at the entry itself when it has no such key."""
        self._reporter.add(code, self.place_of(at), **values)

    def report_at(self, code: str, place: Place, **values: object) -> None:
        """Report a finding at a place of the same file, such as one of `located`."""
        self._reporter.add(code, place, **values)


class Entry:
    """One YAML mapping of an author's file. Getters never raise: they report and return a default."""

    __slots__ = ("_key_nodes", "_nodes", "_offset", "path", "place", "reporter")

    def __init__(self, node: yaml.MappingNode, path: str, reporter: Report, offset: int = 0) -> None:
        self.path = path
        self.reporter = reporter
        self._offset = offset
        self.place = _place(node, path, offset)
        self._nodes: dict[str, yaml.Node] = {}
        self._key_nodes: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in self._nodes:
                reporter.add("duplicate-key", _place(key_node, path, offset), key=key)
                continue
            self._nodes[key] = value
            self._key_nodes[key] = key_node

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def report(self, code: str, *, at: str = "", **values: object) -> None:
        """Report a finding at the value of a key, or at the entry itself when it has no such key."""
        self.reporter.add(code, self.place_of(at), **values)

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands; the entry's own place when there is none."""
        node = self._nodes.get(key)
        return _place(node, self.path, self._offset) if node is not None else self.place

    def allow(self, known: Collection[str]) -> None:
        """Report every key that is not among the known ones, with the nearest that is."""
        for key, node in self._key_nodes.items():
            if key not in known:
                advice = nearest(key, sorted(known), what="known keys")
                self.reporter.add("unknown-key", _place(node, self.path, self._offset), key=key, advice=advice)

    def _value(self, key: str, required: bool) -> yaml.Node | None:
        node = self._nodes.get(key)
        if node is None:
            if required:
                self.report("missing-key", key=key)
            return None
        if isinstance(node, yaml.ScalarNode) and (node.tag == f"{TAG}null" or not node.value.strip()):
            if required:
                self.report("empty-value", at=key, key=key)
            return None
        return node

    def _wrong(self, key: str, node: yaml.Node, expected: str) -> None:
        place = _place(node, self.path, self._offset)
        self.reporter.add("wrong-type", place, key=key, actual=_kind(node), expected=expected)

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """The text of a key as written (`yes`, `1.1` and `2024` are texts here too), or the default."""
        node = self._value(key, required)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(key, node, "text")
            return default
        return str(node.value).strip()

    def id(self, key: str = "id") -> str:
        """The author's id of this entry; an empty string after a finding."""
        value = self.text(key, required=True)
        if value and not _ID.fullmatch(value):
            self.report("bad-id", at=key, id=value)
        return value

    def integer(self, key: str, low: int, high: int, *, required: bool = True) -> int:
        """A whole number from `low` to `high`; `low` after a finding or when it is not required and missing."""
        node = self._value(key, required)
        if node is None:
            return low
        if node.tag != f"{TAG}int" or len(node.value) > _LONGEST_NUMBER:
            self._wrong(key, node, "a whole number")
            return low
        value = int(node.value)
        if not low <= value <= high:
            self.report("out-of-range", at=key, key=key, value=value, low=low, high=high)
            return low
        return value

    def decimal(self, key: str, *, low: Decimal | None = None, required: bool = True) -> Decimal:
        """A number as written, such as `-3.50`, not below `low`; 0 after a finding or when it is missing.

        Without exponent and of at most 15 digits on each side of the point, so that every reader of it agrees.
        """
        node = self._value(key, required)
        if node is None:
            return Decimal(0)
        if not isinstance(node, yaml.ScalarNode) or node.style or not _DECIMAL.fullmatch(node.value):
            whole = node.tag == f"{TAG}int"
            self._wrong(key, node, "a number of at most 15 digits" if whole else "a number such as 3.5")
            return Decimal(0)
        value = Decimal(node.value)
        if low is not None and value < low:
            self.report("too-small", at=key, key=key, value=node.value, low=low)
            return low
        return value

    def boolean(self, key: str, *, default: bool | None = None) -> bool:
        """`true` or `false`; required when there is no default."""
        node = self._value(key, default is None)
        if node is None:
            return bool(default)
        if node.tag != f"{TAG}bool":
            self._wrong(key, node, "true or false")
            return bool(default)
        return str(node.value).lower() in ("true", "yes", "on")

    def date(self, key: str, *, required: bool = False) -> date | None:
        """A day written as 2027-01-31, or None."""
        node = self._value(key, required)
        if node is None:
            return None
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            self._wrong(key, node, "a date such as 2027-01-31")
            return None

    def choice(self, key: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """One of the allowed words; required when there is no default."""
        value = self.text(key, required=default is None, default=default or "")
        if value and value not in allowed:
            self.report("not-one-of", at=key, key=key, value=value, allowed=", ".join(allowed))
            return default or ""
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, empty ones left out."""
        return tuple(text for text, _ in self.located(key, required=required))

    def located(self, key: str, *, required: bool = False) -> list[tuple[str, Place]]:
        """A list of texts, each with its place."""
        node = self._value(key, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(key, node, "a list")
            return []
        found = []
        for child in node.value:
            if not isinstance(child, yaml.ScalarNode):
                self._wrong(f"an item of {key}", child, "text")
            elif child.value.strip():
                found.append((str(child.value).strip(), _place(child, self.path, self._offset)))
        if required and not node.value:
            self.report("empty-value", at=key, key=key)
        return found

    def quoted(self, *keys: str) -> None:
        """Report texts that YAML at large takes for a number, a date or a truth value: Markdown's blocks read it so."""
        for key in keys:
            node = self._nodes.get(key)
            if not isinstance(node, yaml.ScalarNode) or node.style or not node.value:
                continue
            if _RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False)) not in _TEXT_OR_EMPTY:
                self._wrong(key, node, "text in quotes")

    def entry(self, key: str, *, required: bool = False) -> Entry | None:
        """A nested group of keys."""
        node = self._value(key, required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._wrong(key, node, "a group of keys")
            return None
        return Entry(node, self.path, self.reporter, self._offset)

    def pairs(self, key: str) -> list[tuple[str, str, Place]]:
        """A group whose keys are the author's own words: each with its text, which is required, and its place."""
        inner = self.entry(key)
        return [(name, inner.text(name, required=True), place) for name, place in inner.places()] if inner else []

    def places(self) -> list[tuple[str, Place]]:
        """Every key, with its place."""
        return [(key, _place(node, self.path, self._offset)) for key, node in self._key_nodes.items()]

    def entries(self, key: str, *, required: bool = False) -> list[Entry]:
        """A list of nested groups of keys."""
        node = self._value(key, required)
        if node is None:
            return []
        found = list(_mappings(node, key, self.path, self.reporter, self._offset))
        if required and not node.value:
            self.report("empty-value", at=key, key=key)
        return found

    def items(self, key: str) -> yaml.SequenceNode | None:
        """The raw list of a required key, for items of a shape of their own (the nav); None after a finding."""
        node = self._value(key, required=True)
        if node is not None and not isinstance(node, yaml.SequenceNode):
            self._wrong(key, node, "a list")
            return None
        return node

    def spots(self, *places: str, lists: tuple[str, ...] = ()) -> Spots:
        """Where the values of some keys stand, and the located texts of some lists."""
        return Spots(self, places, lists)

    def count(self, key: str) -> int:
        """How many items the list of a key has, whatever they are; 0 when there is no list."""
        node = self._nodes.get(key)
        return len(node.value) if isinstance(node, yaml.SequenceNode) else 0

    def is_tagged(self, key: str, tag: str) -> bool:
        """Whether the value of a key has this tag of its own."""
        node = self._nodes.get(key)
        return node is not None and node.tag == tag

    def is_text(self, key: str) -> bool:
        """True when the key holds one text, not a list or group."""
        return isinstance(self._nodes.get(key), yaml.ScalarNode)
