"""Typed answers and gaps as learners meet them: by mouse, by keyboard alone, without script, on paper."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from course.questions import QUESTION_TYPES
from course.questions._typed import plain
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, focused, has_focus, sideways, tab_to, violations

LESSON = "lessons/shredders/"
SHORT, NUMERIC, CLOZE = "no-motor", "half-height", "pieces"
RIGHT = "Yes, that is right."
WRONG = "Not quite: the reason is below."
CANARIES = ("answercanary", "feedbackcanary", "whycanary", "hintcanary")


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def field(page: Page, name: str) -> Locator:
    return question(page, name).locator("[data-part] input")


def gap(page: Page, number: int) -> Locator:
    return question(page, CLOZE).get_by_label(f"Gap {number} of 3")


def fields(page: Page) -> list[Locator]:
    return [control for name in (SHORT, NUMERIC, CLOZE) for control in question(page, name).locator(".field").all()]


def do(page: Page, name: str, action: str) -> Locator:
    return question(page, name).locator(f"[data-do={action}]")


def result(page: Page, name: str) -> Locator:
    return question(page, name).locator("[data-result]")


def answer(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    do(page, name, "check").click()


def fill_gaps(page: Page, first: str, second: str, third: str) -> None:
    gap(page, 1).select_option(first)
    gap(page, 2).fill(second)
    gap(page, 3).select_option(third)
    do(page, CLOZE, "check").click()


# By mouse and typing


@pytest.mark.parametrize(
    "typed", ["fork", " A Fork!".replace("A ", ""), "Pitchfork", "frok", "garden fork answercanary"]
)
def test_an_accepted_word_is_right_and_its_spelling_is_shown(typed: str, page: Page) -> None:
    answer(page, SHORT, typed)
    expect(result(page, SHORT)).to_have_text(RIGHT)
    expect(question(page, SHORT).locator(".question__key")).to_contain_text("Answer: fork")
    assert "feedbackcanary" not in question(page, SHORT).inner_text()


def test_a_near_word_gets_its_own_feedback_and_no_other(page: Page) -> None:
    answer(page, SHORT, "The rake".removeprefix("The "))
    expect(result(page, SHORT)).to_have_text(WRONG)
    text = question(page, SHORT).inner_text()
    assert "only reaches the top" in text
    assert "cuts and presses" not in text
    assert "Also right: garden fork (answercanary); pitchfork." in text


def test_feedback_of_a_near_word_goes_with_the_next_try(page: Page) -> None:
    answer(page, SHORT, "spade")
    expect(question(page, SHORT).get_by_text("cuts and presses")).to_be_visible()
    do(page, SHORT, "again").click()
    assert has_focus(field(page, SHORT))
    expect(field(page, SHORT)).to_have_value("")
    assert "feedbackcanary" not in question(page, SHORT).inner_text()
    answer(page, SHORT, "shovel")
    expect(result(page, SHORT)).to_have_text(f"{WRONG} First answer: not quite.")
    assert "feedbackcanary" not in question(page, SHORT).inner_text()


@pytest.mark.parametrize(("name", "typed"), [(SHORT, ""), (SHORT, " ?! "), (NUMERIC, "  ")])
def test_nothing_written_is_no_answer(name: str, typed: str, page: Page) -> None:
    answer(page, name, typed)
    expect(result(page, name)).to_have_text("Nothing is written yet. Write, ask for a hint, or skip.")
    expect(do(page, name, "check")).to_be_visible()
    assert "whycanary" not in question(page, name).inner_text()


@pytest.mark.parametrize("typed", ["75", "75 cm", "72,5", "77.5cm", "75.0"])
def test_a_number_within_the_tolerance_is_right(typed: str, page: Page) -> None:
    answer(page, NUMERIC, typed)
    expect(result(page, NUMERIC)).to_have_text(RIGHT)
    expect(question(page, NUMERIC).locator(".question__key")).to_contain_text("Answer: 75\u00a0cm")


def test_a_number_outside_it_is_wrong_and_the_ends_are_named(page: Page) -> None:
    answer(page, NUMERIC, "50")
    expect(result(page, NUMERIC)).to_have_text(WRONG)
    text = question(page, NUMERIC).inner_text().replace("\u00a0", " ")
    assert "Answer: 75 cm" in text
    assert "Anything from 72.5 cm to 77.5 cm is right." in text


def test_what_is_no_number_is_no_attempt(page: Page) -> None:
    answer(page, NUMERIC, "half of it")
    expect(result(page, NUMERIC)).to_have_text("Write a number, for example 3.5 or 3,5.")
    assert "whycanary" not in question(page, NUMERIC).inner_text()
    expect(field(page, NUMERIC)).to_be_enabled()
    expect(field(page, NUMERIC)).to_have_value("half of it")
    answer(page, NUMERIC, "75")
    expect(result(page, NUMERIC)).to_have_text(RIGHT)  # and no word of a first answer


def test_gaps_filled_rightly_are_right(page: Page) -> None:
    fill_gaps(page, "sooner", "FORK", "guards")
    expect(result(page, CLOZE)).to_have_text(RIGHT)
    expect(question(page, CLOZE).locator("[data-mark=right]")).to_have_count(3)
    expect(question(page, CLOZE).locator(".gap__mark--right:visible")).to_have_count(3)


def test_each_gap_says_by_sign_and_word_whether_it_is_right(page: Page) -> None:
    fill_gaps(page, "later", "fork", "gloves")
    expect(result(page, CLOZE)).to_have_text("Partly right: 1 of 3 in place.")
    marks = [part.get_attribute("data-mark") for part in question(page, CLOZE).locator("[data-part]").all()]
    assert marks == ["wrong", "right", "wrong"]
    said = [mark.inner_text() for mark in question(page, CLOZE).locator(".gap__mark:visible").all()]
    assert said == ["Something else belongs here.", "Right.", "Something else belongs here."]
    whole = question(page, CLOZE).locator(".cloze__key")
    expect(whole).to_contain_text("Small pieces rot sooner, and a fork does most of the work. Where guards are missing")
    assert whole.locator("mark").all_inner_texts() == ["sooner", "fork", "guards"]


def test_gaps_are_empty_and_unmarked_for_another_try(page: Page) -> None:
    fill_gaps(page, "later", "spade", "gloves")
    expect(result(page, CLOZE)).to_have_text(WRONG)
    do(page, CLOZE, "again").click()
    assert has_focus(gap(page, 1))
    assert [gap(page, number).input_value() for number in (1, 2, 3)] == ["", "", ""]
    expect(question(page, CLOZE).locator(".gap__mark:visible")).to_have_count(0)
    do(page, CLOZE, "check").click()
    expect(result(page, CLOZE)).to_have_text("No gap is filled yet. Fill one, ask for a hint, or skip.")
    fill_gaps(page, "sooner", "fork", "guards")
    expect(result(page, CLOZE)).to_have_text(f"{RIGHT} First answer: not quite.")


def test_a_gap_left_empty_is_not_right(page: Page) -> None:
    gap(page, 1).select_option("sooner")
    do(page, CLOZE, "check").click()
    expect(result(page, CLOZE)).to_have_text("Partly right: 1 of 3 in place.")


def test_nothing_is_said_before_it_is_asked_for(page: Page) -> None:
    field(page, SHORT).fill("rake")
    field(page, NUMERIC).fill("75")
    gap(page, 1).select_option("sooner")
    gap(page, 2).fill("fork")
    for name in (SHORT, NUMERIC, CLOZE):
        text = question(page, name).inner_text()
        assert [canary for canary in CANARIES if canary in text] == []
        expect(result(page, name)).to_have_text("")


# By keyboard alone


def press(page: Page, *keys: str) -> None:
    address = page.url
    for key in keys:
        page.keyboard.press(key)
        assert not focused(page).startswith("BODY"), f"the focus is lost after {key}"
        assert page.url == address


@pytest.mark.parametrize(("name", "wrong", "right"), [(SHORT, "spade", "fork"), (NUMERIC, "8", "75 cm")])
def test_a_field_by_keyboard_alone(name: str, wrong: str, right: str, page: Page) -> None:
    for typed, said in ((wrong, WRONG), (right, f"{RIGHT} First answer: not quite.")):
        if not has_focus(field(page, name)):
            tab_to(page, field(page, name))
        page.keyboard.type(typed)
        press(page, "Enter")  # sends nothing anywhere
        expect(field(page, name)).to_have_value(typed)
        tab_to(page, do(page, name, "check"))
        press(page, "Enter")
        expect(result(page, name)).to_have_text(said)
        expect(do(page, name, "again")).to_be_focused()
        press(page, "Space")


def test_gaps_by_keyboard_alone_in_the_order_of_the_text(page: Page) -> None:
    tab_to(page, gap(page, 1))
    page.keyboard.type("sooner")
    press(page, "Tab")
    assert has_focus(gap(page, 2))
    page.keyboard.type("fork")
    press(page, "Tab")
    assert has_focus(gap(page, 3))
    page.keyboard.type("guards")
    tab_to(page, do(page, CLOZE, "check"))
    press(page, "Enter")
    expect(result(page, CLOZE)).to_have_text(RIGHT)


def test_every_control_has_a_name_and_what_is_around_it(page: Page) -> None:
    expect(question(page, SHORT).get_by_role("textbox", name="Your answer", exact=True)).to_have_count(1)
    expect(question(page, NUMERIC).get_by_role("textbox", name="Your number cm", exact=True)).to_have_count(1)
    names = [f"Gap {number} of 3" for number in (1, 2, 3)]
    group = page.get_by_role("group", name="Fill the gaps.")
    assert [group.get_by_label(name, exact=True).count() for name in names] == [1, 1, 1]
    assert group.locator("[data-part] :is(input, select)").count() == 3


def test_nothing_of_what_is_typed_can_be_kept_by_the_browser(page: Page) -> None:
    for control in fields(page):
        assert control.get_attribute("autocomplete") == "off"
        assert control.get_attribute("name") is None
    for control in (field(page, SHORT), field(page, NUMERIC), gap(page, 2)):
        assert control.get_attribute("spellcheck") == "false"  # a spelling check may send words elsewhere


def test_numbers_are_typed_on_number_keys_into_a_text_field(page: Page) -> None:
    expect(field(page, NUMERIC)).to_have_attribute("inputmode", "decimal")
    expect(field(page, NUMERIC)).to_have_attribute("type", "text")


# Without script, and on paper


@pytest.mark.parametrize(
    ("name", "right", "why"),
    [
        (SHORT, "Also right: garden fork (answercanary); pitchfork.", "Tines lift the heap"),
        (NUMERIC, "Anything from 72.5\u00a0cm to 77.5\u00a0cm is right.", "Small pieces leave less air"),
        (CLOZE, "Small pieces rot sooner, and a fork does most of the work.", "Helpers eat from the surface"),
    ],
)
def test_without_script_the_answer_can_be_opened(name: str, right: str, why: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False, width=PHONE)
    for control in question(page, name).locator(".field").all():
        expect(control).to_be_enabled()
    text = question(page, name).inner_text()
    assert right not in text
    assert why not in text
    assert [canary for canary in CANARIES if canary in text] == []
    question(page, name).locator("[data-why] > summary").click()
    text = question(page, name).inner_text()
    assert right in text
    assert why in text
    assert "feedbackcanary" not in text


LINE = """control => {
  const style = getComputedStyle(control);
  return [style.borderBlockEndWidth, style.borderBlockStartWidth, style.webkitTextFillColor, control.offsetWidth];
}"""


def test_paper_has_lines_to_write_on_and_no_answers(page: Page) -> None:
    answer(page, SHORT, "rake")
    answer(page, NUMERIC, "50")
    fill_gaps(page, "later", "fork", "guards")
    page.emulate_media(media="print")
    for name in (SHORT, NUMERIC, CLOZE):
        text = question(page, name).inner_text()
        assert [canary for canary in CANARIES if canary in text] == []
        for control in question(page, name).locator(".field").all():
            end, start, ink, width = control.evaluate(LINE)
            assert (float(end.removesuffix("px")) >= 0.5, start, ink) == (True, "0px", "rgba(0, 0, 0, 0)")
            assert width >= 60
    assert "(as soon as others / later / not at all / sooner)" in question(page, CLOZE).inner_text()
    expect(question(page, CLOZE).locator(".gap__mark:visible")).to_have_count(0)


def test_choices_are_written_out_on_paper_alone(page: Page) -> None:
    expect(question(page, CLOZE).locator(".gap__choices:visible")).to_have_count(0)


# Everywhere


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [SMALLEST, DESK])
def test_every_state_is_clean_and_fits(width: int, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=width, dark=dark)
    for typed, gaps in (("rake", ("later", "", "gloves")), ("fork", ("sooner", "fork", "gloves"))):
        answer(page, SHORT, typed)
        answer(page, NUMERIC, "many")
        fill_gaps(page, *gaps)
        assert violations(page) == []
        answer(page, NUMERIC, "75" if typed == "fork" else "9")
        assert violations(page) == []
        assert sideways(page) <= 0
        for name in (SHORT, NUMERIC, CLOZE):
            do(page, name, "again").click()


def test_controls_are_large_enough_to_touch(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=SMALLEST)
    for control in fields(page):
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_a_page_read_from_right_to_left_keeps_gaps_in_their_text(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=SMALLEST)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert sideways(page) <= 0
    fill_gaps(page, "later", "fork", "guards")
    expect(result(page, CLOZE)).to_have_text("Partly right: 2 of 3 in place.")
    assert sideways(page) <= 0


# The same rule in the browser as in Python, for texts that nobody thought of

SIGNS = [*"aábcßsSςσΣİıié 12.,'’-−%e²½", "\u0301", "\u00a0", "\u202f", "\u200f", "\u00ad", "ﬁ", "ё", "ب", "َ", "ـ", "דָ"]
SIGNS += [*"٣۴３字が가각देन्", "🌊", "❤\ufe0f", "𝕊", "\ufdfa", "\u2028", "\ufeff", "Ａ", "ẞ", "Ǆ", "ŉ", "ΐ", "ﷺ"]


def texts(signs: list[str], longest: int) -> Iterator[str]:
    chance = random.Random(7)  # noqa: S311 - not a secret
    for _ in range(4000):
        yield "".join(chance.choices(signs, k=chance.randint(0, longest)))


def test_browser_and_python_compare_any_text_alike(page: Page) -> None:
    written = [*texts(SIGNS, 12), *texts(SIGNS, 300)]
    forms = page.evaluate("texts => texts.map((text) => courseQuestions.short.plain(text))", written)
    differing = [(text, form) for text, form in zip(written, forms, strict=True) if plain(text) != form]
    assert differing == []


def test_browser_and_python_count_slips_alike(page: Page) -> None:
    key = {"accept": ["abcab", "cabba ba"], "typos": 2, "near": []}
    written = list(texts([*"aabbcc "], 9))
    points = page.evaluate(
        "([key, texts]) => texts.map((text) => courseQuestions.short.score(key, [text]).points)", [key, written]
    )
    assert points == [QUESTION_TYPES["short"].score(key, [text]).points for text in written]
    assert 0.02 < sum(points) / len(points) < 0.98


@pytest.mark.parametrize("unit", ["", "cm", "m²"])
def test_browser_and_python_read_any_number_alike(unit: str, page: Page) -> None:
    key = {"answer": str(Decimal("12.1")), "tolerance": "11", "unit": unit}
    written = list(texts([*"0112..,, '-−–+%mc²2", "\u00a0", "\u200f", "٣", "３", "cm", "m2"], 7))
    script = page.evaluate(
        """([key, texts]) => texts.map((text) => {
          const { points, answered, unreadable } = courseQuestions.numeric.score(key, [text]);
          return [points, answered && !unreadable, unreadable];
        })""",
        [key, written],
    )
    python = [QUESTION_TYPES["numeric"].score(key, [text]) for text in written]
    expected = [[one.points, one.answered, one.unreadable] for one in python]
    assert [pair for pair in zip(written, script, expected, strict=True) if pair[1] != pair[2]] == []
    assert {one.state for one in python} == {"right", "wrong", "unreadable", "unanswered"}
