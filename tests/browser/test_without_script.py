"""Scripts off: everything can be read and answered, and nothing on the page is dead."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import HEIGHT, PHONE, SMALLEST, Reader, sideways
from tests.sites import COURSE, kinds_of

LESSON = "lessons/what-rots/"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON, script=False, width=PHONE)


def test_picked_option_shows_its_feedback_and_no_other(page: Page) -> None:
    quiz = page.locator("course-quiz")
    assert "feedbackcanary" not in quiz.inner_text()
    page.locator("#q-helper label", has_text="The lid of the bin").click()
    assert "A lid keeps rain out" in quiz.inner_text()
    assert quiz.inner_text().count("feedbackcanary") == 1
    page.locator("#q-helper label", has_text="Bacteria").click()
    assert "These three do most of the work" in quiz.inner_text()
    assert "A lid keeps rain out" not in quiz.inner_text()
    page.locator("#q-greens label", has_text="Straw").click()
    page.locator("#q-greens label", has_text="Cut grass").click()
    assert "Dry and full of carbon" in quiz.inner_text()
    assert "Fresh and full of nitrogen" in quiz.inner_text()
    page.locator("#q-hot label", has_text="True").click()
    assert "forty heaps say otherwise" in quiz.inner_text()


def test_answer_and_reason_can_be_opened(page: Page) -> None:
    for name, answer, why in (
        ("helper", "Bacteria, fungi and worms", "Living things eat the scraps"),
        ("greens", "Apple peel", "Greens are fresh"),
        ("hot", "False", "Heat needs a large heap"),
    ):
        explanation = page.locator(f"#q-{name} details:has(a[data-see])")
        assert why not in explanation.inner_text()
        explanation.locator("summary").click()
        assert answer in explanation.inner_text()
        assert why in explanation.inner_text()


def test_hints_can_be_reached(page: Page) -> None:
    question = page.locator("#q-helper")
    for summary in question.locator("summary").all():
        if summary.is_visible():
            summary.click()
    assert "Think of something alive" in question.inner_text()


@pytest.mark.parametrize("address", sorted(kinds_of(COURSE).values()))
def test_nothing_that_needs_script_is_offered(address: str, reader: Reader) -> None:
    page = reader.open("course", address, script=False)
    expect(page.locator("h1")).to_be_visible()
    offers_nothing_dead(page)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.locator(".menu > summary").click()
    offers_nothing_dead(page)


def offers_nothing_dead(page: Page) -> None:
    # On the page about the design, buttons are shown to be looked at.
    dead = "button:visible:not([data-part-of=controls] *), input[name=query]:visible, [data-exit-shortcut]:visible"
    assert [control.inner_text() for control in page.locator(dead).all()] == []
    assert page.locator("nav .words a:visible").count() >= 3
    assert sideways_without_script(page) is False


def sideways_without_script(page: Page) -> bool:
    return sideways(page) > 0


def test_lesson_can_be_read_from_end_to_end(page: Page) -> None:
    text = page.locator("main").inner_text()
    for words in (
        "By the end you can",
        "Bacteria, fungi and worms do the work",
        "Strong evidence",
        "Key points",
        "What does a household throw away most?",
        "Which of these are greens?",
        "References",
        "Wet and dry",
    ):
        assert words in text
    assert page.locator("main svg[role=img]").is_visible()


def test_menu_opens_on_the_smallest_screen(reader: Reader) -> None:
    page = reader.open("course", "", script=False, width=SMALLEST)
    link = page.locator(".words").get_by_role("link", name="Glossary")
    expect(link).to_be_hidden()
    page.locator(".menu > summary").click()
    link.click()
    assert page.url == reader.address("course", "glossary/")
