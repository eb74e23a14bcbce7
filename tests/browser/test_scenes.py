"""Scenes, whose questions come one after the other, and open questions, of which nothing stays."""

from __future__ import annotations

import pytest
from course.render import answer_key
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, Reader, has_focus, tab_to
from tests.sites import Builds

LESSON = "lessons/turning/"
SCENE = "#q-eli"
PARTS = ["#q-eli-why", "#q-eli-do", "#q-eli-tell"]


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def do(page: Page, part: str, action: str) -> Locator:
    return page.locator(f"{part} [data-do={action}]")


def result(page: Page, part: str) -> Locator:
    return page.locator(f"{part} [data-result]")


def shown(page: Page) -> list[str]:
    return [part for part in PARTS if page.locator(part).is_visible()]


def pick(page: Page, part: str, *values: str) -> None:
    for value in values:
        page.locator(f"{part} label:has(input[value='{value}'])").first.click()


def write(page: Page, part: str, text: str) -> None:
    page.locator(f"{part} textarea").fill(text)


# A scene


def test_next_question_comes_when_the_one_before_is_checked(page: Page) -> None:
    assert shown(page) == PARTS[:1]
    pick(page, PARTS[0], "air")
    do(page, PARTS[0], "check").click()
    expect(result(page, PARTS[0])).to_have_text("Yes, that is right. The next question is below.")
    assert shown(page) == PARTS[:2]
    expect(do(page, PARTS[0], "again")).to_be_focused()  # the explanation is read first
    pick(page, PARTS[1], "turn", "water")
    do(page, PARTS[1], "check").click()
    assert shown(page) == PARTS


def test_who_skips_stands_at_the_next_question(page: Page) -> None:
    do(page, PARTS[0], "skip").click()
    expect(page.locator(f"{PARTS[1]} input").first).to_be_focused()
    do(page, PARTS[1], "skip").click()
    expect(page.locator(f"{PARTS[2]} textarea")).to_be_focused()


def test_an_empty_answer_shows_no_next_question(page: Page) -> None:
    do(page, PARTS[0], "check").click()
    assert shown(page) == PARTS[:1]


def test_one_sentence_says_how_the_scene_went(page: Page) -> None:
    said = page.locator(f"{SCENE} [data-scene]")
    pick(page, PARTS[0], "air")
    do(page, PARTS[0], "check").click()
    pick(page, PARTS[1], "turn")
    do(page, PARTS[1], "check").click()
    expect(said).to_have_text("")
    write(page, PARTS[2], "It breathes.")
    do(page, PARTS[2], "check").click()
    expect(said).to_have_text("The scene is done: 1 of 2 right.")
    do(page, PARTS[1], "again").click()
    pick(page, PARTS[1], "turn", "water")
    do(page, PARTS[1], "check").click()
    expect(said).to_have_text("The scene is done: 2 of 2 right.")
    expect(result(page, PARTS[1])).to_have_text("Yes, that is right. First answer: partly right.")


def test_a_scene_that_was_skipped_is_done_without_a_number(page: Page) -> None:
    for part in PARTS:
        do(page, part, "skip").click()
    expect(page.locator(f"{SCENE} [data-scene]")).to_have_text("The scene is done.")


def test_each_question_of_a_scene_counts_by_itself(page: Page) -> None:
    page.locator("[data-do=summary]").click()
    # Seven questions, two of them thoughts without right and wrong.
    expect(page.locator("#quiz [data-score]")).to_have_text("0 of 5 right at the first answer. Still open: 5.")


def test_scene_by_keyboard(page: Page) -> None:
    tab_to(page, page.locator(f"{PARTS[0]} input").first)
    page.keyboard.press("Space")
    tab_to(page, do(page, PARTS[0], "check"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(f"{PARTS[1]} input").first)
    page.keyboard.press("Space")
    tab_to(page, do(page, PARTS[1], "check"))
    page.keyboard.press("Enter")
    expect(result(page, PARTS[1])).to_have_text("Partly right: 2 of 3 in place. The next question is below.")
    tab_to(page, page.locator(f"{PARTS[2]} textarea"))
    page.keyboard.type("It breathes.")
    tab_to(page, do(page, PARTS[2], "check"))
    page.keyboard.press("Enter")
    expect(page.locator(f"{SCENE} [data-scene]")).to_have_text("The scene is done: 1 of 2 right.")


def test_address_of_a_part_unfolds_the_scene_up_to_it(reader: Reader) -> None:
    page = reader.open("tiny", f"{LESSON}{PARTS[1]}")
    assert shown(page) == PARTS[:2]
    expect(page.locator(PARTS[1])).to_be_in_viewport()
    page.evaluate(f"location.hash = '{PARTS[2]}'")
    expect(page.locator(PARTS[2])).to_be_in_viewport()


def test_browser_reads_the_key_that_python_computed(page: Page, builds: Builds) -> None:
    quiz = builds("tiny").course.lesson_by_id["turning"].quiz
    assert quiz
    scene = next(question for question in quiz.questions if question.id == "eli")
    key = page.evaluate("window.courseQuestions.scenario.keyOf(document.querySelector('#q-eli'))")
    assert key == answer_key(scene)


def test_without_script_the_whole_scene_is_there(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False, width=PHONE)
    assert shown(page) == PARTS
    expect(page.locator(SCENE)).to_contain_text("Eli's heap was warm in March.")
    pick(page, PARTS[0], "spring")
    expect(page.locator(PARTS[0])).to_contain_text("Heaps know no seasons of rest")


def test_paper_holds_the_whole_scene(page: Page) -> None:
    page.emulate_media(media="print")
    assert shown(page) == PARTS
    for part in PARTS:
        assert page.locator(part).evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    assert page.locator(f"{PARTS[2]} textarea").bounding_box()["height"] >= 100  # type: ignore[index]
    for canary in ("feedbackcanary", "whycanary", "hintcanary"):
        assert canary not in page.locator(SCENE).inner_text()


# An open question

PLAN = "#q-plan"


def test_open_question_shows_a_sample_and_judges_nothing(page: Page) -> None:
    expect(do(page, PLAN, "check")).to_have_text("Show a sample answer")
    assert "answercanary" not in page.locator(PLAN).inner_text()
    write(page, PLAN, "Whenever it is cold.")
    do(page, PLAN, "check").click()
    expect(result(page, PLAN)).to_have_text(
        "Compare it with the sample below. What was typed is gone when this page is left."
    )
    text = page.locator(PLAN).inner_text()
    assert "A sample answer:" in text
    assert "Every month from spring to autumn" in text
    assert "Not quite" not in text
    expect(page.locator(f"{PLAN} textarea")).to_have_value("Whenever it is cold.")


def test_open_question_asks_for_a_line_first(page: Page) -> None:
    write(page, PLAN, "   \n ")
    do(page, PLAN, "check").click()
    expect(result(page, PLAN)).to_have_text("Write a line first, or skip.")
    assert "answercanary" not in page.locator(PLAN).inner_text()


def test_open_question_asks_not_how_sure_anybody_is(page: Page) -> None:
    assert page.locator(f"{PLAN} input").count() == 0


def test_open_question_by_keyboard(page: Page) -> None:
    tab_to(page, page.locator(f"{PLAN} textarea"))
    page.keyboard.type("In spring")
    page.keyboard.press("Enter")  # a new line, and nothing else
    expect(result(page, PLAN)).to_have_text("")
    tab_to(page, do(page, PLAN, "check"))
    page.keyboard.press("Enter")
    expect(do(page, PLAN, "again")).to_be_focused()
    page.keyboard.press("Enter")
    assert has_focus(page.locator(f"{PLAN} textarea"))
    expect(page.locator(f"{PLAN} textarea")).to_have_value("")


def test_text_is_sent_nowhere_and_offered_to_nobody(page: Page) -> None:
    area = page.locator(f"{PLAN} textarea")
    for name, value in (("autocomplete", "off"), ("spellcheck", "false"), ("writingsuggestions", "false")):
        expect(area).to_have_attribute(name, value)
    assert area.get_attribute("name") is None
    write(page, PLAN, "moss and secrets")
    do(page, PLAN, "check").click()
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}]) + document.cookie")
    assert "moss" not in stored


def test_text_is_gone_when_the_browser_brings_the_page_back_as_it_was(returning_reader: Reader) -> None:
    page = returning_reader.open("tiny", LESSON, fresh=True)
    write(page, PLAN, "moss and secrets")
    page.evaluate("window.addEventListener('pageshow', event => { window.kept = event.persisted })")
    page.goto(returning_reader.address("tiny"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")
    expect(page.locator(f"{PLAN} textarea")).to_have_value("")


def test_remembering_device_keeps_nothing_of_a_thought(page: Page) -> None:
    page.evaluate("window.courseMemory.turn(true)")
    write(page, PLAN, "moss and secrets")
    do(page, PLAN, "check").click()
    stored = page.evaluate("JSON.stringify({...localStorage})")
    assert "turning/plan" not in stored
    assert "moss" not in stored


def test_without_script_the_sample_can_be_unfolded(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False)
    page.locator(f"{PLAN} textarea").fill("In spring")
    page.locator(f"{PLAN} [data-why] summary").click()
    expect(page.locator(PLAN)).to_contain_text("Every month from spring to autumn")
