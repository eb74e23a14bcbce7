"""Paths that educators put together: by keyboard, as an address, as a start page, on its lessons, and to take along."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Download, Page, expect

from tests.browser.reader import PHONE, SMALLEST, Reader, has_focus, sideways, tab_to, violations
from tests.sites import BuiltSite

PATH = "educators/path/"
# Each gives what came back after one turn through the address; titles of every kind, days, no parts.
_TURNS = """() => {
  const { encode, decode } = courseRoute;
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const signs = [..."aZ _-;,.%#&?=+~'\\"<>/\\\\é你😀שלום\\u0301"];
  const wrong = [];
  for (let turn = 0; turn < 400; turn += 1) {
    const codes = [...new Set(Array.from({ length: random(41) }, () => (random(46655) + 1).toString(36)))];
    const title = Array.from({ length: random(13) }, () => signs[random(signs.length)]).join("");
    const start = random(2) ? `20${10 + random(80)}-0${1 + random(9)}-${10 + random(19)}` : "";
    const text = encode({ codes, title, start });
    const found = decode(new URL(`#${text}`, location.href).hash.slice(1));
    const same = found.known && !found.rest.length && found.title === title && found.start === start;
    if (!same || found.codes.join() !== codes.join() || /[\\s"<>]/.test(text)) wrong.push([text, found]);
  }
  return wrong;
}"""
_LONGEST = """() => {
  const codes = Array.from({ length: 40 }, (_, at) => (46000 + at).toString(36));
  return courseRoute.encode({ codes, title: "ש".repeat(60), start: "2026-09-07" }).length;
}"""
_CALENDAR = """([path, parts]) => courseRoute.calendarOf(path, parts)"""
_CSV = """([columns, parts]) => courseRoute.csvOf(columns, parts)"""
_COUNT = 7


def awkward(count: int) -> list[dict[str, Any]]:
    """Parts whose texts hold what formats give a meaning to, and letters of several octets."""
    part = {
        "title": 'Heaps, "wet"; dry \\ 你好 😀 ' + "שלום " * 20,
        "kind": "Lesson",
        "minutes": "12",
        "time": "12 min",
        "audience": "16+",
        "note": "One line,\nand another",
    }
    return [{**part, "title": f"{at} {part['title']}", "address": f"https://a.example/{at}/"} for at in range(count)]


def buttons(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def in_path(page: Page) -> list[str]:
    return page.locator("[data-list] .route__name a").all_inner_texts()


def codes(site: BuiltSite) -> dict[str, str]:
    """The code of each part by the beginning of its title."""
    return {one.get("data-title"): one.get("data-code") for one in site.pages[PATH].xpath("//*[@data-code]")}


def events_of(text: str) -> list[Any]:
    """The entries of a calendar, as another program reads it."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def downloaded(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        buttons(page, button).click()
    found: Download = waiting.value
    return found.path().read_bytes().decode("utf-8")


def test_addresses_keep_every_path_and_files_every_word(reader: Reader) -> None:
    page = reader.open("tiny", PATH)
    assert page.evaluate(_TURNS) == []
    assert page.evaluate(_LONGEST) <= 600
    parts = awkward(_COUNT)
    plan = {"title": "Plan, a; b", "start": "2026-02-23", "weekly": 2, "host": "a.example", "course": "Heaps"}
    text = page.evaluate(_CALENDAR, [plan, parts])
    again = page.evaluate(_CALENDAR, [plan, parts])
    assert text == again
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    events = events_of(text)
    assert [event["DTSTART"].dt for event in events] == [date(2026, 2, 23) + timedelta(7 * week) for week in range(4)]
    assert len({event["UID"] for event in events}) == 4
    titles = [part["title"].strip() for part in parts]
    assert [str(event["SUMMARY"]).strip() for event in events][-1] == titles[-1]
    assert all(part["note"] in str(events[at // 2]["DESCRIPTION"]) for at, part in enumerate(parts))
    rows = list(csv.reader(io.StringIO(page.evaluate(_CSV, [["N", "T", "K", "M", "A", "C", "U"], parts]), newline="")))
    assert [row[1] for row in rows[1:]] == [part["title"] for part in parts]
    assert {row[5] for row in rows[1:]} == {parts[0]["note"]}


def test_path_is_made_with_the_keyboard_alone(reader: Reader, tiny: BuiltSite) -> None:
    page = reader.open("tiny", PATH)
    for name in ("Shredders", "Turning"):
        title = next(one for one in codes(tiny) if one.startswith(name) and ":" not in one)
        tab_to(page, page.get_by_role("button", name=f"Add: {title}", exact=True))
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).to_contain_text(f"Added: {title}")
        # The button that added a part then leads to the path, which may be far above.
        assert has_focus(page.get_by_role("button", name=f"{title} is added. See the path", exact=True))
        page.keyboard.press("Enter")
        assert has_focus(page.locator("#own"))
    first, second = in_path(page)
    assert page.url.endswith(f"#1.{codes(tiny)[first]}-{codes(tiny)[second]}")
    expect(page.locator("[data-sum]")).to_contain_text("Adults only")
    expect(page.locator("[data-missing] li")).to_have_count(2)
    expect(page.locator("[data-notes] li")).to_have_count(1)
    tab_to(page, buttons(page, f"Up: {second}"))
    page.keyboard.press("Enter")
    assert in_path(page) == [second, first]
    expect(page.locator("[data-said]")).to_contain_text("part 1 of 2")
    assert has_focus(buttons(page, f"Down: {second}"))
    page.keyboard.press("Enter")
    assert in_path(page) == [first, second]
    tab_to(page, buttons(page, f"Remove: {first}"), key="Shift+Tab")
    page.keyboard.press("Enter")
    assert in_path(page) == [second]
    assert has_focus(buttons(page, f"Remove: {second}"))
    page.keyboard.press("Enter")
    assert in_path(page) == []
    expect(page.locator("[data-add][data-in]")).to_have_count(0)
    assert has_focus(page.locator("#own"))
    assert "#" not in page.url
    assert violations(page) == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_shared_path_is_a_start_page_and_leads_through_its_parts(reader: Reader, tiny: BuiltSite) -> None:
    known = codes(tiny)
    section = next(title for title in known if title.count(": ") == 1)
    lesson, check = tiny.course.lessons[0].title, next(title for title in known if title.startswith("Check"))
    path = f"1.{known[lesson]}-{known[section]}-zzz-{known[check]};Two_weeks"
    page = reader.open("tiny", f"{PATH}#{path}", width=PHONE)
    expect(page.locator("h1")).to_have_text("Two weeks")
    expect(page.locator("[data-wrong] li")).to_have_text(
        "Part zzz is not known here. Perhaps the address was cut or mistyped."
    )
    assert in_path(page) == [lesson, section, check]
    expect(page.locator("#all")).to_be_hidden()
    assert violations(page) == []
    page.set_viewport_size({"width": SMALLEST, "height": 800})
    assert sideways(page) <= 0
    page.emulate_media(media="print")
    expect(page.locator(".route__tools")).to_be_hidden()
    expect(page.locator("[data-list] a").first).to_be_visible()
    link = reader.address("tiny", f"id/{tiny.course.lessons[0].id}/")
    expect(page.locator("[data-lasting]").first).to_have_text(link)
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Begin").click()
    expect(page.locator(".neighbours a")).to_have_count(1)
    assert violations(page) == []
    page.locator(".neighbours__next").click()
    page.wait_for_url("**at=2#*")
    page.locator(".neighbours__next").click()
    page.wait_for_url("**/checks/**at=4")
    expect(page.locator(".neighbours b")).to_have_text(section)
    page.get_by_role("link", name="Back to the path").first.click()
    expect(page.locator("h1")).to_have_text("Two weeks")
    page.get_by_role("button", name="Change this path").click()
    expect(page.locator("h1")).to_have_text("Plan a path")
    expect(page.locator("#all")).to_be_visible()
    expect(page.locator("input[data-title]")).to_have_value("Two weeks")


def test_part_that_is_gone_is_named_with_its_successor(reader: Reader, tiny: BuiltSite) -> None:
    known = codes(tiny)
    heir = tiny.course.lessons[0].title
    gone = (
        f'<ul hidden><li data-gone="y1" data-heir="{known[heir]}">Old heaps</li>'
        f'<li data-gone="y2" data-heir="{known[heir]}" data-exact>Renamed</li></ul></main>'
    )
    page = reader.open("tiny", "favicon.ico", fresh=True)
    html = tiny.text(f"{PATH}index.html")
    assert '<div class="route" data-route' in html
    start = html.index("<template data-line>")
    page.context.route(
        f"**/{PATH}",
        lambda route: route.fulfill(
            body=html[:start] + gone.removesuffix("</main>") + html[start:], content_type="text/html"
        ),
    )
    page.goto(reader.address("tiny", f"{PATH}#1.y1-y2"))
    expect(page.locator("[data-wrong] li")).to_have_text(
        f"Part y1 (“Old heaps”) is no longer there. Closest to it now: {heir} 16+"
    )
    assert in_path(page) == [heir]
    page.goto(reader.address("tiny", f"{PATH}#2.y1"))
    page.reload()
    expect(page.locator("[data-wrong] li")).to_contain_text("does not know")


def test_path_is_taken_along(reader: Reader, tiny: BuiltSite) -> None:
    known = codes(tiny)
    page = reader.open(
        "tiny", f"{PATH}#1.{'-'.join(known[lesson.title] for lesson in tiny.course.lessons)};Soil", fresh=True
    )
    rows = list(csv.reader(io.StringIO(downloaded(page, "Table (CSV)").removeprefix("\ufeff"), newline="")))
    assert [row[1] for row in rows[1:]] == [lesson.title for lesson in tiny.course.lessons]
    assert [int(row[3]) for row in rows[1:]] == [lesson.minutes for lesson in tiny.course.lessons]
    assert all("/id/" in row[6] for row in rows[1:])
    buttons(page, "Calendar (iCalendar)").click()
    expect(page.locator("[data-said]")).to_contain_text("Choose a first day")
    page.locator("input[data-start]").fill("2026-09-07")
    events = events_of(downloaded(page, "Calendar (iCalendar)"))
    assert [str(event["SUMMARY"]) for event in events] == [lesson.title for lesson in tiny.course.lessons]
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.took = text }}})"
    )
    buttons(page, "Copy as Markdown").click()
    page.wait_for_function("() => window.took")
    took = page.evaluate("window.took")
    assert took.startswith("# Soil\n")
    assert took.count("](http") == len(tiny.course.lessons)
    buttons(page, "Copy as text").click()
    page.wait_for_function("() => window.took.startsWith('Soil')")


@pytest.mark.parametrize("name", ["tiny", "rtl"])
def test_without_script_the_page_lists_paths_and_lessons(reader: Reader, name: str) -> None:
    page = reader.open(name, PATH, script=False, width=SMALLEST)
    expect(page.locator("[data-scriptless]")).to_be_visible()
    expect(page.locator("[data-own]")).to_be_hidden()
    assert page.locator(".route__parts a").count() > 0
    assert page.locator(".route__ready").count() == (2 if name == "tiny" else 1)
    assert sideways(page) <= 0
    assert json.loads(page.locator("[data-route]").get_attribute("data-words") or "")["columns"]
