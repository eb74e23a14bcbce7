"""On paper: the words, and nothing to operate."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.sites import COURSE, kinds_of

# Nobody can unfold paper: what is folded and not left out stands there in full.
FOLDED = """() => [...document.querySelectorAll('details')]
  .filter(details => details.checkVisibility() && details.querySelector('summary').checkVisibility())
  .filter(details => ![...details.children].some(child => child.tagName !== 'SUMMARY' && child.checkVisibility()))
  .map(details => details.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", sorted(kinds_of(COURSE).values()))
def test_paper_shows_no_interface(address: str, reader: Reader) -> None:
    page = reader.open("course", address, dark=True)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_be_visible()
    interface = "header.bar, nav, button, .exit, .md-skip, input[name=query], .definition, [data-exit-status]"
    shown = [
        part.evaluate("e => e.outerHTML.slice(0, 120)") for part in page.locator(interface).all() if part.is_visible()
    ]
    assert shown == []
    assert page.evaluate(FOLDED) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_quiz_on_paper_is_a_worksheet(reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/")
    page.locator("#q-helper label").nth(1).click()
    page.locator("#q-helper [data-do=check]").click()
    page.emulate_media(media="print")
    text = page.locator("course-quiz").inner_text()
    assert "Which of these are greens?" in text
    assert "Straw" in text
    for canary in ("feedbackcanary", "whycanary", "hintcanary"):
        assert canary not in text


def test_paper_is_not_wider_than_paper(reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/", width=700)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert len(page.pdf()) > 10_000
