"""Last assertions over the written site: nothing unfinished is published. A failure here is a fault of the engine."""

from __future__ import annotations

import re
from pathlib import Path

from course.security import PLACEHOLDER
from course.tree import list_files

# Plain searches: one pattern for all of them takes ten times as long over the pages of a large course.
_LEFT_OVER = ("<!-- course:", "[@", "\n///", ">///", "wzxhzdk", PLACEHOLDER)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def check_output(site: Path) -> list[str]:
    """What is wrong with the pages below `site`, one line each; empty when all is well."""
    pages = (name for name in list_files(site) if name.endswith(".html"))
    return [problem for name in pages if (problem := _check_page(site, name))]


def _check_page(site: Path, name: str) -> str:
    html = (site / name).read_bytes()
    found = [text for text in _LEFT_OVER if text.encode() in html]
    if found:  # a guide may show the course's own syntax
        bare = _CODE.sub("", html.decode())
        found = [text.strip() for text in found if text in bare]
    return f"{name}: '{found[0]}' was left in the page" if found else ""
