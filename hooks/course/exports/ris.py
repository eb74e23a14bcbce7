"""The sources as RIS, which nearly every program for references reads: a line `TAG  - text` for each thing there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from course.csl import Item, Name
from course.exports.source import API, File, Source

_TYPES: Final = {"article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "report": "RPRT", "thesis": "THES"}
_TAGS: Final = {
    "title": "TI",
    "container-title": "T2",
    "volume": "VL",
    "issue": "IS",
    "publisher": "PB",
    "publisher-place": "CY",
    "ISBN": "SN",
    "language": "LA",
    "genre": "M3",
    "number": "N1",
    "note": "N1",
    "DOI": "DO",
    "URL": "UR",
}


def export(source: Source) -> Iterator[File]:
    """`references.ris`."""
    items = [*source.items.values()]
    lines = (f"{tag}  - {text}\n" for item in items for tag, text in _lines(item))
    if items:
        yield f"{API}references.ris", "".join(lines).encode()


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield from (("AU", _name(name)) for name in item["author"])
    yield from (("A2", _name(name)) for name in item.get("editor", ()))
    yield "PY", str(item["issued"]["date-parts"][0][0])
    pages = zip(("SP", "EP"), item.get("page", "").split("-", 1), strict=False)
    yield from ((tag, page) for tag, page in pages if page)
    yield from ((tag, " ".join(item[key].split())) for key, tag in _TAGS.items() if key in item)
    yield "ER", ""


def _name(name: Name) -> str:
    """Family name first; a body's name as it is."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return f"{family}, {name['given']}"
