"""What changed in the course, as its author told it: frozen, slotted, typed, like all of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.model import Place

CHANGES_PAGE = "about/changes/"
CHANGE_KINDS = ("addition", "correction", "rewording", "evidence")


@dataclass(frozen=True, slots=True)
class Change:
    """One change that readers are told of: the day, one of CHANGE_KINDS, and what changed and why (Markdown).

    `lessons` holds ids of lessons, `pages` paths below `docs/`; with neither it is about the course as a whole.
    """

    id: str
    on: date
    kind: str
    what: str
    lessons: tuple[str, ...]
    pages: tuple[str, ...]
    place: Place

    @property
    def anchor(self) -> str:
        """Where it stands on the page of changes."""
        return f"change-{self.id}"

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"{CHANGES_PAGE}#{self.anchor}"


def lesson_changes(lesson_id: str) -> str:
    """The anchor of what the page of changes tells of one lesson."""
    return f"lesson-{lesson_id}"


def newest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes by their days; of one day the author's order stands."""
    return tuple(sorted(changes, key=lambda change: change.on, reverse=True))


def by_month(changes: Iterable[Change]) -> Iterator[tuple[date, list[Change]]]:
    """Changes that are sorted by day, month by month: the first of each month with what changed in it."""
    for month, group in groupby(changes, key=lambda change: change.on.replace(day=1)):
        yield month, list(group)
