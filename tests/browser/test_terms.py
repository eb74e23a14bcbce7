"""Glossary terms: a definition on hover, focus or tap, which can be hovered and dismissed (WCAG 1.4.13)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, SMALLEST, Reader, tab_to

LESSON = "lessons/what-rots/"
WORDS = "A living thing that grows threads through dead wood."


def term(page: Page) -> Locator:
    return page.locator("a.term[href$='#fungus']")


def box(page: Page) -> Locator:
    return page.locator(".definition")


@pytest.fixture
def page(reader: Reader) -> Page:
    opened = reader.open("tiny", LESSON)
    term(opened).scroll_into_view_if_needed()
    return opened


def test_definition_shows_on_hover_and_stays_while_it_is_hovered(page: Page) -> None:
    expect(box(page)).to_be_hidden()
    term(page).hover()
    expect(box(page)).to_be_visible()
    expect(box(page)).to_contain_text(WORDS)
    place = box(page).bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + 10, steps=8)
    page.wait_for_timeout(600)
    expect(box(page)).to_be_visible()
    page.mouse.move(2, 2, steps=4)
    expect(box(page)).to_be_hidden()


def test_escape_dismisses_without_moving_pointer_or_focus(page: Page) -> None:
    address = page.url
    term(page).hover()
    expect(box(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    assert page.url == address


def test_definition_shows_on_keyboard_focus_and_describes_the_term(page: Page) -> None:
    page.mouse.move(2, 2)
    tab_to(page, term(page))
    expect(box(page)).to_be_visible()
    expect(term(page)).to_have_accessible_description(WORDS)
    page.keyboard.press("Tab")
    expect(box(page).get_by_role("link")).to_be_focused()
    expect(box(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(term(page)).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement === document.body")


def test_enter_leads_to_the_glossary(page: Page, reader: Reader) -> None:
    tab_to(page, term(page))
    page.keyboard.press("Enter")
    page.wait_for_url(reader.address("tiny", "glossary/#fungus"))
    expect(page.locator("#fungus")).to_be_in_viewport()


def test_tap_shows_and_a_second_tap_follows_the_link(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=PHONE, touch=True)
    address = page.url
    term(page).tap()
    expect(box(page)).to_contain_text(WORDS)
    assert page.url == address
    term(page).tap()
    page.wait_for_url(reader.address("tiny", "glossary/#fungus"))


def test_tap_elsewhere_dismisses(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=PHONE, touch=True)
    term(page).tap()
    expect(box(page)).to_be_visible()
    page.locator("h2").first.tap()
    expect(box(page)).to_be_hidden()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_definition_fits_the_smallest_screen(direction: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=SMALLEST)
    page.evaluate(f"document.body.dir = document.documentElement.dir = '{direction}'")
    for one in page.locator("a.term").all():
        one.scroll_into_view_if_needed()
        one.hover()
        expect(box(page)).to_be_visible()
        place = box(page).bounding_box()
        assert place
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= SMALLEST
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def test_term_is_a_plain_link_without_script(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False)
    expect(box(page)).to_be_hidden()
    term(page).click()
    assert page.url == reader.address("tiny", "glossary/#fungus")
