"""The copy that a reader may ask the browser to keep: the list of the site's files, and the worker that fetches it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from posixpath import basename, splitext
from typing import Final

from course.exports.source import API
from course.ids import FOLDER
from course.tree import list_files, read_pieces

LIST, WORKER = "device.json", "sw.js"
_VERSION: Final = "COURSE-VERSION"
# What pages are made of; maps for search engines and settings of servers are for nobody's device, nor is data for
# other programs.
_KEPT: Final = frozenset(".css .gif .html .ico .jpg .js .json .png .svg .webmanifest .webp .woff2".split())


def write_device_copy(site: Path, worker: Path) -> None:
    """Write the list of all files below `site`, and the worker (its source is at `worker`) that knows this list.

    The worker carries the list's hash and the list each file's: a copy holds exactly one build, or none. Browsers look
    for a new build by comparing the worker's bytes.
    """
    # Pages that only lead on are for links from elsewhere, data is for programs: no reader of a copy needs them.
    files = (name for name in list_files(site, (FOLDER, API)) if splitext(name)[1] in _KEPT)
    size, hashes = 0, {}
    for name in files:
        if basename(name) not in (LIST, WORKER):
            digest = hashlib.sha256()
            for piece in read_pieces(f"{site}/{name}"):
                size += len(piece)
                digest.update(piece)
            hashes[_address(name)] = digest.hexdigest()
    text = json.dumps({"bytes": size, "files": hashes}, separators=(",", ":"))
    (site / LIST).write_text(text, encoding="utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()
    (site / WORKER).write_text(worker.read_text(encoding="utf-8").replace(_VERSION, version), encoding="utf-8")


def _address(name: str) -> str:
    """The address that readers use: some hosts send a page only under its folder's name."""
    return name.removesuffix("index.html") if basename(name) == "index.html" else name
