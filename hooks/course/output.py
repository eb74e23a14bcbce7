"""Last assertions over the written site: nothing unfinished is published. A failure here is a fault of the engine."""

from __future__ import annotations

import re
from pathlib import Path

from course.security import PLACEHOLDER

_LEFT_OVER = re.compile(rf"<!--\s*course:|\[@[a-z]|^/{{3}}|wzxhzdk|{PLACEHOLDER}", re.MULTILINE)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def check_output(site: Path) -> list[str]:
    """What is wrong with the pages below `site`, one line each; empty when all is well."""
    return [problem for path in sorted(site.rglob("*.html")) if (problem := _check_page(path, site))]


def _check_page(path: Path, site: Path) -> str:
    html = path.read_text(encoding="utf-8")
    found = _LEFT_OVER.search(html)
    if found and "<code" in html:  # a guide may show the course's own syntax
        found = _LEFT_OVER.search(_CODE.sub("", html))
    return f"{path.relative_to(site)}: '{found[0]}' was left in the page" if found else ""
