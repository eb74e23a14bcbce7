"""What scripts say travels with them."""

from __future__ import annotations

import re

import pytest
from course.render import TEMPLATES, Renderer
from course.said import said
from course.words import load_words

from tests.building import base

SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in (TEMPLATES / "assets/javascripts").glob("*.js")}


def all_said(language: str) -> dict[str, object]:
    words = load_words(language)
    return said(words, {}, Renderer(base().course, words))


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_script_that_speaks_has_words(language: str) -> None:
    asked = {name: set(re.findall(r"\bcourseWords\b(?:\.(\w+))?", text)) for name, text in SCRIPTS.items()}
    speaking = {name for name, names in asked.items() if names}
    assert speaking == set(all_said(language))
    assert all(asked[name] <= {name, ""} for name in speaking)


def test_leaving_counts_the_presses_that_are_still_to_come() -> None:
    words = all_said("en")["exit"]
    assert isinstance(words, dict)
    assert [re.sub(r"\D", "", text) for text in words["press"]] == ["2", "1"]


def test_results_are_named_as_the_theme_looks_for_them() -> None:
    found = all_said("en")["find"]
    assert isinstance(found, dict)
    assert {"search.result.placeholder", "search.result.more.other", "search.result.term.missing"} <= set(
        found["words"]
    )


def test_controls_of_a_quiz_come_in_its_modes() -> None:
    quiz = all_said("en")["quiz"]
    assert isinstance(quiz, dict)
    actions = {mode: re.findall(r'data-do="(\w+)"', html) for mode, html in quiz["tools"].items()}
    assert actions == {"practice": ["check", "hint", "skip", "again"], "check": ["hint"], "pretest": ["keep"]}
