"""JSON Schema of the JSON files, made from what makes the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from course.exports.course_json import COURSE
from course.exports.lesson_json import LESSON
from course.exports.shape import Schema, Shape
from course.exports.source import API, File, Source, json_bytes
from course.schema import DRAFT

SHAPES: Final[tuple[Shape[Any], ...]] = (COURSE, LESSON)
"""The objects that are files."""


def export(source: Source) -> Iterator[File]:
    """`schema/course.json` and `schema/lesson.json`."""
    yield from ((path, json_bytes(schema_of(shape, source.at(path)))) for shape in SHAPES for path in [_path(shape)])


def schema_of(shape: Shape[Any], address: str) -> Schema:
    """The schema of a file; `address` is its name."""
    return {"$schema": DRAFT, "$id": address, "title": shape.name, **shape.schema()}


def described() -> tuple[Shape[Any], ...]:
    """Every shape once, those of files before those of the objects in them."""
    parts = {part.name: part for shape in SHAPES for part in shape.parts}
    return (*SHAPES, *(part for name, part in parts.items() if name not in {shape.name for shape in SHAPES}))


def _path(shape: Shape[Any]) -> str:
    return f"{API}schema/{shape.name}.json"
