"""The documents of a book -> EPUB: XHTML, package and cover in one archive, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from course.handouts.plan import BOOK_STYLE
from course.handouts.png import render_png
from course.handouts.trees import parse_document, to_xhtml

# The earliest day that the format knows.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_CONTENT: Final = "book"
_CONTAINER: Final = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="{_CONTENT}/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""


def make_epub(folder: Path, source: str) -> bytes:
    """The book whose documents stand below `source`."""
    files = sorted((folder / source).glob("*.html"))
    chapters = {path.stem: parse_document(path.read_text(encoding="utf-8")) for path in files}
    _mend_links(chapters)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        # First and as it is, so that the file is known by its first bytes.
        book.writestr(_entry("mimetype", zipfile.ZIP_STORED), "application/epub+zip")
        book.writestr(_entry("META-INF/container.xml"), _CONTAINER)
        for name in ("package.opf", BOOK_STYLE):
            book.writestr(_entry(f"{_CONTENT}/{name}"), (folder / source / name).read_bytes())
        cover = (folder / source / "cover.svg").read_text(encoding="utf-8")
        book.writestr(_entry(f"{_CONTENT}/cover.png"), render_png(cover))
        for name, root in chapters.items():
            book.writestr(_entry(f"{_CONTENT}/{name}.xhtml"), to_xhtml(root))
    return held.getvalue()


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type, entry.external_attr, entry.create_system = compression, 0o644 << 16, 3
    return entry


def _mend_links(chapters: dict[str, ET.Element]) -> None:
    """A link to a place that is only on the site leads to the chapter's beginning."""
    anchors = {name: {element.get("id") for element in root.iter()} for name, root in chapters.items()}
    for name, root in chapters.items():
        for link in root.iter("a"):
            file, mark, anchor = link.get("href", "").partition("#")
            target = file.removesuffix(".xhtml") or name
            if mark and target in anchors and unquote(anchor) not in anchors[target]:
                link.set("href", file or f"{name}.xhtml")
