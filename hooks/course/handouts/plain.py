"""A document -> Markdown or plain text: its words, with grades and numbers of sources written out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

from course.figures import SVG
from course.handouts.dialects import QUOTED, Dialect, Markdown
from course.handouts.trees import classes, drop, parse_document

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_BLOCKS: Final = frozenset(
    "address article aside blockquote body details dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table ul".split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DRAWING: Final = f"{{{SVG}}}svg"
# By class: one after the other on a line; in strong words; apart from the text; said by the drawing already.
_IN_LINE: Final = frozenset({"facts", "meta"})
_STRONG: Final = frozenset({"box__title", "eyebrow"})
_QUOTED: Final = frozenset({"box", "claim", "content-note"})
_SAID: Final = frozenset({"figure__words", "sheet__lines", "meter"})


def make_markdown(folder: Path, source: str) -> bytes:
    """A lesson as Markdown, with its drawings beside it."""
    return _make(folder, source, Markdown(PurePosixPath(source).stem))


def make_text(folder: Path, source: str) -> bytes:
    """A lesson as plain text."""
    return _make(folder, source, Dialect())


def _make(folder: Path, source: str, dialect: Dialect) -> bytes:
    root = parse_document((folder / source).read_text(encoding="utf-8"))
    drop(root, lambda one: one.tag == "head" or bool(classes(one) & _SAID))
    drop(root, lambda one: one.tag == "a" and one.get("href", "").startswith("#after-"))
    body = root.find("body")
    assert body is not None
    return ("\n\n".join(Writer(dialect).blocks(body)).strip() + "\n").encode()


class Writer:
    """Writes a tree in a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect, self._inset = dialect, 0
        self._special: Mapping[str, Callable[[ET.Element], str]] = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "hr": lambda _: "* * *",
            "blockquote": self._quoted,
            _DRAWING: self._picture,
            "pre": lambda one: self._dialect.quoted("".join(one.itertext()).rstrip()),
        }
        self._inline: Mapping[str, Callable[[ET.Element], str]] = {
            "strong": lambda one: self._marked(one, self._dialect.strong),
            "b": lambda one: self._marked(one, self._dialect.strong),
            "em": lambda one: self._marked(one, self._dialect.emphasis),
            "i": lambda one: self._marked(one, self._dialect.emphasis),
            "cite": lambda one: self._marked(one, self._dialect.emphasis),
            "sup": self._raised,
            "a": self._link,
            "br": lambda _: "\n",
        }

    def blocks(self, element: ET.Element) -> Iterator[str]:
        """The paragraphs, lists and tables of an element."""
        pending = self._text(element.text)
        for child in element:
            if child.tag in _BLOCKS or child.tag == _DRAWING:
                yield from self._loose(pending)
                pending = ""
                yield from filter(None, self._block(child))
            else:
                pending += self._inlined(child)
            pending += self._text(child.tail)
        yield from self._loose(pending)

    def _block(self, element: ET.Element) -> Iterator[str]:
        tag, names = str(element.tag), classes(element)
        if tag in _HEADINGS:
            yield self._dialect.heading(self._line(element), int(tag[1]))
        elif names & _IN_LINE:
            yield self._paragraph(" · ".join(map(self._line, element)))
        elif tag in self._special:
            yield self._special[tag](element)
        elif names & _STRONG:
            yield self._paragraph(self._dialect.strong(self._line(element)))
        elif names & _QUOTED:
            yield self._quoted(element)
        else:
            yield from self.blocks(element)

    def _quoted(self, element: ET.Element) -> str:
        if element.get("data-grade") == "contradicted":
            _quote(element)
        return self._dialect.quoted(self._inside(element, QUOTED))

    def _line(self, element: ET.Element) -> str:
        """The words within an element, without the space around them."""
        return _tidy(self._run(element))

    def _loose(self, text: str) -> Iterator[str]:
        """The words that stand between blocks, if there are any."""
        if tidy := _tidy(text):
            yield self._paragraph(tidy)

    def _paragraph(self, text: str) -> str:
        return self._dialect.paragraph(text, self._inset)

    def _inside(self, element: ET.Element, columns: int) -> str:
        """The blocks within an element that is set in by so many columns."""
        self._inset += columns
        found = "\n\n".join(self.blocks(element))
        self._inset -= columns
        return found

    def _run(self, element: ET.Element) -> str:
        """The words within an element, on one line."""
        return self._text(element.text) + "".join(self._inlined(one) + self._text(one.tail) for one in element)

    def _text(self, text: str | None) -> str:
        return self._dialect.words(_SPACE.sub(" ", text or ""))

    def _inlined(self, element: ET.Element) -> str:
        write = self._inline.get(element.tag)
        return write(element) if write else self._run(element)

    def _marked(self, element: ET.Element, mark: Callable[[str], str]) -> str:
        """Marked words; the spaces around them stay outside."""
        text = self._run(element)
        inner = text.strip()
        if not inner:
            return text
        before, _, after = text.partition(inner)
        return f"{before}{mark(inner)}{after}"

    def _raised(self, element: ET.Element) -> str:
        """Numbers of sources, as in a printed text."""
        text = self._line(element)
        return f" [{text}]" if "cite" in classes(element) else text

    def _link(self, element: ET.Element) -> str:
        address, text = element.get("href", ""), self._run(element)
        if address.startswith("#") or "term" in classes(element):
            return text
        return self._dialect.link(text, address)

    def _picture(self, drawing: ET.Element) -> str:
        name, words = (drawing.findtext(f"{{{SVG}}}{part}", "") for part in ("title", "desc"))
        identity = drawing.get("aria-labelledby", "").removeprefix("figure-").removesuffix("-title")
        return self._dialect.picture(name, words, identity)

    def _list(self, element: ET.Element) -> str:
        lines, number = [], 0
        for item in element:
            number = int(item.get("value", number + 1))
            mark = f"{number}. " if element.tag == "ol" else self._dialect.bullet
            lines.append(_hang(mark, self._inside(item, len(mark))))
        return "\n".join(lines)

    def _definitions(self, element: ET.Element) -> str:
        """Pairs of a word and what belongs to it, one a line."""
        found, lines, mark = "", [], self._dialect.bullet
        self._inset += len(mark)
        for one in element.iter():
            if one.tag == "dt":
                found = self._line(one).rstrip(":")
            elif one.tag == "dd":
                lines.append(_hang(mark, self._paragraph(f"{found}: {self._line(one)}")))
        self._inset -= len(mark)
        return "\n".join(lines)

    def _table(self, element: ET.Element) -> str:
        rows = [[self._line(cell) for cell in row] for row in element.iter("tr")]
        return "\n".join(self._dialect.row(cells, head=not place) for place, cells in enumerate(rows))


def _hang(mark: str, text: str) -> str:
    """A text whose first line begins with a mark and whose others stand below the first word."""
    return mark + textwrap.indent(text, " " * len(mark))[len(mark) :]


def _quote(claim: ET.Element) -> None:
    """What studies point against is quoted, never said."""
    for sentence in claim.findall("p"):
        sentence.text = f"“{(sentence.text or '').lstrip()}"
        last = list(sentence)[-1:]
        if last:
            last[0].tail = f"{(last[0].tail or '').rstrip()}”"
        else:
            sentence.text = f"{sentence.text.rstrip()}”"


def _tidy(text: str) -> str:
    return "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n")).strip()
