"""YAML and front matter with their places: every getter gives the value, or a finding where it stands and a default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from course.errors import Report
from course.reading import compose, is_file, read_text
from course.source import Entry, entries_of, entry_of, split_front_matter

Found = list[str]


def found(report: Report) -> Found:
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in report.findings()]


def entry(text: str) -> tuple[Entry, Report]:
    report = Report()
    root = entry_of(compose(text, "a.yml", report), "a.yml", report)
    assert root is not None
    return root, report


def test_a_file_is_read_as_utf_8_without_its_mark_and_with_one_kind_of_line_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(tmp_path / "a", "a", Report()) == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("raw", "finding"),
    [
        (b"", "1:1 empty-file"),
        (b" \n\t\n", "1:1 empty-file"),
        (b"\xff", "1:1 not-utf-8"),
        ("é\nüx".encode() + b"\xe9 ", "2:3 not-utf-8"),
        (b"a\n\xc3", "2:1 not-utf-8"),
        (b"a\rb\r\nc\xff", "3:2 not-utf-8"),
        (b"\xef\xbb\xbfab\xff", "1:3 not-utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_found_at_the_byte(raw: bytes, finding: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(raw)
    report = Report()
    assert read_text(tmp_path / "a", "docs/a", report) is None
    assert found(report) == [finding]
    assert report.findings()[0].path == "docs/a"


@pytest.mark.parametrize("name", ["none", ".", "x" * 300, "a\0b"])
def test_a_name_without_a_file_is_a_finding(name: str, tmp_path: Path) -> None:
    report = Report()
    assert read_text(tmp_path / name, name, report) is None
    assert found(report) == ["1:1 file-missing"]
    assert not is_file(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: [1\nb: 2", "2:2 yaml-syntax"),
        ("a: 1\n b: 2", "2:3 yaml-syntax"),
        ("a: 'x\n", "2:1 yaml-syntax"),
        ("é: é\né é\x07", "2:4 yaml-syntax"),
        ("a: \x00", "1:4 yaml-syntax"),
        ("a: *b", "1:4 yaml-syntax"),
        ("a: 1\n---\nb: 2", "2:1 yaml-syntax"),
        ("a: \u2028\x85\nb: ]", "2:4 yaml-syntax"),
    ],
)
def test_text_that_is_no_yaml_is_found_in_the_line_that_editors_count(text: str, finding: str) -> None:
    report = Report()
    assert compose(text, "a.yml", report) is None
    assert found(report) == [finding]


def test_lines_before_a_text_count() -> None:
    report = Report()
    root = entry_of(compose("a: 1\nb: [x]", "a.md", report, line_offset=4), "a.md", report, line_offset=4)
    assert root
    assert (root.place.line, root.place_of("b").line, root.place_of("none").line) == (5, 6, 5)
    assert compose("a: ]", "a.md", report, line_offset=4) is None
    assert found(report) == ["5:4 yaml-syntax"]


@pytest.mark.parametrize(("text", "kind"), [("- a", "a list"), ("a", "text"), ("# a", "empty"), ("4", "a number")])
def test_a_root_that_is_no_group_of_keys_is_named(text: str, kind: str) -> None:
    report = Report()
    assert entry_of(compose(text, "a.yml", report), "a.yml", report, what="the thing") is None
    assert [finding.message for finding in report.findings()] == [f"'the thing' is {kind}, not a group of keys"]


def test_a_list_of_groups_leaves_out_what_is_none() -> None:
    report = Report()
    entries = entries_of(compose("- a: 1\n- b\n- {c: 2}", "a.yml", report), "a.yml", report)
    assert [item.place.line for item in entries] == [1, 3]
    assert found(report) == ["2:3 wrong-type"]
    assert entries_of(compose("a: 1", "a.yml", report), "a.yml", report) == []
    assert entries_of(None, "a.yml", report) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("## a", "1:1 front-matter-missing"),
        ("\n---\na: 1\n---\n", "1:1 front-matter-missing"),
        ("---\na: 1\n--\n", "1:1 front-matter-open"),
        ("---\na: [\n---\n", "3:1 yaml-syntax"),
        ("---\n---\nText", "2:1 wrong-type"),
    ],
)
def test_a_page_without_readable_front_matter_is_a_finding(text: str, finding: str) -> None:
    report = Report()
    assert split_front_matter(text, "a.md", report) is None
    assert found(report) == [finding]


def test_front_matter_and_text_keep_their_lines() -> None:
    report = Report()
    front = split_front_matter("--- \na: 1\nb: 2\n---\n\nText\n---\n", "a.md", report)
    assert front
    assert (front.entry.place_of("b").line, front.body, front.body_line) == (3, "\nText\n---\n", 5)


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    root, report = entry("a: 1\na: 2\n? [x]\n: 3\n")
    assert root.text("a") == "1"
    assert found(report) == ["2:1 duplicate-key"]
    root.allow(["a"])
    assert found(report)[1:] == ["3:3 unknown-key"]


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    root, report = entry("tilte: 1\nxyz: 2\n")
    root.allow(["title", "text"])
    assert [finding.hint for finding in report.findings()] == ["did you mean 'title'?", "known keys: text, title"]


def test_a_text_is_what_is_written() -> None:
    root, report = entry("a: yes\nb: 1.10\nc: 2024-01-01\nd: '  x '\ne: >\n  one\n  two\nf: !!int 7\n")
    assert [root.text(key) for key in "abcdef"] == ["yes", "1.10", "2024-01-01", "x", "one two", "7"]
    assert root.text("none") == ""
    assert root.text("none", default="d") == "d"
    assert found(report) == []


@pytest.mark.parametrize("value", ["", "~", "null", "''", "' '"])
def test_an_empty_value_is_a_finding_only_where_one_is_required(value: str) -> None:
    root, report = entry(f"a: {value}\n")
    assert root.text("a", default="d") == "d"
    assert root.texts("a") == ()
    assert root.entry("a") is None
    assert root.entries("a") == []
    assert root.date("a") is None
    assert found(report) == []
    assert root.text("a", required=True) == ""
    assert [finding.code for finding in report.findings()] == ["empty-value"]


Read = Callable[[Entry], object]


@pytest.mark.parametrize(
    ("value", "read", "default", "words"),
    [
        ("[x]", lambda root: root.text("a"), "", "'a' is a list, not text"),
        ("{b: 1}", lambda root: root.text("a"), "", "'a' is a group of keys, not text"),
        ("x", lambda root: root.texts("a"), (), "'a' is text, not a list"),
        ("[[x]]", lambda root: root.texts("a"), (), "'an item of a' is a list, not text"),
        ("x", lambda root: root.entry("a"), None, "'a' is text, not a group of keys"),
        ("{}", lambda root: root.entries("a"), [], "'a' is a group of keys, not a list"),
        ("[1]", lambda root: root.entries("a"), [], "'an item of a' is a number, not a group of keys"),
        ("x", lambda root: root.integer("a", 1, 9), 1, "'a' is text, not a whole number"),
        ("'5'", lambda root: root.integer("a", 1, 9), 1, "'a' is text, not a whole number"),
        ("5.0", lambda root: root.integer("a", 1, 9), 1, "'a' is text, not a whole number"),
        ("[5]", lambda root: root.integer("a", 1, 9), 1, "'a' is a list, not a whole number"),
        ("5", lambda root: root.boolean("a"), False, "'a' is a number, not true or false"),
        ("truth", lambda root: root.boolean("a", default=True), True, "'a' is text, not true or false"),
        ("2024-13-01", lambda root: root.date("a"), None, "'a' is text, not a date such as 2027-01-31"),
        ("[2024-01-01]", lambda root: root.date("a"), None, "'a' is a list, not a date such as 2027-01-31"),
        ("x", lambda root: root.items("a"), None, "'a' is text, not a list"),
        ("1e3", lambda root: root.decimal("a"), Decimal(0), "'a' is text, not a number such as 3.5"),
        ("'3.5'", lambda root: root.decimal("a"), Decimal(0), "'a' is text, not a number such as 3.5"),
        ("9" * 16, lambda root: root.decimal("a"), Decimal(0), "'a' is a number, not a number of at most 15 digits"),
        ("[b]", lambda root: root.pairs("a"), [], "'a' is a list, not a group of keys"),
    ],
)
def test_a_value_of_another_type_is_a_finding_and_gives_the_default(
    value: str, read: Read, default: object, words: str
) -> None:
    root, report = entry(f"a: {value}\n")
    assert read(root) == default
    assert [finding.message for finding in report.findings()] == [words]
    assert report.findings()[0].line == 1


@pytest.mark.parametrize(
    ("read", "default"),
    [
        (lambda root: root.text("a", required=True), ""),
        (lambda root: root.id("a"), ""),
        (lambda root: root.integer("a", 2, 9), 2),
        (lambda root: root.boolean("a"), False),
        (lambda root: root.decimal("a"), Decimal(0)),
        (lambda root: root.choice("a", ("x", "y")), ""),
        (lambda root: root.texts("a", required=True), ()),
        (lambda root: root.entry("a", required=True), None),
        (lambda root: root.entries("a", required=True), []),
        (lambda root: root.items("a"), None),
    ],
)
def test_a_required_key_that_is_missing_is_found_at_its_entry(read: Read, default: object) -> None:
    root, report = entry("\nb: 1\n")
    assert read(root) == default
    assert found(report) == ["2:1 missing-key"]


@pytest.mark.parametrize(
    "read", [lambda root: root.texts("a", required=True), lambda root: root.entries("a", required=True)]
)
def test_a_required_list_without_items_is_empty(read: Read) -> None:
    root, report = entry("a: []\n")
    assert not read(root)
    assert found(report) == ["1:4 empty-value"]


@pytest.mark.parametrize("good", ["a", "a1", "a-b-2", "x9-y"])
def test_an_id_is_lower_case_words_with_hyphens(good: str) -> None:
    root, report = entry(f"id: {good}\n")
    assert root.id() == good
    assert found(report) == []


@pytest.mark.parametrize("bad", ["A", "1a", "a_b", "-a", "a-", "a--b", "a b", "é", "a.b"])
def test_anything_else_is_not_an_id(bad: str) -> None:
    root, report = entry(f"id: '{bad}'\n")
    root.id()
    assert found(report) == ["1:5 bad-id"]


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("+3", 3), ("9", 9)])
def test_a_whole_number_in_range_is_read(value: str, number: int) -> None:
    root, report = entry(f"a: {value}\n")
    assert root.integer("a", 1, 9) == number
    assert found(report) == []


@pytest.mark.parametrize("value", ["0", "10", "-1"])
def test_a_number_out_of_range_is_found_and_gives_the_lowest(value: str) -> None:
    root, report = entry(f"a: {value}\n")
    assert root.integer("a", 1, 9) == 1
    assert found(report) == ["1:4 out-of-range"]


def test_a_number_of_any_length_is_not_converted() -> None:
    root, report = entry(f"a: {'9' * 5000}\n")
    assert root.integer("a", 1, 9) == 1
    assert [finding.code for finding in report.findings()] == ["wrong-type"]


def test_a_number_below_the_lowest_is_found_and_gives_that() -> None:
    root, report = entry("a: -0.5\nb: 0.50\n")
    assert root.decimal("a", low=Decimal(0)) == 0
    assert str(root.decimal("b", low=Decimal(0))) == "0.50"
    assert root.decimal("none", required=False) == 0
    assert [str(finding) for finding in report.findings()] == ["a.yml:1:4: 'a' is -0.5 (write 0 or more)"]


def test_words_of_the_author_as_keys_have_their_texts_and_places() -> None:
    root, report = entry("a:\n  some words: A.\n  1984:  B.\n  c:\n")
    found_pairs = [(name, text, place.line, place.column) for name, text, place in root.pairs("a")]
    assert found_pairs == [("some words", "A.", 2, 3), ("1984", "B.", 3, 3), ("c", "", 4, 3)]
    assert root.pairs("none") == []
    assert found(report) == ["4:5 empty-value"]


def test_truth_has_six_words() -> None:
    root, report = entry("a: true\nb: Yes\nc: ON\nd: false\ne: no\nf: Off\n")
    assert [root.boolean(key) for key in "abcdef"] == [True] * 3 + [False] * 3
    assert root.boolean("none", default=True)
    assert found(report) == []


def test_a_date_is_a_day() -> None:
    root, report = entry("a: 2027-01-31\n")
    assert root.date("a") == date(2027, 1, 31)
    assert root.date("none") is None
    assert found(report) == []


def test_a_choice_is_one_of_the_words_allowed() -> None:
    root, report = entry("a: x\nb: z\n")
    assert root.choice("a", ("x", "y")) == "x"
    assert root.choice("none", ("x", "y"), default="y") == "y"
    assert found(report) == []
    assert root.choice("b", ("x", "y"), default="y") == "y"
    assert root.choice("b", ("x", "y")) == ""
    assert [finding.hint for finding in report.findings()] == ["use one of: x, y"]


def test_items_of_a_list_have_their_places_and_empty_ones_are_left_out() -> None:
    root, report = entry("a: [one, '', two]\n")
    assert [(text, place.column) for text, place in root.located("a")] == [("one", 5), ("two", 14)]
    assert root.is_text("a") is False
    assert "a" in root
    assert "b" not in root
    assert found(report) == []


def test_groups_within_groups_keep_their_places() -> None:
    root, report = entry("a:\n  b: 1\nc:\n  - d: 2\n")
    inner = root.entry("a")
    assert inner
    assert (inner.text("b"), inner.place.line, inner.place.column) == ("1", 2, 3)
    assert [item.place_of("d").line for item in root.entries("c")] == [4]
    assert root.is_text("a") is False
    assert found(report) == []


@pytest.mark.parametrize("value", ["1984", "yes", "1.5", "2024-01-01", "0x1f", "1_000", "12:30:00"])
def test_a_value_that_other_readers_of_yaml_change_has_to_be_quoted(value: str) -> None:
    root, report = entry(f"a: {value}\nb: '{value}'\nc: text\nd:\ne: [1]\n")
    root.quoted("a", "b", "c", "d", "e", "none")
    assert found(report) == ["1:4 wrong-type"]
    assert report.findings()[0].hint == "write text in quotes"
