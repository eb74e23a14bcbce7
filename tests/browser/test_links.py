"""Buttons that copy permanent links, and where such a link and an old address lead."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

LIST = "educators/links/first-steps/"
BUTTON = "Copy link: Three helpers"


def test_button_copies_the_whole_address(reader: Reader) -> None:
    page = reader.open("tiny", LIST, fresh=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".links li").filter(has_text="what-rots/three-helpers/")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == reader.address("tiny", "id/what-rots/three-helpers/")


def test_without_a_clipboard_the_address_is_there_to_be_copied_by_hand(reader: Reader) -> None:
    page = reader.open("tiny", LIST)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name=BUTTON).click()
    field = page.get_by_label("Copy this address by hand:")
    expect(field).to_be_focused()
    expect(field).to_have_value(reader.address("tiny", "id/what-rots/three-helpers/"))
    assert page.evaluate("(field => field.selectionEnd - field.selectionStart)(document.activeElement)") > 30


def test_without_script_there_are_links_and_no_buttons(reader: Reader) -> None:
    page = reader.open("tiny", LIST, script=False)
    expect(page.get_by_role("button", name=BUTTON)).to_have_count(0)
    page.get_by_role("link", name="Three helpers", exact=True).click()
    page.wait_for_url("**/lessons/what-rots/#three-helpers")


def test_permanent_link_leaves_no_step_of_its_own_behind(reader: Reader) -> None:
    page = reader.open("tiny", "about/")
    page.goto(reader.address("tiny", "id/what-rots/claim-air-speeds/"))
    page.wait_for_url("**/lessons/what-rots/#claim-air-speeds")
    page.go_back()
    page.wait_for_url("**/about/")


@pytest.mark.parametrize("more", ["#squeeze", "?path=1.2-3&at=1#squeeze", "?to=//elsewhere.example/&data-to=x"])
def test_old_address_keeps_question_and_anchor_and_leads_nowhere_else(more: str, reader: Reader) -> None:
    page = reader.open("tiny")
    page.goto(reader.address("tiny", f"lessons/moisture/{more}"))
    page.wait_for_url(lambda address: "/lessons/wet-and-dry/" in address)
    assert page.url == reader.address("tiny", f"lessons/wet-and-dry/{more}")
