"""The colours of the face: read from the one file that has them, and far enough apart in both schemes."""

from __future__ import annotations

import pytest
from course.palette import SURFACES, TEXTS, Pair, contrast, pairs, read_palette
from course.render import TEMPLATES

STYLES = TEMPLATES / "assets" / "stylesheets"
PALETTE = read_palette((STYLES / "tokens.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#ffffff", "#fff", 1.0), ("#767676", "#fff", 4.54), ("#fff", "#767676", 4.54)],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_both_schemes_have_every_colour() -> None:
    assert set(PALETTE) == {"light", "dark"}
    assert list(PALETTE["light"]) == list(PALETTE["dark"])
    assert {*TEXTS, *SURFACES} <= set(PALETTE["light"])


def test_dark_is_the_same_whether_the_system_or_the_reader_chose_it() -> None:
    style = (STYLES / "tokens.css").read_text(encoding="utf-8")
    system = style.partition("@media screen and (prefers-color-scheme: dark)")[2].partition("{")[2].partition("}")[0]
    chosen = system.replace(":root:not([data-md-color-scheme])", "[data-md-color-scheme=slate]") + "}"
    assert read_palette(chosen)["dark"] == PALETTE["dark"]


@pytest.mark.parametrize("pair", pairs(PALETTE), ids=lambda pair: f"{pair.colour}-on-{pair.surface}")
def test_pair_has_the_contrast_it_must_have(pair: Pair) -> None:
    assert {scheme: ratio for scheme, ratio in pair.contrast.items() if ratio < pair.least} == {}
