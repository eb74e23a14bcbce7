"""Figures as files of their own: SVG that needs no style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from course.figures import SVG, described_svg, write_svg
from course.model import Figure

# Class of a shape -> the token of its colour: what figure.css says, for viewers without it.
_FILLS: Final = {"figure__accent": "accent", "figure__warm": "warm", "figure__wash": "wash"}
_FAMILY: Final = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"


def coloured(source: str, figure: Figure, colours: Mapping[str, str]) -> str:
    """A figure that stands alone: its colours, its family of letters, its ground, its name and description."""
    root = described_svg(source, figure)
    paint(root, colours)
    left, top, width, height = root.attrib["viewBox"].split()
    ground = {"x": left, "y": top, "width": width, "height": height, "fill": colours["card"]}
    root.insert(2, ET.Element(f"{{{SVG}}}rect", ground))
    root.attrib |= {"color": colours["ink"], "font-family": _FAMILY, "width": width, "height": height}
    return write_svg(root)


def paint(root: ET.Element, colours: Mapping[str, str]) -> None:
    """Write the colours of a figure's classes into its shapes."""
    for element in root.iter():
        token = _FILLS.get(element.get("class", ""))
        if token:
            element.set("fill", colours[token])
            if token == "wash":  # noqa: S105 - the name of a colour
                element.attrib.pop("fill-opacity", None)
        for name, value in element.attrib.items():
            if value == "currentColor":
                element.set(name, colours["ink"])
