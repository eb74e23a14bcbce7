"""What changed: on its page, at the foot of lessons, in the version that a build carries; and how lessons are cited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from course.citing import Citation, Citations
from course.model import Course
from course.release import LATEST, Release, is_edition_name
from course.words import load_words
from pybtex.database import parse_string

from tests.building import base
from tests.sites import BuiltSite

DAY = date(2026, 5, 9)


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


# The page and the lessons


def test_page_of_changes_tells_all_newest_first(site: BuiltSite) -> None:
    page = site.pages["about/changes/"]
    days = page.xpath("//div[@class='change']//time/@datetime")
    assert days == sorted((change.on.isoformat() for change in site.course.changes), reverse=True)
    assert page.xpath("//div[@class='change']/@id") == [change.anchor for change in site.course.changes]


def test_lesson_shows_the_day_of_its_last_change_and_leads_to_it(site: BuiltSite) -> None:
    for lesson in site.course.lessons:
        links = site.pages[lesson.url].xpath("//main//a[contains(@href, 'about/changes/#')]")
        newest = site.course.changed_on(lesson)
        assert bool(links) == bool(newest), lesson.id
        for link in links:
            assert newest
            assert link.get("href") == f"../../about/changes/#lesson-{lesson.id}"
            assert f"{newest.day} " in words_of(link) or f" {newest.day}," in words_of(link)
            assert str(newest.year) in words_of(link)


def test_last_change_is_the_newest_that_names_the_lesson(tiny: BuiltSite) -> None:
    days = {lesson.id: tiny.course.changed_on(lesson) for lesson in tiny.course.lessons}
    assert days["turning"] == date(2026, 2, 14)
    assert days["what-rots"] == date(2025, 11, 3)
    assert days["shredders"] is None


def test_every_page_says_which_version_it_is(site: BuiltSite) -> None:
    version = site.course.settings.version
    assert version
    for page in site.pages.values():
        assert f"Version {version}, " in words_of(page.xpath("//footer")[0])


# The day of a build


def test_build_has_the_day_it_is_told_or_that_of_its_newest_change() -> None:
    course = base().course
    assert course.changes
    assert LATEST.made_on(course) == course.changes[0].on
    assert Release(stamp=DAY).made_on(course) == DAY
    assert LATEST.made_on(replace(course, changes=())) is None


# Citations


def cited(*, lesson: bool = True, address: str = "https://bread.example/", **settings: Any) -> Citation:
    course = base().course
    course = replace(course, settings=replace(course.settings, **settings))
    citations = Citations(course, load_words("en"), address, DAY)
    return citations.of(course.lessons[0] if lesson else None)


def test_citation_names_the_publisher_or_the_course_and_nobody_else() -> None:
    assert (cited().author, cited().publisher) == ("Bread", "")
    assert cited(publisher="Bakers of Ayr").author == "Bakers of Ayr"


def test_citation_in_bibtex_can_be_read() -> None:
    (entry,) = parse_string(cited(version="2", publisher="Bakers & Sons").bibtex, "bibtex").entries.values()
    assert (entry.type, entry.fields["year"], entry.fields["month"]) == ("misc", "2026", "May")
    assert entry.fields["url"] == cited().address
    assert entry.fields["note"] == "Bread, Version 2"
    assert str(entry.persons["author"][0]) == "{Bakers \\& Sons}"


@pytest.mark.parametrize(("day", "written"), [(date(2026, 5, 9), "9 May 2026"), (date(2026, 11, 22), "22 Nov. 2026")])
def test_months_are_shortened_as_mla_has_them(day: date, written: str) -> None:
    course = replace(base().course, changes=())
    assert Citations(course, load_words("en"), "", day).of(None).day_mla == written


def test_copy_without_an_address_names_none() -> None:
    citation = cited(address="")
    assert citation.address == ""
    assert "url" not in citation.bibtex


def test_state_without_a_day_is_undated() -> None:
    course: Course = replace(base().course, changes=())
    citation = Citations(course, load_words("en"), "", None).of(None)
    assert (citation.day_apa, citation.day_mla) == ("", "")
    assert "year" not in citation.bibtex


def test_every_lesson_leads_to_how_it_is_cited(site: BuiltSite) -> None:
    page = site.pages["educators/cite/"]
    for lesson in site.course.lessons:
        assert site.pages[lesson.url].xpath(f"//a[@href='../../educators/cite/#{lesson.id}']"), lesson.id
        (heading,) = page.xpath(f"//h3[@id='{lesson.id}']")
        apa, mla, entry = (words_of(one) for one in heading.getparent().xpath(".//dd"))
        version = site.course.settings.version
        assert re.match(r".+\. \(\d{4}, [A-Z][a-z]+ \d+\)\. .+ \(Version .+\)\. .*http\S+/$", apa), apa
        assert mla.startswith(f"“{lesson.title}.” {site.course.settings.name}, version {version}, "), mla
        link = parse_string(entry, "bibtex").entries[lesson.id].fields["url"]
        assert apa.endswith(link)
        assert mla.endswith(f"{link}.")
        (onward,) = site.redirects[link.partition("8000/")[2]].xpath("//main//a[not(@rel)]/@href")
        assert urljoin(link, onward).endswith(lesson.url)


# Editions


@pytest.mark.parametrize(
    ("name", "good"), [("2026-1", True), ("v1.2", True), ("", False), ("..", False), ("A", False), ("a/b", False)]
)
def test_edition_has_a_name_that_can_be_a_folder(name: str, good: bool) -> None:
    assert is_edition_name(name) is good


def test_pages_of_an_edition_say_so_and_name_the_current_ones(tiny: BuiltSite, builds: Any) -> None:
    edition, root = builds("tiny-edition"), "https://site.example/sub/path/"
    assert set(edition.pages) == set(tiny.pages) - {"404.html"}
    for address, page in edition.pages.items():
        assert page.xpath("//link[@rel='canonical']/@href") == [root + address]
        (line,) = page.xpath("//aside[@data-edition='2026-1']")
        (link,) = line.xpath(".//a/@href")
        up = "../" * (address.count("/") + 2)
        assert link == up + address
        listed = not tiny.pages[address].xpath("//meta[@name='robots']")
        assert listed == (not page.xpath("//meta[@name='robots']"))


def test_edition_leaves_to_the_course_what_belongs_to_a_host(builds: Any) -> None:
    folder = builds("tiny-edition").folder
    names = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "_headers", "sw.js", "device.json")
    assert [name for name in names if (folder / name).exists()] == []


def test_current_pages_say_nothing_of_editions(tiny: BuiltSite) -> None:
    assert [address for address in tiny.pages if "data-edition" in tiny.text(address)] == []
