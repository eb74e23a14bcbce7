"""The article that a course was made from, as far as the course speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.model import Place

VERDICTS = ("holds", "overstated", "not-supported")


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """What the source article says at one point (our paraphrase), our verdict, and the claims that teach it."""

    id: str
    says: str
    verdict: str
    taught: tuple[tuple[str, str], ...]
    """Pairs of lesson id and claim id."""
    place: Place


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """A heading of the source article and the lessons that cover it; `planned` ones have no lesson yet."""

    id: str
    heading: str
    lessons: tuple[str, ...]
    planned: bool
    claims: tuple[ArticleClaim, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """The article that the course was made from, heading by heading."""

    title: str
    headings: tuple[ArticleHeading, ...]
