"""Figures: SVG files of `docs/figures/`, checked, and made ready to stand inside a page."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from course.errors import Report
from course.model import Figure
from course.reading import is_file

SVG = "http://www.w3.org/2000/svg"
_ACTIVE = {"script", "style", "foreignObject", "image", "use", "a", "animate", "set"}


def read_figure(docs: Path, figure: Figure, report: Report) -> str:
    """The SVG source of a figure; an empty string after a finding."""
    path = docs / "figures" / figure.file
    if not is_file(path):
        report.add("figure-missing", figure.place, file=figure.file)
        return ""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        problem = _problem(ET.fromstring(text))
    except (ET.ParseError, UnicodeDecodeError) as error:
        problem = f"it is not well-formed ({error})"
    if problem:
        report.add("figure-not-svg", figure.place, file=figure.file, problem=problem)
        return ""
    return text


def _problem(root: ET.Element) -> str:
    """Why an SVG cannot stand in a page under the site's security policy; empty when it can."""
    if root.tag != f"{{{SVG}}}svg":
        return "its root is not <svg> of the SVG namespace"
    if "viewBox" not in root.attrib:
        return "it has no viewBox"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _ACTIVE:
            return f"it holds <{name}>"
        blocked = [key for key in element.attrib if key == "style" or key.startswith("on") or key.endswith("href")]
        if blocked:
            return f"<{name}> has the attribute '{blocked[0]}'"
    return ""


def inline_svg(source: str, figure: Figure) -> str:
    """The SVG as it stands in the page: an image for assistive technology, named and described."""
    return write_svg(described_svg(source, figure))


def write_svg(root: ET.Element) -> str:
    """A drawing as text, without prefixes: in HTML they would be parts of the names."""
    ET.register_namespace("", SVG)  # each time, since the register is everybody's
    return ET.tostring(root, encoding="unicode")


def described_svg(source: str, figure: Figure) -> ET.Element:
    """The tree of a figure, with its name and its description."""
    root = ET.fromstring(source)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    for name in ("title", "desc"):
        for old in root.findall(f"{{{SVG}}}{name}"):
            root.remove(old)
    ids = {"title": f"figure-{figure.id}-title", "desc": f"figure-{figure.id}-desc"}
    for position, (name, text) in enumerate((("title", figure.title), ("desc", figure.description))):
        child = ET.Element(f"{{{SVG}}}{name}", {"id": ids[name]})
        child.text = text
        root.insert(position, child)
    root.set("role", "img")
    root.set("aria-labelledby", ids["title"])
    root.set("aria-describedby", ids["desc"])
    return root
