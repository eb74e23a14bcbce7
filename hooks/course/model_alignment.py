"""Curriculum frameworks, as far as the course speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.model import Place


@dataclass(frozen=True, slots=True)
class Code:
    """One topic of a curriculum framework: `code` as lessons write it after the slash."""

    code: str
    title: str
    certainty: str = ""
    """How sure it is that the framework says so (plain text)."""

    @property
    def anchor(self) -> str:
        """Where it stands on its framework's page."""
        return f"code-{self.code}"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages in years that a framework speaks of; `last` is None for "and older"."""

    label: str
    last: int | None

    def reaches(self, age: int) -> bool:
        """Whether somebody of that age or older belongs to it."""
        return self.last is None or self.last >= age


@dataclass(frozen=True, slots=True)
class Framework:
    """A curriculum framework that lessons may name in `aligns`."""

    id: str
    title: str
    publisher: str
    year: int
    url: str
    certainty: str
    """How sure it is that document and address are as named (plain text)."""
    note: str
    age_bands: tuple[AgeBand, ...]
    codes: tuple[Code, ...]
    place: Place

    @property
    def url_here(self) -> str:
        """The address below the site's root of its own page."""
        return f"educators/alignment/{self.id}/"
