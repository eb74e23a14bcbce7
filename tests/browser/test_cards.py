"""Flashcards: both sides of every term, by keyboard alone, on the ladder where the device remembers."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import DESK, PHONE, SMALLEST, Reader, has_focus, sideways, tab_to, violations
from tests.browser.test_memory import KEY, TODAY, forced_violations, record, state, stored, switch
from tests.browser.test_reflection import NO_TRACES, TRACES

CARDS = "review/cards/"
CHOOSE = """([names, terms, day]) => {
  const cards = names.flatMap(term => ['word', 'meaning'].map(side =>
    ({term, id: `${term}/${side}`, revision: '0123abcd', modules: ['1']})));
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const found = courseCards.choose(cards, terms && {terms}, day, random);
  return {...found, set: found.set.map(card => card.id), next: Number.isFinite(found.next) ? found.next : null};
}"""


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("tiny", CARDS)


def do(page: Page, name: str) -> Locator:
    return page.locator(f"[data-cards] [data-do={name}]")


def front(page: Page) -> str:
    return page.locator("[data-front]").inner_text()


def glossary(page: Page) -> dict[str, str]:
    """Every term with its definition, from the list below the cards."""
    pair = "all => all.map(one => [...one.children].map(part => part.textContent.trim()))"
    return dict(page.locator("[data-term]").evaluate_all(pair))


def test_without_script_every_term_can_be_opened(reader: Reader) -> None:
    page = reader.open("tiny", CARDS, script=False, width=PHONE)
    expect(page.locator("[data-cards]")).to_be_hidden()
    term = page.locator("[data-term]", has_text="fungus")
    expect(term.locator("p")).to_be_hidden()
    term.locator("summary").click()
    expect(term.locator("p")).to_have_text("A living thing that grows threads through dead wood.")


def test_a_set_shows_every_card_s_other_side(page: Page) -> None:
    words = glossary(page)
    sides = {**words, **{meaning: term for term, meaning in words.items()}}
    seen = []
    for number in range(len(words)):
        expect(page.locator("[data-number]")).to_have_text(f"Card {number + 1} of {len(words)}")
        shown = front(page)
        expect(page.locator("[data-back]")).to_be_empty()
        do(page, "show").click()
        expect(page.locator("[data-back]")).to_have_text(sides[shown])
        seen.append(shown)
        do(page, "knew" if number else "missed").click()
    expect(page.locator("[data-cards] [data-said]")).to_have_text(f"{len(words) - 1} of {len(words)} known.")
    assert len({frozenset((shown, sides[shown])) for shown in seen}) == len(words)  # no term twice
    assert page.evaluate(TRACES) == NO_TRACES


def test_cards_work_by_keyboard_and_never_lose_the_focus(page: Page) -> None:
    tab_to(page, do(page, "show"))
    for number in range(6):
        page.keyboard.press("Enter")
        assert has_focus(do(page, "knew"))
        page.keyboard.press("Tab")
        assert has_focus(do(page, "missed"))
        page.keyboard.press("Enter")
        assert has_focus(do(page, "show") if number < 5 else page.locator("[data-cards] [data-said]"))
    tab_to(page, do(page, "start"))
    page.keyboard.press("Enter")
    assert has_focus(do(page, "show"))


def test_the_live_region_says_each_side_once(page: Page) -> None:
    page.evaluate("""() => {
      window.said = [];
      for (const name of ['front', 'back']) {
        const region = document.querySelector(`[data-${name}]`);
        new MutationObserver(() => region.textContent && said.push(region.textContent))
          .observe(region, {childList: true});
      }
    }""")
    shown = front(page)
    do(page, "show").click()
    do(page, "knew").click()
    page.wait_for_timeout(100)
    said = page.evaluate("said")
    assert len(said) == 2
    assert shown not in said
    assert said[1] == front(page)


def test_a_module_s_words_can_be_chosen(page: Page) -> None:
    page.locator("[data-module]").select_option("1")
    numbers = page.locator("[data-term][data-modules='1']").count()
    assert 0 < numbers < page.locator("[data-term]").count()
    expect(page.locator("[data-number]")).to_have_text(f"Card 1 of {numbers}")


def test_known_cards_climb_the_ladder_and_others_come_tomorrow(page: Page) -> None:
    switch(page).check()
    page.reload()
    today = page.evaluate(TODAY)
    for name in ("knew", "missed"):
        do(page, "show").click()
        do(page, name).click()
    kept = sorted((one["l"], one["s"], one["d"] - today) for one in stored(page)["terms"].values())
    assert kept == [("right", 1, 1), ("wrong", 0, 1)]


def test_due_cards_come_before_new_ones(page: Page) -> None:
    terms = {
        "b/word": record(d=8),
        "a/meaning": record(d=9),
        "c/word": record(d=30),
        "d/word": record(r="00000000", d=1),
    }
    found = page.evaluate(CHOOSE, [["a", "b", "c", "d"], terms, 10])
    assert found["set"][:2] == ["b/word", "a/meaning"]
    assert "c/word" not in found["set"]
    assert {name.partition("/")[0] for name in found["set"][2:]} == {"c", "d"}


def test_ten_come_at_a_time_from_both_sides(page: Page) -> None:
    found = page.evaluate(CHOOSE, [[f"term-{number}" for number in range(30)], None, 10])["set"]
    assert len(found) == 10
    assert {name.partition("/")[2] for name in found} == {"word", "meaning"}
    assert len({name.partition("/")[0] for name in found}) == 10


def test_nothing_due_says_when_the_next_come(page: Page) -> None:
    today = page.evaluate(TODAY)
    revisions = dict(
        page.locator("[data-term]").evaluate_all(
            "all => all.map(one => Object.values(one.dataset)).map(([term, revision]) => [term, revision])"
        )
    )
    terms = {
        f"{term}/{side}": record(r=revision, d=today + 2)
        for term, revision in revisions.items()
        for side in ("word", "meaning")
    }
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", json.dumps(state(terms=terms)))
    page.reload()
    expect(page.locator("[data-cards] [data-said]")).to_contain_text("Nothing is due today. Cards that come on")
    expect(page.locator("[data-card]")).to_be_hidden()
    assert violations(page) == []


def test_a_reworded_or_removed_term_is_forgotten(page: Page) -> None:
    terms = {"worm/word": record(), "gone/word": record()}
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", json.dumps(state(terms=terms)))
    page.reload()
    assert stored(page)["terms"] == {}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [SMALLEST, PHONE, DESK])
def test_every_state_is_clean(width: int, dark: bool, reader: Reader) -> None:
    page = reader.open("tiny", CARDS, width=width, dark=dark)
    assert violations(page) == []
    do(page, "show").click()
    page.locator("[data-term] summary").first.click()
    assert violations(page) == []
    assert forced_violations(page) == []
    assert sideways(page) <= 0
