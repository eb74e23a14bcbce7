"""Quizzes as learners use them: by keyboard alone, by mouse, with hints, another try, skipping and a summary."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, Reader, focused, has_focus, tab_to
from tests.sites import COURSE

LESSON = "lessons/what-rots/"
SENSITIVE = "lessons/wet-and-dry/"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def do(page: Page, name: str, action: str) -> Locator:
    return question(page, name).locator(f"[data-do={action}]")


def result(page: Page, name: str) -> Locator:
    return question(page, name).locator("[data-result]")


def row(page: Page, name: str, value: str) -> Locator:
    return question(page, name).locator(f"label:has(input[value='{value}'])")


def visible_texts(page: Page, name: str) -> str:
    return question(page, name).inner_text()


def pick(page: Page, name: str, *values: str) -> None:
    for value in values:
        row(page, name, value).click()


# By keyboard alone


class Keys:
    """A keyboard without a mouse: after every key the focus must be somewhere and the address the same."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the skip link
        self.address = f"{page.url.partition('#')[0]}#content"
        page.wait_for_url(self.address)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            assert not focused(self.page).startswith("BODY"), f"the focus is lost after {key}"
            assert self.page.url == self.address

    def reach(self, target: Locator) -> None:
        tab_to(self.page, target)


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


def test_arrows_move_and_nothing_is_submitted_until_check(page: Page, keys: Keys) -> None:
    options = question(page, "helper").locator("input")
    keys.reach(options.first)
    keys.press("ArrowDown")  # browsers choose the next option with it
    expect(options.nth(1)).to_be_checked()
    keys.press("ArrowDown", "ArrowUp", "Enter")
    expect(options.nth(1)).to_be_checked()
    expect(result(page, "helper")).to_have_text("")
    assert "feedbackcanary" not in visible_texts(page, "helper")
    keys.reach(do(page, "helper", "check"))
    keys.press("Enter")
    expect(result(page, "helper")).to_have_text("Not quite: the reason is below.")


def test_another_try_by_keyboard(page: Page, keys: Keys) -> None:
    options = question(page, "helper").locator("input")
    keys.reach(options.first)
    keys.press("ArrowDown")
    keys.reach(do(page, "helper", "check"))
    keys.press("Enter")
    expect(do(page, "helper", "again")).to_be_focused()
    keys.press("Space")
    assert has_focus(options.first)
    keys.press("Space")
    keys.reach(do(page, "helper", "check"))
    keys.press("Space")
    expect(result(page, "helper")).to_have_text("Yes, that is right. First answer: not quite.")


def test_boxes_and_check_by_keyboard(page: Page, keys: Keys) -> None:
    keys.reach(question(page, "greens").locator("input").first)
    keys.press("Space", "Tab", "Space", "Enter")
    expect(result(page, "greens")).to_have_text("")
    keys.reach(do(page, "greens", "check"))
    keys.press("Enter")
    expect(result(page, "greens")).to_have_text("Yes, that is right.")


def test_whole_quiz_by_keyboard_ends_at_the_sections_to_read_again(page: Page, keys: Keys) -> None:
    for name in ("helper", "greens", "hot"):
        keys.reach(do(page, name, "skip"))
        keys.press("Enter")
        expect(result(page, name)).to_have_text("Skipped. It can still be answered.")
    summary = page.locator("[data-summary]")
    expect(summary.locator("[data-score]")).to_have_text("0 of 3 right at the first answer. Skipped: 3.")
    keys.reach(summary.locator("[data-links] a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{keys.address.partition('#')[0]}#three-helpers")
    expect(page.locator("#three-helpers")).to_be_in_viewport()


def test_focus_is_never_lost_by_any_button(page: Page) -> None:
    for name, actions in {"helper": ("hint", "hint", "check", "skip"), "hot": ("check", "skip")}.items():
        for action in actions:
            do(page, name, action).focus()
            page.keyboard.press("Enter")
            page.wait_for_timeout(60)
            assert question(page, name).evaluate("q => q.contains(document.activeElement)"), f"{name} {action}"
            expect(page.locator(":focus")).to_be_visible()


def test_focus_is_visible_on_every_control(page: Page) -> None:
    page.keyboard.press("Tab")  # so that the browser counts what follows as focus by keyboard
    for control in page.locator("course-quiz :is(input, button, summary):visible").all():
        control.focus()
        outline = control.evaluate(
            "e => [e, e.closest('label')].filter(Boolean).map(x => getComputedStyle(x))"
            ".some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
        )
        assert outline, control.evaluate("e => e.outerHTML")


# By mouse


def test_nothing_is_said_before_it_is_asked_for(page: Page) -> None:
    pick(page, "helper", "b")
    pick(page, "greens", "peel")
    pick(page, "hot", "true")
    text = page.locator("course-quiz").inner_text()
    for canary in ("feedbackcanary", "whycanary", "hintcanary", "missedcanary"):
        assert canary not in text
    assert all(not region.inner_text() for region in page.locator("[data-result]").all())


def test_picked_option_gets_its_own_feedback_and_no_other(page: Page) -> None:
    pick(page, "helper", "b")
    do(page, "helper", "check").click()
    text = visible_texts(page, "helper")
    assert "A lid keeps rain out" in text
    assert "No study looked at the moon" not in text
    assert "Living things eat the scraps" in text  # why
    expect(question(page, "helper").locator("[data-see]")).to_have_attribute("href", "#three-helpers")


def test_right_options_that_were_missed_are_named(page: Page) -> None:
    pick(page, "greens", "grass", "straw")
    do(page, "greens", "check").click()
    expect(result(page, "greens")).to_have_text("Partly right: 1 of 3 in place.")
    text = visible_texts(page, "greens")
    assert "Peel is fresh, so it is a green" in text
    assert "Dry and full of carbon" in text
    assert "Fresh and full of nitrogen" in text
    assert "Fresh and moist" not in text


def test_each_mark_has_a_word_and_not_only_a_colour(page: Page) -> None:
    pick(page, "helper", "c")
    do(page, "helper", "check").click()
    marks = page.locator("#q-helper .option__feedback:visible")
    assert marks.count() >= 1
    for mark in marks.all():
        assert any(words in mark.inner_text() for words in ("Not this one.", "Right.", "Also right."))


def test_check_without_an_answer_asks_for_one(page: Page) -> None:
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text("There is no answer yet. Answer, ask for a hint, or skip.")
    assert "whycanary" not in visible_texts(page, "helper")
    expect(do(page, "helper", "check")).to_be_visible()


def test_hints_come_one_by_one(page: Page) -> None:
    first, second = "Think of something alive", "One of them has no legs"
    do(page, "helper", "hint").click()
    assert first in visible_texts(page, "helper")
    assert second not in visible_texts(page, "helper")
    do(page, "helper", "hint").click()
    assert second in visible_texts(page, "helper")
    expect(do(page, "helper", "hint")).to_be_hidden()


def test_another_try_keeps_the_first_result_apart(page: Page) -> None:
    pick(page, "helper", "b")
    do(page, "helper", "check").click()
    do(page, "helper", "again").click()
    expect(result(page, "helper")).to_have_text("")
    assert "feedbackcanary" not in visible_texts(page, "helper")
    assert page.locator("#q-helper input:checked, #q-helper input:disabled").count() == 0
    pick(page, "helper", "a")
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text("Yes, that is right. First answer: not quite.")


def test_summary_comes_when_every_question_had_its_turn(page: Page) -> None:
    summary = page.locator("[data-summary]")
    pick(page, "helper", "a")
    do(page, "helper", "check").click()
    pick(page, "greens", "peel")
    do(page, "greens", "check").click()
    expect(summary).to_be_hidden()
    pick(page, "hot", "true")
    do(page, "hot", "check").click()
    expect(summary.locator("[data-score]")).to_have_text("1 of 3 right at the first answer. Partly right: 1.")
    links = {link.get_attribute("href") for link in summary.locator("[data-links] a").all()}
    assert links == {"#three-helpers", "#leaflet"}
    assert [link.inner_text() for link in summary.locator("[data-links] a").all()] == [
        "Three helpers",
        "What the leaflet says",
    ]


def test_summary_can_be_asked_for_early(page: Page) -> None:
    page.locator("[data-do=summary]").click()
    expect(page.locator("[data-score]")).to_have_text("0 of 3 right at the first answer. Still open: 3.")
    assert page.locator("[data-summary]").evaluate("e => e.contains(document.activeElement)")


def test_sensitive_question_says_so_and_leaves_no_gap(reader: Reader) -> None:
    page = reader.open("tiny", SENSITIVE)
    expect(question(page, "visitors").get_by_role("link", name="Help and support")).to_be_visible()
    do(page, "visitors", "skip").click()
    pick(page, "drips", "b")
    do(page, "drips", "check").click()
    expect(page.locator("[data-score]")).to_have_text("1 of 1 right at the first answer.")


def test_nothing_in_words_blames_or_counts_streaks(page: Page) -> None:
    words = page.evaluate("JSON.stringify(courseWords)") + page.locator("#quiz").inner_text()
    for word in ("fail", "streak", "incorrect", "wrong answer", "score of", "seconds left"):
        assert word not in words.lower()


# The live region

RECORD = """name => {
  const region = document.querySelector(`#q-${name} [data-result]`);
  window.said = [];
  new MutationObserver(() => region.textContent && window.said.push(region.textContent))
    .observe(region, {childList: true, characterData: true, subtree: true});
}"""


def test_live_region_says_a_result_once(page: Page) -> None:
    region = question(page, "helper").locator("[role=status]")
    assert region.count() == 1
    assert region.locator("[data-result]").count() == 1
    assert question(page, "helper").locator("[aria-live=assertive], [role=alert]").count() == 0
    page.evaluate(RECORD, "helper")
    pick(page, "helper", "b")
    do(page, "helper", "check").click()
    page.wait_for_timeout(400)
    assert page.evaluate("window.said") == ["Not quite: the reason is below."]


def test_same_result_is_said_again_after_another_try(page: Page) -> None:
    page.evaluate(RECORD, "helper")
    for _ in range(2):
        do(page, "helper", "check").click()
        page.wait_for_timeout(200)
    assert page.evaluate("window.said") == ["There is no answer yet. Answer, ask for a hint, or skip."] * 2


# How sure, last time, links

TURNING = "lessons/turning/"


def feel(page: Page, name: str, grade: str) -> None:
    question(page, name).locator("[data-sure] label", has_text=grade).click()


def test_saying_how_sure_is_optional(page: Page) -> None:
    assert question(page, "helper").locator("[data-sure] input:checked").count() == 0
    pick(page, "helper", "a")
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text("Yes, that is right.")
    expect(question(page, "helper").locator("[data-sure]")).to_be_hidden()


def test_sure_and_not_right_gets_a_kind_sentence(page: Page) -> None:
    feel(page, "helper", "Sure")
    pick(page, "helper", "b")
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text(
        "Not quite: the reason is below. "
        "Answers that felt sure and turn out otherwise are remembered best, once the reason is known."
    )
    do(page, "helper", "again").click()
    assert question(page, "helper").locator("[data-sure] input:checked").count() == 0


def test_guess_that_is_not_right_gets_no_more_words(page: Page) -> None:
    feel(page, "helper", "A guess")
    pick(page, "helper", "b")
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text("Not quite: the reason is below.")


def test_how_sure_is_never_an_answer(page: Page) -> None:
    feel(page, "helper", "Sure")
    do(page, "helper", "check").click()
    expect(result(page, "helper")).to_have_text("There is no answer yet. Answer, ask for a hint, or skip.")


CALIBRATE = """felt => {
  const quiz = document.querySelector('course-quiz');
  const records = felt.map(([confidence, first]) => ({confidence, first, last: first, scored: true}));
  return customElements.get('course-quiz').calibrate(records, quiz.words.felt);
}"""


def test_nothing_is_said_of_few_answers(page: Page) -> None:
    felt = [["sure", "right"]] * 4 + [["", "right"]] * 9
    assert page.evaluate(CALIBRATE, felt) == ""


def test_five_answers_say_how_often_each_feeling_was_right(page: Page) -> None:
    felt = [["sure", "right"]] * 4 + [["sure", "partly"], ["guess", "wrong"], ["", "wrong"]]
    assert page.evaluate(CALIBRATE, felt) == "Answers that felt sure: 4 of 5 right. Guesses: 0 of 1 right."


def test_last_time_is_told_where_the_device_remembers(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    page.evaluate("window.courseMemory.turn(true)")
    pick(page, "greens", "grass")
    do(page, "greens", "check").click()
    page.reload()
    expect(question(page, "greens").locator("[data-last]")).to_have_text("Last time: partly right.")
    expect(question(page, "helper").locator("[data-last]")).to_be_empty()
    assert question(page, "greens").locator(":checked, [data-mark=right]").count() == 0
    pick(page, "greens", "peel", "grass")
    do(page, "greens", "check").click()
    expect(result(page, "greens")).to_have_text("Yes, that is right.")  # the first answer of this visit
    expect(question(page, "greens").locator("[data-last]")).to_be_empty()


def test_last_time_goes_when_the_device_forgets(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    page.evaluate("window.courseMemory.turn(true)")
    pick(page, "greens", "grass")
    do(page, "greens", "check").click()
    page.reload()
    page.evaluate("window.courseMemory.turn(false)")
    expect(question(page, "greens").locator("[data-last]")).to_be_empty()


def test_result_of_another_edition_is_not_told(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    page.evaluate("window.courseMemory.turn(true)")
    page.evaluate("window.courseMemory.keep('what-rots/greens', '00000000', {state: 'right', confidence: ''})")
    page.reload()
    expect(question(page, "greens").locator("[data-last]")).to_be_empty()


def test_each_question_has_a_link_to_itself(page: Page) -> None:
    question(page, "greens").get_by_role("link", name="Link to this question").click()
    page.wait_for_url("**/*#q-greens")
    assert page.locator(":target").get_attribute("id") == "q-greens"
    assert question(page, "greens").evaluate("q => parseFloat(getComputedStyle(q).outlineWidth)") >= 2


def test_address_of_a_question_opens_at_it(reader: Reader) -> None:
    page = reader.open("tiny", f"{LESSON}#q-hot")
    expect(question(page, "hot")).to_be_in_viewport()


# Inserted by a script

INSERT = """async () => {
  const html = await (await fetch(location.href)).text();
  const quiz = new DOMParser().parseFromString(html, 'text/html').querySelector('#quiz');
  const reflect = window.courseQuestions.reflect;
  const {start} = reflect;
  window.started = [];
  reflect.start = function (question) { window.started.push(question.id); start.call(this, question); };
  customElements.get('course-quiz').typeNamed('reflect').start = reflect.start;
  document.querySelector('#quiz').replaceWith(document.adoptNode(quiz));
  const parent = quiz.parentNode;
  quiz.remove();
  parent.append(quiz);
}"""


def test_quiz_that_comes_later_works_and_starts_each_question_once(reader: Reader) -> None:
    page = reader.open("tiny", TURNING, fresh=True)
    page.evaluate(INSERT)
    assert page.evaluate("window.started") == ["q-eli-tell", "q-plan"]
    pick(page, "warmth", "life")
    assert page.locator("#q-warmth [data-do=check]").count() == 1
    do(page, "warmth", "check").click()
    expect(result(page, "warmth")).to_have_text("Yes, that is right.")


# The real course

ANSWER = """async () => {
  const fill = (within, value) => {
    const radio = within.querySelector(`input[value="${CSS.escape(value)}"]`);
    const field = within.querySelector('select, textarea, input:not([type=radio])');
    if (radio && radio.type !== 'text') radio.click();
    else field.value = value;
  };
  const answers = {
    reflect: (question) => fill(question, 'A thought.'),
    short: (question, key) => fill(question, key.accept[0]),
    numeric: (question, key) => fill(question, key.answer),
  };
  const said = [];
  for (const question of document.querySelectorAll('#quiz [data-question]')) {
    const key = JSON.parse(question.dataset.key);
    const {type} = question.dataset;
    if (answers[type]) answers[type](question, key);
    else if (key.correct) for (const id of key.correct) fill(question, id);
    else
      for (const [id, right] of Object.entries(key.parts))
        fill(question.querySelector(`[data-part="${id}"]`), String([right].flat()[0]));
    question.querySelector('[data-do=check]').click();
    said.push(question);
  }
  await new Promise(done => setTimeout(done, 300));
  return said.map(question => [question.dataset.type, question.querySelector('[data-result]').textContent]);
}"""


@pytest.mark.parametrize("slug", [path.stem for path in sorted((COURSE / "quizzes").glob("*.yml"))])
def test_every_question_of_the_course_can_be_answered(slug: str, reader: Reader) -> None:
    page = reader.open("course", f"lessons/{slug}/", width=PHONE)
    said = [text for kind, text in page.evaluate(ANSWER) if kind != "reflect"]
    assert [text for text in said if not text.startswith("Yes, that is right.")] == []
    assert len(said) >= 6
    expect(page.locator("#quiz [data-score]")).to_have_text(f"{len(said)} of {len(said)} right at the first answer.")
    expect(page.locator("#quiz [data-again]")).to_be_hidden()
