"""Bytes of one page as a browser loads it, compressed as a server would, by kind."""

from __future__ import annotations

import functools
import gzip
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import brotli
import rcssmin
import rjsmin
from course.assets import Assets, build_assets
from course.render import Renderer
from course.said import said
from course.words import load_words
from playwright.sync_api import sync_playwright

from tests.bench.sites import PROJECT

# Found by `python -m tests.bench`, which starts in the project's folder.
from tests.browser.chromium import launch
from tests.building import base

KINDS = ("HTML", "style", "script", "search worker", "search index", "other")
# Budgets in bytes after gzip: all that runs quizzes, its style, and the HTML of a question on average over the course.
MOST_SCRIPT, MOST_STYLE, MOST_HTML = 10_240, 3_072, 600
_SETTLED = 500  # milliseconds without a request


def kind_of(path: str) -> str:
    """The kind of a file by its address."""
    if "/workers/" in path:
        return "search worker"
    if path.endswith("search_index.json"):
        return "search index"
    suffixes = {".css": "style", ".js": "script", ".html": "HTML", "": "HTML"}
    return suffixes.get(Path(path).suffix, "other")


def compressed(content: bytes) -> int:
    """Bytes after brotli at its strongest, as static files are compressed once."""
    return len(brotli.compress(content, quality=11))


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder and keeps the addresses that were asked for."""

    asked: set[str]

    def do_GET(self) -> None:
        self.asked.add(self.path.partition("?")[0])
        super().do_GET()

    def end_headers(self) -> None:
        """What was loaded once is not asked for again, as on a host that is set up well."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, set[str]]]:
    asked: set[str] = set()
    handler = type("Handler", (_Handler,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser fetched for a page that it did not have yet: bytes by kind after brotli, and how many files."""

    weights: Counter[str]
    requests: int


def visits(site: Path, *addresses: str) -> list[Visit]:
    """Open pages of a site one after another in a new browser, without the reader doing anything."""
    found = []
    with _served(site) as (root, asked), sync_playwright() as playwright:
        browser = launch(playwright, whole=True)
        page = browser.new_page()
        for address in addresses:
            before = set(asked)
            page.goto(root + address)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(_SETTLED)
            found.append(_visit(site, asked - before))
        browser.close()
    return found


def _visit(site: Path, asked: set[str]) -> Visit:
    weights: Counter[str] = Counter()
    for path in asked:
        file = site / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            weights[kind_of(file.as_posix())] += compressed(file.read_bytes())
    return Visit(weights, len(asked))


def loaded_bytes(site: Path, address: str) -> Counter[str]:
    """Compressed bytes by kind of everything that a browser fetches for a page, without the reader doing anything."""
    return visits(site, address)[0].weights


# What only quizzes need, by the beginning of the file's name; memory and its switch are for their results.
_OF_QUIZZES = ("quiz", "question", "memory", "remember")


def asset_bytes() -> dict[str, int]:
    """Our own scripts and styles after gzip, the figures that have a budget."""
    folder = PROJECT / "overrides" / "assets"
    scripts, styles = _minified(folder / "javascripts", ".js"), _minified(folder / "stylesheets", ".css")
    words = load_words("en")
    brought = said(words, {}, Renderer(base().course, words))
    scripts["quiz words"] = json.dumps(brought["quiz"], ensure_ascii=False, separators=(",", ":"))
    assets = build_assets(PROJECT / "overrides", said=brought)
    return {
        "script of quizzes": _of_quizzes(scripts),
        "style of quizzes": _of_quizzes(styles),
        "all scripts of a lesson": _bundled(assets, ".js"),
        "all styles of a lesson": _bundled(assets, ".css"),
    }


def gzipped(text: str) -> int:
    """Bytes of a text after gzip."""
    return len(gzip.compress(text.encode()))


def _minified(folder: Path, suffix: str) -> dict[str, str]:
    minify = rcssmin.cssmin if suffix == ".css" else rjsmin.jsmin
    return {path.stem: str(minify(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob(f"*{suffix}"))}


def _of_quizzes(texts: dict[str, str]) -> int:
    return gzipped("\n".join(text for name, text in texts.items() if name.startswith(_OF_QUIZZES)))


def _bundled(assets: Assets, suffix: str) -> int:
    """Bytes of what lessons load."""
    return sum(len(gzip.compress(assets.files[address])) for address in assets.of("lesson") if address.endswith(suffix))


if __name__ == "__main__":
    print(loaded_bytes(Path(sys.argv[1]), sys.argv[2]))
