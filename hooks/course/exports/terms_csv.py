"""The glossary as a table, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from course.exports.source import API, LIST, File, Source, csv_bytes
from course.model import Term
from course.prose import plain_prose

HEADER = ("id", "term", "definition", "other words", "see", "sources", "address", "permanent")


def export(source: Source) -> Iterator[File]:
    """`glossary.csv`."""
    if terms := source.course.terms:
        yield f"{API}glossary.csv", csv_bytes([HEADER, *(_row(term, source) for term in terms)])


def _row(term: Term, source: Source) -> tuple[str, ...]:
    return (
        term.public_id,
        term.term,
        plain_prose(term.short),
        LIST.join(term.aliases),
        LIST.join(f"term/{other}" for other in term.see),
        LIST.join(term.cite),
        source.at(term.url),
        source.lasting(term.public_id),
    )
