"""Every page of the real course in a browser: quiet, narrow enough, and with its way out in view."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import DESK, HEIGHT, PHONE, SMALLEST, Reader, rest, settle, sideways, violations
from tests.sites import COURSE, addresses_of, kinds_of

EVERY_PAGE = addresses_of(COURSE)
KINDS = sorted(kinds_of(COURSE).values())


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_page_is_quiet_narrow_and_accessible(address: str, reader: Reader) -> None:
    """That it asks no other host and reports no error is checked when the reader leaves.

    Contrast is measured once for each look that text has on the page; test_axe.py measures each text, as `exhaustive`.
    """
    page = reader.open("course", address, width=SMALLEST, dark=len(address) % 2 == 1)
    expect(page.locator("h1")).to_be_visible()
    unfold(page)
    assert sideways(page) <= 0
    for place in ("0", "document.documentElement.scrollHeight / 2", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo({{top: {place}, behavior: 'instant'}})")
        assert page.evaluate(CONTROL) == {"large": True, "inside": True, "on top": True}, place
    # Back, or what happens to stand half under the header would count as a small target.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    rest(page)
    assert violations(page, each=False) == []


CONTROL = """() => {
  const control = document.querySelector('header .exit'), box = control.getBoundingClientRect();
  return {
    large: box.width >= 44 && box.height >= 44,
    inside: box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight,
    'on top': control.contains(document.elementFromPoint(box.x + 9, box.y + 9)),
  };
}"""


def test_reader_notices_what_a_page_must_not_do(reader: Reader) -> None:
    page = reader.open("tiny")
    page.evaluate("fetch('https://elsewhere.example/').catch(() => {})")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(300)
    found = " ".join(reader.problems)
    assert "connect-src" in found
    assert "style-src" in found
    assert "broken" in found
    reader.problems.clear()


def unfold(page: Page) -> None:
    """Open everything that can be opened in a page's main part."""
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true })")


@pytest.mark.parametrize("address", KINDS)
def test_page_read_from_right_to_left_fits(address: str, reader: Reader) -> None:
    page = reader.open("course", address)
    page.evaluate("document.body.dir = document.documentElement.dir = 'rtl'")
    unfold(page)
    for width in (DESK, SMALLEST):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert sideways(page) <= 0, width
        heading, control = page.locator("h1").bounding_box(), page.locator("header .exit").bounding_box()
        assert heading, width
        assert control, width
        assert control["x"] < width / 2, width  # mirrored, not only turned round in its words


@pytest.mark.parametrize("address", KINDS)
def test_controls_are_large_enough_to_hit(address: str, reader: Reader) -> None:
    page = reader.open("course", address)
    assert too_small(page) == []
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.locator(".menu > summary").click()
    assert too_small(page) == []


def too_small(page: Page) -> list[list[object]]:
    """Width, height and beginning of the controls in view that are less than 44 pixels wide or high."""
    found: list[list[Any]] = page.evaluate(
        """() => [...document.querySelectorAll(
            'button, summary, textarea, select, label:has(input), input[type=text], .exit, .button, .brand, .words a')]
          .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
          .map(e => [e.getBoundingClientRect(), e])
          .map(([box, e]) => [Math.round(box.width), Math.round(box.height), e.outerHTML.slice(0, 90)])"""
    )
    assert len(found) > 5
    return [item for item in found if item[0] < 44 or item[1] < 44]


def test_page_for_dead_addresses_works_below_a_path(reader: Reader) -> None:
    page = reader.open("course-below", "lessons/gone/for/good/")
    expect(page.locator("h1")).to_have_text("There is no page here")
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily") == heading_font(reader)
    page.locator("main").get_by_role("link", name="To the start").click()
    assert page.url == reader.address("course-below")
    page.goto(reader.address("course-below", "gone"))
    page.locator("main").get_by_role("link", name="Help", exact=True).click()
    assert page.url == reader.address("course-below", "help/")
    # The answer to a dead address is one, and the browser says so.
    reader.problems = [problem for problem in reader.problems if "404 (Not Found)" not in problem]


def heading_font(reader: Reader) -> str:
    font: str = reader.open("course").locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    return font


def test_site_below_a_path_works(reader: Reader) -> None:
    page = reader.open("course-below", "lessons/welcome-and-overview/")
    page.locator("nav.neighbours a[rel=next]").click()
    expect(page.locator("h1")).to_be_visible()
    assert "/sub/path/lessons/" in page.url
    settle(page)
    assert all("/sub/path/" in request for request in reader.requests)


@pytest.mark.parametrize("address", KINDS)
def test_skip_link_leads_to_the_heading(address: str, reader: Reader) -> None:
    page = reader.open("course", address)
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip[href='#content']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    expect(page.locator("h1")).to_be_in_viewport()
    covered = (
        "() => document.querySelector('h1').getBoundingClientRect().top < document.querySelector('header').offsetHeight"
    )
    assert page.evaluate(covered) is False


MOVING = """() => [...document.querySelectorAll('*')].filter(element => element.checkVisibility()).filter(element => {
  const style = getComputedStyle(element);
  const long = list => list.split(',').some(time => parseFloat(time) > 0.02);
  return (long(style.transitionDuration) && style.transitionProperty !== 'none') ||
    (long(style.animationDuration) && style.animationName !== 'none');
}).map(element => element.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("address", KINDS)
def test_nothing_moves_for_readers_who_asked_for_less_motion(address: str, reader: Reader) -> None:
    assert reader.open("course", address).evaluate(MOVING) == []
