"""axe: WCAG 2.2 A and AA and good practice, nothing found.

Here each kind of page in every mode, on the tiny course: its pages are made by the same templates and are short. Every
page of the real course in one mode is in test_pages.py, in all of them below as `exhaustive`.
"""

from __future__ import annotations

import pytest

from tests.browser.reader import DESK, HEIGHT, PHONE, Reader, violations
from tests.sites import COURSE, TINY, addresses_of, kinds_of

MODES = [(dark, width) for dark in (False, True) for width in (PHONE, DESK)]
KINDS = kinds_of(TINY)


def test_tiny_has_every_kind_of_page() -> None:
    assert set(KINDS) == set(kinds_of(COURSE))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kind_of_page_is_clean_in_every_mode(kind: str, reader: Reader) -> None:
    page = reader.open("tiny", KINDS[kind])
    for dark, width in MODES:
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert violations(page) == [], (dark, width)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("dark", "width"), MODES)
@pytest.mark.parametrize(
    ("name", "address"),
    [
        *(("course", address) for address in addresses_of(COURSE)),
        *(("tiny", address) for address in addresses_of(TINY)),
    ],
)
def test_every_page_is_clean_in_every_mode(name: str, address: str, dark: bool, width: int, reader: Reader) -> None:
    page = reader.open(name, address, dark=dark, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_answered_quiz_is_clean(dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/", dark=dark, width=PHONE)
    page.locator("#q-helper input").nth(1).check()  # wrong
    page.locator("#q-helper [data-do=hint]").click()
    page.locator("#q-helper [data-do=check]").click()
    page.locator("#q-greens input").first.check()  # partly right
    page.locator("#q-greens [data-do=check]").click()
    page.locator("#q-hot [data-do=skip]").click()
    assert page.locator("[data-summary]").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_open_definition_is_clean(dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/", dark=dark)
    page.locator("a.term").first.hover()
    page.locator(".definition").wait_for(state="visible")
    assert violations(page) == []


@pytest.mark.parametrize(("dark", "width"), MODES)
def test_open_menu_and_search_are_clean(dark: bool, width: int, reader: Reader) -> None:
    page = reader.open("course", dark=dark, width=width)
    if width == PHONE:
        page.locator(".menu > summary").click()
    page.locator("input[name=query]").press_sequentially("evidence")
    page.locator(".md-search-result__item").first.wait_for(state="visible")
    assert violations(page) == []
