"""Worksheets and answer keys, and lessons with their quizzes, as they come out of a printer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from course.load import load_course
from course.pages import sheets
from playwright.sync_api import Page, expect

from tests.browser.reader import Reader
from tests.sites import COURSE, TINY

# Paper inside the margins of print.css (16 mm above and below, 18 mm at the sides), in CSS pixels: 96 an inch.
MM = 96 / 25.4
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
# The engine that breaks text into pages breaks it into columns by the same rules, and columns can be measured.
COLUMNS = """([width, height]) => {
  const body = document.querySelector('.page__body');
  Object.assign(body.style, {width: `${width}px`, height: `${height}px`, columnWidth: `${width}px`,
    columnGap: '40px', columnFill: 'auto'});
  return body.scrollWidth > width;
}"""
PIECES = """selector => [...document.querySelectorAll(selector)].filter(part => part.checkVisibility())
  .map(part => [part.getClientRects().length, part.textContent.trim().slice(0, 60), part.offsetHeight])"""
WHOLE = {
    "worksheets": ".sheet__question, .sheet__stem, .sheet__table tr, .sheet__options li",
    "keys": ".sheet__question",
    "lessons": ".question, .scenario__stem, .part, .option",
    "checks": ".question, .scenario__stem, .part, .option",
}


def printed(page: Page, paper: str) -> int:
    """Lay a page out on paper, sheet beside sheet; how high a sheet is."""
    width, height = (round(side * MM) for side in (PAPERS[paper][0] - 36, PAPERS[paper][1] - 32))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate(COLUMNS, [width, height]), "all of it is on one sheet, so that nothing can be split"
    return height


def split(page: Page, selector: str, height: int) -> list[str]:
    """What stands on two sheets though it would fit on one."""
    pieces = page.evaluate(PIECES, selector)
    assert pieces
    return [words for count, words, tall in pieces if count > 1 and tall <= height]


def addresses() -> Iterator[tuple[str, str]]:
    for name, folder in (("tiny", TINY), ("course", COURSE)):
        for slug in sheets(load_course(folder).course):
            yield from ((name, f"{kind}/{slug}/") for kind in ("worksheets", "keys"))
            yield name, slug + "/" if slug.startswith("checks/") else f"lessons/{slug}/"


def is_long(page: Page, paper: str) -> bool:
    height = (PAPERS[paper][1] - 32) * MM
    return bool(page.evaluate("() => document.querySelector('.page__body').offsetHeight") > height)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("name", "address"), list(addresses()))
def test_no_question_stands_on_two_sheets(name: str, address: str, paper: str, reader: Reader) -> None:
    page = reader.open(name, address, width=660)
    page.emulate_media(media="print")
    if is_long(page, paper):
        assert split(page, WHOLE[address.partition("/")[0]], printed(page, paper)) == []


def test_measuring_finds_a_question_that_is_split(reader: Reader) -> None:
    page = reader.open("tiny", "worksheets/shredders/", width=660)
    height = printed(page, "A4")
    selector = WHOLE["worksheets"]
    assert split(page, selector, height) == []
    page.evaluate("document.querySelectorAll('.sheet *').forEach(part => { part.style.breakInside = 'auto' })")
    page.evaluate("document.querySelector('.sheet').style.paddingTop = '5rem'")
    found = [
        page.evaluate("pad => { document.querySelector('.sheet').style.paddingTop = pad }", f"{pad}rem")
        or split(page, selector, height)
        for pad in range(0, 20, 2)
    ]
    assert any(found)


def test_print_button_prints_and_is_not_there_without_script(reader: Reader) -> None:
    page = reader.open("tiny", "worksheets/turning/", fresh=True)
    page.evaluate("window.print = () => { window.printed = true }")
    button = page.get_by_role("button", name="Print")
    expect(button).to_be_visible()
    button.click()
    assert page.evaluate("window.printed") is True
    plain = reader.open("tiny", "worksheets/turning/", script=False)
    expect(plain.locator("[data-print]")).to_be_hidden()


@pytest.mark.parametrize("kind", ["worksheets", "keys"])
def test_paper_has_no_links_to_other_sheets_and_no_talk_of_devices(kind: str, reader: Reader) -> None:
    page = reader.open("tiny", f"{kind}/shredders/")
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    for word in ("Back to the lesson", "Print", "cookies", "Clear everything"):
        assert word not in words
    assert "Adults only (18+)" in words
    assert "Home composting" in words or "HOME COMPOSTING" in words


def test_worksheet_has_nothing_to_operate_but_links_and_its_button(reader: Reader) -> None:
    page = reader.open("tiny", "worksheets/shredders/")
    assert page.locator(".sheet :is(input, select, textarea, button, a, details, [tabindex])").count() == 0


def test_room_to_write_is_drawn_with_borders_and_dark_on_paper(reader: Reader) -> None:
    """Printers leave backgrounds out, and copiers what is light."""
    for slug in ("shredders", "turning", "what-rots"):
        page = reader.open("tiny", f"worksheets/{slug}/", dark=True)
        page.emulate_media(media="print", color_scheme="dark")
        drawn = page.evaluate("""() => [
            ...[...document.querySelectorAll('.sheet__lines div, .sheet__blank')].map(part => [part, '']),
            ...[...document.querySelectorAll('.sheet__options li, .sheet__rows li, .sheet__tick')]
              .map(part => [part, '::before']),
          ].map(([part, before]) => getComputedStyle(part, before))
           .map(style => [style.borderBottomColor, parseFloat(style.borderBottomWidth) >= 1])""")
        assert drawn
        assert set(map(tuple, drawn)) == {("rgb(0, 0, 0)", True)}


def test_lessons_on_paper_offer_nothing_to_operate_in_their_quizzes(reader: Reader) -> None:
    for slug in ("shredders", "turning", "what-rots"):
        page = reader.open("tiny", f"lessons/{slug}/")
        page.emulate_media(media="print")
        quiz = page.locator("course-quiz#quiz")
        shown = [
            part.evaluate("e => e.outerHTML.slice(0, 90)")
            for part in quiz.locator("button, select:not(.field), summary, details, [role=status]:not(:empty)").all()
            if part.is_visible()
        ]
        assert shown == []
        assert not re.search(r"Nothing is (?:saved|stored)|Link to this|Print a worksheet", quiz.inner_text())
