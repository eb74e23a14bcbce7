"""What every format is made from: the course, and what only a build knows of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias

from course.csl import Item, csl_item
from course.ids import permanent_link
from course.model import Course, Lesson, Module
from course.neutral import neutral_pattern
from course.rights import rights_of
from course.words import Words

File: TypeAlias = tuple[str, bytes]
"""A file's address below the site's root, and its content."""
API: Final = "api/v1/"
"""Where the files stand below the site's root. Within `v1` fields are added; none is renamed or taken away."""


# Not slotted: `items` is kept beside the fields.
@dataclass(frozen=True)
class Source:
    """A course on its way into files. `address` is that of the site's root, `made_on` the day of this state.

    `terms_of` gives the ids of the terms that a lesson's text links.
    """

    course: Course
    words: Words
    address: str
    made_on: date | None
    terms_of: Callable[[Lesson], list[str]]

    def at(self, url: str) -> str:
        """The whole address of what stands at `url` below the root."""
        return self.address + url

    def lasting(self, public_id: str) -> str:
        """The whole permanent link of a public id, which outlives addresses."""
        return self.at(permanent_link(public_id, neutral_pattern(self.course.settings.neutral)))

    @cached_property
    def items(self) -> dict[str, Item]:
        """The course's sources for programs that manage references, by key. Lessons share them."""
        return {key: csl_item(reference) for key, reference in self.course.references.items()}

    @property
    def rights(self) -> str:
        """What may be done with the course."""
        return rights_of(self.course, self.words)

    def public_id(self, lesson: Lesson, anchor: str = "") -> str:
        """The permanent name of a lesson, or of what stands at an anchor of its page."""
        return f"{lesson.id}/{anchor}" if anchor else lesson.id

    def module_id(self, module: Module) -> str:
        """The permanent name of a module."""
        return f"module/{module.slug}"


LIST: Final = "; "
"""Between several values in a cell of a table."""
# Spreadsheets take a cell that begins like this for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """A table in UTF-8, with the mark by which spreadsheets know it; no cell can be taken for a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def json_bytes(data: Any) -> bytes:
    """JSON in one line: programs read it, and browsers set it out for people."""
    return f"{json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n".encode()
