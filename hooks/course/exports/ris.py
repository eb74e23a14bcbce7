"""The sources as RIS, which nearly every program for references reads."""

from __future__ import annotations

from typing import Any, Final

import rispy

from course.csl import OTHERS, Item, Name, csl_item
from course.exports.source import API, Source

_TYPES: Final = {"article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "report": "RPRT", "thesis": "THES"}
# rispy's word for a field of CSL.
_NAMES: Final = {
    "title": "title",
    "container-title": "secondary_title",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "ISBN": "issn",
    "language": "language",
    "genre": "type_of_work",
    "DOI": "doi",
}


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """Without the numbers that rispy writes between the entries: the format knows none."""

    def set_header(self, count: int) -> str:
        return ""


def export(source: Source) -> dict[str, bytes]:
    """`references.ris`."""
    entries = [_entry(csl_item(reference)) for reference in source.course.references.values()]
    text = "\n".join(line for line in rispy.dumps(entries, implementation=_Writer).splitlines() if line)
    return {f"{API}references.ris": f"{text}\n".encode()} if entries else {}


def _entry(item: Item) -> dict[str, Any]:
    first, _, last = item.get("page", "").partition("-")
    found = {
        "type_of_reference": _TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": [_name(name) for name in item["author"]],
        "secondary_authors": [_name(name) for name in item.get("editor", [])],
        "year": str(item["issued"]["date-parts"][0][0]),
        "start_page": first,
        "end_page": last,
        "notes": [item[key] for key in ("number", "note") if key in item],
        "urls": [item["URL"]] if "URL" in item else [],
        **{name: item[key] for key, name in _NAMES.items() if key in item},
    }
    return {key: value for key, value in found.items() if value}


def _name(name: Name) -> str:
    """Family name first; a body's name as it is."""
    if name == OTHERS or "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return f"{family}, {name['given']}"
