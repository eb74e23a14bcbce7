"""Questions with parts, as learners answer them: lists to choose from, lines to move, groups to choose."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, focused, has_focus, sideways, tab_to, violations

LESSON = "lessons/shredders/"
MATCH, ORDER, CLASSIFY = "tools", "blocked", "by-hand"
KINDS = (MATCH, ORDER, CLASSIFY)
RIGHT_ORDER = ["off", "plug", "wait", "pull"]


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def do(page: Page, name: str, action: str) -> Locator:
    return question(page, name).locator(f"[data-do={action}]")


def result(page: Page, name: str) -> Locator:
    return question(page, name).locator("[data-result]")


def part(page: Page, name: str, item: str) -> Locator:
    return question(page, name).locator(f"[data-part={item}]")


def choose(page: Page, item: str, value: str) -> None:
    part(page, MATCH, item).locator("select").select_option(value)


def sort(page: Page, item: str, group: str) -> None:
    part(page, CLASSIFY, item).locator(f"label:has(input[value={group}])").click()


def shown(page: Page) -> list[str]:
    """The items of the sequence from top to bottom."""
    rows: list[str] = page.evaluate(
        "name => [...document.querySelectorAll(`#q-${name} [data-part]`)].map(row => row.dataset.part)", ORDER
    )
    return rows


def mover(page: Page, item: str, way: str) -> Locator:
    return part(page, ORDER, item).locator(f"[data-move={'previous' if way == 'up' else 'next'}]")


def put_in_order(page: Page) -> None:
    """Bring every item to its place, the first one first."""
    for place, item in enumerate(RIGHT_ORDER):
        while shown(page).index(item) > place:
            mover(page, item, "up").click()


def answer(page: Page, name: str) -> None:
    """Answer a question rightly."""
    if name == MATCH:
        for item in ("fork", "sieve", "shears"):
            choose(page, item, item)
    elif name == ORDER:
        put_in_order(page)
    else:
        for item, group in {"leaves": "hand", "stalks": "hand", "hedge": "machine", "root": "neither"}.items():
            sort(page, item, group)


def start(page: Page, name: str) -> None:
    """Answer one part of a question, not rightly."""
    if name == MATCH:
        choose(page, "fork", "rake")
    elif name == ORDER:
        mover(page, shown(page)[1], "up").click()
    else:
        sort(page, "leaves", "machine")


# Each type: right, partly, nothing


@pytest.mark.parametrize("name", KINDS)
def test_right_answer_is_right_in_every_part(name: str, page: Page) -> None:
    answer(page, name)
    do(page, name, "check").click()
    expect(result(page, name)).to_have_text("Yes, that is right.")
    marks = question(page, name).locator("[data-part]").all()
    assert {mark.get_attribute("data-mark") for mark in marks} == {"right"}
    text = question(page, name).inner_text()
    assert text.count("In place.") == len(marks)
    assert "feedbackcanary" not in text
    assert "Not in place." not in text


def test_match_says_of_each_line_what_fits(page: Page) -> None:
    choose(page, "fork", "fork")
    choose(page, "sieve", "rake")
    do(page, MATCH, "check").click()
    expect(result(page, MATCH)).to_have_text("Partly right: 1 of 3 in place.")
    assert "In place." in part(page, MATCH, "fork").inner_text()
    assert "Not in place. Fits here: The sieve" in part(page, MATCH, "sieve").inner_text()
    assert "No engine is needed for twigs" in part(page, MATCH, "shears").inner_text()  # without an answer
    assert "Its tines let air in" not in question(page, MATCH).inner_text()


def test_order_says_of_each_line_which_place_it_has(page: Page) -> None:
    before = shown(page)
    mover(page, before[1], "up").click()
    do(page, ORDER, "check").click()
    placed = sum(a == b for a, b in zip(shown(page), RIGHT_ORDER, strict=True))
    expect(result(page, ORDER)).to_contain_text(f"{placed} of 4 in place." if placed else "Not quite")
    for place, item in enumerate(shown(page)):
        right = RIGHT_ORDER.index(item)
        said = "In place." if right == place else f"Not in place. Its place: {right + 1}"
        assert said in part(page, ORDER, item).inner_text()


def test_classify_says_of_each_item_where_it_belongs(page: Page) -> None:
    sort(page, "leaves", "machine")
    sort(page, "hedge", "machine")
    do(page, CLASSIFY, "check").click()
    expect(result(page, CLASSIFY)).to_have_text("Partly right: 1 of 4 in place.")
    assert "Not in place. It belongs to: By hand" in part(page, CLASSIFY, "leaves").inner_text()
    assert "They rot as they are" in part(page, CLASSIFY, "leaves").inner_text()
    assert "Not in place. It belongs to: Neither" in part(page, CLASSIFY, "root").inner_text()


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_told_before_a_check(name: str, page: Page) -> None:
    start(page, name)
    text = question(page, name).inner_text()
    for words in ("canary", "In place", "Not in place", "Fits here", "Its place", "It belongs to"):
        assert words not in text


@pytest.mark.parametrize("name", KINDS)
def test_check_without_an_answer_marks_nothing(name: str, page: Page) -> None:
    do(page, name, "check").click()
    words = {ORDER: "Nothing has been moved yet. Move one, ask for a hint, or skip."}
    expect(result(page, name)).to_have_text(words.get(name, "There is no answer yet. Answer, ask for a hint, or skip."))
    assert question(page, name).locator("[data-mark]:not([data-mark=''])").count() == 0
    expect(do(page, name, "check")).to_be_visible()


@pytest.mark.parametrize("name", KINDS)
def test_explanation_lists_the_whole_right_answer(name: str, page: Page) -> None:
    start(page, name)
    do(page, name, "check").click()
    key = question(page, name).locator("[data-why]").inner_text()
    expected = {
        MATCH: ("It turns a heap. – The fork", "They cut thin twigs. – The shears"),
        ORDER: ("Switch the motor off\nPull the plug\nWait until the blades stand still",),
        CLASSIFY: ("By hand: A sack of leaves; Soft stalks", "Neither: A stump"),
    }
    assert [words for words in expected[name] if words not in key] == []


@pytest.mark.parametrize("name", KINDS)
def test_another_try_begins_as_the_first_did(name: str, page: Page) -> None:
    before = shown(page)
    start(page, name)
    do(page, name, "check").click()
    assert question(page, name).locator("select:enabled, [data-part] input:enabled").count() == 0
    do(page, name, "again").click()
    assert shown(page) == before
    assert question(page, name).locator("[data-part] :disabled, [data-part] :checked:not(option)").count() == 0
    assert [field.input_value() for field in question(page, name).locator("select").all() if field.input_value()] == []
    do(page, name, "check").click()
    expect(question(page, name)).to_have_attribute("data-state", "unanswered")
    answer(page, name)
    do(page, name, "check").click()
    expect(result(page, name)).to_contain_text("Yes, that is right. First answer:")


@pytest.mark.parametrize("name", KINDS)
def test_skipped_question_is_empty_and_can_still_be_answered(name: str, page: Page) -> None:
    before = shown(page)
    start(page, name)
    do(page, name, "skip").click()
    expect(result(page, name)).to_have_text("Skipped. It can still be answered.")
    assert shown(page) == before
    answer(page, name)
    do(page, name, "check").click()
    expect(result(page, name)).to_have_text("Yes, that is right.")


def test_checked_order_cannot_be_moved(page: Page) -> None:
    put_in_order(page)
    do(page, ORDER, "check").click()
    assert question(page, ORDER).locator("[data-move]:visible").count() == 0


def test_choices_are_the_same_and_in_the_same_order_for_every_line(page: Page) -> None:
    lists = [line.locator("option").all_inner_texts() for line in question(page, MATCH).locator("select").all()]
    assert len(lists) == 3
    assert all(texts == lists[0] for texts in lists)
    assert sorted(lists[0][1:]) == ["The fork", "The rake", "The shears", "The sieve", "The wheelbarrow & its rope"]


def test_sequence_is_never_shown_in_order_at_first(page: Page) -> None:
    assert all(a != b for a, b in zip(shown(page), RIGHT_ORDER, strict=True))


# By keyboard alone


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        assert not focused(page).startswith("BODY"), f"the focus is lost after {key}"


def test_match_by_keyboard(page: Page) -> None:
    for item in ("fork", "sieve", "shears"):
        field = part(page, MATCH, item).locator("select")
        tab_to(page, field)
        while field.input_value() != item:
            press(page, "ArrowDown")
    tab_to(page, do(page, MATCH, "check"))
    press(page, "Enter")
    expect(result(page, MATCH)).to_have_text("Yes, that is right.")
    expect(do(page, MATCH, "again")).to_be_focused()
    press(page, "Enter")
    assert has_focus(part(page, MATCH, "fork").locator("select"))


def test_order_by_keyboard_keeps_the_focus_on_the_line_that_moves(page: Page) -> None:
    for place, item in enumerate(RIGHT_ORDER):
        button = mover(page, item, "up")
        if shown(page).index(item) == place:
            continue
        button.focus()
        while shown(page).index(item) > place:
            at = shown(page).index(item)
            press(page, "Enter" if at % 2 else "Space")
            assert shown(page).index(item) == at - 1
            assert has_focus(button)
            expect(button).to_be_in_viewport()
    tab_to(page, do(page, ORDER, "check"))
    press(page, "Enter")
    expect(result(page, ORDER)).to_have_text("Yes, that is right.")
    press(page, "Enter")
    assert question(page, ORDER).evaluate("q => q.contains(document.activeElement)")


def test_order_can_be_moved_down_and_stops_at_the_end(page: Page) -> None:
    item = shown(page)[0]
    down, up = mover(page, item, "down"), mover(page, item, "up")
    expect(up).to_have_attribute("aria-disabled", "true")
    down.focus()
    for place in (1, 2, 3, 3, 3):
        press(page, "Enter")
        assert shown(page).index(item) == place
        assert has_focus(down)
    expect(down).to_have_attribute("aria-disabled", "true")
    expect(up).to_have_attribute("aria-disabled", "false")
    assert down.get_attribute("disabled") is None  # that would have taken the focus away


def test_classify_by_keyboard(page: Page) -> None:
    for item, steps in {"stalks": 0, "leaves": 0, "hedge": 1, "root": 2}.items():
        tab_to(page, part(page, CLASSIFY, item).locator("input").first)
        press(page, "Space", *["ArrowDown"] * steps)
    tab_to(page, do(page, CLASSIFY, "check"))
    press(page, "Enter")
    expect(result(page, CLASSIFY)).to_have_text("Yes, that is right.")


# What a screen reader is told


def test_every_control_has_a_name_of_its_own(page: Page) -> None:
    expect(question(page, MATCH).get_by_role("combobox", name="It turns a heap.")).to_have_count(1)
    first = shown(page)[0]
    text = part(page, ORDER, first).locator("[data-text]").inner_text()
    expect(question(page, ORDER).get_by_role("button", name=f"Move {text} up", exact=True)).to_have_count(1)
    expect(question(page, ORDER).get_by_role("button", name=f"Move {text} down", exact=True)).to_have_count(1)
    group = question(page, CLASSIFY).get_by_role("group", name="A sack of leaves")
    assert group.get_by_role("radio").count() == 3
    expect(group.get_by_role("radio", name="With a shredder")).to_have_count(1)


RECORD = """name => {
  const region = document.querySelector(`#q-${name} [role=status]`);
  window.said = [];
  new MutationObserver((records) => {
    const texts = records.flatMap((record) => [...record.addedNodes]).map((node) => node.textContent).filter(Boolean);
    window.said.push(...new Set(texts));
  }).observe(region, {childList: true, characterData: true, subtree: true});
}"""


def test_live_region_says_each_move_once(page: Page) -> None:
    item = shown(page)[2]
    text = part(page, ORDER, item).locator("[data-text]").inner_text()
    page.evaluate(RECORD, ORDER)
    for way in ("up", "up", "up", "down"):
        mover(page, item, way).click(force=True)
        page.wait_for_timeout(100)
    places = ["2 of 4", "1 of 4", "2 of 4"]  # the third press finds no line above
    assert page.evaluate("window.said") == [f"{text}, place {place}" for place in places]
    assert question(page, ORDER).locator("[role=status]").count() == 1


@pytest.mark.parametrize("name", KINDS)
def test_live_region_says_the_result_once(name: str, page: Page) -> None:
    start(page, name)
    page.evaluate(RECORD, name)
    do(page, name, "check").click()
    page.wait_for_timeout(200)
    assert len(page.evaluate("window.said")) == 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [SMALLEST, DESK])
def test_axe_finds_nothing_in_any_state(width: int, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=width, dark=dark)
    assert violations(page) == []
    for name in KINDS:
        start(page, name)
        do(page, name, "check").click()
    page.wait_for_timeout(100)
    assert violations(page) == []
    for name in KINDS:
        do(page, name, "again").click()
        answer(page, name)
        do(page, name, "check").click()
    page.wait_for_timeout(100)
    assert violations(page) == []


# Size and look


@pytest.mark.parametrize("width", [SMALLEST, PHONE, DESK])
def test_targets_are_large_and_nothing_is_wider_than_the_screen(width: int, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=width)
    for name in KINDS:
        targets = question(page, name).locator("[data-part] :is(select, button, label:has(input)):visible").all()
        assert targets
        for target in targets:
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        start(page, name)
        do(page, name, "check").click()
    assert sideways(page) == 0


def test_each_mark_has_words_and_a_sign(page: Page) -> None:
    for name in KINDS:
        start(page, name)
        do(page, name, "check").click()
        for line in question(page, name).locator("[data-part]").all():
            said = line.locator(".option__feedback:visible")
            expect(said).to_have_count(1)
            sign = said.evaluate("e => getComputedStyle(e, '::before').content")
            state = line.get_attribute("data-mark")
            assert said.inner_text().startswith({"right": "In place.", "wrong": "Not in place."}[str(state)])
            assert {"right": "✓", "wrong": "≠"}[str(state)] in sign


# Without script, and on paper


def test_everything_can_be_answered_and_looked_up_without_script(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False, width=PHONE)
    choose(page, "fork", "rake")
    sort(page, "leaves", "machine")
    places = question(page, ORDER).locator("select")
    assert places.count() == 4
    assert places.first.locator("option").all_inner_texts() == ["Place", "1", "2", "3", "4"]
    text = part(page, ORDER, "plug").locator("[data-text]").inner_text()
    question(page, ORDER).get_by_role("combobox", name=f"Place of: {text}", exact=True).select_option("2")
    assert question(page, ORDER).locator("button:visible").count() == 0
    assert sideways(page) == 0
    for name, words in {MATCH: "The sieve", ORDER: "Pull the plug", CLASSIFY: "By hand: A sack"}.items():
        why = question(page, name).locator("[data-why]")
        assert words not in why.inner_text()
        why.locator("summary").click()
        assert words in why.inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_everything_to_answer_with_and_no_answer(script: bool, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=script, width=700)
    if script:
        for name in KINDS:
            answer(page, name)
            do(page, name, "check").click()
    page.emulate_media(media="print")
    for name in KINDS:
        text = question(page, name).inner_text()
        for words in ("canary", "In place", "Fits here", "Its place", "It belongs to", "Check"):
            assert words not in text
        assert question(page, name).locator("select:visible, button:visible").count() == 0
    assert "The wheelbarrow & its rope" in question(page, MATCH).inner_text()
    assert "By hand" in question(page, CLASSIFY).inner_text()
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('[data-type=match] .part__row, [data-type=order] .part__row')]"
        ".map(row => getComputedStyle(row, '::before')).filter(box => parseFloat(box.borderTopWidth) > 0).length"
    )
    assert boxes == 7
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
