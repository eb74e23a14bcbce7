"""The copy for a disk: every link names a file, nothing in it needs a server, and its archive is always the same."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from course.cli import main
from course.ids import FOLDER
from course.offline import write_archive, write_index_script

from tests.sites import ELSEWHERE, NOT_FOUND, TINY, Builds, BuiltSite, Element, files_of, paths_of, problems


@pytest.fixture(scope="module", params=["course-offline", "tiny-offline"])
def copy(request: pytest.FixtureRequest, builds: Builds) -> BuiltSite:
    return builds(request.param)


def test_every_link_names_a_file_and_an_anchor_in_it(copy: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        here = copy.file(address).as_uri()
        for link in page.xpath("//a/@href | //link/@href | //script/@src | //@data-find | //@data-home"):
            if ELSEWHERE.match(link):
                continue
            target, _, fragment = urljoin(here, link).partition("#")
            path = Path(unquote(urlsplit(target).path))
            if not path.is_file():
                yield f"{link} leads to no file"
                continue
            inside = path.relative_to(copy.folder).as_posix().removesuffix("index.html")
            if inside == "educators/path.html":  # what stands behind the sign is a path, for the page's script
                continue
            if fragment and inside in copy.anchors and unquote(fragment) not in copy.anchors[inside]:
                yield f"{link}: no such anchor in {inside}"

    assert problems(copy, find) == []


def test_questions_that_are_asked_again_link_to_files(copy: BuiltSite) -> None:
    scripts = list(copy.folder.glob("assets/questions/*.js"))
    seen = 0
    for path in scripts:
        asked = json.loads(path.read_text(encoding="utf-8").partition("]=")[2].rstrip(";"))
        for page in map(lxml.html.fragment_fromstring, asked.values()):
            links = [link for link in page.xpath("//a/@href") if link[0] != "#" and not ELSEWHERE.match(link)]
            seen += len(links)
            assert [link for link in links if not (copy.folder / link.partition("#")[0]).is_file()] == [], path.name
    assert seen


def old_file(address: str) -> str:
    """Where the copy has a page that leads on; permanent links have their folders there, too."""
    return address if address.startswith(FOLDER) else f"{address.rstrip('/')}.html"


def test_it_has_the_same_pages_as_the_site(copy: BuiltSite, builds: Builds) -> None:
    site = builds(copy.name.removesuffix("-offline"))
    names = {path.removesuffix(".md") + ".html" for path in paths_of(site.source)}
    assert set(copy.pages) == {name.removesuffix("index.html") for name in names}
    assert set(copy.redirects) == {old_file(address) for address in site.redirects}
    assert len(copy.pages) == len(site.pages) - 1  # without the one for dead addresses, which only servers show


def test_nothing_in_it_has_an_address(copy: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        yield from page.xpath("//link[@rel='canonical']/@href")
        yield from (link for link in page.xpath("//link/@href | //script/@src") if ELSEWHERE.match(link))

    assert problems(copy, find) == []
    assert {path.name for path in files_of(copy.folder)} & {
        NOT_FOUND,
        "sitemap.xml",
        "sitemap.xml.gz",
        "sw.js",
    } == set()
    for path in files_of(copy.folder):
        assert b"127.0.0.1" not in (copy.folder / path).read_bytes() or "authoring" in path.parts, path


def test_the_search_index_is_there_as_a_script(copy: BuiltSite) -> None:
    script = copy.text("search/search_index.js")
    assert script.startswith("var __index = ")
    assert json.loads(script.removeprefix("var __index = ")) == json.loads(copy.text("search/search_index.json"))


def test_a_site_without_search_has_no_index_to_write(tmp_path: Path) -> None:
    write_index_script(tmp_path)
    assert files_of(tmp_path) == set()


def test_the_site_that_is_served_carries_nothing_of_it(site: BuiltSite) -> None:
    folder = site.folder / "assets/javascripts"
    bundles = [next(folder.glob(f"{bundle}.*.js")) for bundle in ("lesson", "page", "review", "educators")]
    scripts = [path.read_text(encoding="utf-8") for path in bundles]
    assert not any("IFrameWorker" in script for script in scripts)
    assert not (site.folder / "search/search_index.js").exists()


def test_the_archive_holds_the_folder_under_the_name_of_the_course(
    builds: Builds, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(builds("tiny-offline").folder, tmp_path / "copy")
    assert main(["pack", str(TINY / "mkdocs.yml"), str(folder)]) == 0
    assert str(tmp_path / "copy.zip") in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert archive.testzip() is None
        assert {Path(name) for name in archive.namelist()} == {"home-composting" / path for path in files_of(folder)}
        assert archive.read("home-composting/index.html") == (folder / "index.html").read_bytes()


def test_the_same_files_give_the_same_archive(tmp_path: Path) -> None:
    for number, name in enumerate(("one", "two")):
        (tmp_path / name / "b").mkdir(parents=True)
        for file in ("b/c.html", "a.html")[:: 1 if number else -1]:
            (tmp_path / name / file).write_text(file * 99, encoding="utf-8")
            os.utime(tmp_path / name / file, (number * 10**9, number * 10**9))
            (tmp_path / name / file).chmod(0o600 + number * 0o44)
    one, two = (write_archive(tmp_path / name, "course").read_bytes() for name in ("one", "two"))
    assert one == two
