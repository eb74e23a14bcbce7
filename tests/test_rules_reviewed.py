"""The table of safety rules in the review record: every rule is there, and what it names exists."""

from __future__ import annotations

import re
from functools import cache

from tests.sites import ROOT

RULES = [*(f"EX-{n}" for n in range(1, 11)), *(f"PR-{n}" for n in range(1, 14)), *(f"TI-{n}" for n in range(1, 9))]


@cache
def rows() -> dict[str, str]:
    """Rule -> what holds it."""
    text = (ROOT / ".github" / "REVIEW.md").read_text(encoding="utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^\| ([A-Z]{2}-\d+) \|.*\| (.*) \|$", text, re.MULTILINE)}


def test_every_rule_has_its_row() -> None:
    assert list(rows()) == RULES


def test_every_test_that_a_row_names_exists() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {name for held in rows().values() for name in re.findall(r"`(test_\w+)`", held)}
    assert len(named) > 30
    assert sorted(name for name in named if f"def {name}(" not in written) == []


def test_every_file_that_a_row_names_exists() -> None:
    paths = {name for held in rows().values() for name in re.findall(r"`([\w./-]+/[\w./-]+)`", held)}
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_what_no_test_can_judge_is_left_to_people() -> None:
    assert [rule for rule, held in rows().items() if not re.search(r"`|people", held)] == []
