"""Words that are kept out of what outlives a page."""

from __future__ import annotations

import pytest
from course.neutral import neutral_pattern


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["rot"], "Rot sets in", ["Rot"]),
        (["rot"], "rotten carrots", []),
        (["rot*"], "rotten, a rota, carrots", ["rotten", "rota"]),
        (["rot"], "lessons/dry_rot.md", ["rot"]),
        (["a.b*"], "axb a.bc", ["a.bc"]),
        ([], "anything", []),
    ],
)
def test_words_are_found_as_words(words: list[str], text: str, found: list[str]) -> None:
    assert neutral_pattern(tuple(words)).findall(text) == found
