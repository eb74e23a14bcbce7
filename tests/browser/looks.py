"""How a part of a page looks, as a small picture that is the same on every machine, and how two of them differ.

Fonts differ from machine to machine, and so do the shapes that one font's letters are drawn with. So every letter is
drawn as a bar (`bars.ttf`, made for these tests and in the public domain: bars for letters, two more shapes for the
signs of right and wrong), and the pictures hold layout, colours, lines and signs. They are compared cell by cell,
because browsers differ in how they smooth an edge; a picture of another size is another picture.
"""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

# Of 255: the least difference of a cell's colour that counts, above what another release of the browser smooths anew.
LEAST_DIFFERENCE = 3
MOST_CELLS = 1
# A fainter difference counts when it is everywhere: another wash of a whole panel.
MOST_SHARE = 0.05


@cache
def _font() -> str:
    return base64.b64encode(Path(__file__).with_name("bars.ttf").read_bytes()).decode()


# A constructed sheet and a font from bytes are no requests, so the page's security policy stays as it is.
_DRESS = """async font => {
  const bytes = Uint8Array.from(atob(font), letter => letter.charCodeAt());
  for (const style of ['normal', 'italic']) {
    const face = new FontFace('Bars', bytes.buffer, {weight: '1 1000', style});
    document.fonts.add(await face.load());
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root, body[dir] { --serif: Bars; --sans: Bars; --mono: Bars }
    * { caret-color: transparent !important }
    .bar, .foot { display: none }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  await document.fonts.ready;
}"""

# A palette, so that a row is few bytes and rows like it are near: the commonest colours as they are, the others (on
# edges) as the nearest of those.
_COLOURS = 256
_PACK = """async ([text, most]) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
  const {width, height} = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  // Most are like the one before them, which a look at a number tells faster than one into a map.
  for (let at = 0, start = 0; at < pixels.length; at++) {
    if (pixels[at] === pixels[at + 1]) continue;
    counts.set(pixels[at], (counts.get(pixels[at]) ?? 0) + at + 1 - start);
    start = at + 1;
  }
  const rgb = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const palette = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, most);
  const known = palette.map(rgb);
  const index = new Map();
  for (const pixel of counts.keys()) {
    const own = rgb(pixel);
    const off = known.map(colour => colour.reduce((sum, value, at) => sum + (value - own[at]) ** 2, 0));
    index.set(pixel, off.indexOf(Math.min(...off)));
  }
  const bytes = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    bytes[at] = pixels[at] === pixels[at - 1] ? bytes[at - 1] : index.get(pixels[at]);
  }
  const url = await new Promise(done => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(new Blob([bytes]));
  });
  return {width, height, palette: known.flat(), pixels: url.split(',')[1]};
}"""


def _png(width: int, height: int, palette: bytes, pixels: bytes) -> bytes:
    """A picture with a palette as PNG, packed as tightly as zlib can."""
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


_COMPARE = """async ([one, other, least]) => {
  const CELL = 8;
  const read = async text => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, picture.width, picture.height);
  };
  const [a, b] = [await read(one), await read(other)];
  const sizes = [[a.width, a.height], [b.width, b.height]];
  if (`${sizes[0]}` !== `${sizes[1]}`) return {sizes, cells: [], share: 1};
  const cells = [];
  let [touched, all] = [0, 0];
  for (let top = 0; top < a.height; top += CELL) for (let left = 0; left < a.width; left += CELL) {
    const sums = [0, 0, 0];
    let count = 0;
    const [bottom, right] = [Math.min(top + CELL, a.height), Math.min(left + CELL, a.width)];
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) {
      const at = 4 * (y * a.width + x);
      for (const channel of [0, 1, 2]) sums[channel] += a.data[at + channel] - b.data[at + channel];
      count++;
    }
    const most = Math.max(...sums.map(Math.abs)) / count;
    if (most >= least) cells.push([left, top]);
    if (most >= 1) touched++;
    all++;
  }
  return {sizes: [], cells, share: touched / all};
}"""


@dataclass(frozen=True)
class Difference:
    """How two pictures differ; empty when they look the same."""

    words: str

    def __bool__(self) -> bool:
        return bool(self.words)


def dress(page: Page) -> None:
    """Draw all letters of a page as bars, and leave out what is the same on every page."""
    page.evaluate(_DRESS, _font())


def picture(part: Locator, desk: Page) -> bytes:
    """A small picture of a part of a page. `desk` is an empty page, for the work on pictures."""
    taken = part.screenshot(animations="disabled")
    packed: dict[str, Any] = desk.evaluate(_PACK, [base64.b64encode(taken).decode(), _COLOURS])
    return _png(packed["width"], packed["height"], bytes(packed["palette"]), base64.b64decode(packed["pixels"]))


def difference(one: bytes, other: bytes, desk: Page) -> Difference:
    """How the second picture differs from the first."""
    if one == other:
        return Difference("")
    texts = [base64.b64encode(data).decode() for data in (one, other)]
    found: dict[str, Any] = desk.evaluate(_COMPARE, [*texts, LEAST_DIFFERENCE])
    if found["sizes"]:
        return Difference("size {} became {}".format(*found["sizes"]))
    cells = found["cells"]
    if len(cells) > MOST_CELLS:
        return Difference(
            f"{len(cells)} cells of 8 by 8 differ, the first at {cells[0]} from the part's upper left corner"
        )
    return Difference(f"{found['share']:.0%} of it has another shade" if found["share"] > MOST_SHARE else "")
