"""A document -> Markdown, or plain text: its words, with grades and numbers of sources written out, and nothing to operate."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

from course.figures import SVG
from course.handouts.trees import classes, drop, parse_document

_WIDTH: Final = 78  # columns of plain text: fits every screen and every mail
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_MARKS: Final = re.compile(r"([\\`*_\[\]<])")
_LINE_START: Final = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body details dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table ul".split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_QUOTED: Final = frozenset({"box", "claim", "content-note", "blockquote"})


def make_markdown(folder: Path, source: str) -> bytes:
    """A lesson as Markdown, with its drawings beside it."""
    return _make(folder, source, Markdown(PurePosixPath(source).stem))


def make_text(folder: Path, source: str) -> bytes:
    """A lesson as plain text."""
    return _make(folder, source, Text())


def _make(folder: Path, source: str, dialect: Dialect) -> bytes:
    root = parse_document((folder / source).read_text(encoding="utf-8"))
    drop(root, lambda one: one.tag in ("head", "summary") or bool(classes(one) & {"sheet__lines", "meter"}))
    drop(root, lambda one: one.tag == "a" and one.get("href", "").startswith("#after-"))
    body = root.find("body")
    assert body is not None
    return ("\n\n".join(Writer(dialect).blocks(body)).strip() + "\n").encode()


class Dialect:
    """How words are marked in plain text: hardly."""

    bullet = "- "

    def words(self, text: str) -> str:
        """Words as they are."""
        return text

    def strong(self, text: str) -> str:
        """Words that matter."""
        return text

    def emphasis(self, text: str) -> str:
        """Words that are stressed, foreign or a title."""
        return text

    def link(self, text: str, address: str) -> str:
        """Words that lead away from the course."""
        return text if address.endswith(text.removeprefix("doi:")) else f"{text} <{address}>"

    def heading(self, text: str, level: int) -> str:
        """A heading, underlined."""
        return f"{text}\n{('=' if level == 1 else '-') * min(len(text), _WIDTH)}" if level < 3 else text  # noqa: PLR2004

    def paragraph(self, text: str) -> str:
        """A paragraph in lines."""
        return "\n".join(
            textwrap.fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
        )

    def quoted(self, lines: str) -> str:
        """What stands apart from the text."""
        return textwrap.indent(lines, "    ")

    def picture(self, name: str, words: str, drawing: str) -> str:
        """A drawing in words."""
        return self.paragraph(f"[{name}. {words}]")

    def row(self, cells: list[str], *, head: bool) -> str:
        """A row of a table."""
        return " | ".join(cells)


class Text(Dialect):
    """Plain text."""


class Markdown(Dialect):
    """Markdown as CommonMark has it, with tables."""

    def __init__(self, slug: str) -> None:
        self._slug = slug

    def words(self, text: str) -> str:
        """Words, with what Markdown would take for a mark escaped."""
        return _MARKS.sub(r"\\\1", text)

    def strong(self, text: str) -> str:
        return f"**{text}**" if text else ""

    def emphasis(self, text: str) -> str:
        return f"*{text}*" if text else ""

    def link(self, text: str, address: str) -> str:
        return f"<{address}>" if text == self.words(address) else f"[{text}]({address})"

    def heading(self, text: str, level: int) -> str:
        return f"{'#' * level} {text}"

    def paragraph(self, text: str) -> str:
        return _LINE_START.sub(r"\1\\\2", text).replace("\n", "  \n")

    def quoted(self, lines: str) -> str:
        return "\n".join(f"> {line}".rstrip() for line in lines.split("\n"))

    def picture(self, name: str, words: str, drawing: str) -> str:
        address = f"../figures/{self._slug}/{drawing}.svg"
        return f"![{self.words(name)}]({address})\n\n{self.paragraph(self.words(words))}"

    def row(self, cells: list[str], *, head: bool) -> str:
        line = f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        return f"{line}\n|{' --- |' * len(cells)}" if head else line


class Writer:
    """Writes a tree in a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._special: Mapping[str, Callable[[ET.Element], str]] = {
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "hr": lambda _: "* * *",
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
            if child.tag in _BLOCKS or child.tag == f"{{{SVG}}}svg":
                yield from self._paragraph(pending)
                pending = ""
                yield from filter(None, self._block(child))
            else:
                pending += self._inlined(child)
            pending += self._text(child.tail)
        yield from self._paragraph(pending)

    def _block(self, element: ET.Element) -> Iterator[str]:
        tag, names = str(element.tag), classes(element)
        if tag == f"{{{SVG}}}svg":
            yield self._picture(element)
        elif tag in _HEADINGS:
            yield self._dialect.heading(_tidy(self._run(element)), int(tag[1]))
        elif names & {"facts", "meta"}:
            yield self._dialect.paragraph(" · ".join(_tidy(self._run(item)) for item in element))
        elif tag in self._special:
            yield self._special[tag](element)
        elif "box__title" in names or "eyebrow" in names:
            yield self._dialect.paragraph(self._dialect.strong(_tidy(self._run(element))))
        elif "figure__words" in names:
            return  # the drawing has been put in words already
        elif names & _QUOTED or tag == "blockquote":
            if element.get("data-grade") == "contradicted":
                _quote(element)
            yield self._dialect.quoted("\n\n".join(self.blocks(element)))
        else:
            yield from self.blocks(element)

    def _paragraph(self, text: str) -> Iterator[str]:
        tidy = _tidy(text)
        if tidy:
            yield self._dialect.paragraph(tidy)

    def _run(self, element: ET.Element) -> str:
        """The words within an element, on one line."""
        return self._text(element.text) + "".join(self._inlined(one) + self._text(one.tail) for one in element)

    def _text(self, text: str | None) -> str:
        return self._dialect.words(_SPACE.sub(" ", text or ""))

    def _inlined(self, element: ET.Element) -> str:
        if not isinstance(element.tag, str) or element.tag == f"{{{SVG}}}svg":
            return ""
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
        text = _tidy(self._run(element))
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
            loose = [block for block in self.blocks(item)]
            text = "\n\n".join(loose) if len(loose) > 1 else "".join(loose)
            lines.append(mark + textwrap.indent(text, " " * len(mark))[len(mark) :])
        return "\n".join(lines)

    def _definitions(self, element: ET.Element) -> str:
        """Pairs of a word and what belongs to it, one a line."""
        found, pairs = "", []
        for one in element.iter():
            if one.tag == "dt":
                found = _tidy(self._run(one)).rstrip(":")
            elif one.tag == "dd":
                pairs.append(self._dialect.paragraph(f"{found}: {_tidy(self._run(one))}"))
        return "\n".join(f"{self._dialect.bullet}{pair}" for pair in pairs)

    def _table(self, element: ET.Element) -> str:
        rows = [[_tidy(self._run(cell)) for cell in row] for row in element.iter("tr")]
        return "\n".join(self._dialect.row(cells, head=not place) for place, cells in enumerate(rows))


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
