"""What is known of a page while its Markdown is converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from course.links import Links
from course.model import Figure, Lesson, Reference


@dataclass(slots=True)
class PageState:
    """What is known of the page that is being converted, and what the conversion found."""

    links: Links
    lesson: Lesson | None
    cites: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    uses: dict[str, list[str]] = field(default_factory=dict)
    """For each reference the anchors of the places that cite it."""
    terms: list[str] = field(default_factory=list)
    """Ids of the glossary terms that were linked, in order."""

    def cited(self, keys: Iterable[str], references: Mapping[str, Reference]) -> list[dict[str, object]]:
        """Note a use of each of a group of references; what `partials/citation.html` shows of them."""
        uses = ((key, *self.use(key)) for key in keys)
        return [{"number": number, "anchor": anchor, "reference": references[key]} for key, number, anchor in uses]

    def use(self, key: str) -> tuple[int, str]:
        """Note one use of a reference; its number on this page and the anchor of this use."""
        anchors = self.uses.setdefault(key, [])
        number = self.cites.index(key) + 1 if key in self.cites else 0
        # Short: a lesson has thirty of them, and nobody links to one from elsewhere.
        anchor = f"cite-{number}-{len(anchors) + 1}"
        anchors.append(anchor)
        return number, anchor
