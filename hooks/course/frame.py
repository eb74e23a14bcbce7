"""The frame that the theme writes around a page.

It is the same for all pages of a kind and depth, and the theme takes longer to write it than the core takes for a page.
So it is written once, around marks, and each page's parts then take their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup, escape

from course.security import PLACEHOLDER, inline_codes, policy_of
from course.views import CoursePage

# `autocomplete` means nothing on a checkbox (HTML, "input type=checkbox"), and checkers call it an error.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')

# The theme says the direction on the body; scroll bars and checkers look at the root.
_ROOT, _LEFTWARD = "<html ", '<body dir="rtl"'

# What differs from page to page.
_PARTS: Final = ("title", "head", "banner", "header", "sidebar", "toc", "main", "footer")
_MARK: Final = "COURSE-PART-{}-HERE"
_PLACES: Final = re.compile(f"{_MARK.format('(' + '|'.join(_PARTS) + ')')}|{PLACEHOLDER}")


# What stands around the course's own part of a page. In that, some blanks count.
_OWN, _AFTER = '<div class="page ', "</main>"
_LINE = "\n"
_BLANKS = re.compile(r"\s*\n\s*")


def with_mended_frame(html: str) -> str:
    """The page with the theme's own faults taken out, and the blanks between the lines of the frame."""
    head, own, rest = html.partition(_OWN)
    inside, end, foot = rest.rpartition(_AFTER)
    html = f"{_BLANKS.sub(_LINE, head).lstrip()}{own}{inside}{end}{_BLANKS.sub(_LINE, foot)}"
    html = _TOGGLE.sub(r"\1", html)
    return html.replace(_ROOT, f'{_ROOT}dir="rtl" ', 1) if _LEFTWARD in html else html


def hollow(page: CoursePage) -> CoursePage:
    """A page of the same kind, with marks in place of its parts."""
    marks: dict[str, Any] = {name: Markup("{}").format(_MARK.format(name)) for name in _PARTS}
    return replace(page, **marks)


class Frame:
    """Puts pages into their frame. `html` is what the theme made of a hollow page."""

    def __init__(self, html: str) -> None:
        html = with_mended_frame(html)
        self._codes = inline_codes(html)
        # Odd places are the names of parts; that of the policy has none.
        self._pieces = _PLACES.split(html)

    def around(self, page: CoursePage, within: Iterable[str] = ()) -> str:
        """The finished page, its policy written in. `within` are texts that will still be put into it."""
        parts = {name: str(getattr(page, name)) for name in _PARTS} | {"title": str(escape(page.title))}
        codes, frames = self._codes.union(*map(inline_codes, parts.values())), "<iframe " in parts["main"]
        for text in within:
            codes, frames = codes | inline_codes(text), frames or "<iframe " in text
        policy = policy_of(codes, frames=frames)
        return "".join(
            (parts[piece] if piece else policy) if place % 2 else piece or ""
            for place, piece in enumerate(self._pieces)
        )
