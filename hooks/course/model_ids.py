"""What a course says of public ids that are no longer there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.model import Place


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a public id that is no longer there: `now` is the public id where its links lead.

    `because` (plain text) tells who follows such a link why it is something else; empty where only the id is new.
    """

    was: str
    now: str
    because: str
    place: Place
