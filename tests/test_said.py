"""What scripts say travels with them."""

from __future__ import annotations

import re

import pytest
from course.render import TEMPLATES
from course.said import said
from course.words import load_words

SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in (TEMPLATES / "assets/javascripts").glob("*.js")}


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_script_that_speaks_has_words(language: str) -> None:
    asked = {name: set(re.findall(r"\bcourseWords\b(?:\.(\w+))?", text)) for name, text in SCRIPTS.items()}
    speaking = {name for name, names in asked.items() if names}
    assert speaking == set(said(load_words(language), {}))
    assert all(asked[name] <= {name, ""} for name in speaking)


def test_leaving_counts_the_presses_that_are_still_to_come() -> None:
    words = said(load_words("en"), {})["exit"]
    assert isinstance(words, dict)
    assert [re.sub(r"\D", "", text) for text in words["press"]] == ["2", "1"]


def test_results_are_named_as_the_theme_looks_for_them() -> None:
    words = said(load_words("en"), {})["find"]
    assert isinstance(words, dict)
    assert {"search.result.placeholder", "search.result.more.other", "search.result.term.missing"} <= set(words)
