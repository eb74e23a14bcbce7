"""Checks: nothing is told before the end, then everything is, with a map of what was met."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, Reader, focused, tab_to

CHECK = "checks/first-steps/"
CANARIES = ("feedbackcanary", "whycanary", "hintcanary", "missedcanary")


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", CHECK)


def pick(page: Page, **answers: str) -> None:
    for name, values in answers.items():
        for value in values.split():
            page.locator(f"#q-{name.replace('_', '-')} label:has(input[value='{value}'])").first.click()


def do(page: Page, action: str) -> Locator:
    return page.locator(f"[data-do={action}]")


def result(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name} [data-result]")


def map_of(page: Page) -> dict[str, str]:
    rows = page.locator("[data-met]").all()
    return {row.get_attribute("data-met") or "": row.locator("[data-said]").inner_text() for row in rows}


ALL_RIGHT = {
    "who_eats": "fungi worms",
    "leaves": "brown",
    "crumbs": "true",
    "tracks": "lid",
    "june_why": "true",
    "june_do": "turn",
}


def test_nothing_is_told_before_the_end(page: Page) -> None:
    pick(page, **ALL_RIGHT)
    text = page.locator("course-quiz").inner_text()
    assert not [canary for canary in CANARIES if canary in text]
    assert {do.get_attribute("data-do") for do in page.locator("[data-question] [data-do]:visible").all()} == {"hint"}
    expect(page.locator("[data-summary]")).to_be_hidden()


def test_whole_scene_is_there_from_the_beginning(page: Page) -> None:
    expect(page.locator("#q-june-do")).to_be_visible()


def test_finish_explains_everything_and_draws_the_map(page: Page) -> None:
    pick(page, **{**ALL_RIGHT, "leaves": "green", "who_eats": "fungi"})
    do(page, "finish").click()
    expect(page.locator("[data-score]")).to_have_text("4 of 6 right at the first answer. Partly right: 1.")
    expect(result(page, "leaves")).to_have_text("Not quite: the reason is below.")
    expect(result(page, "crumbs")).to_have_text("Yes, that is right.")
    expect(page.locator("#q-leaves")).to_contain_text("They have lost their nitrogen")
    expect(page.locator("#q-crumbs [data-why]")).to_have_attribute("open", "")
    assert map_of(page) == {
        "what-rots/name-helpers": "worth another look",
        "what-rots/sort-scraps": "worth another look",
        "wet-and-dry/squeeze-test": "met",
        "turning/read-heat": "met",
        "turning/plan-turning": "met",
    }
    assert page.locator("[data-lessons] li:visible").all_inner_texts() == ["What rots 16+"]
    assert page.locator("[data-summary]").evaluate("e => e.contains(document.activeElement)")


def test_all_right_leaves_no_lesson_to_look_at(page: Page) -> None:
    pick(page, **ALL_RIGHT)
    do(page, "finish").click()
    assert set(map_of(page).values()) == {"met"}
    expect(page.locator("[data-lessons]")).to_be_hidden()


def test_open_questions_are_named_before_the_end(page: Page) -> None:
    pick(page, who_eats="fungi", leaves="brown")
    do(page, "finish").click()
    # Five wait, but the sensitive one waits for nobody.
    expect(page.locator("[data-end] [role=status]")).to_have_text("Still open: 3. Go on answering, or finish anyway.")
    assert "whycanary" not in page.locator("course-quiz").inner_text()
    do(page, "first").click()
    expect(page.locator("#q-crumbs input").first).to_be_focused()
    do(page, "anyway").click()
    expect(page.locator("[data-score]")).to_have_text(
        "1 of 5 right at the first answer. Partly right: 1. Not answered: 3."
    )
    expect(result(page, "crumbs")).to_have_text("Not answered.")
    assert map_of(page)["wet-and-dry/squeeze-test"] == "not answered"
    assert map_of(page)["turning/read-heat"] == "not answered"
    assert page.locator("[data-lessons] li:visible").count() == 3


def test_sensitive_question_that_is_left_out_leaves_no_gap(page: Page) -> None:
    pick(page, **{name: values for name, values in ALL_RIGHT.items() if name != "tracks"})
    do(page, "finish").click()
    expect(page.locator("[data-score]")).to_have_text("5 of 5 right at the first answer.")
    assert map_of(page)["wet-and-dry/squeeze-test"] == "met"


def test_it_can_be_taken_again_as_a_whole(page: Page) -> None:
    pick(page, **{**ALL_RIGHT, "leaves": "green"})
    do(page, "finish").click()
    do(page, "restart").click()
    expect(page.locator("[data-summary]")).to_be_hidden()
    assert page.locator("course-quiz :is(:checked, input:disabled)").count() == 0
    assert "whycanary" not in page.locator("course-quiz").inner_text()
    assert focused(page).startswith("INPUT")
    pick(page, **ALL_RIGHT)
    do(page, "finish").click()
    expect(result(page, "leaves")).to_have_text("Yes, that is right. First answer: not quite.")
    expect(page.locator("[data-score]")).to_have_text("5 of 6 right at the first answer. Right after another try: 1.")
    assert set(map_of(page).values()) == {"met"}


def test_the_end_is_said_once_and_not_for_every_question(page: Page) -> None:
    pick(page, **ALL_RIGHT)
    page.evaluate("""() => {
      window.said = [];
      for (const region of document.querySelectorAll('course-quiz [role=status]'))
        new MutationObserver(() => region.textContent.trim() && window.said.push(region.textContent.trim()))
          .observe(region, {childList: true, characterData: true, subtree: true});
    }""")
    do(page, "finish").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.said") == ["6 of 6 right at the first answer."]


def test_confidence_is_compared_at_the_end(page: Page) -> None:
    pick(page, **{**ALL_RIGHT, "leaves": "green"})
    for name in ("who-eats", "leaves", "crumbs"):
        page.locator(f"#q-{name} label", has_text="Sure").click()
    for name in ("june-why", "june-do"):
        page.locator(f"#q-{name} label", has_text="A guess").click()
    do(page, "finish").click()
    expect(page.locator("[data-felt]")).to_have_text("Answers that felt sure: 2 of 3 right. Guesses: 2 of 2 right.")


def test_hints_come_on_request(page: Page) -> None:
    page.locator("#q-who-eats [data-do=hint]").click()
    expect(page.locator("#q-who-eats [role=status]")).to_contain_text("Not everything in a heap is alive")
    assert page.locator("#q-who-eats").evaluate(
        "q => q.contains(document.activeElement) || document.activeElement.tagName"
    )


def test_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    for name in ("leaves", "crumbs"):
        tab_to(page, page.locator(f"#q-{name} input").first)
        page.keyboard.press("Space")
    tab_to(page, do(page, "finish"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-end] [role=status]")).to_contain_text("Still open: 3.")
    tab_to(page, do(page, "anyway"))
    page.keyboard.press("Enter")
    assert focused(page).startswith("H3")
    tab_to(page, do(page, "restart"))
    page.keyboard.press("Enter")
    assert focused(page).startswith("INPUT")


def test_without_script_every_answer_can_be_reached(reader: Reader) -> None:
    page = reader.open("tiny", CHECK, script=False, width=PHONE)
    assert page.locator("course-quiz button:visible").count() == 0
    for summary in page.locator("course-quiz summary:visible").all():
        summary.click()
    text = page.locator("course-quiz").inner_text()
    assert text.count("whycanary") == 6
    expect(page.locator("[data-met]").first).to_be_hidden()


def test_remembering_device_keeps_the_answers_of_a_check(page: Page) -> None:
    page.evaluate("window.courseMemory.turn(true)")
    pick(page, **ALL_RIGHT)
    do(page, "finish").click()
    items = page.evaluate("Object.keys(window.courseMemory.state.items).sort()")
    assert items == sorted(f"checks/first-steps/{name.replace('_', '-')}" for name in ALL_RIGHT)
