"""Reading aloud, with a voice made for the test: only local voices, sentence by sentence, and never after leaving."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import Pages, Serve, answer_elsewhere, lay_out, sideways, violations, watch
from tests.browser.test_exit import EXIT

LESSON, SENSITIVE = "lessons/what-rots/", "lessons/wet-and-dry/"
LOCAL = {"lang": "en-GB", "localService": True, "name": "here"}
REMOTE = {"lang": "en-GB", "localService": False, "name": "elsewhere"}
OTHER = {"lang": "fr-FR", "localService": True, "name": "ici"}
# A voice says nothing and is done when the test says so: `spoken.at(-1).finish()`.
STUB = """voices => {
  window.spoken = []; window.cancelled = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices,
    speak(utterance) {
      if (!utterance.text) return;
      utterance.finish = () => utterance.onend();
      spoken.push(utterance);
    },
    cancel() { cancelled += 1 },
  }});
}"""


class Listener:
    """Opens lessons in a browser with given voices."""

    def __init__(self, pages: Pages, served: Serve) -> None:
        self.problems: list[str] = []
        self._pages, self._served = pages, served

    def open(self, *voices: dict[str, object], address: str = LESSON, width: int = 1280) -> Page:
        """A lesson, before anything is read."""
        self.context = self._pages.browser.new_context(viewport={"width": width, "height": 800})
        self.context.set_default_timeout(20_000)
        self.context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.context.on("console", lambda message: self.problems.append(message.text))
        self.forbidden = watch(self.context, self._served("tiny").address, EXIT)
        self.context.add_init_script(f"({STUB})({json.dumps(voices)})")
        page = self.context.new_page()
        page.goto(self._served("tiny").address + address)
        lay_out(page)
        return page


@pytest.fixture
def listener(pages: Pages, served: Serve) -> Iterator[Listener]:
    listener = Listener(pages, served)
    yield listener
    listener.context.close()
    assert listener.problems + listener.forbidden == []


def said(page: Page) -> list[str]:
    """The sentences so far."""
    found: list[str] = page.evaluate("spoken.map(utterance => utterance.text)")
    return found


def begin(page: Page) -> None:
    page.get_by_role("button", name="Read aloud").click()
    expect(page.locator("[data-speak] [role=status]")).to_have_text("Reading aloud.")


def finish(page: Page, until: str = "") -> None:
    """Let the voice come to the end of its sentence, or of all up to one that begins like this, or of the lesson."""
    page.evaluate(
        """until => { do { spoken.at(-1).finish() } while (
          until && !spoken.at(-1).text.startsWith(until) && spoken.length < 500) }""",
        until,
    )


@pytest.mark.parametrize("voices", [(), (REMOTE,), (OTHER,), (REMOTE, OTHER)])
def test_without_a_local_voice_for_the_language_there_is_no_button(
    voices: tuple[dict[str, object], ...], listener: Listener
) -> None:
    page = listener.open(*voices)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-speak]")).to_be_hidden()


def test_voice_that_comes_late_brings_the_button(listener: Listener) -> None:
    page = listener.open()
    page.evaluate("voice => { speechSynthesis.getVoices = () => [voice]; speechSynthesis.onvoiceschanged() }", LOCAL)
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    begin(page)
    assert page.evaluate("spoken[0].voice.name") == "here"


def test_only_local_voices_speak_and_the_nearest_one(listener: Listener) -> None:
    american = {**LOCAL, "lang": "en_US", "name": "there"}
    page = listener.open(REMOTE, OTHER, {**LOCAL, "lang": "fr", "name": "la"}, american)
    begin(page)
    assert page.evaluate("spoken[0].voice.name") == "there"


def test_it_reads_the_lesson_and_nothing_that_is_to_be_done(listener: Listener) -> None:
    page = listener.open(LOCAL)
    begin(page)
    page.evaluate(
        "() => { for (let before = 0; before < spoken.length; ) (before = spoken.length, spoken.at(-1).finish()) }"
    )
    sentences = said(page)
    assert sentences[0] == page.locator("h1").inner_text()
    text = " ".join(sentences)
    graded, points = (page.locator(part).first.inner_text() for part in (".claim__grade strong", "#key-points"))
    for words in ("Bacteria, fungi and worms", graded, points):
        assert words in text
    for selector in ("course-quiz legend", ".reflection__ask", ".sources h2", ".figure__words summary", ".facts li"):
        for element in page.locator(selector).all():
            assert (element.text_content() or "").strip() not in sentences, selector
    assert not any("How we grade" in sentence or sentence.isdigit() for sentence in sentences)
    expect(page.locator("[data-speak] [role=status]")).to_contain_text("That was the lesson.")
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert page.evaluate("CSS.highlights.size") == 0


def test_the_sentence_that_is_read_is_marked_without_a_change_of_the_page(listener: Listener) -> None:
    page = listener.open(LOCAL, address=f"{LESSON}#content")  # where a part is named, later.js changes nothing
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    before = page.locator(".prose").inner_html()
    begin(page)
    for _ in range(12):
        marked = page.evaluate("[...CSS.highlights.get('speak')].map(range => range.toString().trim()).join()")
        # The numbers of sources stand within a sentence and are not read.
        assert re.sub(r"\d+(, \d+)*(?=\.)", "", marked).split() == said(page)[-1].split()
        finish(page)
    assert page.locator(".prose").inner_html() == before


def test_pause_goes_on_with_the_same_sentence_and_stop_begins_anew(listener: Listener) -> None:
    page = listener.open(LOCAL)
    begin(page)
    finish(page)
    page.get_by_role("button", name="Pause").click()
    status = page.locator("[data-speak] [role=status]")
    expect(status).to_have_text("Paused.")
    count = len(said(page))
    finish(page)  # the voice reports the end of what was cancelled: nothing follows
    assert len(said(page)) == count
    page.get_by_role("button", name="Go on").click()
    assert said(page)[-1] == said(page)[-2]
    page.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.get_by_role("button", name="Read aloud")).to_be_focused()
    begin(page)
    assert said(page)[-1] == said(page)[0]


def test_by_keyboard_alone(listener: Listener) -> None:
    page = listener.open(LOCAL)
    page.get_by_role("button", name="Read aloud").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next part")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert said(page)[-1] == page.locator("main h2").first.inner_text()


def test_a_part_that_can_be_skipped_waits_for_the_reader(listener: Listener) -> None:
    page = listener.open(LOCAL, address=SENSITIVE)
    begin(page)
    finish(page, "This part is about rats")
    finish(page)
    expect(page.locator("[data-speak] [role=status]")).to_contain_text("can be skipped")
    assert not any("Rats like" in sentence for sentence in said(page))
    page.get_by_role("button", name="Next part").click()
    assert said(page)[-1].startswith("After that part")
    page.get_by_role("button", name="Stop").click()
    begin(page)
    finish(page, "This part is about rats")
    finish(page)
    page.get_by_role("button", name="Go on").click()
    assert said(page)[-1].startswith("Rats like")


# In one piece: the browser holds back further questions while a page is on its way out.
LEAVE = """async control => {
  const before = cancelled;
  if (control) document.querySelector('header .exit').click();
  else for (let time = 0; time < 3; time += 1) for (const type of ['keydown', 'keyup'])
    document.body.dispatchEvent(new KeyboardEvent(type, {key: 'Shift', bubbles: true}));
  await null;
  const count = spoken.length;
  spoken.at(-1).finish();
  return { left: document.body.innerText.trim(), silent: cancelled > before, more: spoken.length - count };
}"""


@pytest.mark.parametrize("way", ["control", "shift"])
def test_it_falls_silent_at_once_when_the_reader_leaves(way: str, listener: Listener) -> None:
    page = listener.open(LOCAL)
    answer_elsewhere(page, EXIT, lambda _: None)  # never answers: the page is still there
    begin(page)
    assert page.evaluate(LEAVE, way == "control") == {"left": "Loading.", "silent": True, "more": 0}


def test_it_pauses_behind_another_tab_and_stops_with_the_page(listener: Listener) -> None:
    page = listener.open(LOCAL)
    begin(page)
    page.evaluate("""() => {
      Object.defineProperty(document, 'hidden', {value: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    before = page.evaluate("cancelled")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("cancelled") > before
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()


def test_a_voice_that_fails_is_said(listener: Listener) -> None:
    page = listener.open(LOCAL)
    begin(page)
    page.evaluate("spoken.at(-1).onerror()")
    expect(page.locator("[data-speak] [role=status]")).to_have_text("The voice of this device did not answer.")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_what_reads_is_loaded_only_when_it_is_asked_for(listener: Listener) -> None:
    page = listener.open(LOCAL)
    loaded = "performance.getEntriesByType('resource').filter(entry => entry.name.includes('aloud')).length"
    page.wait_for_load_state("networkidle")
    assert page.evaluate(loaded) == 0
    begin(page)
    assert page.evaluate(loaded) == 1


def test_buttons_fit_and_are_accessible(listener: Listener) -> None:
    page = listener.open(LOCAL, width=320)
    begin(page)
    assert sideways(page) <= 0
    for button in page.locator("[data-speak] button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    assert violations(page) == []
