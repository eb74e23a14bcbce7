"""The face stays as it is until somebody means to change it: pictures of every part of `/about/design/`.

`pytest tests/browser/test_design.py --update-golden` takes them anew; look at them before they are committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looks import difference, dress, picture
from tests.browser.reader import DESK, PHONE, Pages, Reader

PARTS = {
    "colours": ".design__tokens",
    "scale": "[data-part-of=scale]",
    "prose": "[data-part-of=prose]",
    "marks": "[data-part-of=marks]",
    "grades": "[data-part-of=scale-of-grades]",
    "definition": "[data-part-of=definition]",
    "path": "[data-part-of=path]",
    "controls": "[data-part-of=controls]",
    "facts": "[data-part-of=facts]",
    "panels": "[data-part-of=panels]",
    "reflection": "[data-part-of=reflection]",
    "questions": "course-quiz",
    "found": "[data-part-of=found]",
    "banner": "[data-part-of=banner]",
    "sources": ".sources",
}
MODES = {f"{width}-{'dark' if dark else 'light'}": (width, dark) for width in (PHONE, DESK) for dark in (False, True)}
MOST_BYTES = 600 * 1024  # all pictures together: they travel with every clone


@pytest.fixture(scope="module")
def desk(pages: Pages) -> Iterator[Page]:
    """An empty page on which pictures are worked."""
    page = pages.take(script=True, touch=False, fresh=True)
    yield page
    page.context.close()


def opened(reader: Reader, width: int, dark: bool) -> Page:
    page = reader.open("tiny", "about/design/", width=width, dark=dark)
    page.locator("[data-ready]").wait_for()
    # Results are said a moment after the answer.
    page.locator("#q-pot-noted [data-result]:not(:empty)").wait_for()
    page.locator("[data-score]:not(:empty)").wait_for()
    dress(page)
    return page


@pytest.mark.parametrize("mode", MODES)
def test_every_part_looks_as_before(
    mode: str, reader: Reader, desk: Page, golden: Path, update_golden: bool, tmp_path: Path
) -> None:
    page, folder = opened(reader, *MODES[mode]), golden / "design" / mode
    found = {}
    for name, selector in PARTS.items():
        now, kept = picture(page.locator(selector), desk), folder / f"{name}.png"
        if update_golden:
            folder.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(now)
        elif change := difference(kept.read_bytes(), now, desk):
            (tmp_path / kept.name).write_bytes(now)
            found[name] = f"{change.words} ({kept} became {tmp_path / kept.name})"
    assert found == {}


# What somebody might change without a thought of how it looks: a part of the page, and a rule that changes it.
CHANGES = [
    ("panels", ":root { --wash: #f3ece0 }"),
    ("facts", ":root { --line: #d5cdc0 }"),
    ("controls", ":root { --radius: .5rem }"),
    ("controls", ":root { --touch: 2.85rem }"),
    ("scale", ".page--design { --measure: 41.5rem !important }"),
    ("panels", ":root { --text: 1.1rem }"),
    ("panels", ".panel { padding-top: 1.3rem }"),
    ("prose", ".claim { border-inline-start-width: .3rem }"),
    ("prose", ".meter--against { visibility: hidden }"),
    ("grades", ".meter rect { fill: none }"),
    ("path", ".dots li::after { display: none }"),
    ("controls", ".button { border-width: 2px }"),
    ("wrong", ".option__feedback--wrong::before { display: none }"),
    ("wrong", '.option__feedback--wrong::before { content: "\\2713" }'),
]
PUT = """rule => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
TAKE_BACK = "document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)"


def test_changes_of_tokens_paddings_and_signs_are_seen(reader: Reader, desk: Page) -> None:
    page, unseen = opened(reader, DESK, dark=False), []
    for name, rule in CHANGES:
        part = page.locator(PARTS.get(name, "#q-stops-wrong"))
        before = picture(part, desk)
        page.evaluate(PUT, rule)
        if not difference(before, picture(part, desk), desk):
            unseen.append(rule)
        page.evaluate(TAKE_BACK)
        assert not difference(before, picture(part, desk), desk), rule
    assert unseen == [], unseen


def test_pictures_are_few_bytes_and_none_is_left_over(golden: Path) -> None:
    found = list((golden / "design").rglob("*.png"))
    assert {path.relative_to(golden / "design").as_posix() for path in found} == {
        f"{mode}/{name}.png" for mode in MODES for name in PARTS
    }
    assert sum(path.stat().st_size for path in found) <= MOST_BYTES
