"""The shipped configuration in real servers, and new builds that take the place of old ones while readers read."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

import pytest
from course.hosting.check import Visit, check_site
from course.hosting.compress import compress_site
from course.hosting.fetch import Client, Page
from course.hosting.publish import CURRENT, publish
from course.hosting.rules import FOREVER, LOST, is_hashed

from tests.servers import SERVERS, binary
from tests.sites import Builds
from tests.standin import serve_badly

Server: TypeAlias = Callable[..., AbstractContextManager[str]]
SWAPS, READERS = 8, 2


Packed: TypeAlias = Callable[[str], Path]


@pytest.fixture(scope="module")
def packed(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Copies of built sites with their compressed files, each made once."""

    @cache
    def pack(name: str) -> Path:
        folder = tmp_path_factory.mktemp("packed") / name
        shutil.copytree(builds(name).folder, folder)
        compress_site(folder)
        return folder

    return pack


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Server:
    """A server, or no test: `.ci/run` installs nginx where it may."""
    if not binary(request.param):
        pytest.skip(f"there is no {request.param} on this machine (on Debian: apt install {request.param})")
    here = tmp_path / request.param
    here.mkdir()
    return partial(SERVERS[request.param], here=here)  # type: ignore[return-value]


def failures(root: str, ancestors: tuple[str, ...] = ()) -> list[str]:
    found = check_site(Visit(root, Client(20), ancestors))
    return [str(finding) for finding in found if "note: was built for" not in str(finding)]


def test_the_shipped_configuration_passes_the_check(packed: Packed, server: Server) -> None:
    with server(folder=packed("tiny")) as root:
        assert failures(root) == []
        assert Client().get(f"{root}_headers").status == 404


def test_it_does_below_a_path_and_with_sites_that_may_frame(packed: Packed, server: Server) -> None:
    site, ancestors = packed("tiny-below"), ("self", "https://lms.example")
    with server(folder=site, path="/sub/path/", ancestors=ancestors) as root:
        assert failures(root, ancestors) == []
        bare = Client().get(root.removesuffix("/"))
        assert (bare.status, bare.header("Location")) == (308, "/sub/path/")


def test_a_missing_file_is_not_kept_for_good(packed: Packed, server: Server, tmp_path: Path) -> None:
    """It may be there in a moment, when servers are renewed one after the other."""
    site = tmp_path / "site"
    shutil.copytree(packed("tiny"), site)
    hashed = next(path for path in site.rglob("*.js") if is_hashed(path.relative_to(site).as_posix()))
    address = hashed.relative_to(site).as_posix()
    with server(folder=site) as root:
        assert Client().get(root + address).header("Cache-Control") == FOREVER
        hashed.unlink()
        for sibling in (".br", ".gz"):
            hashed.with_name(hashed.name + sibling).unlink()
        missing = Client().get(root + address)
        assert (missing.status, missing.header("Cache-Control")) == (404, LOST)


def test_nothing_of_a_reader_is_written_down(packed: Packed, server: Server, tmp_path: Path) -> None:
    with server(folder=packed("tiny")) as root:
        for address in ("", "lessons/what-rots/", "no-such-page/", "assets/", "assets/none.00000000.js"):
            Client().get(root + address)
    logs = [path for path in tmp_path.rglob("*.log") if path.is_file()]
    assert logs
    assert [
        path for path in logs if re.search("what-rots|no-such-page|assets/", path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.exhaustive
def test_the_whole_course_passes_the_check(packed: Packed, server: Server) -> None:
    with server(folder=packed("course")) as root:
        assert failures(root) == []


# New builds under load


def variant(site: Path, number: int, folder: Path) -> Path:
    """The site as if all that it loads had changed: other hashes, and pages that name them and their build."""
    shutil.copytree(site, folder)
    for path in sorted(folder.rglob("*.*")):
        name = re.sub(r"\.[0-9a-f]{6}([0-9a-f]{2}\.)", rf".{number:06x}\1", path.name)
        if is_hashed(path.relative_to(folder).as_posix()):
            path.rename(path.with_name(name))
        elif path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"\.[0-9a-f]{6}([0-9a-f]{2}\.)", rf".{number:06x}\1", text), encoding="utf-8")
    return folder


class Reader(threading.Thread):
    """Opens pages one after the other, and what they load a moment later, as browsers on slow networks do."""

    def __init__(self, root: str, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.root, self.over = root, over
        self.problems: list[str] = []
        self.builds: set[str] = set()
        self.opened = 0

    def run(self) -> None:
        waiting: list[list[str]] = []
        while not self.over.is_set() or waiting:
            if not self.over.is_set():
                waiting.append(self.open())
            if len(waiting) > 3 or self.over.is_set():
                for address in waiting.pop(0):
                    self.ask(address)

    def open(self) -> list[str]:
        """Open the start page; returns what it loads."""
        client = Client(20)
        page = client.get(self.root)
        self.opened += 1
        if page.status != 200:
            self.problems.append(f"{page.address}: {page.status}")
        loads = Page(page).loads
        self.builds |= set(re.findall(r"\.([0-9a-f]{8})\.css", " ".join(loads)))
        return loads

    def ask(self, address: str) -> None:
        """Load a file."""
        try:
            status = Client(20).get(address).status
        except OSError as error:
            status = f"no answer ({error})"  # type: ignore[assignment]
        if status != 200:
            self.problems.append(f"{address}: {status}")


def swap_under_load(site: Path, folder: Path, root: str) -> list[Reader]:
    """Publish one build after the other while readers read; each build lives until somebody has opened it."""
    over = threading.Event()
    readers = [Reader(root, over) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(1, SWAPS):
        publish(variant(site, number, folder / f"site-{number}"), folder / "web")
        before = [reader.opened for reader in readers]
        while any(reader.is_alive() and reader.opened == count for reader, count in zip(readers, before, strict=True)):
            over.wait(0.001)
    over.set()
    for reader in readers:
        reader.join()
    return readers


def first(builds: Builds, folder: Path) -> tuple[Path, Path]:
    """A small site, and the folder where its first build is published."""
    site = folder / "site"
    shutil.copytree(builds("tiny").folder, site)
    publish(variant(site, 0, folder / "site-0"), folder / "web")
    return site, folder / "web" / CURRENT


def test_no_reader_misses_anything_while_builds_are_swapped(builds: Builds, server: Server, tmp_path: Path) -> None:
    site, current = first(builds, tmp_path)
    with server(folder=current) as root:
        readers = swap_under_load(site, tmp_path, root)
    assert [reader.problems for reader in readers] == [[]] * READERS
    assert len(set().union(*(reader.builds for reader in readers))) == SWAPS  # everybody saw the builds change


def test_without_kept_files_a_reader_would_miss_some(builds: Builds, tmp_path: Path) -> None:
    site, current = first(builds, tmp_path)
    with serve_badly(current) as root:
        loads = Page(Client().get(root)).loads
        publish(variant(site, 1, tmp_path / "site-1"), tmp_path / "web")
        assert {Client().get(address).status for address in loads} == {200}
        for path in current.rglob("*.000000??.*"):
            path.unlink()
        assert 404 in {Client().get(address).status for address in loads}
