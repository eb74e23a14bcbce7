"""Findings: their words, their order, and what stops a build."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from course.errors import CATALOGUE, ContentErrors, Report, nearest
from course.model import Place


def test_a_finding_is_one_line_with_place_message_and_hint() -> None:
    report = Report()
    report.add("unknown-key", Place("docs/a.md", 3, 7), key="titel", advice="did you mean 'title'?")
    assert str(report.findings()[0]) == "docs/a.md:3:7: unknown key 'titel' (did you mean 'title'?)"


def test_line_breaks_in_an_author_s_value_do_not_break_the_line() -> None:
    report = Report()
    report.add("not-one-of", Place("a", 1, 1), key="a", value="one\n two", allowed="x")
    assert str(report.findings()[0]) == "a:1:1: 'a' is 'one two' (use one of: x)"


def test_findings_are_sorted_by_file_line_and_column_and_said_once() -> None:
    report = Report()
    for path, line, column in [("b", 1, 1), ("a", 10, 1), ("a", 9, 12), ("a", 9, 2), ("b", 1, 1)]:
        report.add("empty-file", Place(path, line, column))
    assert [(f.path, f.line, f.column) for f in report.findings()] == [
        ("a", 9, 2),
        ("a", 9, 12),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_notes_alone_stop_nothing() -> None:
    report = Report()
    report.add("unused-reference", Place("a", 1, 1), id="x")
    report.raise_errors()
    assert str(report.findings()[0]).startswith("a:1:1: note: ")


def test_an_error_raises_everything_that_was_found() -> None:
    report = Report()
    report.add("unused-reference", Place("b", 1, 1), id="x")
    report.add("empty-file", Place("a", 1, 1))
    with pytest.raises(ContentErrors) as raised:
        report.raise_errors()
    assert raised.value.findings == report.findings()
    assert str(raised.value).splitlines() == [str(finding) for finding in report.findings()]


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("tilte", ["text", "title"], "did you mean 'title'?"),
        ("xyz", ["b", "a"], "keys: b, a"),
        ("xyz", ["", "a"], "keys: a"),
        ("xyz", [], "there are none yet"),
        ("xyz", [""], "there are none yet"),
        ("xyz", [str(number) for number in range(13)], "keys: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ..."),
        ("xyz", [str(number) for number in range(12)], "keys: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
    ],
)
def test_advice_is_the_nearest_known_word_or_the_list(word: str, known: list[str], advice: str) -> None:
    assert nearest(word, known, what="keys") == advice


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_kind_says_what_is_wrong_and_what_to_do(code: str) -> None:
    kind = CATALOGUE[code]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code)
    assert kind.hint
    for words in (kind.message, kind.hint):
        assert not words.endswith(".")
        assert not words[:1].isupper()
    names = {name for words in (kind.message, kind.hint) for _, name, _, _ in Formatter().parse(words) if name}
    assert all(name.isidentifier() for name in names)
