"""Reflection: what is written stays on the screen and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import Reader

LESSON = "lessons/what-rots/"
LAST = "zebra"
NOTE = f"a note that nobody else reads {LAST}"
TRACES = """async () => ({
  local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
  databases: (await indexedDB.databases()).map(database => database.name), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NO_TRACES = {"local": {}, "session": {}, "cookie": "", "databases": [], "caches": [], "workers": 0}


def write(page: Page) -> None:
    for number, area in enumerate(page.locator("[data-reflection]").all(), 1):
        area.fill(f"{NOTE} {number}")


def written(page: Page) -> str:
    return "".join(area.input_value() for area in page.locator("[data-reflection]").all())


def test_notes_are_gone_after_a_reload(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    write(page)
    page.reload()
    assert written(page) == ""


def test_notes_are_gone_after_coming_back(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    write(page)
    page.goto(reader.address("tiny"))
    page.go_back()
    assert page.url.endswith(LESSON)
    assert written(page) == ""


def test_notes_are_gone_when_the_browser_brings_the_page_back_as_it_was(returning_reader: Reader) -> None:
    page = returning_reader.open("tiny", LESSON, fresh=True)
    write(page)
    page.evaluate("window.addEventListener('pageshow', event => { window.kept = event.persisted })")
    page.goto(returning_reader.address("tiny"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")
    assert written(page) == ""
    assert NOTE not in page.content()


def test_notes_leave_no_trace_in_the_browser(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    write(page)
    assert page.evaluate(TRACES) == NO_TRACES
    assert NOTE not in page.url
    assert all(LAST not in request for request in reader.requests)


def test_download_holds_every_prompt_and_note(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("tiny", LESSON)
    write(page)
    with page.expect_download() as info:
        page.locator("[data-reflections] [data-do=download]").click()
    assert info.value.suggested_filename == "notes.txt"
    target = tmp_path / "notes.txt"
    info.value.save_as(target)
    text = target.read_text(encoding="utf-8")
    for words in ("What does a household throw away most?", "How could neighbours share one heap?"):
        assert words in text
    assert [text.count(f"{NOTE} {number}") for number in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("setting", ["In pairs", "In a group"])
def test_shared_prompts_ask_for_ideas_and_not_for_lives(setting: str, reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    prompt = page.locator(".reflection__prompt", has_text=setting)
    expect(prompt).to_contain_text("not about your own life")
    described = prompt.locator("textarea").get_attribute("aria-describedby")
    assert described
    expect(page.locator(f"#{described}")).to_contain_text("not about your own life")


def test_notes_are_printed_in_full(reader: Reader) -> None:
    page = reader.open("tiny", LESSON)
    note = "\n".join(f"line {number}" for number in range(30))
    page.locator("[data-reflection]").first.fill(note)
    page.emulate_media(media="print")
    shown = page.locator(".reflection__print").first
    expect(shown).to_be_visible()
    assert "line 29" in shown.inner_text()
