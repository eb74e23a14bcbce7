"""What Markdown writes and the site's rules do not allow: inline styles, links that tell others who sent a reader."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

PRIORITY: Final = 5  # after the inline patterns (20), which make the links
_OUTSIDE: Final = re.compile(r"https?:|//", re.IGNORECASE)
_ALIGNED: Final = re.compile(r"text-align:\s*(?P<side>left|center|right)")
# Sides by the direction of the text. `left` is where texts of most languages begin anyway.
_CELLS: Final = {"left": "", "center": "cell--center", "right": "cell--end"}
# Marks inside a line. What the theme's search leaves out by such an element, or knows as a heading's own link, stays.
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|em|i|mark|small|span|strong)(?![^<>]*(?:data-search|headerlink))"
    r"""(?:\s+[^\s"'<>=]+(?:="[^"]*")?)*\s*>"""
)


def without_inline_tags(html: str) -> str:
    """A text for the search, which drops these tags, too: it reads each with a parser, and that takes half its time."""
    return _INLINE.sub("", html)


class Tidy(Treeprocessor):
    """Names the relation to other sites (safety rule PR-11) and turns the alignment of cells into classes."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.tag == "a" and _OUTSIDE.match(element.get("href", "")):
                element.set("rel", "noopener noreferrer")
            elif element.tag in {"th", "td"} and "style" in element.attrib:
                _align(element)


def _align(cell: Element) -> None:
    match = _ALIGNED.search(cell.attrib.pop("style"))
    if match and _CELLS[match["side"]]:
        cell.set("class", _CELLS[match["side"]])
