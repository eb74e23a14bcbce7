"""The mark as pictures, for what cannot show an SVG: `python -m tests.browser.images` draws them anew from mark.svg.

They are kept in the project, so that a build draws nothing and needs no browser. Each carries the mark's digest;
tests/test_images.py fails when the mark has changed since.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
IMAGES = OVERRIDES / "assets" / "images"
MARK = IMAGES / "mark.svg"
# File -> width, height, and how much of the height the mark fills. What systems cut to a circle keeps to its middle.
PICTURES: Mapping[Path, tuple[int, int, float]] = {
    IMAGES / "icon-192.png": (192, 192, 0.6),
    IMAGES / "icon-512.png": (512, 512, 0.6),
    IMAGES / "apple-touch-icon.png": (180, 180, 0.7),
    # No words: the card's title says what the page is, in any language, and a picture of words would need a font.
    IMAGES / "card.png": (1200, 630, 0.55),
    OVERRIDES / "favicon.ico": (32, 32, 1.0),
}
_DIGEST = b"Source-Digest"


def digest() -> bytes:
    """The mark's digest, as pictures carry it."""
    return hashlib.sha256(MARK.read_bytes()).hexdigest().encode()


def source_of(picture: bytes) -> bytes:
    """The digest of the mark that a picture was drawn from."""
    found = re.search(_DIGEST + rb"\0([0-9a-f]{64})", picture)
    return found[1] if found else b""


def _paper() -> str:
    tokens = (OVERRIDES / "assets" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    found = re.search(r"--paper: (#[0-9a-f]{6})", tokens)
    assert found
    return found[1]


def _draw(browser: Browser, width: int, height: int, part: float) -> bytes:
    side = height * part
    mark = MARK.read_text(encoding="utf-8").replace(
        "<svg ",
        f'<svg x="{(width - side) / 2}" y="{(height - side) / 2}" width="{side}" height="{side}" ',
        1,
    )
    paper = f'<rect width="100%" height="100%" fill="{_paper()}"/>' if part < 1 else ""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.set_content(
        f'<body style="margin:0"><svg style="display:block" xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}">{paper}{mark}</svg>'
    )
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def _with_digest(picture: bytes) -> bytes:
    """The PNG with one more chunk of text, before its last one."""
    kind, data = b"tEXt", _DIGEST + b"\0" + digest()
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return picture[:-12] + chunk + picture[-12:]


def _as_ico(picture: bytes, side: int) -> bytes:
    """A PNG in the wrapping that old browsers ask for at the site's root."""
    header = struct.pack("<3H4B2H2I", 0, 1, 1, side, side, 0, 0, 1, 32, len(picture), 22)
    return header + picture


def main() -> None:
    """Draw every picture."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for path, (width, height, part) in PICTURES.items():
            picture = _with_digest(_draw(browser, width, height, part))
            path.write_bytes(_as_ico(picture, height) if path.suffix == ".ico" else picture)
            print(f"{path.relative_to(OVERRIDES)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
