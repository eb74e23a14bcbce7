"""How pages are found and shared: titles, addresses, cards, data for search engines, pictures of the mark."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from course.pages import is_listed, kind_of, url_of
from lxml import etree

from tests.bench.weigh import compressed
from tests.browser.images import MARK, PICTURES, digest, source_of
from tests.schema_org import faults
from tests.sites import NOT_FOUND, Builds, BuiltSite, Element, missing, paths_of, problems
from tests.test_site_privacy import DENIED

HOME = "http://127.0.0.1:8000/"  # where a site is read that was not told otherwise
DATA = "//head/script[@type='application/ld+json']"


def listed(site: BuiltSite) -> set[str]:
    """The addresses of the pages that search engines are to list."""
    return {url_of(path) for path in paths_of(site.source) if is_listed(kind_of(path))}


def data_of(page: Element) -> dict[str, Any]:
    """A page's description for machines; empty where it has none."""
    found = page.xpath(f"{DATA}/text()")
    loaded: dict[str, Any] = json.loads(found[0]) if found else {}
    return loaded


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a piece of data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, str):
        yield value


# What search engines are told


def test_sitemap_holds_the_listed_pages_and_no_day_that_nobody_knows(site: BuiltSite) -> None:
    sitemap = etree.fromstring(site.text("sitemap.xml").encode())
    assert sitemap.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert sorted(sitemap.xpath("//*[local-name()='loc']/text()")) == sorted(HOME + url for url in listed(site))
    assert sitemap.xpath("//*[local-name()='lastmod']") == []


def test_pages_out_of_the_sitemap_ask_not_to_be_listed(site: BuiltSite) -> None:
    hidden = {
        address for address, page in site.pages.items() if page.xpath("//meta[@name='robots'][@content='noindex']")
    }
    assert hidden == set(site.pages) - listed(site)
    assert {address.partition("/")[0] for address in hidden} >= {"keys", "worksheets", NOT_FOUND}


def test_robots_file_names_the_sitemap_where_the_site_is(site: BuiltSite, builds: Builds) -> None:
    assert site.text("robots.txt").splitlines()[-1] == f"Sitemap: {HOME}sitemap.xml"
    below = builds(f"{site.name}-below")
    assert below.text("robots.txt").splitlines()[-1] == "Sitemap: https://site.example/sub/path/sitemap.xml"


def test_canonical_address_is_the_pages_own(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        expected = [] if address == NOT_FOUND else [HOME + address]
        for xpath in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
            if page.xpath(xpath) != expected:
                yield f"{xpath} is {page.xpath(xpath)}"

    assert problems(site, find) == []


def test_listed_pages_have_descriptions_of_their_own(course: BuiltSite) -> None:
    found = Counter(course.pages[url].xpath("string(//meta[@name='description']/@content)") for url in listed(course))
    assert [text for text, times in found.items() if times > 1] == []
    assert [text for text in found if not 20 <= len(text) <= 200] == []


# Cards


def test_card_is_complete_and_its_picture_is_there(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        card = {item.get("property"): item.get("content") for item in page.xpath("//meta[@property]")}
        if address == NOT_FOUND:
            yield from card
            return
        names = ("type", "url", "site_name", "title", "description", "image", "image:alt")
        yield from (f"no og:{name}" for name in names if not card.get(f"og:{name}"))
        picture = str(card.get("og:image"))
        if not picture.startswith(HOME) or not site.file(picture.removeprefix(HOME)).is_file():
            yield f"no such picture: {picture}"
        yield from missing(page, "//meta[@name='twitter:card'][@content='summary_large_image']")

    assert problems(site, find) == []


def test_no_word_is_written_on_a_picture() -> None:
    assert "<text" not in MARK.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_picture_is_drawn_from_the_mark_as_it_is(path: Any) -> None:
    width, height, _ = PICTURES[path]
    picture = path.read_bytes()
    start = picture.index(b"\x89PNG")
    assert struct.unpack(">2I", picture[start + 16 : start + 24]) == (width, height)
    assert source_of(picture) == digest(), "draw it anew: python -m tests.browser.images"


# Icons and the manifest


def test_icons_and_manifest_are_there_on_every_page(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        links = page.xpath("//head/link[@rel='icon' or @rel='apple-touch-icon' or @rel='manifest']")
        if [link.get("rel") for link in links] != ["icon", "icon", "apple-touch-icon", "manifest"]:
            yield f"{[link.get('rel') for link in links]}"
        up = "/" if address == NOT_FOUND else "../" * address.count("/")
        for link in links:
            target = link.get("href").removeprefix(up)
            if not (site.folder / target).is_file():
                yield link.get("href")

    assert problems(site, find) == []


def test_manifest_is_neutral_and_offers_no_installing(site: BuiltSite) -> None:
    manifest = json.loads(site.text("manifest.webmanifest"))
    assert manifest["name"] == site.course.settings.name
    assert manifest["display"] == "browser"  # a course on a home screen is a trace
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")  # below whatever path the site is served
    assert [icon["src"] for icon in manifest["icons"] if not (site.folder / icon["src"]).is_file()] == []
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert DENIED.findall(json.dumps(manifest)) == []


# Data


def test_data_of_every_page_is_good_schema_org(site: BuiltSite) -> None:
    assert problems(site, lambda _, page: faults(data_of(page)) if data_of(page) else iter(())) == []


def test_kinds_of_page_are_described_as_what_they_are(site: BuiltSite) -> None:
    expected = {
        "home": "Course",
        "module": "LearningResource",
        "lesson": "LearningResource",
        "glossary": "DefinedTermSet",
        "teach": "LearningResource",
    }
    for path in paths_of(site.source):
        data = data_of(site.pages[url_of(path)])
        assert data.get("@type") == expected.get(kind_of(path)), path
        assert data.get("@id", HOME + url_of(path)) == HOME + url_of(path)


def test_lesson_says_what_it_teaches_to_whom_and_where_it_belongs(site: BuiltSite) -> None:
    for lesson in site.course.lessons:
        data, module = data_of(site.pages[lesson.url]), site.course.module_of(lesson)
        assert data["isPartOf"]["@id"] == HOME + module.url
        assert data["isPartOf"]["isPartOf"] == {"@type": "Course", "@id": HOME, "name": site.course.settings.name}
        assert data["audience"]["suggestedMinAge"] == {"adult": 18, "upper-secondary": 16}[lesson.audience]
        assert ("hasPart" in data) is bool(lesson.quiz)
        day = site.course.changed_on(lesson)
        assert data.get("dateModified", "") == (day.isoformat() if day else "")
        shown = " ".join(site.pages[lesson.url].text_content().split())
        assert [text for text in data.get("teaches", []) if text not in shown] == []


def test_data_is_neutral(course: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        for text in texts_of(data_of(page)):
            yield from (f"{match[0]!r} in {text!r}" for match in DENIED.finditer(text))

    assert problems(course, find) == []


def test_words_to_avoid_are_left_out_of_data_and_not_of_the_page(course: BuiltSite) -> None:
    terms = {term.term for term in course.course.terms}
    named = {term["name"] for term in data_of(course.pages["glossary/"])["hasDefinedTerm"]}
    assert named < terms
    assert {bool(DENIED.search(term)) for term in terms - named} == {True}


def test_no_question_and_no_answer_is_in_the_data(site: BuiltSite) -> None:
    kinds = re.compile(r'"@type":"(?:Question|Answer)"|acceptedAnswer|suggestedAnswer')
    assert [address for address in site.pages if kinds.search(site.text(address))] == []
    for lesson in site.course.lessons:
        told = json.dumps(data_of(site.pages[lesson.url]), ensure_ascii=False)
        assert [item.id for item in (lesson.quiz.items if lesson.quiz else ()) if item.ask in told] == []


def test_data_cannot_end_its_script(tiny: BuiltSite) -> None:
    for address, page in tiny.pages.items():
        for text in page.xpath(f"{DATA}/text()"):
            assert "<" not in text, address


def test_heads_stay_light(course: BuiltSite) -> None:
    """A limit of our own: a kilobyte as sent; the glossary may name each of its terms."""
    told = re.compile(r'<script type="application/ld\+json">.*?</script>|<meta property="og:[^>]*>')

    def find(address: str, _: Element) -> Iterator[str]:
        whole = course.text(address)
        limit = 1024 + 6 * len(course.course.terms) * (address == "glossary/")
        # Inside its page it weighs less than alone: only what is too heavy alone has to be weighed there.
        if compressed("".join(told.findall(whole)).encode()) > limit:
            weight = compressed(whole.encode()) - compressed(told.sub("", whole).encode())
            if weight > limit:
                yield f"{weight} bytes"

    assert problems(course, find) == []
