"""The way of the Tab key through each kind of page: every stop is seen, marked, and clear of what stays in view.

WCAG 2.2: 2.4.3 and 2.4.7, 2.4.11 and 2.4.12 (focus not obscured, not even in part), 2.4.13 (focus appearance).
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import DESK, PHONE, Reader
from tests.browser.test_pages import unfold
from tests.sites import TINY, kinds_of

KINDS = sorted(kinds_of(TINY).values())
LONGEST_WALK = 300
# Stops before the heading's part of the page on a wide screen: two skip links, the name, the search, the words of the
# header, the colours, the way out. Who does not want them takes the first one.
MOST_BEFORE_CONTENT = 14

STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || window.stops.has(element)) return null;
  window.stops.add(element); // behind the last one the browser may begin anew
  // The row of an option carries the ring of its button.
  const ringed = [element, element.closest('label'), element.closest('.option')].find(candidate => {
    if (!candidate) return false;
    const {outlineStyle, outlineWidth} = getComputedStyle(candidate);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const behind = start => {
    for (let one = start; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const box = element.getBoundingClientRect(), shown = (ringed ?? element).getBoundingClientRect();
  const bar = document.querySelector('header').getBoundingClientRect();
  const inBar = !!element.closest('header') || element.classList.contains('md-skip');
  const points = [[.5, .5], [.2, .5], [.8, .5]].map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
  const top = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element);
  });
  return {
    name: `${element.tagName} ${element.id || element.className || element.textContent.trim().slice(0, 40)}`,
    seen: element.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 1 && box.height > 1,
    top,
    inside: box.height > innerHeight - bar.height ||
      (shown.top >= -1 && shown.bottom <= innerHeight + 1 && shown.left >= -1 && shown.right <= innerWidth + 1),
    clear: inBar || box.height > innerHeight - bar.height || box.top >= bar.bottom - 1,
    ringed: !!ringed,
    contrast: ringed ? contrast(getComputedStyle(ringed).outlineColor, behind(ringed.parentElement)) : 0,
    before: !element.closest('main') && !element.closest('footer'),
  };
}"""


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Every stop from the page's start to its end."""
    found: list[dict[str, Any]] = []
    page.evaluate("window.stops = new Set()")
    for _ in range(LONGEST_WALK):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"{LONGEST_WALK} stops and no end, at {found[-1]['name']}")


def faults(stops: list[dict[str, Any]]) -> list[str]:
    """What is wrong with stops: one line each."""
    rules = ("seen", "top", "inside", "clear", "ringed")
    found = [f"{stop['name']}: not {rule}" for stop in stops for rule in rules if not stop[rule]]
    return found + [f"{stop['name']}: ring {stop['contrast']:.1f}" for stop in stops if stop["contrast"] < 3]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", KINDS)
def test_every_stop_is_seen_marked_and_clear(address: str, dark: bool, reader: Reader) -> None:
    width = PHONE if dark else DESK
    page = reader.open("tiny", address, width=width, dark=dark)
    unfold(page)
    stops = walk(page)
    assert faults(stops) == []
    assert len([stop for stop in stops if stop["before"]]) <= MOST_BEFORE_CONTENT
    page.locator("footer a, footer button").last.focus()
    assert faults(walk(page, "Shift+Tab")) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_first_stops_are_the_two_ways_past_and_out(width: int, reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/", width=width)
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip[data-exit]")).to_be_focused()


def test_a_stop_without_a_ring_would_be_noticed(reader: Reader) -> None:
    page = reader.open("tiny")
    page.evaluate(
        """() => {
          const style = new CSSStyleSheet();
          style.replaceSync('.brand:focus-visible { outline: 0 } .exit:focus-visible { outline-color: var(--paper) }');
          document.adoptedStyleSheets = [style];
        }"""
    )
    found = " ".join(faults(walk(page)))
    assert "A brand: not ringed" in found
    assert "ring 1.0" in found
