"""Pages for educators in a browser: a plan made to fit, a list filtered, and both without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PHONE, SMALLEST, Reader, sideways, violations

PAGE, HOME = "educators/lessons/what-rots/", "educators/"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", PAGE)


def clock(page: Page) -> list[str]:
    return page.locator("[data-fit] [data-at]").all_inner_texts()


def minutes(page: Page) -> Locator:
    return page.locator("[data-fit] [data-minutes]")


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def change(field: Locator, value: str) -> None:
    field.fill(value)
    field.blur()


def test_plan_begins_as_the_shortest_with_times_of_the_clock(page: Page) -> None:
    assert clock(page) == ["09:00", "09:03", "–", "09:13"]
    assert "15 minutes together, from 09:00 to 09:15." in page.locator("[data-sum]").inner_text()


def test_other_plan_and_start_move_all_times(page: Page) -> None:
    choice(page, "Plan").select_option(label="30 minutes")
    change(page.locator("[data-start]"), "23:50")
    assert clock(page) == ["23:50", "23:55", "00:07", "00:15"]
    assert "from 23:50 to 00:20" in page.locator("[data-sum]").inner_text()


def test_changed_minutes_are_summed_and_taken_back(page: Page) -> None:
    change(minutes(page).nth(1), "25")
    assert clock(page) == ["09:00", "09:03", "–", "09:28"]
    assert "30 minutes together" in page.locator("[data-sum]").inner_text()
    page.get_by_role("button", name="As it was").click()
    assert "15 minutes together" in page.locator("[data-sum]").inner_text()


@pytest.mark.parametrize("odd", ["", "-5"])
def test_odd_minutes_count_as_none(odd: str, page: Page) -> None:
    change(minutes(page).nth(1), odd)
    assert clock(page) == ["09:00", "–", "–", "09:03"]


def test_plan_made_to_fit_is_gone_with_the_page_and_nothing_is_stored(page: Page) -> None:
    change(minutes(page).nth(0), "9")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    assert minutes(page).nth(0).input_value() == "3"
    assert page.locator("[data-fit] [name]").count() == 0


def test_paper_shows_one_plan_the_fixed_ones_or_that_made_to_fit(page: Page) -> None:
    page.emulate_media(media="print")
    fixed = page.locator("section:has(> #plan) > table")
    expect(fixed).to_be_visible()
    expect(page.locator("[data-fit]")).to_be_hidden()
    page.emulate_media(media="screen")
    change(minutes(page).nth(0), "4")
    page.emulate_media(media="print")
    expect(fixed).to_be_hidden()
    expect(page.locator("[data-fit]")).to_be_visible()
    expect(page.locator("[data-fit] [data-out]")).to_be_hidden()


def test_teaching_page_fits_a_narrow_window_and_is_clean_when_used(reader: Reader) -> None:
    page = reader.open("tiny", PAGE, width=SMALLEST)
    choice(page, "Plan").select_option(label="30 minutes")
    change(minutes(page).nth(0), "200")
    assert sideways(page) <= 0
    assert violations(page) == []
    page.emulate_media(forced_colors="active")
    assert [found for found in violations(page) if not found.startswith("color-contrast")] == []


def test_teaching_page_without_script_has_its_plans_and_offers_no_tool(reader: Reader) -> None:
    page = reader.open("tiny", PAGE, script=False, width=PHONE)
    expect(page.locator("section:has(> #plan) > table")).to_be_visible()
    expect(page.locator("[data-fit]")).to_be_hidden()


def shown(page: Page) -> list[str]:
    return [item.inner_text() for item in page.locator(".choose__lesson").all() if item.is_visible()]


def test_lessons_are_filtered_by_what_is_chosen(reader: Reader) -> None:
    page = reader.open("tiny", HOME)
    assert shown(page) == ["What rots", "Wet and dry", "Turning", "Shredders"]
    choice(page, "Time").select_option(label="15 minutes")
    assert shown(page) == ["What rots", "Shredders"]
    choice(page, "Framework").select_option(label="Imaginary garden scheme")
    assert shown(page) == ["What rots"]
    assert page.locator("[data-found]").inner_text() == "1 of 4 lessons"
    assert page.locator("[data-group]:visible").count() == 1
    choice(page, "Topic").select_option(label="Larger heaps")
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    choice(page, "Audience").select_option(label="Adults only (18+)")
    assert shown(page) == ["Shredders"]
    page.get_by_role("button", name="Show all").click()
    choice(page, "Use").select_option(label="May be homework")
    assert shown(page) == ["What rots", "Turning"]
    assert violations(page) == []


def test_list_of_lessons_is_whole_without_script(reader: Reader) -> None:
    page = reader.open("tiny", HOME, script=False, width=SMALLEST)
    assert shown(page) == ["What rots", "Wet and dry", "Turning", "Shredders"]
    expect(page.locator("[data-filters]")).to_be_hidden()
    assert sideways(page) <= 0


def test_time_of_a_lesson_leads_to_that_plan(reader: Reader) -> None:
    page = reader.open("tiny", HOME)
    page.get_by_role("link", name="What rots: plan of 30 minutes").click()
    expect(page.locator("th#plan-30")).to_be_in_viewport()
