"""Ready-made paths, as their author lists them: frozen, slotted, typed, like all of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.model import Place


@dataclass(frozen=True, slots=True)
class ReadyPath:
    """Some parts of the course in an order. `audience` (Markdown) says whom it is for; `parts` are public ids."""

    id: str
    title: str
    audience: str
    parts: tuple[tuple[str, Place], ...]
    place: Place
