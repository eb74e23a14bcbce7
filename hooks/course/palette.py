"""The colours of `tokens.css` and how well they stand on each other, computed as WCAG 2.2 defines contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import tinycss2

# What the sheet calls the two schemes: the theme's own names, which its script looks for.
_SCHEMES: Final = {"default": "light", "slate": "dark"}
TEXTS: Final = ("ink", "soft", "accent", "warm", "right")
SURFACES: Final = ("paper", "card", "wash", "accent-wash", "warm-wash", "right-wash")
# Text that stands on one surface alone: labels of buttons, signs in a filled circle.
ALONE: Final = (("on-exit", "exit"), ("paper", "accent"), ("card", "right"), ("card", "warm"), ("card", "accent"))
LEAST_TEXT: Final = 7.0
"""Contrast of text: WCAG 1.4.6 (AAA)."""
LEAST_EDGE: Final = 3.0
"""Contrast of what tells a control from what is around it: WCAG 1.4.11."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a surface, and its contrast in each scheme."""

    colour: str
    surface: str
    contrast: Mapping[str, float]
    least: float


def read_palette(style: str) -> dict[str, dict[str, str]]:
    """The colours of each scheme by the names of their tokens, without the two dashes."""
    found: dict[str, dict[str, str]] = {}
    for rule in tinycss2.parse_stylesheet(style, skip_whitespace=True, skip_comments=True):
        head = tinycss2.serialize(rule.prelude) if rule.type == "qualified-rule" else ""
        for scheme, name in _SCHEMES.items():
            if f"={scheme}]" in head:
                found[name] = _colours(rule.content)
    return found


def _colours(content: object) -> dict[str, str]:
    declared = tinycss2.parse_declaration_list(content, skip_whitespace=True, skip_comments=True)
    values = ((one.name, tinycss2.serialize(one.value).strip()) for one in declared)
    return {name.removeprefix("--"): value for name, value in values if value.startswith("#")}


def pairs(palette: Mapping[str, Mapping[str, str]]) -> list[Pair]:
    """Every pair that pages may show, with the contrast that it must have."""
    texts = [(text, surface, LEAST_TEXT) for text in TEXTS for surface in SURFACES]
    alone = [(text, surface, LEAST_TEXT) for text, surface in ALONE]
    edges = [("edge", surface, LEAST_EDGE) for surface in SURFACES]
    return [
        Pair(one, other, {name: contrast(colours[one], colours[other]) for name, colours in palette.items()}, least)
        for one, other, least in (*texts, *alone, *edges)
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (`#rgb` or `#rrggbb`): 1 to 21, WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
