"""The page for addresses that lead nowhere helps, and the first page that somebody opens asks for little."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import DESK, PHONE, Reader, settle

LOST = "lessons/no-such-lesson/"
MOST_REQUESTS = 6  # issue 5: everything to read a lesson and take its quiz


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_search_is_one_press_away(width: int, reader: Reader) -> None:
    page = reader.open("tiny", "404.html", width=width)
    page.get_by_role("button", name="Search the course").click()
    field = page.locator("input[name=query]")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    page.keyboard.type("worms")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_every_module_the_start_and_help_are_one_press_away(reader: Reader) -> None:
    page = reader.open("tiny")
    page.goto(reader.address("tiny", LOST))
    reader.problems.clear()  # the browser reports the answer 404 itself
    links = [link.get_attribute("href") for link in page.locator("main a").all()]
    for target in ("/", "/help/", "/modules/first-steps/", "/modules/larger-heaps/"):
        assert target in links
    page.locator("main").get_by_role("link", name="Larger heaps").click()
    expect(page.locator("h1")).to_have_text("Larger heaps")


def test_nothing_is_offered_without_script_that_needs_it(reader: Reader) -> None:
    page = reader.open("tiny", "404.html", script=False)
    expect(page.get_by_role("button", name="Search the course")).to_be_hidden()


def test_first_lesson_asks_for_few_files(reader: Reader) -> None:
    page = reader.open("course", "lessons/welcome-and-overview/", fresh=True)
    settle(page)
    kinds = sorted(address.rpartition("/")[2].rpartition(".")[2] for address in reader.requests)
    assert [kind for kind in kinds if kind != "svg"] == ["", "css", "js"]
    assert len({*kinds, "svg"}) + 1 <= MOST_REQUESTS  # with the icon and the manifest, which some browsers ask for
