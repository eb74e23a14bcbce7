"""The texts of questions: those that only explain, and so tell the answer, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

NAMES = {"id", "objective", "see", "cite", "sensitivity", "lesson"}


def texts(value: object) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def explanations(value: object) -> Iterator[str]:
    """Every text of a question that only explains: hints, reasons, feedback, near answers, samples."""
    if isinstance(value, tuple):
        for one in value:
            yield from explanations(one)
    elif is_dataclass(value):
        for one in fields(value):
            inner = getattr(value, one.name)
            if one.name not in NAMES:
                yield from texts(inner) if one.metadata.get("explains") else explanations(inner)
