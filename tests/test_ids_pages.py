"""Pages at permanent links and old addresses: they lead on, are tiny, need no script, and nobody lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from course.ids import FOLDER, collect_ids
from course.ids_list import list_links
from course.ids_pages import Redirects, write_redirects
from course.load import load_course
from course.security import policy_for, policy_in
from course.site import Site

from tests.building import TODAY
from tests.sites import TINY, Builds, BuiltSite, Element
from tests.test_site_links import dead_links

NAMES = ["course", "tiny", "tiny-below"]
LARGEST = 1400  # bytes: one packet of the network


def of_all(site: BuiltSite, find: object) -> list[str]:
    assert callable(find)
    return [f"/{address}: {problem}" for address, page in site.redirects.items() for problem in find(address, page)]


@pytest.mark.parametrize("name", NAMES)
def test_every_permanent_link_leads_to_a_page_and_an_anchor_of_it(name: str, builds: Builds) -> None:
    site = builds(name)
    links = {one.link for one in collect_ids(site.course).values()}
    assert links <= set(site.redirects)
    assert of_all(site, lambda address, page: dead_links(site, address, page, address)) == []


@pytest.mark.parametrize("name", ["course-offline", "tiny-offline"])
def test_copy_on_a_disk_has_them_too(name: str, builds: Builds) -> None:
    site = builds(name)

    def find(address: str, page: Element) -> Iterator[str]:
        here = (site.folder / address / "index.html" if address.endswith("/") else site.folder / address).as_uri()
        for link in page.xpath("//a[not(@rel)]/@href | //script/@src"):
            target, _, anchor = urljoin(here, link).partition("#")
            path = Path(unquote(urlsplit(target).path))
            inside = path.relative_to(site.folder).as_posix().removesuffix("index.html")
            if not path.is_file() or (anchor and unquote(anchor) not in site.anchors[inside]):
                yield link

    assert len(site.redirects) >= len(collect_ids(site.course))
    assert of_all(site, find) == []


@pytest.mark.parametrize("name", NAMES)
def test_they_lead_on_by_themselves_and_by_a_plain_link(name: str, builds: Builds) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        (link,) = page.xpath("//main//a[not(@rel)]/@href")
        if page.xpath("//meta[@http-equiv='refresh']/@content") != [f"0; url={link}"]:
            yield "it does not lead on"
        if page.xpath("//meta[@name='robots']/@content") != ["noindex"] or len(page.xpath("//html[@lang][@dir]")) != 1:
            yield "its head lacks something"

    assert of_all(builds(name), find) == []


def test_they_are_tiny_neutral_and_under_the_policy(course: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        text = course.text(address)
        if len(text.encode()) > LARGEST:
            yield f"{len(text.encode())} bytes"
        if page.xpath("string(//title)") != course.course.settings.name:
            yield "its title says more than the course's name"
        if policy_in(text) != policy_for(text) or page.xpath("//*[@style] | //style | //script[not(@src)]"):
            yield "its policy is another"

    assert of_all(course, find) == []


def test_they_are_sound_html(tiny: BuiltSite) -> None:
    for address in tiny.redirects:
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(tiny.text(address))


def test_neither_search_nor_sitemap_nor_the_copy_on_a_device_knows_them(course: BuiltSite) -> None:
    indexed = {entry["location"] for entry in json.loads(course.text("search/search_index.json"))["docs"]}
    kept = set(json.loads(course.text("device.json"))["files"])
    assert [one for one in indexed | kept if one.startswith(FOLDER)] == []
    assert f"/{FOLDER}" not in course.text("sitemap.xml")


def test_canonical_address_is_that_of_the_page(builds: Builds) -> None:
    page = builds("tiny-below").redirects["id/what-rots/q-helper/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://site.example/sub/path/lessons/what-rots/"]
    assert builds("tiny-offline").redirects["id/what-rots/q-helper/"].xpath("//link") == []


def test_old_address_of_a_lesson_keeps_the_anchor_by_a_script_of_the_site(tiny: BuiltSite) -> None:
    page = tiny.redirects["lessons/moisture/"]
    (script,) = page.xpath("//head/script")
    assert script.get("data-to") == "../../lessons/wet-and-dry/"
    assert tiny.file(urljoin("lessons/moisture/", script.get("src"))).is_file()
    assert not tiny.redirects["id/wet-and-dry/"].xpath("//script")


def test_lock_file_is_not_published(course: BuiltSite) -> None:
    assert list(course.folder.rglob("ids.lock*")) == []


@pytest.mark.parametrize("name", ["course", "tiny"])
def test_lists_for_educators_hold_every_permanent_link_and_whole_lessons_first(name: str, builds: Builds) -> None:
    site, found = builds(name), list[str]()
    lists = [address for address in site.pages if address.startswith("educators/links/")]
    for address in lists:
        for link in site.pages[address].xpath("//a[@data-permanent]/@href"):
            found.append(urljoin(f"http://host/{address}", link).removeprefix("http://host/"))
    ids = collect_ids(site.course).values()
    twice = [one.link for one in ids if one.kind in ("lesson", "quiz")]
    assert sorted(found) == sorted([*(one.link for one in ids), *twice])
    for lesson in site.course.lessons:
        module = site.course.module_of(lesson).slug
        assert f"../../educators/links/{module}/#{lesson.slug}" in site.pages[lesson.url].xpath("//main//a/@href")


def test_lists_say_for_whom_a_lesson_is_and_give_no_answer_away(tiny: BuiltSite) -> None:
    (section,) = tiny.pages["educators/links/first-steps/"].xpath("//section[h2[@id='wet-and-dry']]")
    said = " ".join(section.text_content().split())
    assert "16+" in said
    assert "Not homework." in said
    assert "One part speaks of rats, without pictures." in said
    assert [one for one in tiny.pages if one.startswith("educators/links/") and "canary" in tiny.text(one)] == []


def test_list_without_a_module_holds_whole_lessons_and_what_is_in_none() -> None:
    course = load_course(TINY).course
    listing = list_links(course, None)
    assert [group.kind for group in listing.groups] == ["course", "module", "check", "question", "term"]
    assert [entry.lesson for entry in listing.lessons] == list(course.lessons)
    assert all(entry.whole and not entry.parts for entry in listing.lessons)


def test_course_without_a_lock_has_permanent_links_too() -> None:
    loaded = load_course(TINY)
    files = dict(Site(loaded, TODAY).redirects.files())
    assert {f"{one.link}index.html" for one in collect_ids(loaded.course).values()} <= set(files)


def test_what_is_left_unfinished_in_them_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"id/gone/index.html": b"<p>It was taken out: [@key]</p>", "id/index.html": b"<p>All is well.</p>"}
    monkeypatch.setattr(Redirects, "files", lambda *_, **__: iter(files.items()))
    problems = write_redirects(tmp_path, Site(load_course(TINY), TODAY).redirects)
    assert problems == ["id/gone/index.html: '[@' was left in the page"]
    assert {name: (tmp_path / name).read_bytes() for name in files} == files
