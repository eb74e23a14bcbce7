"""Drawings as PNG, by resvg. Only `make handouts` has it, and the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import resvg_py

WIDTH: Final = 1200
"""Pixels: sharp at the width of a slide or of a column on paper."""


def make_png(folder: Path, source: str) -> bytes:
    """A drawing as PNG."""
    return render_png((folder / source).read_text(encoding="utf-8"))


def render_png(svg: str) -> bytes:
    """A drawing as PNG, `WIDTH` pixels wide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH))
