"""Files and YAML texts as they are: what cannot be read becomes a finding at its line and column."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import yaml

from course.errors import Report
from course.model import Place

_CITATION = re.compile(r"\[@[\w-][^\]]*\]?")
TAG = "tag:yaml.org,2002:"
_WORDS = dict.fromkeys(("", "~", "null", "Null", "NULL"), f"{TAG}null") | {
    form: f"{TAG}bool"
    for word in ("true", "false", "yes", "no", "on", "off")
    for form in (word, word.title(), word.upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]+")

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads ten times faster where it is compiled in."""


class _Loader(SafeLoader):  # type: ignore[misc]
    """Tells empty values, booleans, whole numbers and text apart: all that a course needs, at a third of the cost."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node that its author gave none."""
        if kind is not yaml.ScalarNode:
            return f"{TAG}{'seq' if kind is yaml.SequenceNode else 'map'}"
        if not implicit[0]:
            return f"{TAG}str"
        if value in _WORDS:
            return _WORDS[value]
        return f"{TAG}int" if value[0] in "+-0123456789" and _INTEGER.fullmatch(value) else f"{TAG}str"

    def descend_resolver(self, *_: object) -> None:
        """No tag depends on where its node stands."""

    def ascend_resolver(self) -> None:
        """No tag depends on where its node stands."""


_NO_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}


def is_file(path: Path) -> bool:
    """True when there is such a file; a name that no file can have is simply none."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_text(path: Path, name: str, report: Report) -> str | None:
    """Text of a UTF-8 file, or None after a finding when it is missing, empty or in another encoding."""
    try:
        raw = path.read_bytes()
    except (OSError, ValueError):  # a name with a character that no file can have is a ValueError
        report.add("file-missing", Place(name, 1, 1), where="the list that names it")
        return None
    raw = raw.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", errors="replace")) + 1
        place = Place(name, before.count(b"\n") + 1, column)
        report.add("not-utf-8", place, byte=f"0x{raw[error.start]:02x}")
        return None
    if not text.strip():
        report.add("empty-file", Place(name, 1, 1))
        return None
    return text


def compose(text: str, path: str, report: Report, *, line_offset: int = 0, cites: bool = False) -> yaml.Node | None:
    """The root node of a YAML text, or None after a finding. `line_offset`: lines of the file before the text.

    `cites`: the texts in it may cite, which is a finding elsewhere.
    """
    if "[@" in text and not cites:
        _report_citations(text, path, report, line_offset)
    try:
        # YAML takes these signs for line breaks, editors do not: lines would be counted differently.
        node = yaml.compose(text.translate(_NO_BREAKS), Loader=_Loader)
        return node if node is not None else yaml.ScalarNode(f"{TAG}null", "", yaml.Mark(path, 0, 0, 0, "", 0))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = error.problem or error.context or "it cannot be read"
    except yaml.reader.ReaderError as error:
        # The position is one of bytes or of characters, by the reader: find the character itself.
        point = _code_point(error.character)
        before = text[: max(text.find(chr(point)), 0)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        problem = f"the character U+{point:04X} is not allowed"
    report.add("yaml-syntax", Place(path, line + line_offset + 1, column + 1), problem=problem)
    return None


def _report_citations(text: str, path: str, report: Report, line_offset: int) -> None:
    """`[@key]` is Markdown of pages; in data nothing turns it into a source, and the reader would see it as it is."""
    for number, line in enumerate(text.split("\n"), line_offset + 1):
        for match in _CITATION.finditer(line.partition(" #")[0] if not line.startswith("#") else ""):
            report.add("citation-in-data", Place(path, number, match.start() + 1), words=match[0])


def _code_point(character: int | str | bytes) -> int:
    return character if isinstance(character, int) else ord(character)
