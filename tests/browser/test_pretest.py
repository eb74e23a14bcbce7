"""Questions before the text: offered, unscored, and silent about right and wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PHONE, Reader, tab_to

LESSON = "lessons/turning/"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def unfold(page: Page) -> None:
    page.locator("#pretest > summary").click()


def test_they_are_offered_folded_between_objectives_and_text(page: Page) -> None:
    expect(page.locator("#pretest > summary")).to_have_text("Try 2 questions first (optional)")
    expect(page.locator("#pre-warmth")).to_be_hidden()
    tops = [page.locator(part).bounding_box()["y"] for part in ("#objectives", "#pretest", "#warm")]  # type: ignore[index]
    assert tops == sorted(tops)


def test_a_guess_is_kept_and_leads_to_its_answer(page: Page) -> None:
    unfold(page)
    region = page.locator("#pre-warmth [role=status]")
    expect(region.locator("a")).to_be_hidden()
    page.locator("#pre-warmth label", has_text="From the sun").click()
    page.locator("#pre-warmth [data-do=keep]").click()
    expect(region).to_have_text("The answer is in: Warm and cold")
    expect(region.locator("a")).to_be_focused()
    expect(page.locator("#pre-warmth [data-do]")).to_be_hidden()
    expect(page.locator("#pre-warmth input[value=sun]")).to_be_checked()
    assert page.locator("#pre-warmth [data-mark]:not([data-mark=''])").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator("#warm")).to_be_in_viewport()


def test_no_guess_is_nothing_to_keep(page: Page) -> None:
    unfold(page)
    page.locator("#pre-frost [data-do=keep]").click()
    expect(page.locator("#pre-frost [data-result]")).to_have_text("There is no guess yet.")
    expect(page.locator("#pre-frost a[href='#leave']")).to_be_hidden()


def test_by_keyboard_alone(page: Page) -> None:
    tab_to(page, page.locator("#pretest > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#pre-frost input").first)
    page.keyboard.press("Space")
    tab_to(page, page.locator("#pre-frost [data-do=keep]"))
    page.keyboard.press("Enter")
    expect(page.locator("#pre-frost [role=status] a")).to_be_focused()


def test_guess_and_answer_do_not_touch_each_other(page: Page) -> None:
    unfold(page)
    page.locator("#pre-warmth input[value=sun]").check()
    page.locator("#q-warmth input[value=life]").check()
    expect(page.locator("#pre-warmth input[value=sun]")).to_be_checked()
    page.locator("#q-warmth [data-do=check]").click()
    expect(page.locator("#q-warmth [data-result]")).to_have_text("Yes, that is right.")


def test_guesses_count_for_nothing(page: Page) -> None:
    page.evaluate("window.courseMemory.turn(true)")
    unfold(page)
    page.locator("#pre-warmth input[value=life]").check()
    page.locator("#pre-warmth [data-do=keep]").click()
    assert "turning/warmth" not in page.evaluate("JSON.stringify({...localStorage})")
    page.locator("#quiz [data-do=summary]").click()
    expect(page.locator("#quiz [data-score]")).to_contain_text("0 of 5 right at the first answer.")


def test_markup_tells_nothing(page: Page) -> None:
    html = page.locator("#pretest").evaluate("e => e.outerHTML")
    for canary in ("feedbackcanary", "whycanary", "hintcanary", "missedcanary", "data-key", "correct"):
        assert canary not in html


def test_address_of_a_question_unfolds_them(reader: Reader) -> None:
    page = reader.open("tiny", f"{LESSON}#pre-frost")
    expect(page.locator("#pre-frost")).to_be_in_viewport()


def test_without_script_the_way_to_the_answer_is_there(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False, width=PHONE)
    unfold(page)
    expect(page.locator("#pre-warmth")).to_contain_text("The answer is in: Warm and cold")
    expect(page.locator("#pretest button")).to_have_count(0)


def test_paper_leaves_them_out(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#pretest")).to_be_hidden()
