"""The glossary as a table, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from course.exports.source import API, File, Source
from course.prose import plain_prose

HEADER = ("id", "term", "definition", "other words", "see", "sources", "address")
_LIST = "; "
# Spreadsheets take a cell that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def export(source: Source) -> Iterator[File]:
    """`glossary.csv`, in UTF-8 with the mark by which spreadsheets know it."""
    terms = source.course.terms
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(HEADER)
    for term in terms:
        see = _LIST.join(f"term/{other}" for other in term.see)
        row = (
            f"term/{term.id}",
            term.term,
            plain_prose(term.short),
            _LIST.join(term.aliases),
            see,
            _LIST.join(term.cite),
            source.at(term.url),
        )
        table.writerow(map(_cell, row))
    if terms:
        yield f"{API}glossary.csv", text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
