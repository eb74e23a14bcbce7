"""How words are marked: plain text, and Markdown."""

from __future__ import annotations

import re
import textwrap
from typing import Final

QUOTED: Final = 4
"""Columns by which plain text sets apart."""
_WIDTH: Final = 78  # columns of plain text: fits every screen and every mail
_MARKS: Final = re.compile(r"([\\`*_\[\]<])")
_LINE_START: Final = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


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
        line = {1: "=", 2: "-"}.get(level)
        return f"{text}\n{line * min(len(text), _WIDTH)}" if line else text

    def paragraph(self, text: str, inset: int) -> str:
        """A paragraph in lines, for a place `inset` columns from the margin."""
        return "\n".join(
            textwrap.fill(line, _WIDTH - inset, break_long_words=False, break_on_hyphens=False)
            for line in text.split("\n")
        )

    def quoted(self, lines: str) -> str:
        """What stands apart from the text."""
        return textwrap.indent(lines, " " * QUOTED)

    def picture(self, name: str, words: str, drawing: str) -> str:
        """A drawing in words; `drawing` is its id."""
        return self.paragraph(f"[{name}. {words}]", 0)

    def row(self, cells: list[str], *, head: bool) -> str:
        """A row of a table."""
        return " | ".join(cells)


class Markdown(Dialect):
    """Markdown as CommonMark has it, with tables."""

    def __init__(self, slug: str) -> None:
        self._slug = slug

    def words(self, text: str) -> str:
        """Words, with what Markdown would take for a mark escaped."""
        return _MARKS.sub(r"\\\1", text)

    def strong(self, text: str) -> str:
        """Two stars."""
        return f"**{text}**" if text else ""

    def emphasis(self, text: str) -> str:
        """One star."""
        return f"*{text}*" if text else ""

    def link(self, text: str, address: str) -> str:
        """Words that lead away; an address alone in its own brackets."""
        return f"<{address}>" if text == self.words(address) else f"[{text}]({address})"

    def heading(self, text: str, level: int) -> str:
        """A heading by the number of its signs."""
        return f"{'#' * level} {text}"

    def paragraph(self, text: str, inset: int) -> str:
        """One line; a break within it is two spaces."""
        return _LINE_START.sub(r"\1\\\2", text).replace("\n", "  \n")

    def quoted(self, lines: str) -> str:
        """A quotation."""
        return "\n".join(f"> {line}".rstrip() for line in lines.split("\n"))

    def picture(self, name: str, words: str, drawing: str) -> str:
        """The drawing beside the file, and its words."""
        address = f"../figures/{self._slug}/{drawing}.svg"
        return f"![{self.words(name)}]({address})\n\n{self.paragraph(self.words(words), 0)}"

    def row(self, cells: list[str], *, head: bool) -> str:
        """A row of a table; below the first the line that makes it one."""
        line = f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        return f"{line}\n|{' --- |' * len(cells)}" if head else line
