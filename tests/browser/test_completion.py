"""The note of what was done: a list to tick, for paper; the name on it is kept nowhere."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, sideways, tab_to, violations
from tests.browser.test_memory import KEY, forced_violations, record, state, switch
from tests.browser.test_reflection import NO_TRACES, TRACES

NOTE = "review/completion/"
NAME = "Ada Zebra"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", NOTE)


def ticked(page: Page) -> list[str]:
    return [
        str(one) for one in page.locator("[data-tick]:checked").evaluate_all("all => all.map(one => one.dataset.tick)")
    ]


def answer_all(page: Page, *owners: str, but: int = 0) -> None:
    """Remembers an answer to every question of these owners, except the last few."""
    items = {}
    for owner in owners:
        revisions = (page.locator(f"[data-tick='{owner}']").get_attribute("data-items") or "").split()
        for number, revision in enumerate(revisions[: len(revisions) - but]):
            items[f"{owner}/q{number}"] = record(r=revision.ljust(8, "0"), f="wrong", l="wrong")
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", json.dumps(state(items=items)))
    page.reload()


def test_list_names_every_lesson_and_check_and_works_without_script(reader: Reader) -> None:
    page = reader.open("tiny", NOTE, script=False)
    boxes = page.get_by_role("checkbox")
    assert boxes.count() == page.locator("[data-tick]").count() >= 5
    page.get_by_role("checkbox", name="What rots").check()
    expect(page.locator("main")).to_contain_text("Self-reported.")
    page.emulate_media(media="print")
    expect(page.get_by_text("What rots")).to_be_visible()
    expect(page.get_by_text("Wet and dry")).to_be_hidden()
    expect(page.get_by_text("Larger heaps")).to_be_hidden()


def test_a_lesson_is_ticked_when_all_its_questions_have_an_answer(page: Page) -> None:
    assert ticked(page) == []
    answer_all(page, "what-rots", "checks/first-steps")
    assert ticked(page) == ["what-rots", "checks/first-steps"]
    answer_all(page, "what-rots", but=1)
    assert ticked(page) == []


def test_an_edited_question_unticks_its_lesson(page: Page) -> None:
    items = {f"what-rots/q{number}": record(r="00000000") for number in range(9)}
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", json.dumps(state(items=items)))
    page.reload()
    assert ticked(page) == []


def test_what_the_reader_ticked_stays_as_it_is(page: Page) -> None:
    page.get_by_role("checkbox", name="Wet and dry").check()
    switch(page).check()
    assert ticked(page) == ["wet-and-dry"]
    switch(page).uncheck()
    assert ticked(page) == ["wet-and-dry"]
    assert page.evaluate(TRACES) == NO_TRACES


def test_name_is_kept_nowhere(page: Page, reader: Reader) -> None:
    field = page.get_by_label("Name:")
    assert field.get_attribute("name") is None
    switch(page).check()
    field.fill(NAME)
    page.get_by_role("checkbox", name="What rots").check()
    assert NAME not in json.dumps(page.evaluate(TRACES))
    page.reload()
    expect(field).to_have_value("")
    field.fill(NAME)
    page.goto(reader.address("tiny"))
    page.go_back()
    expect(field).to_have_value("")


def test_name_is_gone_when_the_browser_brings_the_page_back_as_it_was(returning_reader: Reader) -> None:
    page = returning_reader.open("tiny", NOTE, fresh=True)
    page.get_by_label("Name:").fill(NAME)
    page.evaluate("window.addEventListener('pageshow', event => { window.kept = event.persisted })")
    page.goto(returning_reader.address("tiny"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")
    expect(page.get_by_label("Name:")).to_have_value("")


def test_paper_has_name_day_and_only_what_is_ticked(page: Page) -> None:
    page.get_by_label("Name:").fill(NAME)
    page.get_by_role("checkbox", name="What rots").check()
    page.emulate_media(media="print")
    for words in (
        "Self-reported.",
        "Module 1: First steps",
        "What rots",
        str(page.evaluate("new Date().getFullYear()")),
    ):
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
    for words in (
        "Wet and dry",
        "Larger heaps",
        "The whole course",
        "Remember on this device",
        "Tick what you have done",
    ):
        expect(page.get_by_text(words).first).to_be_hidden()
    expect(page.get_by_label("Name:")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    assert len(page.pdf()) > 5000


def test_list_is_ticked_and_printed_by_keyboard(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true }")
    tab_to(page, page.get_by_role("checkbox", name="What rots"))
    page.keyboard.press("Space")
    assert ticked(page) == ["what-rots"]
    tab_to(page, page.get_by_role("button", name="Print"))
    page.keyboard.press("Enter")
    assert page.evaluate("printed")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [SMALLEST, PHONE, DESK])
def test_every_state_is_clean(width: int, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", NOTE, width=width, dark=dark)
    answer_all(page, "what-rots")
    assert violations(page) == []
    assert forced_violations(page) == []
    assert sideways(page) <= 0
