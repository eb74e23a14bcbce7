"""axe: WCAG 2.2 A and AA and good practice, nothing found.

Here each kind of page in every mode, on the tiny course: its pages are made by the same templates and are short. Every
page of the real course in one mode is in test_pages.py, in all of them below as `exhaustive`: there the contrast of
each text is measured where the page is wide, and of one text of each look where it is narrow.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reader import DESK, HEIGHT, PHONE, SMALLEST, Reader, sideways, violations
from tests.browser.test_quiz import ANSWER
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


# Answers whatever still waits for an answer: the first option, the second of a list, a number.
ANYHOW = """() => {
  for (const question of document.querySelectorAll('main [data-question]')) {
    // In a check the one button for all is at its end.
    const buttons = [...question.querySelectorAll('[data-do=check], [data-do=keep]')];
    const button = buttons.find(one => one.checkVisibility());
    if (buttons.length && !button) continue;
    question.querySelector('label')?.click();
    for (const field of question.querySelectorAll('select')) field.selectedIndex = 1;
    for (const field of question.querySelectorAll('textarea, input:not([type=radio], [type=checkbox])')) {
      field.value = '12';
    }
    button?.click();
  }
  document.querySelector('[data-do=finish]')?.click();
}"""
OPEN = """() => {
  for (const details of document.querySelectorAll('main details')) details.open = true;
  return document.querySelectorAll('main course-quiz [data-question]').length;
}"""
STILL_OPEN = """() => [...document.querySelectorAll('main course-quiz [data-question]')]
  .filter(question => question.checkVisibility())
  .filter(question => question.querySelector('[data-do=keep]')?.checkVisibility() ?? !question.dataset.state)
  .map(question => question.id)"""


@pytest.mark.exhaustive
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        *(("course", address) for address in addresses_of(COURSE)),
        *(("tiny", address) for address in addresses_of(TINY)),
    ],
)
def test_every_page_is_clean_in_every_mode(
    name: str, address: str, width: int, reader: Reader, record_property: Callable[[str, object], None]
) -> None:
    """With every question answered, rightly where the page is wide. tests/conftest.py adds up what is recorded here."""
    page = reader.open(name, address, width=width)
    questions = page.evaluate(OPEN)
    if questions:
        if width == DESK and not address.startswith("checks/"):
            page.evaluate(ANSWER)
        page.evaluate(ANYHOW)
        page.wait_for_timeout(100)  # results are said a moment later
        assert page.evaluate(STILL_OPEN) == []
        # Answering scrolled, and what happens to stand half under the header would count as a small target.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        assert violations(page, each=width == DESK) == [], "dark" if dark else "light"
        record_property("axe", [name, address, width, dark, questions])


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
