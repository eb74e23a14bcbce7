"""Worksheets and answer keys, and lessons with their quizzes, as they come out of a printer."""

from __future__ import annotations

import re
from pathlib import Path

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
}"""
PIECES = """selector => [...document.querySelectorAll(selector)].filter(part => part.checkVisibility())
  .map(part => [part.getClientRects().length, part.textContent.trim().slice(0, 60), part.offsetHeight])"""
WHOLE = {
    "worksheets": ".sheet__question, .sheet__stem, .sheet__table tr, .sheet__options li",
    "keys": ".sheet__question",
    "lessons": ".question, .scenario__stem, .part, .option",
    "checks": ".question, .scenario__stem, .part, .option",
}


def split(page: Page, paper: str, selector: str) -> list[str]:
    """What stands on two sheets though it would fit on one, when the page is laid out on paper, sheet beside sheet."""
    width, height = (round(side * MM) for side in (PAPERS[paper][0] - 36, PAPERS[paper][1] - 32))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(COLUMNS, [width, height])
    pieces = page.evaluate(PIECES, selector)
    assert pieces
    return [f"{paper}: {words}" for count, words, tall in pieces if count > 1 and tall <= height]


def addresses(name: str, course: Path, *kinds: str) -> list[tuple[str, str]]:
    """The pages of all quizzes of a course: worksheets, keys, and the pages they are asked on."""
    slugs = list(sheets(load_course(course).course))
    found = [(name, f"{kind}/{slug}/") for kind in ("worksheets", "keys") if kind in kinds for slug in slugs]
    asked = [slug if slug.startswith("checks/") else f"lessons/{slug}" for slug in slugs]
    return found + [(name, f"{slug}/") for slug in asked if "lessons" in kinds]


DAILY = [*addresses("tiny", TINY, "worksheets", "keys", "lessons"), *addresses("course", COURSE, "worksheets")]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        *DAILY,
        *(pytest.param(*one, marks=pytest.mark.exhaustive) for one in addresses("course", COURSE, "keys", "lessons")),
    ],
)
def test_no_question_stands_on_two_sheets(name: str, address: str, reader: Reader) -> None:
    page = reader.open(name, address)
    selector = WHOLE[address.partition("/")[0]]
    assert [words for paper in PAPERS for words in split(page, paper, selector)] == []


def test_measuring_finds_what_is_split(reader: Reader) -> None:
    page = reader.open("tiny", "worksheets/shredders/")
    selector = WHOLE["worksheets"]
    assert split(page, "A4", selector) == []
    page.evaluate("document.querySelectorAll('.sheet *').forEach(part => { part.style.breakInside = 'auto' })")
    assert split(page, "A4", selector) != []


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
