"""What a new educator tries first, from the educators' home, as docs/educators/first-tasks.md tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.reader import DESK, PHONE, Reader
from tests.sites import BuiltSite

HOME, TOLD = "educators/", "educators/first-tasks/"
FIRST = date(2026, 9, 7)
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


def told(course: BuiltSite, task: str, way: int = 0) -> list[str]:
    """What the page says is clicked for a task; `way`: the first way of doing it, or another."""
    lists = course.pages[TOLD].xpath(f"//ol[preceding-sibling::h2[1][@id='{task}']]")
    return [item.xpath("string(strong[1])") for item in lists[way].xpath("li")]


def counts(course: BuiltSite, task: str) -> str:
    """The number of clicks that the page's table gives."""
    (cell,) = course.pages[TOLD].xpath(f"//tr[td/a[@href='#{task}']]/td[2]")
    return str(cell.text_content())


@dataclass
class Teacher:
    """Somebody who clicks; `clicks` are the words on what was clicked."""

    page: Page
    clicks: list[str] = field(default_factory=list)

    def click(self, target: Locator) -> None:
        """Click what can be seen, with the words that it has then."""
        target.scroll_into_view_if_needed()
        self.clicks.append(" ".join(target.inner_text().split("\n")[0].split()))
        target.click()

    def choose(self, task: str) -> None:
        """A task of the home page."""
        self.click(self.page.locator(".tasks").get_by_role("link", name=task))

    def press(self, name: str) -> None:
        """A button, by its whole name."""
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def write(self, label: str, value: str) -> None:
        """Click into a field and write."""
        target = self.page.get_by_label(label)
        target.click()
        self.clicks.append(label)
        target.fill(value)


def teacher(reader: Reader, width: int) -> Teacher:
    page = reader.open("course", HOME, width=width, fresh=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Teacher(page)


@WIDTHS
def test_two_lessons_and_a_quiz_are_linked(width: int, reader: Reader, course: BuiltSite) -> None:
    one = teacher(reader, width)
    one.choose("I link from my own platform")
    for name, link in [
        ("Choice and respect", "id/choice-and-respect/"),
        ("Attachment patterns", "id/attachment-patterns/"),
        ("Quiz: Choice and respect", "id/choice-and-respect/quiz/"),
    ]:
        one.press(f"Copy link: {name}")
        expect(one.page.locator("[data-said]")).to_have_text("Copied.")
        expect(one.page.locator("[data-said]")).to_be_in_viewport()
        assert one.page.evaluate("navigator.clipboard.readText()") == reader.address("course", link)
    assert one.clicks == told(course, "link")
    assert counts(course, "link") == str(len(one.clicks))


@WIDTHS
def test_a_worksheet_is_printed(width: int, reader: Reader, course: BuiltSite) -> None:
    one = teacher(reader, width)
    one.choose("I need something printable")
    one.click(one.page.locator(".sheets").get_by_role("link", name="Worksheet: Choice and respect"))
    expect(one.page.locator("h1")).to_have_text("Worksheet: Choice and respect")
    one.page.evaluate("() => { window.print = () => { window.printed = true } }")
    expect(one.page.get_by_role("button", name="Print", exact=True)).to_be_in_viewport()
    one.press("Print")
    assert one.page.evaluate("window.printed")
    assert one.clicks == told(course, "worksheet")
    assert counts(course, "worksheet") == str(len(one.clicks))


def weeks_of(one: Teacher) -> list[tuple[date, str]]:
    """The first day and the calendar; its weeks with what each is about."""
    one.write("First day", FIRST.isoformat())
    files: list[Download] = []
    one.page.on("download", lambda file: files.extend([file]))  # Playwright takes no method of a list
    with one.page.expect_download():
        one.press("Calendar (iCalendar)")
    expect(one.page.locator("[data-said]")).to_be_in_viewport()
    (file,) = files
    events: list[Any] = list(Calendar.from_ical(file.path().read_bytes()).walk("VEVENT"))
    return [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events]


@WIDTHS
def test_three_weeks_are_planned(width: int, reader: Reader, course: BuiltSite) -> None:
    lessons = ["Choice and respect", "Talking about needs", "Disagreement and repair"]
    one = teacher(reader, width)
    one.choose("I plan several weeks")
    for lesson in lessons:
        one.press(f"Add: {lesson}")
    one.press(f"{lessons[-1]} is added. See the path")
    expect(one.page.locator("#own")).to_be_in_viewport()
    assert weeks_of(one) == [(FIRST + timedelta(7 * week), lesson) for week, lesson in enumerate(lessons)]
    assert one.clicks == told(course, "weeks")

    again = teacher(reader, width)
    again.choose("I plan several weeks")
    again.click(again.page.get_by_role("link", name="Open this path Reading claims: three sessions"))
    assert len(weeks_of(again)) == 3
    assert again.clicks == told(course, "weeks", 1)
    assert counts(course, "weeks") == f"{len(one.clicks)}, or {len(again.clicks)} with a ready-made path"
