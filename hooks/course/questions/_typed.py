"""What the types share whose answers are typed: the form in which two texts are compared, and the rules for such texts.

question-short.js compares in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from course.model import Place
    from course.source import Entry

LONGEST: Final = 200
"""Characters of a typed text that are read: nobody types more by intention, and comparing stays quick."""

# What may be left out in writing: accents of Latin, Greek and Cyrillic, the points of Hebrew and Arabic, soft hyphens,
# the stretching sign, variants of a sign. Not every combining mark: in other scripts they write vowels.
_LEFT_OUT: Final = re.compile(
    r"[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u20d0-\u20ff\ufe00-\ufe0f]"
)


def plain(text: str) -> str:
    """The form in which typed texts are compared: without case, accents, punctuation and spaces beside each other."""
    text = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", text[:LONGEST])).lower()
    # ss is how ß is written where it is missing; the two forms of sigma differ by their place alone.
    text = text.replace("ß", "ss").replace("ς", "σ")
    return " ".join("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text).split())


def fits(accepted: Iterable[str], typos: int, typed: str) -> bool:
    """Whether a plain text is an accepted one, but for so many typos: a letter more, less, other, or two exchanged."""
    return any(OSA.distance(one, typed, score_cutoff=typos) <= typos for one in accepted)


def check_typed(entry: Entry, texts: Iterable[tuple[str, Place]]) -> None:
    """Report texts that cannot be typed, and those that count as the same as an earlier one."""
    first: dict[str, str] = {}
    for text, place in texts:
        form = plain(text)
        if not form or len(text) > LONGEST:
            entry.reporter.add("answer-unreadable", place, text=text[:40], most=LONGEST)
        elif form in first:
            entry.reporter.add("answer-twice", place, first=first[form], text=text)
        first.setdefault(form, text)
