"""The head of every page: what it is called, where it is, whether search engines list it, and how it looks when shared.

All of it outlives the page, in histories, results and other people's messages, so its words are neutral (safety PR-9).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from course.embeds import discovery_of
from course.model import Course
from course.pages import is_listed
from course.structured import Node, Structured
from course.views import PageView
from course.words import Words, direction_of

MANIFEST, ROBOTS = "manifest.webmanifest", "robots.txt"
_IMAGES: Final = "assets/images/"
CARD: Final = f"{_IMAGES}card.png"
_EMBEDDED: Final = ("lesson", "check")  # kinds of page that are described for oEmbed
_ICONS: Final = (
    {"src": f"{_IMAGES}mark.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": f"{_IMAGES}icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any maskable"},
    {"src": f"{_IMAGES}icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head. `canonical` and `card` are whole addresses, empty where the site has none."""

    title: str
    description: str
    listed: bool
    """False asks search engines to leave the page out."""
    canonical: str
    card: str
    data: Node | None
    oembed: str
    """Where other systems learn how to embed the page; empty where they cannot."""


class Heads:
    """Makes the heads of one course's pages. `address` is that of the site's root; a copy to carry has none."""

    def __init__(self, course: Course, words: Words, address: str, denied: re.Pattern[str]) -> None:
        self._course, self._words, self._address = course, words, address
        self._structured = Structured(course, words, address, denied)

    def of(self, view: PageView, title: str) -> Head:
        """The head of a page whose title is `title`."""
        listed = is_listed(view.kind)
        # The page for lost addresses is served at any of them.
        own = bool(self._address) and view.kind != "not-found"
        return Head(
            title=title,
            description=self._description(view),
            listed=listed,
            canonical=self._address + view.url if own else "",
            card=self._address + CARD if own else "",
            data=self._structured.of(view) if own and listed else None,
            oembed=discovery_of(self._address, view.url) if own and view.kind in _EMBEDDED else "",
        )

    def _description(self, view: PageView) -> str:
        """The author's summary, or what the interface says of a page that the engine writes."""
        key = f"{view.kind.replace('-', '_')}.description"
        if view.summary or key not in self._words:
            return view.summary or self._course.settings.name
        return self._words(key, title=view.title, course=self._course.settings.name)

    def files(self) -> dict[str, bytes]:
        """The files at the site's root that speak of the whole site."""
        lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {self._address}sitemap.xml"] if self._address else [])]
        return {MANIFEST: self._manifest(), ROBOTS: "\n".join([*lines, ""]).encode()}

    def _manifest(self) -> bytes:
        """Name and icons for bookmarks. `browser`: no browser offers to install what is better not seen on a device."""
        name, language = self._course.settings.name, self._course.settings.language
        manifest = {
            "name": name,
            "lang": language,
            "dir": direction_of(language),
            "start_url": "./",
            "scope": "./",
            "display": "browser",
            "icons": _ICONS,
        }
        return json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
