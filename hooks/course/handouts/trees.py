"""Documents as trees, and what every maker of files changes in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as ET

import tinyhtml5

from course.figures import SVG

XHTML: Final = "http://www.w3.org/1999/xhtml"
# By class: what leads on within the site, or works only there.
_SITE_ONLY: Final = frozenset({"sheet__tools", "sources__back", "letters", "countries"})


def parse_document(html: str) -> ET.Element:
    """The tree of a document, without what has no meaning away from the site. Names of HTML have no namespace."""
    root: ET.Element = tinyhtml5.parse(html, namespace_html_elements=False)
    comments = set(root.iter(ET.Comment))  # type: ignore[arg-type]  # typeshed knows names only
    drop(root, lambda one: one in comments or bool(_SITE_ONLY & classes(one)) or _leads_to_scale(one))
    return root


def _leads_to_scale(element: ET.Element) -> bool:
    """The link beside each grade."""
    return element.tag == "a" and element.get("href", "").endswith("evidence/#scale")


def classes(element: ET.Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def drop(root: ET.Element, unwanted: Callable[[ET.Element], bool]) -> None:
    """Take out the elements that `unwanted` finds, but not the text behind them."""
    for parent in list(root.iter()):
        for child in [one for one in parent if unwanted(one)]:
            replace_child(parent, child, ())


def replace_child(parent: ET.Element, child: ET.Element, others: Iterable[ET.Element]) -> None:
    """Put other elements in the place of one; the text behind it stays."""
    place, found = list(parent).index(child), list(others)
    parent.remove(child)
    for offset, other in enumerate(found):
        parent.insert(place + offset, other)
    tail = child.tail or ""
    if found:
        found[-1].tail = tail
    elif place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def drawings(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    """Every drawing with the element that it stands in."""
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag == f"{{{SVG}}}svg"]:
            yield parent, child


def to_html(root: ET.Element) -> str:
    """A document as HTML again."""
    _flatten(root)
    return "<!doctype html>\n" + ET.tostring(root, encoding="unicode", method="html")


def to_xhtml(root: ET.Element) -> bytes:
    """A document as XML."""
    root.set("xmlns", XHTML)
    _flatten(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def _flatten(root: ET.Element) -> None:
    """Let drawings name their namespace themselves: ElementTree would write prefixes that no HTML knows."""
    for _, drawing in drawings(root):
        for element in drawing.iter():
            element.tag = str(element.tag).removeprefix(f"{{{SVG}}}")
            for name in [name for name in element.attrib if name.startswith("{http://www.w3.org/2000/xmlns/}")]:
                del element.attrib[name]
        drawing.set("xmlns", SVG)
