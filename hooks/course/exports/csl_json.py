"""The sources as CSL-JSON, for programs that write references in any style."""

from __future__ import annotations

from course.csl import csl_item
from course.exports.source import API, Source, json_bytes


def export(source: Source) -> dict[str, bytes]:
    """`references.json`."""
    items = [csl_item(reference) for reference in source.course.references.values()]
    return {f"{API}references.json": json_bytes(items)} if items else {}
