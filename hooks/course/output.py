"""Last assertions over the written site: nothing unfinished is published. A failure here is a fault of the engine."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from course.security import PLACEHOLDER
from course.tree import list_files, read_pieces

# Plain searches: one pattern for all of them takes ten times as long over the pages of a large course.
_LEFT_OVER: Final = tuple(text.encode() for text in ("<!-- course:", "[@", "\n///", ">///", "wzxhzdk", PLACEHOLDER))
_OVERLAP: Final = max(map(len, _LEFT_OVER)) - 1  # bytes: what begins in one piece of a page may end in the next
_CODE: Final = re.compile(rb"<(pre|code)\b.*?</\1>", re.DOTALL)


def check_output(site: Path, left_out: Collection[str] = ()) -> list[str]:
    """What is wrong with the pages below `site`, one line each; empty when all is well.

    `left_out` are folders below the site's root (`a/b/`).
    """
    names = (name for name in list_files(site, left_out) if name.endswith(".html"))
    suspects = (name for name in names if _is_suspect(f"{site}/{name}"))
    return [problem for name in suspects if (problem := check_page(name, (site / name).read_bytes()))]


def check_page(name: str, html: bytes) -> str:
    """What is wrong with the page at an address; empty when all is well."""
    found = _left_over(html)
    if found:  # a guide may show the course's own syntax
        bare = _CODE.sub(b"", html)
        found = [text for text in found if text in bare]
    return f"{name}: '{found[0].decode().strip()}' was left in the page" if found else ""


def _is_suspect(path: str) -> bool:
    end = b""
    for piece in read_pieces(path):
        if _left_over(end + piece):
            return True
        end = piece[-_OVERLAP:]
    return False


def _left_over(html: bytes) -> list[bytes]:
    return [text for text in _LEFT_OVER if text in html]
