"""Embedding: what is offered, the description for oEmbed as clients of others' making find it, and what it costs."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
import rcssmin
from course.embeds import RESIZER, description_of, discovery_of
from course.render import TEMPLATES
from course.security import policy_for, policy_in
from oembedpy.consumer import fetch_content
from oembedpy.discovery import find_from_content
from oembedpy.types import Rich

from tests.bench.weigh import compressed
from tests.sites import Builds, BuiltSite, serve

PAGE = "educators/embed/"
LESSON, CHECK = "lessons/wet-and-dry/", "checks/first-steps/"
# Compressed bytes: the loader with its hash in the policy, the way out of frames, and where oEmbed is.
MOST_PAGE, MOST_STYLE, MOST_SCRIPT = 240, 440, 1600


def discovered(site: BuiltSite, address: str) -> list[str]:
    found: list[str] = site.pages[address].xpath("//link[@type='application/json+oembed']/@href")
    return found


def test_every_lesson_and_check_is_described_and_nothing_else(site: BuiltSite) -> None:
    described = {address for address in site.pages if discovered(site, address)}
    course = site.course
    assert described == {*(lesson.url for lesson in course.lessons), *(check.url for check in course.checks)}
    for address in described:
        (link,) = discovered(site, address)
        assert urlsplit(link).path == f"/{description_of(address)}"
        assert json.loads(site.text(description_of(address)))["version"] == "1.0"


def test_old_address_of_a_lesson_is_described_as_the_lesson(tiny: BuiltSite) -> None:
    old = "lessons/moisture/"
    (link,) = tiny.redirects[old].xpath("//link[@type='application/json+oembed']/@href")
    (now,) = discovered(tiny, LESSON)
    assert link == now
    assert tiny.text(description_of(old)) == tiny.text(description_of(LESSON))
    named = [address for address, page in tiny.redirects.items() if page.xpath("//link[@rel='alternate']")]
    assert [address for address in named if not address.startswith(("lessons/", "checks/"))] == []


def test_address_for_discovery_is_whole_and_names_the_page(builds: Builds) -> None:
    site = builds("tiny-below")
    (link,) = discovered(site, LESSON)
    root = "https://site.example/sub/path/"
    assert link == discovery_of(root, LESSON)
    assert parse_qs(urlsplit(link).query) == {"url": [root + LESSON]}


@pytest.mark.parametrize(("address", "title"), [(LESSON, "Wet and dry"), (CHECK, "Check: First steps")])
def test_a_client_that_is_not_ours_discovers_it(address: str, title: str, tiny: BuiltSite) -> None:
    with serve(tiny) as served:
        # Built for another port than it is served at here, as the client reads the address in the page.
        page = lxml.html.fromstring(tiny.text(address))
        (link,) = page.xpath("//link[@type='application/json+oembed']/@href")
        root = link.partition("embed/")[0]
        mirror = tiny.file(address)
        original = mirror.read_text(encoding="utf-8")
        mirror.write_text(original.replace(root, served.address), encoding="utf-8")
        try:
            where, asked = find_from_content(served.address + address)
            content = fetch_content(where, asked)
        finally:
            mirror.write_text(original, encoding="utf-8")
    assert isinstance(content, Rich)
    assert (content.title, content.provider_name, content.version) == (title, "Home composting", "1.0")
    assert (content.width, content.height) == (640, 800)
    frame = lxml.html.fromstring(content.html)
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{root}{address}?embed=1"
    assert frame.get("title") == title


def codes(site: BuiltSite) -> list[lxml.html.HtmlElement]:
    return [lxml.html.fromstring(area.text) for area in site.pages[PAGE].xpath("//details//textarea")]


def test_ready_codes_name_every_lesson_and_check(site: BuiltSite) -> None:
    course = site.course
    frames = codes(site)
    root = site.pages[""].xpath("//link[@rel='canonical']/@href")[0]
    pages = [*(lesson.url for lesson in course.lessons), *(check.url for check in course.checks)]
    assert {frame.get("src") for frame in frames} == {f"{root}{page}?embed=1" for page in pages}
    for frame in frames:
        assert frame.get("title")
        assert (frame.get("allow"), frame.get("loading"), frame.get("width")) == ("", "lazy", "100%")
        assert frame.get("referrerpolicy") == "no-referrer"


def test_every_part_that_is_offered_is_there(site: BuiltSite) -> None:
    links = site.pages[PAGE].xpath("//a[@data-anchor]")
    assert links
    for link in links:
        query = parse_qs(urlsplit(link.get("href")).query)
        assert query == {"embed": ["1"], "part": [link.get("data-anchor")]}
        address = urlsplit(link.get("href")).path.removeprefix("../../")
        assert link.get("data-anchor") in site.anchors[address], link.get("href")


def test_no_list_of_parts_holds_an_answer(tiny: BuiltSite) -> None:
    assert "answercanary" not in tiny.text(PAGE)


def test_script_for_other_pages_has_one_address_for_good(site: BuiltSite) -> None:
    assert RESIZER == "embed/v1/resize.js"
    assert site.file(RESIZER).is_file()


def test_only_the_page_with_a_preview_may_show_frames(course: BuiltSite) -> None:
    for address in course.pages:
        policy = policy_in(course.text(address))
        assert ("frame-src 'self'" in policy) is (address == PAGE), address


def test_a_copy_on_a_disk_offers_no_code(builds: Builds) -> None:
    site = builds("tiny-offline")
    text = site.text("educators/embed.html")
    assert "A copy on a disk has no address" in text
    assert "<textarea" not in text
    assert not list(site.folder.glob("embed/**/*.json"))


def test_embedding_costs_a_lesson_a_few_hundred_bytes(course: BuiltSite) -> None:
    html = course.text(course.course.lessons[0].url)
    page = lxml.html.document_fromstring(html)
    (loader,) = page.xpath("//script[@data-load]")
    (part,) = re.findall(r"if\(/\[\?&\]\(embed.*?\}else (?=if\(!location.hash)", html)
    assert part in loader.text
    # The same script reads the colours that were chosen and says what may wait, with or without embedding.
    without = re.sub(r' data-load="[^"]*"', "", html)
    without = without.replace(part, "")
    without = re.sub(r'<link rel="alternate" type="application/json\+oembed"[^>]*>', "", without)
    without = without.replace(policy_in(html), policy_for(without))
    assert len(html) - len(without) > len(part)
    assert compressed(html.encode()) - compressed(without.encode()) <= MOST_PAGE
    style = (TEMPLATES / "assets/stylesheets/frame.css").read_text(encoding="utf-8")
    assert compressed(rcssmin.cssmin(style).encode()) <= MOST_STYLE
    script = next(course.folder.glob("assets/javascripts/embed.*.js"))
    assert compressed(script.read_bytes()) <= MOST_SCRIPT
