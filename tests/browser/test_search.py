"""Search: typing finds a lesson, by keyboard too, and never an answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, sideways, tab_to

LESSON = "lessons/what-rots/"


def field(page: Page) -> Locator:
    if not page.locator("input[name=query]").is_visible():
        page.locator(".menu > summary").click()
    return page.locator("input[name=query]")


def found(page: Page) -> Locator:
    return page.locator(".md-search-result__item a.md-search-result__link")


@pytest.mark.parametrize("width", [DESK, PHONE, SMALLEST])
def test_typing_finds_a_lesson(width: int, reader: Reader) -> None:
    page = reader.open("tiny", "help/", width=width)
    field(page).press_sequentially("squeeze")
    expect(found(page).first).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
    assert sideways(page) <= 0
    expect(page.locator("header .exit")).to_be_in_viewport()
    page.locator(".md-search-result__item a[href*='lessons/wet-and-dry']").first.click()
    page.wait_for_url("**/lessons/wet-and-dry/**")
    assert "?" not in page.url


def test_search_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("tiny", "help/")
    tab_to(page, page.locator("input[name=query]"))
    page.keyboard.type("fungi")
    # Results come anew with every letter; these are those of the last.
    expect(page.locator(".md-search-result__item mark").first).to_have_text("fungi", ignore_case=True)
    page.keyboard.press("ArrowDown")
    expect(found(page).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/help/" not in url)


def test_enter_in_the_field_sends_nothing(reader: Reader) -> None:
    page = reader.open("tiny", "help/")
    field(page).press_sequentially("zzz")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    field(page).press("Enter")
    page.wait_for_timeout(200)
    assert page.url == reader.address("tiny", "help/")


def test_escape_closes_the_results(reader: Reader) -> None:
    page = reader.open("tiny", "help/")
    field(page).press_sequentially("heap")
    expect(found(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(found(page).first).to_be_hidden()
    assert page.url == reader.address("tiny", "help/")


@pytest.mark.parametrize("word", ["whycanary", "feedbackcanary", "answercanary", "hintcanary", "missedcanary"])
def test_answers_are_not_found(word: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    field(page).press_sequentially(word)
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_field_and_results_have_names(reader: Reader) -> None:
    page = reader.open("tiny")
    assert page.get_by_role("search", name="Search").count() == 1
    expect(page.get_by_role("search").get_by_role("textbox", name="Search")).to_be_visible()
    field(page).press_sequentially("heap")
    expect(page.get_by_role("group", name="Search results")).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_have_attribute("role", "status")


def test_results_list_for_whom_a_lesson_is(reader: Reader) -> None:
    page = reader.open("tiny")
    field(page).press_sequentially("shredder")
    item = page.locator(".md-search-result__item", has=page.locator("a[href*='lessons/shredders']")).first
    expect(item).to_contain_text("18+")
