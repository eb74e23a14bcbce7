"""A document -> PDF, by WeasyPrint: tagged for screen readers (PDF/UA-1), letters embedded, always the same bytes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from course.figures import SVG, write_svg
from course.handouts.pictures import paint
from course.handouts.plan import STYLE
from course.handouts.style import colours
from course.handouts.trees import drawings, drop, parse_document, replace_child, to_html
from course.render import TEMPLATES

_VARIANT = "pdf/ua-1"


def make_pdf(folder: Path, source: str) -> bytes:
    """The PDF of a document."""
    root = parse_document((folder / source).read_text(encoding="utf-8"))
    prepare(root)
    # Whatever a document asks for, nothing is fetched: its signs stand in it.
    document = HTML(string=to_html(root), url_fetcher=URLFetcher(allowed_protocols=("data",)))
    pdf: bytes = document.write_pdf(stylesheets=[_style(folder)], pdf_variant=_VARIANT)
    return pdf


def prepare(root: ET.Element) -> None:
    """Make a document ready: what cannot be unfolded goes, drawings carry their colours and their words."""
    drop(root, lambda element: element.tag == "details")
    palette = colours(TEMPLATES)
    for parent, drawing in drawings(root):
        if "meter" in drawing.get("class", ""):
            replace_child(parent, drawing, [_sign(drawing, palette)])
            continue
        paint(drawing, palette)
        drawing.set("font-family", "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif")
        name, words = (drawing.find(f"{{{SVG}}}{part}") for part in ("title", "desc"))
        if name is not None and words is not None:
            # Tagged PDF has one text for a picture.
            name.text = f"{name.text}. {words.text}"


def _sign(meter: ET.Element, palette: Mapping[str, str]) -> ET.Element:
    """The sign of a grade as a ground: a drawing would be read out beside the grade's name."""
    for shape in meter:
        if shape.tag == f"{{{SVG}}}rect":
            shape.attrib |= {"stroke": palette["accent"], "stroke-width": "2"}
            shape.set("fill", shape.get("fill", palette["accent"]))
        else:
            shape.set("fill", palette["warm"])
    data = b64encode(write_svg(meter).encode()).decode()
    return ET.Element("span", {"class": "sign", "style": f"background-image: url(data:image/svg+xml;base64,{data})"})


@cache
def _style(folder: Path) -> Any:
    return CSS(string=(folder / STYLE).read_text(encoding="utf-8"))
