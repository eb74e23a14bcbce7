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
# The search reads an attribute that leaves something out, the class of a heading's own link, and a heading's id.
_ATTRIBUTES: Final = r"""(?![^<>]*(?:data-search|headerlink|linenodiv))(?:\s+[^\s"'<>=]+(?:="[^"]*")?)*\s*"""
# Marks inside a line.
_INLINE: Final = re.compile(rf"</?(?:a|abbr|b|bdi|cite|em|i|mark|small|span|strong){_ATTRIBUTES}>")
# These go only right behind another tag, lest blanks meet of which the search would have made one. That is looked at
# once a tag is found: patterns that begin with something fixed are quick.
_MUTE_PICTURE: Final = re.compile(rf"<svg(?<=><svg){_ATTRIBUTES}>(?:<(?:circle|path|rect){_ATTRIBUTES}/>)*</svg>")
_NOTHING_BUT_TEXT: Final = re.compile(rf"<(dd|dt|td|th)(?<=><\1){_ATTRIBUTES}>([^<]*[^<\s][^<]*)</\1>(?=<)")
_WITH_ATTRIBUTES: Final = re.compile(rf"<(div|dl|figure|li|p|sup|ul)(?=\s){_ATTRIBUTES}>")


def leaner(html: str) -> str:
    """A text for the search without what it drops itself: it reads each tag with a parser, and that takes long."""
    html = _MUTE_PICTURE.sub("", _INLINE.sub("", html))
    return _WITH_ATTRIBUTES.sub(r"<\1>", _NOTHING_BUT_TEXT.sub(r"\2", html))


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
