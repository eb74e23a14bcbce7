"""The sources as CSL-JSON, for programs that write references in any style."""

from __future__ import annotations

from collections.abc import Iterator

from course.exports.source import API, File, Source, json_bytes


def export(source: Source) -> Iterator[File]:
    """`references.json`."""
    items = [*source.items.values()]
    if items:
        yield f"{API}references.json", json_bytes(items)
