"""What a device remembers: nothing until it is asked to, then one key, and whatever stands in it no page breaks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PHONE, Reader, has_focus, settle, tab_to, violations
from tests.browser.test_reflection import NO_TRACES, TRACES
from tests.sites import COURSE, TINY, addresses_of

LESSON = "lessons/what-rots/"
KEY = "course:home-composting"
TODAY = "courseMemory.pure.dayOf(new Date())"
FIELDS = {"r", "f", "l", "c", "s", "d"}


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", LESSON)


def switch(page: Page) -> Any:
    return page.get_by_role("checkbox", name="Remember on this device")


def said(page: Page) -> Any:
    return page.locator("[data-memory-state]")


def stored(page: Page) -> dict[str, Any]:
    """What the key holds."""
    found: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    return found


def put(page: Page, state: object) -> None:
    text = state if isinstance(state, str) else json.dumps(state)
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", text)


def answer(page: Page, name: str = "helper", option: int = 0, sure: str = "") -> None:
    question = page.locator(f"#q-{name}")
    question.locator("[data-option] label").nth(option).click()
    if sure:
        question.locator(f"[data-sure] input[value={sure}]").check()
    question.locator("[data-do=check]").click()


def pure(page: Page, name: str, *given: Any) -> Any:
    """What one of memory.js's pure functions makes of plain data."""
    return page.evaluate(f"given => courseMemory.pure.{name}(...given)", list(given))


def record(**changed: Any) -> dict[str, Any]:
    return {"r": "0123abcd", "f": "right", "l": "right", "c": "", "s": 1, "d": 101, **changed}


def state(**parts: Any) -> dict[str, Any]:
    return {"version": 1, "lessons": {}, "items": {}, "terms": {}, **parts}


# Off

ANSWER_ALL = """() => {
  for (const area of document.querySelectorAll('textarea, main input[type=text]')) area.value = 'my own words';
  for (const question of document.querySelectorAll('[data-question]')) {
    question.querySelector('label')?.click();
    question.querySelector('[data-do=check]')?.click();
  }
  for (const part of ['show', 'knew']) document.querySelector(`[data-cards] [data-do=${part}]`)?.click();
}"""


def test_nothing_is_written_anywhere_until_it_is_switched_on(reader: Reader) -> None:
    page = reader.open("tiny")
    for address in addresses_of(TINY):
        page.goto(reader.address("tiny", address))
        page.evaluate(ANSWER_ALL)
        assert page.evaluate(TRACES) == NO_TRACES, address


def test_nothing_is_read_but_whether_the_key_is_there(page: Page) -> None:
    page.add_init_script("""
      window.asked = [];
      const real = Storage.prototype.getItem;
      Storage.prototype.getItem = function (key) { window.asked.push(key); return real.call(this, key) };
    """)
    page.reload()
    own = [key for key in page.evaluate("asked") if key.startswith("course:")]
    assert own == [KEY, f"{KEY}:shortcut"]
    answer(page)
    assert page.evaluate("asked.filter(key => key.startsWith('course:')).length") == 2


def test_words_are_complete_without_script(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, script=False, width=PHONE)
    block = page.locator("[data-memory]")
    for words in ("Others who use this device can read it", "not encrypted", "never keeps what you type", "JavaScript"):
        expect(block).to_contain_text(words)
    expect(switch(page)).to_have_count(0)


# On


def assert_well_formed(found: dict[str, Any]) -> None:
    """The format of the key, as the specification has it."""
    assert found["version"] == 1
    assert set(found) <= {"version", "lessons", "items", "terms", "shortcut"}
    assert all(isinstance(day, int) for day in found["lessons"].values())
    for entry in (*found["items"].values(), *found["terms"].values()):
        assert set(entry) == FIELDS
        assert re.fullmatch(r"[0-9a-f]{8}", entry["r"])
        assert {entry["f"], entry["l"]} <= {"right", "partly", "wrong"}
        assert entry["c"] in {"", "guess", "think", "sure"}
        assert 0 <= entry["s"] <= 4
        assert isinstance(entry["d"], int)


def test_a_course_run_with_memory_fills_one_key_with_no_typed_text(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    for address in addresses_of(TINY):
        page.goto(reader.address("tiny", address))
        page.evaluate(ANSWER_ALL)
        found = page.evaluate(TRACES)
        assert {**found, "local": {}} == NO_TRACES, address
        assert list(found["local"]) == [KEY]
        assert "my own words" not in found["local"][KEY]
    assert_well_formed(stored(page))
    assert set(stored(page)["lessons"]) >= {"what-rots", "wet-and-dry", "shredders"}
    assert len(stored(page)["items"]) > 5
    assert len(stored(page)["terms"]) == 1


def test_switching_on_notes_the_lesson_and_says_so(page: Page) -> None:
    expect(said(page)).to_have_text("Off. Nothing is stored on this device.")
    switch(page).check()
    expect(said(page)).to_have_text("On. This device remembers.")
    assert stored(page) == state(lessons={"what-rots": page.evaluate(TODAY)})


def test_switching_off_deletes_the_key_and_asks_nothing(page: Page) -> None:
    switch(page).check()
    answer(page)
    switch(page).uncheck()
    expect(said(page)).to_have_text("Off. What was stored here is deleted.")
    assert page.evaluate(TRACES) == NO_TRACES
    answer(page, "hot")
    assert page.evaluate(TRACES) == NO_TRACES


def test_an_answer_is_kept_with_its_revision_confidence_and_day(page: Page) -> None:
    switch(page).check()
    answer(page, option=1, sure="sure")
    today = page.evaluate(TODAY)
    revision = page.locator("#q-helper").get_attribute("data-revision")
    wrong = {"r": revision, "f": "wrong", "l": "wrong", "c": "sure", "s": 0, "d": today + 1}
    assert stored(page)["items"] == {"what-rots/helper": wrong}
    page.locator("#q-helper [data-do=again]").click()
    answer(page)
    assert stored(page)["items"] == {"what-rots/helper": {**wrong, "l": "right"}}


def test_switch_works_by_keyboard_and_keeps_the_focus(page: Page) -> None:
    tab_to(page, switch(page))
    page.keyboard.press("Space")
    assert has_focus(switch(page))
    expect(said(page)).to_contain_text("On.")


def test_each_state_is_said_once(page: Page) -> None:
    page.evaluate("""() => {
      window.said = [];
      const region = document.querySelector('[data-memory-state]');
      new MutationObserver(() => said.push(region.textContent)).observe(region, {childList: true});
    }""")
    switch(page).check()
    answer(page)
    answer(page, "hot")
    switch(page).uncheck()
    assert page.evaluate("said") == ["On. This device remembers.", "Off. What was stored here is deleted."]


# Erasing


def test_clearing_empties_the_device_the_page_and_the_switch(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    answer(page)
    page.evaluate("localStorage.setItem('course-palette', 'slate')")
    page.get_by_role("button", name="Clear everything on this device").click()
    expect(page.get_by_role("status").filter(has_text="Cleared.")).to_be_visible()
    assert page.evaluate(TRACES) == NO_TRACES
    expect(switch(page)).not_to_be_checked()
    expect(said(page)).to_contain_text("Off.")
    answer(page, "hot")
    page.goto(reader.address("tiny"))
    assert page.evaluate(TRACES) == NO_TRACES


def test_every_page_with_a_quiz_or_the_memory_can_clear_it(reader: Reader) -> None:
    page = reader.open("tiny")
    for address in addresses_of(TINY):
        page.goto(reader.address("tiny", address))
        if page.locator("course-quiz, [data-memory], [data-reflections], [data-progress]").count():
            expect(page.get_by_role("button", name="Clear everything on this device")).to_be_visible()


def test_page_without_its_question_forgets_the_answer(page: Page) -> None:
    switch(page).check()
    answer(page)
    found = stored(page)
    kept = found["items"]["what-rots/helper"]
    gone = {"what-rots/removed": kept, "what-rots/hot": {**kept, "r": "00000000"}}
    put(page, {**found, "items": {**found["items"], **gone, "wet-and-dry/drips": kept}})
    page.reload()
    assert set(stored(page)["items"]) == {"what-rots/helper", "wet-and-dry/drips"}


@pytest.mark.parametrize("name", ["helper", "hot"])
def test_an_edited_question_is_asked_again_and_marked_nowhere(name: str, page: Page) -> None:
    switch(page).check()
    put(page, state(items={f"what-rots/{name}": record()}))
    page.reload()
    expect(page.locator(f"#q-{name} [data-last]")).to_have_text("")
    assert stored(page)["items"] == {}


# Ladder, merging


def test_right_answers_climb_when_they_are_due_and_never_before(page: Page) -> None:
    right = {"state": "right"}
    found = pure(page, "record", None, "0123abcd", right, 100)
    assert found == record(d=101)
    for day, step, due in ((101, 2, 104), (104, 3, 111), (111, 4, 132), (132, 4, 153), (900, 4, 921)):
        assert pure(page, "record", found, "0123abcd", right, day - 1 if day < 900 else 152) == found
        found = pure(page, "record", found, "0123abcd", right, day)
        assert (found["s"], found["d"]) == (step, due)


@pytest.mark.parametrize("result", ["wrong", "partly"])
def test_anything_but_right_goes_back_to_the_first_step(result: str, page: Page) -> None:
    high = record(s=4, d=200)
    found = pure(page, "record", high, "0123abcd", {"state": result, "confidence": "sure"}, 150)
    assert found == {**high, "l": result, "c": "sure", "s": 0, "d": 151}
    assert pure(page, "record", found, "0123abcd", {"state": "right"}, 151)["d"] == 152


def test_an_edited_question_begins_anew(page: Page) -> None:
    found = pure(page, "record", record(f="wrong", s=4, d=200), "fedc9876", {"state": "right"}, 200)
    assert found == record(r="fedc9876", d=201)


def test_sure_but_wrong_is_due_first_then_the_oldest(page: Page) -> None:
    items = {
        "a/later": record(d=9),
        "a/old": record(d=5),
        "a/unsure": record(f="wrong", c="guess", s=0, d=6),
        "a/sure": record(f="wrong", c="sure", s=0, d=10),
        "a/not-yet": record(d=11),
        "a/clock-was-wrong": record(d=99999),
    }
    assert pure(page, "due", items, 10) == ["a/sure", "a/old", "a/unsure", "a/later", "a/clock-was-wrong"]


def test_days_are_those_of_the_local_calendar(page: Page) -> None:
    days = "pair => courseMemory.pure.dayOf(new Date(...pair))"
    assert page.evaluate(days, [2026, 2, 20, 0, 0, 1]) == page.evaluate(days, [2026, 2, 20, 23, 59, 59])
    assert page.evaluate(days, [2026, 2, 29]) - page.evaluate(days, [2026, 2, 28]) == 1  # clocks change in Europe


MERGES = """() => {
  let seed = 7;
  const random = (count) => (seed = (seed * 48271) % 2147483647) % count;
  const pick = (...values) => values[random(values.length)];
  const record = () => ({r: pick('aaaaaaaa', 'bbbbbbbb'), f: pick('right', 'wrong'), l: pick('right', 'partly'),
    c: pick('', 'sure'), s: random(5), d: 100 + random(9)});
  const state = () => courseMemory.pure.clean({version: 1, shortcut: pick('on', 'off', undefined),
    lessons: Object.fromEntries(['a', 'b', 'c'].slice(random(3)).map(id => [id, random(9)])),
    items: Object.fromEntries(['a/x', 'a/y', 'b/x'].slice(random(3)).map(id => [id, record()]))});
  const sorted = (value) => JSON.stringify(value, (_, v) =>
    v && typeof v === 'object' ? Object.fromEntries(Object.keys(v).sort().map(k => [k, v[k]])) : v);
  const { merge } = courseMemory.pure;
  const broken = [];
  for (let round = 0; round < 2000; round++) {
    const [a, b, c] = [state(), state(), state()];
    if (sorted(merge(a, a)) !== sorted(a)) broken.push(['same', a]);
    if (sorted(merge(a, b)) !== sorted(merge(b, a))) broken.push(['order', a, b]);
    if (sorted(merge(merge(a, b), c)) !== sorted(merge(a, merge(b, c)))) broken.push(['groups', a, b, c]);
    for (const id in {...a.items, ...b.items}) if (!merge(a, b).items[id]) broken.push(['lost', id]);
  }
  return broken;
}"""


def test_merging_loses_nothing_and_does_not_depend_on_order(page: Page) -> None:
    assert page.evaluate(MERGES) == []


def test_migrations_run_one_after_the_other_from_the_state_s_version(page: Page) -> None:
    steps = "[state => ({...state, version: 2, first: 1}), state => ({...state, version: 3, second: 2})]"
    migrate = f"version => courseMemory.pure.migrate({{version}}, {steps})"
    assert page.evaluate(migrate, 1) == {"version": 3, "first": 1, "second": 2}
    assert page.evaluate(migrate, 2) == {"version": 3, "second": 2}
    assert page.evaluate(migrate, 3) == {"version": 3}


# Two tabs


def test_two_tabs_lose_no_answer_and_follow_each_other(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    other = page.context.new_page()
    other.goto(reader.address("tiny", LESSON))
    switch(page).check()
    expect(switch(other)).to_be_checked()
    answer(page, "helper")
    answer(other, "hot")
    answer(page, "greens")
    assert set(stored(page)["items"]) == {"what-rots/helper", "what-rots/hot", "what-rots/greens"}
    switch(other).uncheck()
    expect(switch(page)).not_to_be_checked()
    other.close()
    assert page.evaluate(TRACES) == NO_TRACES


def test_a_tab_that_heard_nothing_does_not_bring_back_what_was_deleted(page: Page) -> None:
    switch(page).check()
    answer(page)
    page.evaluate("localStorage.clear()")  # no event reaches the tab that does it
    answer(page, "hot")
    assert page.evaluate(TRACES) == NO_TRACES
    expect(switch(page)).not_to_be_checked()


# Storage that fails

THROWING = """for (const name of ['getItem', 'setItem', 'removeItem'])
  Storage.prototype[name] = () => { throw new Error() };"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"


@pytest.mark.parametrize(
    ("script", "words"), [(THROWING, "lets pages store nothing"), (FULL, "no room left")], ids=["throwing", "full"]
)
def test_storage_that_fails_is_told_once_and_the_page_goes_on(script: str, words: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, fresh=True)
    page.add_init_script(script)
    page.reload()
    switch(page).check()
    expect(said(page)).to_contain_text(words)
    answer(page)
    answer(page, "hot", option=1)
    assert set(page.evaluate("Object.keys(courseMemory.state.items)")) == {"what-rots/helper", "what-rots/hot"}
    switch(page).uncheck()
    expect(said(page)).to_contain_text("Off.")


def test_storage_with_room_again_gets_what_the_page_kept(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, fresh=True)
    page.evaluate("() => { window.real = Storage.prototype.setItem }")
    page.evaluate(f"() => {{ {FULL} }}")
    switch(page).check()
    answer(page)
    page.evaluate("() => { Storage.prototype.setItem = real }")
    answer(page, "hot")
    assert set(stored(page)["items"]) == {"what-rots/helper", "what-rots/hot"}
    expect(said(page)).to_have_text("On. This device remembers.")


def test_storage_that_cannot_be_reached_at_all_breaks_nothing(reader: Reader) -> None:
    page = reader.open("tiny", LESSON, fresh=True)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    page.reload()
    switch(page).check()
    expect(said(page)).to_contain_text("lets pages store nothing")
    answer(page)
    expect(page.locator("#q-helper [data-result]")).not_to_have_text("")


# What is not ours, or not yet


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": 2, "items": {"a": 1}}', "newer version"),
        ("no JSON", "cannot be read"),
        ('["another program"]', "cannot be read"),
        ('{"theirs": true}', "cannot be read"),
        (json.dumps({"version": 1, "filler": "x" * 2**20}), "cannot be read"),
        ("", "cannot be read"),
    ],
    ids=["future", "corrupt", "list", "foreign", "oversized", "empty"],
)
def test_what_cannot_be_read_is_left_as_it_is(text: str, words: str, page: Page) -> None:
    put(page, text)
    page.reload()
    expect(said(page)).to_contain_text(words)
    answer(page)
    assert page.evaluate("Object.keys(courseMemory.state.items)") == ["what-rots/helper"]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    switch(page).uncheck()
    switch(page).check()
    assert_well_formed(stored(page))


def test_wrong_parts_are_dropped_one_by_one(page: Page) -> None:
    good = record(r=page.locator("#q-helper").get_attribute("data-revision"))
    bad = {"__proto__": good, "constructor": 3, "Big Letters": good, "what-rots/hot": {**good, "s": 9}, "a/b/c/d": good}
    items = {"what-rots/helper": {**good, "typed": "words"}, **bad}
    text = json.dumps(state(items=items, lessons=[], terms=None, shortcut=7))
    found = pure(page, "parse", text)
    assert found["trouble"] == ""
    assert found["state"] == state(items={"what-rots/helper": good})
    assert page.evaluate("({}).r") is None


# Files


def review(reader: Reader, page: Page) -> None:
    page.goto(reader.address("tiny", "review/"))
    settle(page)


def read_file(page: Page, content: str) -> None:
    page.get_by_label("Read a file:").set_input_files(
        {"name": "review.json", "mimeType": "application/json", "buffer": content.encode()}
    )


def file_says(page: Page) -> Any:
    return page.locator("[data-memory-file] [data-said]")


def save_file(page: Page, target: Path) -> str:
    with page.expect_download() as info:
        page.get_by_role("button", name="Save to a file").click()
    assert info.value.suggested_filename == "review.json"
    info.value.save_as(target)
    return target.read_text(encoding="utf-8")


def test_file_goes_round_and_merges_with_what_is_there(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    answer(page)
    before = stored(page)
    review(reader, page)
    text = save_file(page, tmp_path / "saved.json")
    assert json.loads(text) == {"course": "home-composting", **before}
    page.get_by_role("button", name="Clear everything on this device").click()
    page.goto(reader.address("tiny", LESSON))
    switch(page).check()
    answer(page, "hot")
    review(reader, page)
    read_file(page, text)
    expect(file_says(page)).to_have_text("The file holds: 1 lessons opened, 1 answers, 0 cards.")
    assert set(stored(page)["items"]) == {"what-rots/hot"}
    add = page.get_by_role("button", name="Add this")
    assert has_focus(add)
    page.keyboard.press("Enter")
    expect(file_says(page)).to_have_text("Added.")
    assert has_focus(page.get_by_label("Read a file:"))
    assert stored(page)["items"]["what-rots/helper"] == before["items"]["what-rots/helper"]
    assert set(stored(page)["items"]) == {"what-rots/hot", "what-rots/helper"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no JSON", "no such file"),
        (json.dumps({"course": "another", **state()}), "no such file"),
        (json.dumps(state()), "no such file"),
        (json.dumps({"course": "home-composting", "version": 9}), "newer version"),
        (json.dumps({"course": "home-composting", **state(), "more": "x" * 2**20}), "no such file"),
    ],
    ids=["corrupt", "another-course", "no-course", "future", "oversized"],
)
def test_a_bad_file_changes_nothing_and_says_so(content: str, words: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    answer(page)
    review(reader, page)
    before = stored(page)
    read_file(page, content)
    expect(file_says(page)).to_contain_text(words)
    expect(page.get_by_role("button", name="Add this")).to_be_hidden()
    assert stored(page) == before


def test_a_file_can_be_left_alone(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    review(reader, page)
    before = stored(page)
    read_file(page, json.dumps({"course": "home-composting", **state(lessons={"shredders": 5})}))
    page.get_by_role("button", name="Leave it").click()
    expect(file_says(page)).to_have_text("Nothing was added.")
    assert stored(page) == before


# The shortcut's switch


def test_shortcut_s_switch_moves_into_the_memory_and_out_of_it(reader: Reader) -> None:
    page = reader.open("tiny", "help/")
    shortcut = page.get_by_role("checkbox", name="Leave when Shift is pressed three times")
    shortcut.uncheck()
    page.goto(reader.address("tiny", LESSON))
    switch(page).check()
    assert stored(page)["shortcut"] == "off"
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(reader.address("tiny", "help/"))
    expect(shortcut).not_to_be_checked()
    shortcut.check()
    assert stored(page)["shortcut"] == "on"
    shortcut.uncheck()
    page.goto(reader.address("tiny", LESSON))
    switch(page).uncheck()
    assert page.evaluate("localStorage.length") == 0
    page.goto(reader.address("tiny", "help/"))
    expect(shortcut).not_to_be_checked()  # in this tab, as before
    page.get_by_role("button", name="Clear everything on this device").click()
    expect(shortcut).to_be_checked()
    assert page.evaluate(TRACES) == NO_TRACES


# Progress


def test_progress_is_shown_only_where_it_is_remembered(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    answer(page)
    page.goto(reader.address("tiny"))
    expect(page.locator(".progress:visible, [data-resume]:visible, [data-reached]")).to_have_count(0)
    page.goto(reader.address("tiny", LESSON))
    switch(page).check()
    expect(page.locator(".side .progress").first).to_have_text("Opened")
    answer(page)
    expect(page.locator(".side .progress").first).to_have_text("1 of 3 questions answered")
    page.goto(reader.address("tiny"))
    lesson = page.locator(".dots li", has_text="What rots")
    expect(lesson.locator(".progress")).to_have_text("1 of 3 questions answered")
    expect(lesson).to_have_attribute("data-reached", "partly")
    resume = page.get_by_role("link", name="Continue where you stopped: What rots")
    assert resume.get_attribute("href").endswith(LESSON)  # type: ignore[union-attr]
    expect(page.locator("[data-start]")).to_be_hidden()
    sums = page.locator("[data-sum]:visible")
    assert [bar.evaluate("bar => bar.firstElementChild.value") for bar in sums.all()] == [1, 1]
    page.goto(reader.address("tiny", "modules/first-steps/"))
    expect(page.locator("[data-sum]")).to_contain_text("1 of")


def test_the_reader_goes_on_with_the_lesson_after_one_that_is_done(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    switch(page).check()
    for name in ("helper", "greens", "hot"):
        answer(page, name)
    page.goto(reader.address("tiny"))
    expect(page.get_by_role("link", name="Continue where you stopped: Wet and dry")).to_be_visible()
    expect(page.locator(".dots li", has_text="What rots")).to_have_attribute("data-reached", "all")


SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("address", ["", "modules/first-steps/", LESSON])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_progress_moves_nothing_worth_the_name(address: str, width: int, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, width=width)
    switch(page).check()
    answer(page)
    page.goto(reader.address("tiny", address))
    assert page.evaluate(SHIFT) < 0.05


# 10,000 mutated states

MUTATE = """async ([key, rounds]) => {
  let seed = 20260320;
  const random = (count) => (seed = (seed * 48271) % 2147483647) % count;
  const pick = (values) => values[random(values.length)];
  const JUNK = [null, true, -1, 1e308, 0.5, '', 'x'.repeat(300), [], {}, '__proto__',
    {toString: 1}, [[[]]], '<b>', 99999];
  const ids = [...document.querySelectorAll('[data-progress]')].map(part => part.dataset.progress);
  const good = () => ({
    version: 1, shortcut: 'on',
    lessons: Object.fromEntries(ids.map(id => [id, random(30000)])),
    items: Object.fromEntries(ids.map(id => [`${id}/helper`,
      {r: '0123abcd', f: 'right', l: 'wrong', c: 'sure', s: random(5), d: random(30000)}])),
    terms: {'worm/word': {r: '0123abcd', f: 'right', l: 'right', c: '', s: 1, d: 5}},
  });
  const places = (value, found = []) => {
    for (const name of Object.keys(value)) {
      found.push([value, name]);
      if (value[name] && typeof value[name] === 'object') places(value[name], found);
    }
    return found;
  };
  const mutate = () => {
    const state = good();
    for (let times = 1 + random(3); times; times--) {
      const [owner, name] = pick(places(state));
      if (random(4) === 0) delete owner[name];
      else owner[name] = structuredClone(pick(JUNK));
      if (random(5) === 0) owner[pick(['__proto__', 'constructor', 'x/y', 'Z'])] = structuredClone(pick(JUNK));
    }
    let text = JSON.stringify(state);
    if (random(3) === 0) text = text.slice(0, random(text.length));
    if (random(6) === 0) text = text.replace(/[{}:,"]/g, sign => random(9) ? sign : pick(['{', '[', '\\\\u0000', '']));
    return text;
  };
  const broken = [];
  const seen = {};
  for (let round = 0; round < rounds; round++) {
    const text = mutate();
    localStorage.setItem(key, text);
    try {
      window.dispatchEvent(new StorageEvent('storage', {key}));
      const { state, trouble, pure } = courseMemory;
      seen[trouble] = (seen[trouble] ?? 0) + 1;
      if (JSON.stringify(pure.clean(state)) !== JSON.stringify(state)) broken.push(['not clean', text]);
      if (document.querySelector('[data-lessons]')) {
        const { itemsOf, plan, describe } = courseReviewPlan;
        const lessons = JSON.parse(document.querySelector('[data-lessons]').textContent);
        const found = plan(itemsOf(lessons, ['adult']), state, 20000);
        if (!describe(found) || describe(found).includes('undefined')) broken.push(['review', text]);
      }
      courseMemory.pure.due(state.terms, 20000);
    } catch (error) {
      broken.push([String(error), text]);
    }
    if (broken.length > 3) break;
  }
  localStorage.clear();
  return { broken, seen, wild: ({}).x };
}"""


@pytest.mark.parametrize("address", ["", LESSON, "review/", "review/completion/"])
def test_no_mutated_state_breaks_a_page(address: str, reader: Reader) -> None:
    """2,500 a page: 10,000 in all. A script that fails is noticed by the reader, too."""
    page = reader.open("tiny", address)
    settle(page)
    found = page.evaluate(MUTATE, [KEY, 2500])
    assert found["broken"] == []
    assert found.get("wild") is None
    assert found["seen"]["unreadable"] > 100
    assert found["seen"][""] > 1000


# How it looks


def forced_violations(page: Page) -> list[str]:
    """What axe finds with the system's own colours; their contrast is the system's, and axe sees ours."""
    page.emulate_media(forced_colors="active")
    found = violations(page)
    page.emulate_media(forced_colors="none")
    return [line for line in found if not line.startswith("color-contrast")]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["", "modules/first-steps/", LESSON, "help/"])
def test_remembering_pages_are_clean(address: str, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", LESSON, dark=dark, width=320)
    switch(page).check()
    answer(page)
    page.goto(reader.address("tiny", address))
    assert violations(page) == []
    assert forced_violations(page) == []


def test_the_whole_course_is_remembered_in_a_small_space(reader: Reader) -> None:
    page = reader.open("course")
    page.evaluate("courseMemory.turn(true)")
    for address in [address for address in addresses_of(COURSE) if address.startswith(("lessons/", "checks/"))]:
        page.goto(reader.address("course", address))
        page.evaluate(ANSWER_ALL)
    assert page.evaluate("localStorage.getItem('course:connection-and-well-being').length") < 2**17
