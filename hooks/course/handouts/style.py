"""The style sheets of handouts: those of the site that paper needs, and their own; tokens written out for e-readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from course.palette import read_palette

_FOLDER: Final = "assets/stylesheets"
# What a lesson and a sheet look like on paper; `print` takes back what only screens need, `handout` has the last word.
_PAPER: Final = "tokens base box claim figure lesson reflection sheet gathered print handout".split()
_TOKEN: Final = re.compile(r"var\(--([\w-]+)\)")


def paper_style(templates: Path) -> str:
    """The style sheet of every document for paper."""
    return "\n".join(_read(templates, name) for name in _PAPER)


def book_style(templates: Path) -> str:
    """The style sheet of a book for e-readers, many of which know no custom properties."""
    palette = colours(templates)
    return _TOKEN.sub(lambda token: palette[token[1]], _read(templates, "book"))


def colours(templates: Path) -> Mapping[str, str]:
    """The colours of the light scheme by the names of their tokens."""
    return read_palette(_read(templates, "tokens"))["light"]


def _read(templates: Path, name: str) -> str:
    return (templates / _FOLDER / f"{name}.css").read_text(encoding="utf-8")
