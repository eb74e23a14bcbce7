"""The frame that the theme writes around a page: faults that lie in no block which could be overridden."""

from __future__ import annotations

import re

# `autocomplete` means nothing on a checkbox (HTML, "input type=checkbox"), and checkers call it an error.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')

# The theme says the direction on the body; scroll bars and checkers look at the root.
_ROOT, _LEFTWARD = "<html ", '<body dir="rtl"'


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
