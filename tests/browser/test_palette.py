"""Light and dark: the system's wish, or the reader's by one button, which is the only thing that writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import DESK, PHONE, Reader
from tests.browser.test_reflection import NO_TRACES, TRACES


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def button(page: Page) -> Locator:
    found = page.locator("[data-palette]")
    if not found.is_visible():
        page.locator(".menu > summary").click()
    return found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_button_changes_the_colours_and_remembers(dark: bool, width: int, reader: Reader) -> None:
    page = reader.open("tiny", dark=dark, width=width)
    before = paper(page)
    expect(button(page)).to_have_attribute("aria-pressed", str(dark).lower())
    expect(button(page)).to_have_accessible_name("Dark colours")
    assert page.evaluate(TRACES) == NO_TRACES
    button(page).click()
    after = paper(page)
    assert after != before
    expect(button(page)).to_have_attribute("aria-pressed", str(not dark).lower())
    assert list(page.evaluate(TRACES)["local"]) == ["course-palette"]
    page.goto(reader.address("tiny", "lessons/what-rots/"))
    assert paper(page) == after
    button(page).click()
    assert paper(page) == before


def test_page_follows_the_system_until_the_button_is_used(reader: Reader) -> None:
    light, dark = reader.open("tiny"), reader.open("tiny", dark=True)
    assert paper(light) != paper(dark)
    light.emulate_media(color_scheme="dark")
    assert paper(light) == paper(dark)
    expect(button(light)).to_have_attribute("aria-pressed", "true")


def test_button_works_by_keyboard(reader: Reader) -> None:
    page = reader.open("tiny")
    before = paper(page)
    button(page).focus()
    page.keyboard.press("Space")
    assert paper(page) != before
    expect(button(page)).to_be_focused()
