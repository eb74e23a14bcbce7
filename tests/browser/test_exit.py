"""Leaving quickly: safety rules EX-1 to EX-8."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.reader import DESK, PHONE, Reader, answer_elsewhere, has_focus
from tests.browser.test_reflection import NO_TRACES, TRACES
from tests.sites import COURSE, kinds_of

EXIT = "https://exit.example/"  # of tiny; the real course's leads to a website that exists
REAL_EXIT = "https://www.wikipedia.org/"
LESSON = "lessons/what-rots/"
LESSON_TEXT = "Bacteria, fungi and worms"
ELSEWHERE = "<title>Elsewhere</title><h1>Another website</h1>"


class Destination:
    """Stands for the website behind the control: what it was asked, and an answer that can be held back."""

    def __init__(self) -> None:
        self.headers: list[dict[str, str]] = []
        self.held: list[Route] = []
        self.slow = False
        self.status = 200

    def handle(self, route: Route) -> None:
        if self.slow:
            self.held.append(route)
        else:
            self.headers.append(route.request.all_headers())
            self.answer(route)

    def answer(self, route: Route) -> None:
        route.fulfill(status=self.status, content_type="text/html", body=ELSEWHERE if self.status == 200 else "")

    def release(self) -> None:
        """Answer now, and whatever is still on its way here."""
        self.slow = False
        for route in self.held:
            self.answer(route)
        self.held.clear()


@pytest.fixture
def destination(reader: Reader) -> Destination:
    reader.allow(EXIT)
    reader.allow(REAL_EXIT)
    return Destination()


def visit(
    reader: Reader, destination: Destination, address: str = LESSON, *, script: bool = True, fresh: bool = False
) -> Page:
    """A page reached from the course's home, so that there is something to go back to."""
    page = reader.open("tiny", script=script, fresh=fresh)
    answer_elsewhere(page, EXIT, destination.handle)
    page.goto(reader.address("tiny", address))
    return page


def shift(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def left(page: Page) -> bool:
    """Whether the page's content is gone. Given a moment, so that a late exit is not missed."""
    page.wait_for_timeout(120)
    return LESSON_TEXT not in page.content()


# The link


@pytest.mark.parametrize(
    ("address", "width"), [("", DESK), *((address, PHONE) for address in sorted(kinds_of(COURSE).values()))]
)
def test_control_is_a_link_that_works_without_script(
    address: str, width: int, reader: Reader, destination: Destination
) -> None:
    page = reader.open("course", address, script=False, width=width)
    answer_elsewhere(page, REAL_EXIT, destination.handle)
    control = page.locator("header .exit")
    expect(control).to_have_text("Leave this site")
    expect(control).to_be_in_viewport()
    control.click()
    expect(page.locator("h1")).to_have_text("Another website")
    assert "referer" not in destination.headers[0]


@pytest.mark.parametrize("script", [False, True])
def test_second_link_of_a_page_leaves_by_keyboard(script: bool, reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, script=script)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    link = page.locator("a.md-skip[data-exit]")
    assert has_focus(link)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)


def test_destination_is_told_nothing(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    page.locator("header .exit").click()
    page.wait_for_url(EXIT)
    assert len(destination.headers) == 1
    assert "referer" not in destination.headers[0]
    assert page.evaluate("document.referrer") == ""
    assert page.evaluate("window.opener") is None


# The shortcut


def test_shift_three_times_leaves(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    status = page.locator("[data-exit-status]")
    shift(page)
    expect(status).to_have_text("Shift, press 2 more times to leave")
    shift(page)
    expect(status).to_have_text("Shift, press 1 more time to leave")
    assert not left(page)
    shift(page)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("address", ["", "help/", "404.html", "evidence/"])
def test_shortcut_works_on_other_pages(address: str, reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, address)
    shift(page, 3)
    page.wait_for_url(EXIT)


def test_shortcut_works_while_writing_notes(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    page.locator("[data-reflection]").first.focus()
    shift(page, 3)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift+a", "Shift+b", "Shift+c", "Shift+d"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift", "Shift", "Shift+a"],
        ["Shift", "Shift", "Tab", "Shift", "Shift"],
        ["Control+Shift", "Control+Shift", "Control+Shift"],
        ["Alt+Shift", "Alt+Shift", "Alt+Shift"],
        ["Escape", "Escape", "Escape", "Escape"],
    ],
    ids="-".join,
)
def test_other_keys_do_not_leave(keys: list[str], reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    page.locator("[data-reflection]").first.focus()
    address = page.url
    for key in keys:
        page.keyboard.press(key)
    assert not left(page)
    assert page.url == address
    assert destination.headers == []


def test_holding_shift_does_not_leave(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    for _ in range(6):
        page.keyboard.down("Shift")  # what a keyboard repeats while a key is held
    page.keyboard.up("Shift")
    assert not left(page)


def test_shift_with_the_mouse_does_not_leave(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    for _ in range(3):
        page.keyboard.down("Shift")
        page.locator("h1").click()
        page.keyboard.up("Shift")
    assert not left(page)


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_shift_beside_another_modifier_does_not_leave(modifier: str, reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    page.keyboard.down(modifier)
    shift(page, 4)
    page.keyboard.up(modifier)
    assert not left(page)


def stop_the_clock(page: Page) -> None:
    """From now on time passes only when the test says so.

    Installed on no page: timers that a page started on the real clock could not be cancelled on this one.
    """
    address = page.url
    page.goto("about:blank")
    page.clock.install(time=0)
    page.goto(address)
    page.clock.pause_at(60_000)


def test_presses_count_for_five_seconds(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, fresh=True)
    stop_the_clock(page)
    status = page.locator("[data-exit-status]")
    shift(page, 2)
    page.clock.fast_forward(4900)
    expect(status).to_have_text("Shift, press 1 more time to leave")
    page.clock.fast_forward(200)
    expect(status).to_have_text("Nothing was pressed for a while. You are still on this page.")
    shift(page)
    expect(status).to_have_text("Shift, press 2 more times to leave")
    page.clock.fast_forward(4900)
    shift(page)
    page.clock.fast_forward(4900)
    assert LESSON_TEXT in page.content()
    shift(page)
    page.wait_for_url(EXIT)


def test_shortcut_can_be_switched_off_on_the_help_page(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, "help/")
    switch = page.get_by_role("checkbox", name="Leave when Shift is pressed three times")
    expect(switch).to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    shift(page, 4)
    page.goto(reader.address("tiny", LESSON))
    shift(page, 4)
    assert not left(page)
    assert page.evaluate("localStorage.length") == 0
    page.goto(reader.address("tiny", "help/"))
    expect(switch).not_to_be_checked()
    switch.check()
    assert page.evaluate(TRACES) == NO_TRACES
    page.goto(reader.address("tiny", LESSON))
    shift(page, 3)
    page.wait_for_url(EXIT)


def test_control_still_leaves_when_the_shortcut_is_off(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, "help/")
    page.get_by_role("checkbox", name="Leave when Shift is pressed three times").uncheck()
    page.locator("header .exit").click()
    page.wait_for_url(EXIT)


def test_shortcut_works_where_storage_is_blocked(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination, fresh=True)
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('blocked') }})")
    page.reload()
    shift(page, 3)
    page.wait_for_url(EXIT)


# What is left behind

# In one piece: the browser holds back further questions while a page is on its way out.
AT_ONCE = """() => {
  const areas = [...document.querySelectorAll('textarea')];
  sessionStorage.setItem('own', 'words');
  document.querySelector('header .exit').click();
  return {
    text: document.body.innerText.trim(),
    said: document.querySelector('[role=alert]').textContent,
    html: document.body.outerHTML,
    title: document.title,
    notes: areas.map(area => area.value).join(''),
    stored: sessionStorage.length,
  };
}"""


def test_content_is_gone_in_the_same_frame(reader: Reader, destination: Destination) -> None:
    destination.slow = True
    page = visit(reader, destination)
    page.locator("[data-reflection]").first.fill("my own words")
    found = page.evaluate(AT_ONCE)
    html = found.pop("html")
    assert found == {"text": "Loading.", "said": "Loading.", "title": "Loading", "notes": "", "stored": 0}
    assert LESSON_TEXT not in html
    assert "ompost" not in html
    destination.release()
    page.wait_for_url(EXIT)


def test_back_does_not_bring_the_lesson_back(reader: Reader, destination: Destination) -> None:
    page = visit(reader, destination)
    page.locator("header .exit").click()
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == reader.address("tiny")
    assert LESSON_TEXT not in page.content()


def test_way_on_appears_when_the_destination_does_not_answer(reader: Reader, destination: Destination) -> None:
    destination.status = 204  # the browser stays where it is
    page = visit(reader, destination, fresh=True)
    stop_the_clock(page)
    page.locator("header .exit").click()
    expect(page.locator("body")).to_have_text("Loading.")
    page.clock.fast_forward(10_100)
    link = page.get_by_role("link", name="Return to the course")
    expect(link).to_be_visible()
    assert page.locator("body").inner_text().strip() == "Return to the course"
    link.click()
    page.wait_for_url(reader.address("tiny"))


@pytest.fixture
def returning_destination(returning_reader: Reader) -> Destination:
    returning_reader.allow(EXIT)
    return Destination()


def test_page_that_the_browser_brings_back_shows_only_the_way_on(
    returning_reader: Reader, returning_destination: Destination
) -> None:
    returning_destination.status = 204
    page = visit(returning_reader, returning_destination, fresh=True)
    page.evaluate("window.addEventListener('pageshow', event => { window.kept = event.persisted })")
    page.locator("header .exit").click()
    expect(page.locator("body")).to_have_text("Loading.")
    page.goto(returning_reader.address("tiny", "help/"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")
    assert page.locator("body").inner_text().strip() == "Return to the course"
    assert LESSON_TEXT not in page.content()
    assert page.evaluate(TRACES) == NO_TRACES
