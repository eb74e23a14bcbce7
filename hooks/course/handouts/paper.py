"""A document -> PDF, by WeasyPrint: tagged for screen readers (PDF/UA-1), letters embedded, always the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint import CSS, HTML

from course.figures import SVG
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
    # No address to begin from: whatever a document asks for, nothing is fetched.
    document = HTML(string=to_html(root), base_url="about:blank", url_fetcher=_refuse)
    pdf: bytes = document.write_pdf(stylesheets=[_style(folder)], pdf_variant=_VARIANT)
    return pdf


def prepare(root: ET.Element) -> None:
    """Make a document ready: what cannot be unfolded goes, drawings carry their colours and their words."""
    drop(root, lambda element: element.tag == "details")
    palette = colours(TEMPLATES)
    for parent, drawing in drawings(root):
        if "meter" in drawing.get("class", ""):
            replace_child(parent, drawing, [_bars(drawing)])
            continue
        paint(drawing, palette)
        drawing.set("font-family", "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif")
        name, words = (drawing.find(f"{{{SVG}}}{part}") for part in ("title", "desc"))
        if name is not None and words is not None:
            # Tagged PDF has one text for a picture.
            name.text = f"{name.text}. {words.text}"


def _bars(meter: ET.Element) -> ET.Element:
    """The sign of a grade as boxes that the style sheet paints: a drawing would be read out beside the grade's name."""
    bars = list(meter)
    filled = sum(bar.get("fill") != "none" for bar in bars) if len(bars) > 1 else 0
    found = ET.Element("span", {"class": f"bars bars--{filled}"})
    for _ in range(4):
        ET.SubElement(found, "i")
    return found


@cache
def _style(folder: Path) -> Any:
    return CSS(string=(folder / STYLE).read_text(encoding="utf-8"))


def _refuse(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"a document asks for {url}")
