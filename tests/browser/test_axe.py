"""axe: WCAG 2.2 A and AA and good practice, nothing found.

Here each kind of page in every mode, on the tiny course: its pages are made by the same templates and are short. Every
page of the real course in one mode is in test_pages.py, in all of them below as `exhaustive`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reader import DESK, HEIGHT, PHONE, SMALLEST, Reader, sideways, violations
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


def click(page: Page, *places: str) -> None:
    for place in places:
        page.locator(place).first.click()


def untouched(page: Page) -> None:
    """Nobody has answered anything."""


def answered(page: Page) -> None:
    """Right, not right and partly right; a hint is open, one was skipped, and a scene has begun."""
    click(page, "#q-warmth [data-sure] label >> nth=2", "#q-warmth label:has([value=sun])", "#q-warmth [data-do=check]")
    click(page, "#q-frost label:has([value=false])", "#q-frost [data-do=check]")
    click(page, "#q-eli-why [data-do=hint]", "#q-eli-why label:has([value=air])", "#q-eli-why [data-do=check]")
    click(page, "#q-eli-do label:has([value=turn])", "#q-eli-do [data-do=check]")
    click(page, "#q-thermometer [data-do=check]", "#q-plan [data-do=skip]")


def all_done(page: Page) -> None:
    """The summary is there, and a thought was written."""
    answered(page)
    page.locator("#q-eli-tell textarea").fill("It breathes.")
    click(page, "#q-eli-tell [data-do=check]", "#q-thermometer [data-do=skip]")
    page.locator("#quiz [data-score]", has_text="right at the first answer").wait_for()


def guessed(page: Page) -> None:
    """The questions before the text are unfolded, and one guess is kept."""
    click(page, "#pretest > summary", "#pre-warmth label", "#pre-warmth [data-do=keep]", "#pre-frost [data-do=keep]")


def half_a_check(page: Page) -> None:
    """A check whose end was asked for too early."""
    click(page, "#q-leaves label", "[data-do=finish]")


def finished_check(page: Page) -> None:
    """Everything explained, and the map."""
    half_a_check(page)
    click(page, "#q-who-eats [data-do=hint]", "#q-who-eats label", "[data-do=anyway]")


LESSON, CHECK = "lessons/turning/", "checks/first-steps/"
STATES: list[tuple[str, Callable[[Page], None]]] = [
    (LESSON, untouched),
    (LESSON, answered),
    (LESSON, all_done),
    (LESSON, guessed),
    (CHECK, half_a_check),
    (CHECK, finished_check),
]


@pytest.mark.parametrize(("address", "reach"), STATES, ids=lambda value: getattr(value, "__name__", None))
def test_every_state_of_a_quiz_is_clean(address: str, reach: Callable[[Page], None], reader: Reader) -> None:
    page = reader.open("tiny", address)
    reach(page)
    page.wait_for_timeout(100)
    for dark in (True, False):
        page.emulate_media(color_scheme="dark" if dark else "light")
        assert violations(page) == [], dark
    page.set_viewport_size({"width": SMALLEST, "height": HEIGHT})
    assert violations(page) == []
    assert sideways(page) == 0
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert violations(page) == []
    assert sideways(page) == 0
    page.emulate_media(forced_colors="active")
    # The colours are then the reader's own, which axe does not see.
    assert [found for found in violations(page) if not found.startswith("color-contrast")] == []


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
