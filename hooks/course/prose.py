"""The prose of a page: its paragraphs and sentences with their places, without headings, code and options of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.model import Place

_BLOCK = re.compile(r"/{3,}[ \t]*(?P<name>[\w-]*)[ \t]*(?:\|[ \t]*(?P<argument>[\w-]*))?")
_LIST = re.compile(r"^(?:[-*+]|\d+\.)[ \t]+")
_MARKS = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|[\[*_`]|\{[:#][^}]*\}")
_MARKED = re.compile(r"[*_`\[\]{]")
# A sentence ends at a full stop, question or exclamation mark, with quotes or brackets that close there.
_END = re.compile(r"[.!?][\"'”’)*\]]*\s+(?=[\"'“‘(*\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as written. `block` is the box's kind or the block's name it stands in, or empty."""

    text: str
    place: Place
    block: str


def paragraphs(body: str, path: str, first_line: int) -> Iterator[Paragraph]:
    """The paragraphs of a page's Markdown; an item of a list is one."""
    kept: list[str] = []
    start, block, options, code = 0, "", False, False
    for number, line in enumerate([*body.split("\n"), ""], first_line):
        code ^= line.startswith(("```", "~~~"))
        options = options and line.startswith("    ")
        is_text = not (code or options or line.startswith(("/", "#", "```", "~~~", "<!--", "|")) or not line.strip())
        if kept and (not is_text or _LIST.match(line)):
            yield Paragraph("\n".join(kept), Place(path, start, 1), block)
            kept = []
        if match := _BLOCK.match(line):
            block, options = match["argument"] if match["name"] == "box" else match["name"], bool(match["name"])
        if is_text:
            start = start if kept else number
            kept.append(line)


def plain_prose(text: str) -> str:
    """A paragraph without citations, addresses and marks, on one line."""
    if _MARKED.search(text) or text[:1] in "-+" or text[:1].isdecimal():  # most are plain already
        text = _MARKS.sub("", _LIST.sub("", text, count=1))
    return " ".join(text.split())


def sentences(paragraph: Paragraph) -> Iterator[tuple[str, Place]]:
    """The sentences of a paragraph, plain, each with the line on which it begins."""
    text = paragraph.text
    for start, words in split_sentences(text):
        line = paragraph.place.line + text.count("\n", 0, start)
        yield words, Place(paragraph.place.path, line, start - text.rfind("\n", 0, start))


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph's text, plain, each with the position at which it begins."""
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        if words := plain_prose(text[start:end]):
            yield start, words
        start = end
