"""What our scripts and styles weigh: budgets in bytes after gzip."""

from __future__ import annotations

from tests.bench.weigh import asset_bytes

MAX_SCRIPTS = 6 * 1024
MAX_QUIZ_STYLE = 4 * 1024


def test_scripts_keep_their_budget() -> None:
    assert asset_bytes()["all scripts"] <= MAX_SCRIPTS


def test_style_of_quizzes_and_popovers_keeps_its_budget() -> None:
    assert asset_bytes()["style of quizzes and popovers"] <= MAX_QUIZ_STYLE
