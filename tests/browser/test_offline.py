"""The copy for a disk, opened from there: no server, no network, no error, and everything works."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from course.pages import file_of, kind_of
from playwright.sync_api import Page, expect

from tests.browser import firefox
from tests.browser.reader import DESK, PHONE, Pages, Reader, answer_elsewhere
from tests.sites import COURSE, Builds, Served, paths_of

LESSON = "lessons/what-rots.html"
EXIT = "https://exit.example/"


@pytest.fixture
def disk(pages: Pages, builds: Builds) -> Iterator[Reader]:
    """A reader who opens files; one that asks for anything else fails its test."""
    reader = Reader(pages, lambda name: Served(builds(name), builds(name).folder.as_uri() + "/"))
    yield reader
    reader.close()
    assert reader.problems == []


def visit(disk: Reader, name: str = "tiny-offline", address: str = LESSON, width: int = DESK) -> Page:
    return disk.open(name, address, width=width, fresh=True)  # storage is the browser's for all files together


def file_name(address: str) -> str:
    """The name of the file whose address ends with a slash or is empty."""
    return address + "index.html" * (not address or address.endswith("/"))


def one_of_each_kind() -> list[str]:
    return sorted({kind_of(path): file_of(path) for path in paths_of(COURSE)}.values())


@pytest.mark.parametrize("name", ["tiny-offline", "course-offline"])
def test_pages_open_in_silence(name: str, disk: Reader, builds: Builds) -> None:
    """Every page of the small course, each kind of the real one's. tests/test_offline.py reads all links of both."""
    page = visit(disk, name, "index.html")
    for address in builds(name).pages if name.startswith("tiny") else one_of_each_kind():
        page.goto(disk.address(name, file_name(address)))
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""], address
    assert {request.partition(":")[0] for request in disk.requests} <= {"file", "data"}


def test_a_walk_by_links_goes_from_the_start_to_the_last_lesson(disk: Reader) -> None:
    page = visit(disk, address="index.html")
    page.get_by_role("link", name="Start with lesson 1").click()
    while page.locator("nav.neighbours a[rel=next]").count():
        with page.expect_navigation():
            page.locator("nav.neighbours a[rel=next]").click()
    assert page.url.endswith("lessons/shredders.html")
    page.locator("header .brand").click()
    expect(page).to_have_title("Home composting")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    ("name", "words", "found"),
    [("tiny-offline", "squeeze", "wet-and-dry.html"), ("course-offline", "attachment", "attachment-patterns.html")],
)
def test_search_finds_a_lesson(name: str, words: str, found: str, width: int, disk: Reader) -> None:
    page = visit(disk, name, "help.html", width)
    if width == PHONE:
        page.locator(".menu > summary").click()
    page.locator("input[name=query]").press_sequentially(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
    page.locator(f".md-search-result__item a[href*='{found}']").first.click()
    page.wait_for_url(f"**/{found}*")
    expect(page.locator("h1")).to_be_visible()


def test_a_quiz_works(disk: Reader) -> None:
    page = visit(disk)
    for question in page.locator("[data-question]").all():
        question.locator("label").first.click()
        question.locator("[data-do=check]").click()
        expect(question.locator("[data-result]")).not_to_be_empty()
    expect(page.locator("[data-score]")).to_contain_text("right at the first answer")


def test_the_review_asks_questions_that_link_to_their_lessons(disk: Reader) -> None:
    page = visit(disk, address="review.html")
    expect(page.locator("[data-question]").first).to_be_visible()
    links = page.locator("[data-question] a[data-see]").evaluate_all("all => all.map(link => link.href)")
    assert links
    assert all("/lessons/" in link and ".html" in link for link in links)


def test_the_palette_is_kept_from_page_to_page(disk: Reader) -> None:
    page = visit(disk)
    page.locator("[data-palette]").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("nav.neighbours a[rel=next]").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Clear everything on this device").click()
    expect(page.get_by_role("status").filter(has_text="Cleared.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_leaving_takes_the_page_away(disk: Reader) -> None:
    page = visit(disk)
    disk.allow(EXIT)
    answer_elsewhere(page, EXIT, lambda route: route.fulfill(content_type="text/html", body="<h1>Elsewhere</h1>"))
    page.locator("header .exit").click()
    expect(page.locator("h1")).to_have_text("Elsewhere")


@pytest.mark.skipif(firefox.find() is None, reason="there is no Firefox: `python -m tests.browser.firefox` says more")
def test_firefox_reads_it_too(builds: Builds) -> None:
    path = firefox.find()
    assert path
    root = builds("tiny-offline").folder.as_uri()
    with tempfile.TemporaryDirectory() as folder, firefox.firefox(path, Path(folder) / "profile") as tab:
        for address in builds("tiny-offline").pages:
            tab.open(f"{root}/{file_name(address)}")
            assert tab.run("document.querySelector('h1').checkVisibility()"), address
        tab.open(f"{root}/help.html")
        tab.click("input[name=query]")
        tab.press("squeeze")
        tab.wait_for("document.querySelectorAll(\".md-search-result__link[href*='wet-and-dry.html']\").length")
        tab.open(f"{root}/{LESSON}")
        tab.click("[data-question] label")
        tab.click("[data-question] [data-do=check]")
        tab.wait_for("document.querySelector('[data-question] [data-result]').textContent.length")
        tab.click("[data-palette]")
        tab.open(f"{root}/index.html")
        assert tab.run("document.documentElement.dataset.mdColorScheme") == "slate"
        assert tab.problems == []
        assert {request.partition(":")[0] for request in tab.requests} <= {"file", "data"}
