"""What a server says beside each file: the one source of headers, types and cache rules for every platform."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from course.tree import list_files

# Python, PCRE (nginx) and RE2 (Caddy) read this pattern alike. Below `assets/` only, also that of an edition: an
# author's own file may have a date in its name.
HASHED: Final = r"(?:v/[0-9a-z][0-9a-z.-]*/)?assets/.+\.[0-9a-f]{8}(?:\.min)?\.[0-9a-z]+"
_HASHED: Final = re.compile(HASHED)

# A name that holds a hash of the content never gets other content, so nobody has to ask for it twice.
FOREVER: Final = "public, max-age=31536000, immutable"
# A mended page, or a helpline's new number, reaches readers within ten minutes; a store in front may go on with the
# last copy for a day when the server behind it is down.
SHORT: Final = "public, max-age=300, stale-while-revalidate=300, stale-if-error=86400"
# Long enough to keep a wave of requests for a dead address off the server, short enough for a page that is new.
LOST: Final = "public, max-age=60"

NOT_FOUND: Final = "404.html"
# For the host, not for readers.
PLATFORM_FILES: Final = ("_headers",)

_TEXT: Final = "; charset=utf-8"
# Written out, since `nosniff` makes a browser believe them and not every server knows all of them.
TYPES: Final[Mapping[str, str]] = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "txt": f"text/plain{_TEXT}",
    "md": f"text/markdown{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "tsv": f"text/tab-separated-values{_TEXT}",
    "vtt": f"text/vtt{_TEXT}",
    "ics": f"text/calendar{_TEXT}",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "bib": f"text/x-bibtex{_TEXT}",
    "ris": f"application/x-research-info-systems{_TEXT}",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "gz": "application/gzip",
}
_COMPRESSIBLE: Final = (
    *("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml"),
    *("application/atom+xml", "application/rdf+xml", "application/x-research-info-systems"),
)
# Beside a file stands the same file compressed, under the name with this added.
SIBLINGS: Final = (".br", ".gz")

_DENIED: Final = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb".split()
)


def frame_policy(ancestors: tuple[str, ...]) -> str:
    """Who may show the course in a frame: origins as the standard writes them, `self` or `*`; nobody if there is none.

    Where others may, the course's own page of ready code may too, for its preview.
    """
    others = [source for source in ancestors if source != "self"]
    sources = others if "*" in others else ["'self'", *others]
    return "frame-ancestors " + (" ".join(sources) if ancestors else "'none'")


def headers(ancestors: tuple[str, ...] = ()) -> dict[str, str]:
    """What goes with every answer.

    The pages' own policy differs from page to page (hashes) and stands in each of them. Browsers apply every policy
    they get, so the header holds only what a page cannot say itself: with a directive for scripts it would have to
    repeat all hashes of all pages, or stop them.
    """
    return {
        "Content-Security-Policy": frame_policy(ancestors),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def is_hashed(address: str) -> bool:
    """Whether the name of a file below the site's root holds a hash of its content; so do its compressed siblings."""
    return _HASHED.fullmatch(plain(address)) is not None


def cache_of(address: str) -> str:
    """How long a file below the site's root may be kept."""
    if address == NOT_FOUND:
        return LOST
    return FOREVER if is_hashed(address) else SHORT


def type_of(address: str) -> str:
    """The type of a file by the end of its name."""
    return TYPES.get(address.rpartition(".")[2], "application/octet-stream")


def is_compressible(address: str) -> bool:
    """Whether a file becomes smaller: pictures, fonts and archives are compressed already."""
    return type_of(address).startswith(_COMPRESSIBLE)


def plain(address: str) -> str:
    """The name of a file without what a compressed sibling adds to it."""
    stem, dot, ending = address.rpartition(".")
    return stem if f"{dot}{ending}" in SIBLINGS and is_compressible(stem) else address


def files_of(site: Path, left_out: Collection[str] = ()) -> list[str]:
    """The addresses of a built site's files in order, without compressed siblings and what is for the host only.

    `left_out` are folders below the site's root (`a/b/`).
    """
    return sorted(name for name in list_files(site, left_out) if plain(name) == name and name not in PLATFORM_FILES)
