"""The list of a copy on a device, and the worker that knows it: of one build, and changed by every change."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from course.device import LIST, WORKER, write_device_copy
from course.render import TEMPLATES

from tests.sites import Builds, BuiltSite, files_of

SOURCE = TEMPLATES / "worker/sw.js"


def version(folder: Path) -> str:
    """The version that the worker of a site knows."""
    found = re.search(r'VERSION = "(\w+)"', (folder / WORKER).read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_list_names_every_page_and_what_pages_need(site: BuiltSite) -> None:
    listed = json.loads(site.text(LIST))
    assert set(site.pages) <= set(listed["files"])
    assert set(site.assets_of_pages()) <= set(listed["files"])
    assert {"search/search_index.json", "assets/images/mark.svg"} <= set(listed["files"])
    assert not any(name.startswith(("sitemap", WORKER, LIST)) for name in listed["files"])
    assert listed["bytes"] == sum(site.file(name).stat().st_size for name in listed["files"])


def test_hashes_are_those_of_the_files_and_of_the_list(site: BuiltSite) -> None:
    for name, digest in json.loads(site.text(LIST))["files"].items():
        assert hashlib.sha256(site.file(name).read_bytes()).hexdigest() == digest, name
    assert hashlib.sha256(site.file(LIST).read_bytes()).hexdigest() == version(site.folder)


def test_nothing_about_the_place_of_the_site_is_in_the_list_or_the_worker(builds: Builds) -> None:
    for name in (LIST, WORKER):
        assert "site.example" not in builds("tiny-below").text(name)


@pytest.mark.parametrize("changed", ["index.html", "lessons/what-rots/index.html", "search/search_index.json", "a.png"])
def test_every_change_of_a_file_changes_the_worker(changed: str, tiny: BuiltSite, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny.folder, tmp_path / "site")
    write_device_copy(folder, SOURCE)
    assert (folder / WORKER).read_bytes() == tiny.file(WORKER).read_bytes()
    with (folder / changed).open("ab") as file:
        file.write(b" ")
    write_device_copy(folder, SOURCE)
    assert version(folder) != version(tiny.folder)


def test_files_for_servers_and_search_engines_are_not_kept(tiny: BuiltSite, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny.folder, tmp_path / "site")
    for name in ("robots.txt", "_headers", "index.html.br", "sitemap.xml"):
        (folder / name).write_text("x", encoding="utf-8")
    write_device_copy(folder, SOURCE)
    assert version(folder) == version(tiny.folder)


def test_only_one_page_knows_how_to_register_the_worker(site: BuiltSite) -> None:
    knows = [
        path.name for path in files_of(site.folder) if b"serviceWorker.register(" in (site.folder / path).read_bytes()
    ]
    assert [name.partition(".")[0] for name in knows] == ["device"]
    users = [address for address, page in site.pages.items() if page.xpath(f"//script[contains(@src, '{knows[0]}')]")]
    assert users == ["about/device/"]


def test_warning_stands_before_the_button_without_script(site: BuiltSite) -> None:
    page = site.pages["about/device/"]
    (warning,) = page.xpath("//section[h2[@id='before']]")
    assert "A copy is a trace" in warning.text_content()
    assert warning.xpath("following::button[contains(., 'Keep this course')]")
    (control,) = page.xpath("//*[@data-device]")
    assert "hidden" in control.attrib
