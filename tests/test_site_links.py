"""Every link, file and anchor of a built site leads somewhere, also where the site stands below a path."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from tests.sites import ELSEWHERE, NOT_FOUND, Builds, BuiltSite, Element, problems

# What stands behind the "#" of a ready-made path is the path, not a place on the page: tests of paths open each.
A_PATH = "@data-open"


def dead_links(site: BuiltSite, address: str, page: Element, shown_at: str) -> Iterator[str]:
    """Links and files of a page that lead nowhere. `shown_at`: the address at which a reader sees it."""
    host = "http://host"
    base = urljoin(f"{host}{site.below}", shown_at)
    for link in page.xpath(f"//a[not({A_PATH})]/@href | //link/@href | //script/@src | //img/@src | //@data-home"):
        if ELSEWHERE.match(link) and not link.startswith(host):
            continue
        target, _, fragment = urljoin(base, link).partition("#")
        path = urlsplit(target).path
        inside = unquote(path.removeprefix(site.below))
        if target.split("#")[0] == base:
            inside = address  # "#anchor" on the page itself, also where it is shown for a dead address
        if not path.startswith(site.below) or not site.file(inside).is_file():
            yield f"{link} leads to {path}"
        elif fragment and inside in site.anchors and unquote(fragment) not in site.anchors[inside]:
            yield f"{link}: no such anchor on /{inside}"


@pytest.mark.parametrize("name", ["course", "tiny", "course-below", "tiny-below"])
def test_every_link_and_anchor_leads_somewhere(name: str, builds: Builds) -> None:
    site = builds(name)
    assert problems(site, lambda address, page: dead_links(site, address, page, address)) == []


@pytest.mark.parametrize("name", ["course", "tiny", "course-below", "tiny-below"])
def test_page_for_dead_addresses_works_at_any_depth(name: str, builds: Builds) -> None:
    site = builds(name)
    page = site.pages[NOT_FOUND]
    for shown_at in ("gone", "gone/", "lessons/gone/deeper/still/"):
        assert list(dead_links(site, NOT_FOUND, page, shown_at)) == []


def test_links_inside_the_site_name_no_host(builds: Builds) -> None:
    site = builds("course-below")
    links = [link for page in site.pages.values() for link in page.xpath("//a/@href | //script/@src")]
    assert [link for link in links if "site.example" in link] == []


def test_only_the_address_of_the_site_differs_below_a_path(builds: Builds) -> None:
    here, below = builds("course"), builds("course-below")
    for address, page in here.pages.items():
        if address not in (NOT_FOUND, "educators/embed/"):  # code for other sites names this one's address
            (ours,), (theirs,) = page.xpath("//main"), below.pages[address].xpath("//main")
            # A citation says where the page is read.
            moved = lxml.html.tostring(theirs).replace(b"https://site.example/sub/path/", b"http://127.0.0.1:8000/")
            assert lxml.html.tostring(ours) == moved, address


def test_ids_are_unique(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        ids = page.xpath("//@id")
        yield from sorted({name for name in ids if ids.count(name) > 1})

    assert problems(site, find) == []


def test_ids_that_attributes_name_exist(site: BuiltSite) -> None:
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")

    def find(_: str, page: Element) -> Iterator[str]:
        ids = set(page.xpath("//@id"))
        for name in names:
            for value in page.xpath(f"//@{name}"):
                yield from (f"{name}={one}" for one in value.split() if one not in ids)

    assert problems(site, find) == []


def test_external_links_tell_the_other_site_nothing(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        for link in page.xpath("//a[starts-with(@href, 'http') or starts-with(@href, '//')]"):
            needed = {"noreferrer"} if "data-exit" in link.attrib else {"noopener", "noreferrer"}
            if not needed <= set(link.get("rel", "").split()):
                yield f"{link.get('href')} has rel '{link.get('rel', '')}'"
            # Out of a frame too, where the course is shown in one.
            if link.get("target") != ("_top" if "data-exit" in link.attrib else None):
                yield f"{link.get('href')} opens a window"

    assert problems(site, find) == []
