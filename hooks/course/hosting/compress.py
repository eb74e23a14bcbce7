"""Compressed files beside those of a site, so that a server sends them without work, at the strongest setting."""

from __future__ import annotations

import os
import re
import statistics
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import brotli

from course.hosting.rules import files_of, is_compressible
from course.syllabus import LESSONS

_GZIP: Final = (
    31  # zlib's number for a gzip wrapper; it holds no name and no time, so the same file gives the same bytes
)


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(content) + packer.flush()


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=11)
    return packed


PACKERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {".br": _brotli, ".gz": _gzip}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of a file as it is, and of what is sent to a browser that reads brotli or gzip."""

    plain: int
    brotli: int
    gzip: int

    def __add__(self, other: Sizes) -> Sizes:
        return Sizes(self.plain + other.plain, self.brotli + other.brotli, self.gzip + other.gzip)

    def __str__(self) -> str:
        return f"{self.plain:,} bytes, {self.gzip:,} with gzip, {self.brotli:,} with brotli"


def compress_site(site: Path) -> dict[str, Sizes]:
    """Write `.br` and `.gz` beside every file that becomes smaller; returns the sizes of all files by address."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both libraries let other threads run meanwhile
        names = files_of(site)
        return dict(zip(names, pool.map(lambda name: _compress(site / name, name), names), strict=True))


def _compress(path: Path, name: str) -> Sizes:
    content = path.read_bytes()
    sizes = {".br": len(content), ".gz": len(content)}
    for ending, pack in PACKERS.items() if is_compressible(name) else ():
        sibling = path.with_name(path.name + ending)
        packed = pack(content)
        sibling.unlink(missing_ok=True)  # of an earlier content, which may have become smaller by it
        if len(packed) < len(content):
            sibling.write_bytes(packed)
            # A server names the time of what it sends; a page is not newer for being compressed.
            os.utime(sibling, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
            sizes[ending] = len(packed)
    return Sizes(len(content), sizes[".br"], sizes[".gz"])


@dataclass(frozen=True, slots=True)
class Weight:
    """What lessons cost the network: the middle page by size, and what a reader's browser fetches once for all."""

    page: Sizes
    once: Sizes
    requests: int
    """With the page itself, for a reader's first lesson."""


# Of two icons browsers load the drawing; the other is for those that cannot.
_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?\s(?:href|src)="(?P<address>[^"]+(?<!\.ico))"')


def weigh_lessons(site: Path, sizes: Mapping[str, Sizes]) -> Weight | None:
    """The weight of a course's lessons; None when it has none."""
    pages = [name for name in sizes if name.startswith(LESSONS) and name.endswith("/index.html")]
    if not pages:
        return None
    middle = statistics.median_low((sizes[name].brotli, name) for name in pages)[1]
    html = (site / middle).read_text(encoding="utf-8")
    loaded = {(site / middle).parent.joinpath(match["address"]).resolve() for match in _LOADED.finditer(html)}
    names = [path.relative_to(site.resolve()).as_posix() for path in loaded]
    once = sum((sizes[name] for name in names if name in sizes), Sizes(0, 0, 0))
    return Weight(sizes[middle], once, 1 + len(names))
