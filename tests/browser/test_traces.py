"""Safety rules PR-1 to PR-8: a reader who uses everything leaves nothing behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader, settle
from tests.browser.test_reflection import NO_TRACES, TRACES
from tests.sites import COURSE, addresses_of, kinds_of

USE = """() => {
  for (const details of document.querySelectorAll('main details')) details.open = true;
  for (const area of document.querySelectorAll('textarea')) {
    area.value = 'my own words';
    area.dispatchEvent(new Event('input', {bubbles: true}));
  }
  for (const question of document.querySelectorAll('[data-question]')) {
    question.querySelector('label')?.click();
    for (const field of question.querySelectorAll('select')) field.selectedIndex = 1;
    for (const field of question.querySelectorAll('input:not([type=radio], [type=checkbox])')) field.value = '12';
    question.querySelector('[data-do=check]')?.click();
  }
  document.querySelector('[data-do=finish]')?.click();
  for (const name of ['show', 'knew']) document.querySelector(`[data-cards] [data-do=${name}]`)?.click();
  for (const box of document.querySelectorAll('[data-tick]')) box.click();
  const hover = new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'});
  document.querySelector('a.term')?.dispatchEvent(hover);
  return document.querySelectorAll('[data-question][data-state]').length;
}"""


@pytest.mark.parametrize("search", ["kinds", pytest.param("pages", marks=pytest.mark.exhaustive)])
def test_nothing_is_stored_by_a_whole_run_through_the_course(search: str, reader: Reader) -> None:
    """Uses whatever pages offer, but for the switches that remember by design.

    The search's script and index are the same on all pages, and loading them takes as long as all else: on every
    commit one page of each kind uses them.
    """
    page = reader.open("course")
    answered = 0
    searched = set(kinds_of(COURSE).values() if search == "kinds" else addresses_of(COURSE))
    for address in addresses_of(COURSE):
        page.goto(reader.address("course", address))
        answered += page.evaluate(USE)
        if address in searched:
            page.locator("input[name=query]").focus()
            page.keyboard.type("we")
        page.keyboard.press("Shift")
        assert page.evaluate(TRACES) == NO_TRACES, address
    settle(page)
    assert answered > 20
    assert page.context.cookies() == []
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_traces_would_be_seen(reader: Reader) -> None:
    page = reader.open("tiny")
    page.evaluate("localStorage.setItem('seen', '1'); document.cookie = 'seen=1'")
    found = page.evaluate(TRACES)
    assert found["local"] == {"seen": "1"}
    assert found["cookie"] == "seen=1"


FILL = """async () => {
  localStorage.setItem('a', '1'); sessionStorage.setItem('b', '1'); await caches.open('c');
  const opened = indexedDB.open('d');
  await new Promise(done => { opened.onsuccess = () => { opened.result.close(); done() } });
}"""


def test_one_control_clears_everything_on_this_device(reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/")
    page.evaluate(FILL)
    assert {**page.evaluate(TRACES), "databases": [], "caches": []} != NO_TRACES
    page.locator("[data-reflection]").first.fill("my own words")
    page.get_by_role("button", name="Clear everything on this device").click()
    expect(page.get_by_role("status").filter(has_text="Cleared.")).to_be_visible()
    assert page.evaluate(TRACES) == NO_TRACES
    assert page.locator("[data-reflection]").first.input_value() == ""
    assert page.locator("[data-reflection]").count() == 3
