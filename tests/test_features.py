"""The table of features in the review record: every script has a row, and every test named there watches its page."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.sites import ROOT

# What fails a test whose page breaks its policy, asks another host or reports an error.
WATCHING = ("reader", "returning_reader", "disk", "listener", "context", "page", "keys", "tab", "problems")


@cache
def rows() -> dict[str, list[str]]:
    """Feature -> its other columns."""
    text = (ROOT / ".github" / "REVIEW.md").read_text(encoding="utf-8").partition("# Features under")[2]
    cells = [line.strip("| ").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {name.strip(): [cell.strip() for cell in others] for name, *others in cells if name.strip() != "Feature"}


def named(column: int) -> set[str]:
    """What stands in a column between backticks."""
    return {
        name for cells in rows().values() for name in re.findall(r"`([^`]+)`", " ".join(cells[column : column + 1]))
    }


@cache
def browser_tests() -> dict[str, str]:
    """Test -> its parameters and body."""
    written = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/browser").glob("test_*.py")]
    tests = (re.findall(r"^def (test_\w+)\((.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL) for text in written)
    return {name: rest for found in tests for name, rest in found}


def test_every_script_of_the_pages_has_a_row() -> None:
    scripts = {path.stem for path in (ROOT / "overrides/assets/javascripts").glob("*.js")}
    assert named(0) == scripts


@pytest.mark.parametrize("column", [1, 2])
def test_every_test_that_a_row_names_is_a_browser_test_that_watches(column: int) -> None:
    assert len(named(column)) > 10
    assert sorted(named(column) - set(browser_tests())) == []
    blind = [name for name in named(column) if not any(word in browser_tests()[name] for word in WATCHING)]
    assert blind == []


def test_every_feature_is_used_by_a_test() -> None:
    assert [feature for feature, cells in rows().items() if "`test_" not in cells[1]] == []
