"""The sources as BibTeX, for LaTeX and for programs that keep references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry
from bibtexparser.model import Field as EntryField
from bibtexparser.writer import BibtexFormat

from course.csl import OTHERS, Item, Name
from course.exports.source import API, File, Source

_TYPES: Final = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}
# BibTeX's name for a field of CSL; where the type has its own, that comes instead.
_NAMES: Final = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "note": "note",
    "ISBN": "isbn",
    "language": "language",
    "DOI": "doi",
    "URL": "url",
}
_OWN_NAMES: Final = {
    "chapter": {"container-title": "booktitle"},
    "report": {"publisher": "institution"},
    "thesis": {"publisher": "school"},
}
_VERBATIM: Final = ("doi", "url")  # packages print these as they are
_MARKS: Final = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "&%$#_{}"},
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
# A word that keeps its capitals in every style: a name or an abbreviation, but not the first of the title.
_CAPITALS: Final = re.compile(r"(?<=[\s(])[^\W\d_]*[A-Z][\w-]*")
# Written out, since styles print the short forms of a language of their own.
_MONTHS: Final = "January February March April May June July August September October November December".split()


def export(source: Source) -> Iterator[File]:
    """`references.bib`."""
    items = [*source.items.values()]
    if items:
        yield f"{API}references.bib", bibtex(items).encode()


def bibtex(items: Iterable[Item]) -> str:
    """Items of CSL as BibTeX, in their order."""
    written = BibtexFormat()  # type: ignore[no-untyped-call]
    written.indent, written.block_separator = "  ", "\n"
    return write_string(
        Library([_entry(item) for item in items]),
        unparse_stack=default_unparse_stack(allow_inplace_modification=True),  # no copies of what nobody else has
        bibtex_format=written,
    )


def _entry(item: Item) -> Entry:
    kind = "mastersthesis" if "master" in item.get("genre", "").lower() else _TYPES.get(item["type"], "misc")
    return Entry(kind, item["id"], [EntryField(name, value) for name, value in _fields(item)])


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor"):
        if item.get(role):
            yield role, " and ".join(map(_name, item[role]))
    names = {**_NAMES, **_OWN_NAMES.get(item["type"], {})}
    for key, name in names.items():
        if text := item.get(key):
            yield name, text if name in _VERBATIM else _text(name, text)
    yield from zip(("year", "month"), _issued(item), strict=False)


def _issued(item: Item) -> Iterator[str]:
    parts: list[int] = item["issued"]["date-parts"][0] if "issued" in item else []
    yield from map(str, parts[:1])
    yield from (_MONTHS[month - 1] for month in parts[1:2])


def _text(name: str, text: str) -> str:
    marked = text.translate(_MARKS)
    if name == "pages":
        return re.sub(r"-+", "--", marked)
    return _CAPITALS.sub(lambda word: f"{{{word[0]}}}", marked) if name == "title" else marked


def _name(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if "literal" in name:
        return f"{{{name['literal'].translate(_MARKS)}}}"
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return f"{family}, {name['given']}".translate(_MARKS)
