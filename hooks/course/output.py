"""Last assertions over the written site: nothing unfinished is published. A failure here is a fault of the engine."""

from __future__ import annotations

import re
from pathlib import Path

from course.security import PLACEHOLDER

# Plain searches: one pattern for all of them takes ten times as long over the pages of a large course.
_LEFT_OVER = ("<!-- course:", "[@", "\n///", ">///", "wzxhzdk", PLACEHOLDER)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def check_output(site: Path) -> list[str]:
    """What is wrong with the pages below `site`, one line each; empty when all is well."""
    return [problem for path in sorted(site.rglob("*.html")) if (problem := _check_page(path, site))]


def _check_page(path: Path, site: Path) -> str:
    html = path.read_text(encoding="utf-8")
    found = [text for text in _LEFT_OVER if text in html]
    if found:  # a guide may show the course's own syntax
        bare = _CODE.sub("", html)
        found = [text.strip() for text in found if text in bare]
    return f"{path.relative_to(site)}: '{found[0]}' was left in the page" if found else ""
