"""The copy that a reader may ask the browser to keep: the list of the site's files, and the worker that fetches it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from course.exports.source import API
from course.ids import FOLDER

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
    left_out = (site / FOLDER, site / API)
    paths = (path for path in sorted(site.rglob("*")) if not any(map(path.is_relative_to, left_out)))
    files = [path for path in paths if path.is_file() and path.suffix in _KEPT]
    kept = [path for path in files if path.name not in (LIST, WORKER)]
    listed = {
        "bytes": sum(path.stat().st_size for path in kept),
        # One file after the other: together they may not fit into the memory.
        "files": {_address(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept},
    }
    text = json.dumps(listed, separators=(",", ":"))
    (site / LIST).write_text(text, encoding="utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()
    (site / WORKER).write_text(worker.read_text(encoding="utf-8").replace(_VERSION, version), encoding="utf-8")


def _address(path: Path) -> str:
    """The address that readers use: some hosts send a page only under its folder's name."""
    name = path.as_posix()
    return name.removesuffix("index.html") if path.name == "index.html" else name
