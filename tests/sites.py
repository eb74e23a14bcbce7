"""Built courses for the tests: each is built once a run, in a process of its own, and read as trees or over HTTP."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import lxml.html
from course.ids import FOLDER
from course.load import load_course
from course.model import Course
from course.pages import generated, kind_of, url_of

ROOT = Path(__file__).resolve().parents[1]
COURSE, TINY = ROOT, ROOT / "tests" / "courses" / "tiny"
RTL = TINY.with_name("rtl")  # interface and text from right to left
# Numbers and dates on pages depend on the day of the build, so the tests' day is fixed: 20 March 2026.
EPOCH = "1774000000"
NOT_FOUND = "404.html"
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
Element: TypeAlias = Any  # an element of lxml, which publishes no types


@dataclass(frozen=True)
class Variant:
    """One way to build a course: `address` as SITE_URL, `tool` the builder, `surroundings` more of the environment,
    `arguments` more for the builder.
    """

    course: Path
    address: str = ""
    tool: str = "mkdocs"
    surroundings: tuple[tuple[str, str], ...] = ()
    arguments: tuple[str, ...] = ()


VARIANTS: Mapping[str, Variant] = {
    "course": Variant(COURSE),
    "tiny": Variant(TINY),
    "rtl": Variant(RTL),
    # Whatever a build might depend on is different here: order of sets, time zone, language.
    "course-again": Variant(COURSE, surroundings=(("PYTHONHASHSEED", "7"), ("TZ", "Pacific/Auckland"), ("LANG", "C"))),
    "tiny-again": Variant(TINY, surroundings=(("PYTHONHASHSEED", "7"), ("TZ", "Pacific/Auckland"), ("LANG", "C"))),
    "course-below": Variant(COURSE, address="https://site.example/sub/path/"),
    "tiny-below": Variant(TINY, address="https://site.example/sub/path/"),
    # As `make edition` builds it.
    "tiny-edition": Variant(TINY, address="https://site.example/sub/path/", surroundings=(("EDITION", "2026-1"),)),
    # As `make offline` builds them.
    "course-offline": Variant(COURSE, arguments=("--no-directory-urls",)),
    "tiny-offline": Variant(TINY, arguments=("--no-directory-urls",)),
    # As `make handouts` builds it, before the files themselves are made.
    "tiny-handouts": Variant(TINY, surroundings=(("HANDOUTS", "true"),)),
    "course-properdocs": Variant(COURSE, tool="properdocs"),
    "tiny-properdocs": Variant(TINY, tool="properdocs"),
}


@cache
def paths_of(course: Path) -> list[str]:
    """The paths below `docs/` of a course's pages, the engine's own included."""
    written = {path.relative_to(course / "docs").as_posix() for path in (course / "docs").rglob("*.md")}
    return sorted(written | set(generated(load_course(course).course)))


def addresses_of(course: Path) -> list[str]:
    """The addresses of a course's pages below the site's root, the page for dead addresses last."""
    return [*(url_of(path) for path in paths_of(course)), NOT_FOUND]


def kinds_of(course: Path) -> dict[str, str]:
    """One address for each kind of page."""
    found = {kind_of(path): url_of(path) for path in paths_of(course)}
    return {**found, "not-found": NOT_FOUND}


@dataclass(frozen=True)
class BuiltSite:
    """A site as it was written. `below` is the path of its root on its host."""

    name: str
    folder: Path
    below: str
    log: str

    def file(self, address: str) -> Path:
        """The file that a server sends for an address below the root."""
        path = self.folder / address
        return path / "index.html" if address.endswith("/") or not address else path

    def text(self, address: str) -> str:
        """A file of the site as text."""
        return self.file(address).read_text(encoding="utf-8")

    def assets_of_pages(self) -> list[str]:
        """The style sheets and scripts that pages load, below the root."""
        found = {link for page in self.pages.values() for link in page.xpath("//link/@href | //script/@src")}
        return sorted({link[link.index("assets/") :] for link in found if "assets/" in link})

    @property
    def source(self) -> Path:
        """The folder it was built from."""
        return VARIANTS[self.name].course

    @cached_property
    def course(self) -> Course:
        """The course it shows."""
        return load_course(self.source).course

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The tree of every page by its address below the root; those that only lead on are `redirects`."""
        return {address: page for address, page in self._trees.items() if address not in self.redirects}

    @cached_property
    def redirects(self) -> dict[str, Element]:
        """The tree of every page at a permanent link or an old address, by its address below the root."""
        leads_on = "//meta[@http-equiv='refresh']"
        return {
            address: page for address, page in self._trees.items() if address.startswith(FOLDER) or page.xpath(leads_on)
        }

    @cached_property
    def _trees(self) -> dict[str, Element]:
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            address = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            found[address] = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
        return found

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """The ids of every page."""
        return {address: set(page.xpath("//@id")) for address, page in self.pages.items()}


def problems(site: BuiltSite, find: Callable[[str, Element], Iterator[str]]) -> list[str]:
    """What `find` says of each page, with the page's address before it."""
    return [f"/{address}: {problem}" for address, page in site.pages.items() for problem in find(address, page)]


def missing(page: Element, xpath: str) -> list[str]:
    """One problem when the page does not have what `xpath` finds exactly once."""
    return [] if len(page.xpath(xpath)) == 1 else [f"{xpath} is there {len(page.xpath(xpath))} times"]


def files_of(folder: Path) -> set[Path]:
    """Every file below a folder, as a path relative to it."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


class Builds:
    """The builds of one test run, shared by its workers below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sites: dict[str, BuiltSite] = {}

    def __call__(self, name: str) -> BuiltSite:
        """A site of VARIANTS. The first worker that wants it builds it; the others wait."""
        if name not in self._sites:
            with locked(self._folder / f"{name}.lock"):
                self._sites[name] = self._site(name)
        return self._sites[name]

    def _site(self, name: str) -> BuiltSite:
        variant, target, log = VARIANTS[name], self._folder / name, self._folder / f"{name}.log"
        if not log.exists():
            said = build(variant, target)
            log.write_text(said, encoding="utf-8")
        below = urlsplit(variant.address).path or "/"
        return BuiltSite(name, target, below, log.read_text(encoding="utf-8"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that other processes respect."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build(variant: Variant, target: Path) -> str:
    """Build strictly into `target`; what the builder said. Fails the test with it when the build fails."""
    environment = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "HANDOUTS")}
    environment |= {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", **dict(variant.surroundings)}
    if variant.address:
        environment["SITE_URL"] = variant.address
    done = subprocess.run(
        [sys.executable, "-m", variant.tool, "build", "--strict", *variant.arguments, "-f", "mkdocs.yml", "-d", target],
        cwd=variant.course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    assert done.returncode == 0, said
    return said


class Handler(SimpleHTTPRequestHandler):
    """Serves a site below a path, and its own page for dead addresses."""

    def __init__(self, *args: object, below: str, **options: object) -> None:
        self.below = below
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked for is the browser's to tell."""

    def translate_path(self, path: str) -> str:
        path = urlsplit(path).path
        inside = path.removeprefix(self.below) if path.startswith(self.below) else "/nowhere/"
        return super().translate_path("/" + inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / NOT_FOUND).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that goes away in the middle of an answer is no fault."""


@dataclass(frozen=True)
class Served:
    """A site that a server sends. `address` is that of its root and ends with a slash."""

    site: BuiltSite
    address: str

    @property
    def host(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def serve(site: BuiltSite) -> Iterator[Served]:
    """Serve a site on a free port of this machine."""
    handler = partial(Handler, directory=str(site.folder), below=site.below)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Served(site, f"http://127.0.0.1:{server.server_port}{site.below}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
