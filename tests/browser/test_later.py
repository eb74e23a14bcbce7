"""What is far below the window is laid out when it comes near, or when there is time (later.css, later.js)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, Reader

LESSON = "lessons/choice-and-respect/"
LAST = "#quiz .question__ask"
LAID_OUT = "element => element.checkVisibility({contentVisibilityAuto: true})"
WAITING = """() => [...document.querySelectorAll('body *')]
  .filter(element => getComputedStyle(element).contentVisibility === 'auto').length"""
NONE_WAITS = f"""() => new Promise(done => {{
  const look = () => ({WAITING})() ? setTimeout(look, 50) : done();
  look();
}})"""


def is_laid_out(inside: Locator) -> bool:
    """Of something that stands in a block which may wait."""
    return bool(inside.evaluate(LAID_OUT))


def open_busy(reader: Reader, address: str) -> Page:
    """A page on a telephone that has no time to lay out the rest."""
    page = reader.open("course", "help/", width=PHONE, fresh=True, late=True)
    page.add_init_script("window.requestIdleCallback = undefined")
    page.goto(reader.address("course", address))
    return page


@pytest.fixture
def page(reader: Reader) -> Page:
    """A long lesson on a telephone that has no time to lay out the rest."""
    return open_busy(reader, LESSON)


def test_end_of_a_lesson_waits_and_comes_with_the_window(page: Page) -> None:
    last = page.locator(LAST).last
    assert not is_laid_out(last)
    assert is_laid_out(page.locator(".prose p").first)
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert is_laid_out(last)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("", ".syllabus__module h3 a"),
        ("glossary/", ".entry p"),
        ("references/", ".works li p"),
        ("evidence/", ".ledger p"),
        ("about/article/", ".topic p"),
        ("checks/course/", ".question__ask"),
    ],
)
def test_end_of_other_long_pages_waits(reader: Reader, address: str, inside: str) -> None:
    page = open_busy(reader, address)
    assert is_laid_out(page.locator("h1"))
    assert not is_laid_out(page.locator(inside).last)


@pytest.mark.parametrize("address", ["", LESSON, "evidence/", "checks/course/"])
def test_all_of_a_page_is_laid_out_when_there_is_time(reader: Reader, address: str) -> None:
    page = reader.open("course", address, width=PHONE, late=True)
    page.evaluate(NONE_WAITS)


@pytest.mark.parametrize("anchor", ["quiz", "references", "key-points"])
def test_nothing_waits_where_the_address_names_a_part(reader: Reader, anchor: str) -> None:
    """What is laid out above it later would push it away."""
    page = open_busy(reader, f"{LESSON}#{anchor}")
    assert page.evaluate(WAITING) == 0
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["quiz", "references", "key-points"])
def test_a_link_to_a_part_leads_to_where_it_is_in_the_end(page: Page, anchor: str) -> None:
    assert page.evaluate(WAITING) > 0
    page.locator(".side--toc summary").click()
    page.locator(f".side--toc a[href='#{anchor}']").click()
    assert page.evaluate(WAITING) == 0
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_nothing_waits_where_the_reader_was_before(reader: Reader) -> None:
    page = reader.open("course", LESSON, width=PHONE, late=True)
    page.evaluate(NONE_WAITS)
    last = page.locator(LAST).last
    last.scroll_into_view_if_needed()
    page.reload()
    assert page.evaluate(WAITING) == 0
    expect(last).to_be_in_viewport()
    page.goto(reader.address("course", "help/"))
    page.go_back()
    assert page.evaluate(WAITING) == 0
    expect(last).to_be_in_viewport()


def test_nothing_waits_without_script(reader: Reader) -> None:
    """Programs that read a page's text would miss it."""
    page = reader.open("course", LESSON, width=PHONE, script=False)
    assert is_laid_out(page.locator(LAST).last)
    assert page.locator(LAST).last.inner_text()


def test_the_keyboard_reaches_what_waits(page: Page) -> None:
    page.locator("#references").evaluate("heading => { heading.tabIndex = -1; heading.focus({preventScroll: true}) }")
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.question') !== null"):
            break
    last = page.locator("#quiz .question").last
    assert last.evaluate("question => question.contains(document.activeElement)")
    assert is_laid_out(last.locator(".question__ask"))


def test_paper_has_all_of_it(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.evaluate(WAITING) == 0
    assert is_laid_out(page.locator(LAST).last)


def test_a_frame_is_told_the_height_of_all_of_it(reader: Reader) -> None:
    page = reader.open("course", f"{LESSON}?embed=1", width=PHONE, late=True)
    assert is_laid_out(page.locator(LAST).last)


def test_rings_and_washes_are_not_cut(page: Page) -> None:
    """They reach out of the block by less than a rem, which is left uncut."""
    reach = page.locator(".question").last.evaluate("element => getComputedStyle(element).overflowClipMargin")
    assert reach == "16px"
