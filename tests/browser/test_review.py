"""The review page: what is due over the ladder, or a fresh mix; asked for while the page loads and never later."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, has_focus, settle, sideways, tab_to, violations
from tests.browser.test_memory import KEY, TODAY, forced_violations, record, state, stored, switch
from tests.browser.test_reflection import NO_TRACES, TRACES
from tests.sites import BuiltSite

REVIEW = "review/"
ASSETS = "assets/questions/"


def lessons_of(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.locator("[data-lessons]").text_content() or "")
    return found


def revisions(page: Page) -> dict[str, str]:
    return {item: revision for lesson in lessons_of(page) for item, revision, *_ in lesson["items"]}


def remember(page: Page, items: dict[str, dict[str, Any]], *, opened: list[str] | None = None) -> None:
    """Stores records whose `d` counts from today, with the revisions of now, and loads the page again."""
    settle(page)
    today, now = page.evaluate(TODAY), revisions(page)
    kept = {name: {"r": now.get(name, "00000000"), **found, "d": today + found["d"]} for name, found in items.items()}
    lessons = opened if opened is not None else [name.partition("/")[0] for name in items]
    text = json.dumps(state(items=kept, lessons=dict.fromkeys(lessons, today)))
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", text)
    page.reload()
    settle(page)


def due(**changed: Any) -> dict[str, Any]:
    found = record(**{"d": 0, **changed})
    return {name: value for name, value in found.items() if name != "r"} | changed


def asked(page: Page) -> list[str]:
    settle(page)
    return [str(name) for name in page.locator("[data-item]").evaluate_all("all => all.map(one => one.dataset.item)")]


def said(page: Page) -> Any:
    return page.locator("[data-review] > [data-said]")


# Without memory


def test_without_memory_there_is_a_fresh_mix_for_readers_from_16(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    adult = {name for lesson in lessons_of(page) if lesson["audience"] == "adult" for name, *_ in lesson["items"]}
    sensitive = {name for lesson in lessons_of(page) for name, _, care, _ in lesson["items"] if care}
    assert adult
    assert sensitive
    found = asked(page)
    assert len(found) >= 6
    assert not {*found} & (adult | sensitive)
    assert not any(name.startswith("checks/") for name in found)
    expect(said(page)).to_contain_text("a fresh mix")
    assert page.evaluate(TRACES) == NO_TRACES


def test_each_load_brings_another_set(reader: Reader) -> None:
    page = reader.open("course", REVIEW)
    sets = []
    for _ in range(3):
        sets.append(tuple(asked(page)))
        page.get_by_role("link", name="Another set").click()
    assert len(set(sets)) == 3


@pytest.mark.parametrize("wanted", ["adult", "sensitive"])
def test_adult_and_sensitive_questions_come_only_when_asked_for(wanted: str, reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    link = page.locator(f"[data-include={wanted}]")
    link.click()
    settle(page)
    assert f"?include={wanted}" in page.url
    items = {name: (lesson["audience"], care) for lesson in lessons_of(page) for name, _, care, _ in lesson["items"]}
    found = [name for name in asked(page) if name in items]  # a scene may bring a question that does not count
    assert any(items[name][0] == "adult" for name in found) == (wanted == "adult")
    assert any(items[name][1] for name in found) == (wanted == "sensitive")
    expect(link).to_contain_text("Leave out")
    link.click()
    assert "include" not in page.url


def test_both_can_be_asked_for_together(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    for wanted in ("adult", "sensitive"):
        page.locator(f"[data-include={wanted}]").click()
    assert page.url.endswith("?include=adult,sensitive")
    assert "include=adult,sensitive" in str(page.locator("[data-another] a").get_attribute("href"))


# With memory


def test_what_is_due_comes_and_nothing_else(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(
        page,
        {
            "what-rots/helper": due(),
            "what-rots/hot": due(d=-3),
            "what-rots/greens": due(d=2),
            "wet-and-dry/drips": due(d=-1),
            "what-rots/removed": due(),
        },
    )
    assert asked(page) == ["what-rots/hot", "wet-and-dry/drips", "what-rots/helper"]
    expect(said(page)).to_have_text("Questions due: 3.")
    assert "what-rots/removed" not in stored(page)["items"]


def test_sure_but_wrong_comes_first(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    sure = due(f="wrong", l="wrong", c="sure", s=0)
    remember(page, {"what-rots/hot": due(d=-9), "wet-and-dry/drips": due(d=-8), "what-rots/helper": sure})
    assert asked(page)[0] == "what-rots/helper"


def test_an_edited_question_and_a_lesson_never_opened_are_left_out(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    items = {"what-rots/helper": due(r="00000000"), "what-rots/hot": due(), "wet-and-dry/drips": due()}
    remember(page, items, opened=["what-rots"])
    assert asked(page) == ["what-rots/hot"]


def test_questions_of_checks_come_back_when_they_were_answered(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    name = next(name for lesson in lessons_of(page) for name, *_ in lesson["items"] if name.startswith("checks/"))
    owner = next(lesson["id"] for lesson in lessons_of(page) for one, *_ in lesson["items"] if one == name)
    page.goto(reader.address("tiny", f"{REVIEW}?include=adult,sensitive"))
    remember(page, {name: due()}, opened=[owner])
    assert name in asked(page)


def test_nothing_due_says_when_the_next_come(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {"what-rots/helper": due(d=3), "what-rots/hot": due(d=3), "wet-and-dry/drips": due(d=7)})
    day = page.evaluate("""() => { const day = new Date(); day.setDate(day.getDate() + 3);
        return day.toLocaleDateString('en', {dateStyle: 'long'}) }""")
    expect(said(page)).to_have_text(f"Nothing is due today. Questions that come on {day}: 2.")
    expect(page.locator("course-quiz")).to_have_count(0)
    expect(page.locator("[data-another]")).to_be_hidden()


def test_nothing_answered_yet_says_how_questions_come_here(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {})
    expect(said(page)).to_contain_text("Questions that you answer in lessons come here")


def test_what_is_left_out_is_counted(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {"what-rots/helper": due(), "shredders/need": due()})
    assert asked(page) == ["what-rots/helper"]
    expect(said(page)).to_contain_text("Due among those left out: 1.")
    page.locator("[data-include=adult]").click()
    assert set(asked(page)) == {"what-rots/helper", "shredders/need"}


def test_ten_come_at_a_time_and_lessons_take_turns(reader: Reader) -> None:
    page = reader.open("course", REVIEW)
    settle(page)
    today = page.evaluate(TODAY)
    opened = [lesson for lesson in lessons_of(page) if lesson["audience"] != "adult"][:3]
    items = {
        name: record(r=revision, d=today)
        for lesson in opened
        for name, revision, care, question in lesson["items"]
        if not care and name.endswith(f"/{question}")
    }
    text = json.dumps(state(items=items, lessons={lesson["id"]: today for lesson in opened}))
    page.evaluate("text => localStorage.setItem('course:connection-and-well-being', text)", text)
    page.reload()
    found = asked(page)
    assert len(found) == 10
    owners = page.locator("[data-item] [data-see]").evaluate_all("all => all.map(one => one.pathname)")
    assert len(set(owners[:3])) == 3
    expect(said(page)).to_contain_text("Here are 10 of them.")


def test_an_answer_moves_its_question_up_the_ladder(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {"what-rots/helper": due(s=2)})
    today = page.evaluate(TODAY)
    question = page.locator("[data-item='what-rots/helper']")
    question.locator("[data-option] label").first.click()
    question.locator("[data-do=check]").click()
    kept = stored(page)["items"]["what-rots/helper"]
    assert (kept["s"], kept["d"]) == (3, today + 7)
    page.reload()
    expect(said(page)).to_contain_text("Nothing is due today. Questions that come on")


def test_switching_on_here_keeps_the_set_and_its_answers(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    before = asked(page)
    switch(page).check()
    assert asked(page) == before
    assert page.evaluate("courseMemory.on")


# What is loaded


def test_no_request_follows_the_load_event(reader: Reader) -> None:
    page = reader.open("course", REVIEW)
    settle(page)
    late = """() => { const load = performance.getEntriesByType('navigation')[0].loadEventStart;
      const late = performance.getEntriesByType('resource').filter(one => one.startTime > load).map(one => one.name);
      return late.filter(name => !name.endsWith('mark.svg')) }"""
    assert page.evaluate(late) == []
    reader.requests.clear()
    checks = [check for check in page.locator("[data-do=check]").all() if check.is_visible()]
    assert len(checks) > 5  # the later parts of a scene wait for the first
    for check in checks:
        check.click()
    page.wait_for_timeout(300)
    assert [address for address in reader.requests if not address.startswith("data:")] == []


def test_only_the_lessons_that_are_needed_are_loaded(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    settle(page)
    reader.requests.clear()
    remember(page, {"what-rots/helper": due()})
    loaded = [address for address in reader.requests if ASSETS in address]
    assert len(loaded) == 1
    assert f"/{ASSETS}what-rots." in loaded[0]


def test_questions_work_from_a_disk(reader: Reader, tiny: BuiltSite) -> None:
    page = reader.open("tiny", REVIEW, fresh=True)
    reader.allow("file://")
    page.goto(tiny.file(REVIEW).as_uri())
    assert len(asked(page)) >= 6


def test_a_script_that_does_not_come_is_told(reader: Reader) -> None:
    page = reader.open("tiny", fresh=True)  # the browser would keep the empty script for later tests
    page.route(f"**/{ASSETS}**", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
    page.goto(reader.address("tiny", REVIEW))
    expect(said(page)).to_contain_text("could not be loaded")


# A set as learners use it


def test_questions_are_numbered_in_the_set_and_name_their_lesson(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {"what-rots/helper": due(), "what-rots/greens": due(), "wet-and-dry/drips": due()})
    count = len(asked(page))
    numbers = page.locator("[data-item] .question__number").all_inner_texts()
    assert [text.lower() for text in numbers] == [f"question {number} of {count}" for number in range(1, count + 1)]
    question = page.locator("[data-item][data-type=single]").first
    question.locator("[data-do=skip]").click()
    question.locator("[data-why] summary").click()
    see = question.locator("[data-see]")
    assert "/lessons/" in str(see.evaluate("link => link.href"))
    expect(page.locator(".question__link:visible")).to_have_count(0)


def test_a_set_is_answered_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW)
    remember(page, {"what-rots/helper": due()})
    option = page.locator("[data-item='what-rots/helper'] input").first
    tab_to(page, option)
    page.keyboard.press("Space")
    check = page.locator("[data-do=check]")
    tab_to(page, check)
    page.keyboard.press("Enter")
    expect(page.locator("[data-item] [data-result]")).to_contain_text("right")
    assert has_focus(page.locator("[data-item] [data-do=again]"))


def test_without_script_every_quiz_and_worksheet_is_linked(reader: Reader) -> None:
    page = reader.open("tiny", REVIEW, script=False)
    expect(page.locator("main")).to_contain_text("JavaScript")
    expect(page.locator("[data-review]")).to_be_hidden()
    links = page.locator("main a").evaluate_all("all => all.map(one => one.pathname + one.hash)")
    for address in ("/lessons/shredders/#quiz", "/worksheets/shredders/", "/checks/first-steps/", "/review/cards/"):
        assert address in links


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [SMALLEST, PHONE, DESK])
@pytest.mark.parametrize("memory", ["off", "due", "nothing"])
def test_every_state_is_clean(memory: str, width: int, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", f"{REVIEW}?include=adult,sensitive", width=width, dark=dark)
    if memory != "off":
        days = 0 if memory == "due" else 5
        remember(page, {"what-rots/helper": due(d=days), "wet-and-dry/visitors": due(d=days)})
    settle(page)
    assert violations(page) == []
    assert forced_violations(page) == []
    assert sideways(page) <= 0
