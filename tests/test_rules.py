"""A course's own rules for its texts: patterns, places, exemptions. What each finding says: tests/courses/broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from course.rules import hash_run, words_pattern

from tests.broken import assemble, findings


def check(tmp_path: Path, rules: str, **files: str) -> list[str]:
    root = assemble("_base", tmp_path / "course")
    (root / "docs/rules.yml").write_text(rules, encoding="utf-8")
    for name, text in files.items():
        path = root / {"dough": "docs/lessons/dough.md", "runs": "docs/runs.txt", "guide": "docs/authoring/a.md"}[name]
        path.parent.mkdir(exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(old + text, encoding="utf-8")
    return [f"{finding.path}:{finding.line}:{finding.column} {finding.code}" for finding in findings(root)]


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("ill", "Ill, ILL ill", ["Ill", "ILL", "ill"]),
        ("ill", "illness still", []),
        ("ill*", "illness still", ["illness"]),
        ("in a way", "in  a\nway", ["in  a\nway"]),
        ("a.b", "a.b axb", ["a.b"]),
    ],
)
def test_words_are_whole_unless_a_star_ends_them(word: str, text: str, found: list[str]) -> None:
    assert words_pattern((word,)).findall(text) == found


@pytest.mark.parametrize("words", [(), ("*",), ("", " ")])
def test_no_words_match_nothing(words: tuple[str, ...]) -> None:
    assert words_pattern(words).search("any text") is None


def test_a_course_without_rules_has_none(tmp_path: Path) -> None:
    assert findings(assemble("_base", tmp_path / "course")) == ()


def test_an_exemption_holds_for_its_file_and_words(tmp_path: Path) -> None:
    avoid = "avoid:\n  - {words: [rises, makes], instead: other words}\n"
    exempt = "exempt:\n  - {file: docs/lessons/dough.md, words: rises more, why: A quotation.}\n"
    assert check(tmp_path, avoid + exempt) == [
        "docs/lessons/dough.md:36:8 word-avoided",
        "docs/lessons/oven.md:20:9 word-avoided",
        "quizzes/dough.yml:20:27 word-avoided",
        "quizzes/oven.yml:9:32 word-avoided",
    ]


def test_a_page_kept_out_of_the_search_may_use_the_words_it_warns_of(tmp_path: Path) -> None:
    guide = "---\ntitle: Guide\nsearch: false\n---\n\nNever write zwieback.\n"
    assert check(tmp_path, "avoid:\n  - {words: [zwieback], instead: rusk}\n", guide=guide) == []


@pytest.mark.parametrize("block", ["/// box | scene", "/// box | vignette", "/// box | note"])
def test_numbers_in_made_up_scenes_need_no_source(block: str, tmp_path: Path) -> None:
    assert check(tmp_path, "cite_numbers: true\n", dough=f"\n{block}\nAnn, 40, waits.\n///\n") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It takes 8 hours [@hill-2001].", 0),
        ("It takes 8 hours.", 1),
        ("See [it](oven.md#heat) 9 times.", 1),
        ("[Two](oven.md#heat) rise.", 0),
    ],
)
def test_numbers_in_prose_need_a_source_in_their_paragraph(text: str, count: int, tmp_path: Path) -> None:
    found = check(tmp_path, "cite_numbers: true\n", dough=f"\n{text}\n")
    assert [line.split()[1] for line in found] == ["number-uncited"] * count


def test_a_run_of_words_is_found_wherever_lines_break(tmp_path: Path) -> None:
    runs = "runs: {words: 4, file: runs.txt}\n"
    hashes = hash_run(["bread", "isn't", "made", "twice"])
    assert check(tmp_path, runs, runs=hashes, dough="\nSo Bread isn’t,\nMADE twice over.\n") == [
        "docs/lessons/dough.md:39:4 text-shared"
    ]


@pytest.mark.parametrize("grade", ["unclear", "contradicted"])
def test_what_is_not_believed_may_be_told_with_verbs_of_cause(grade: str, tmp_path: Path) -> None:
    root = assemble("_base", tmp_path / "course")
    lesson = root / "docs/lessons/dough.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("| moderate", f"| {grade}"), encoding="utf-8")
    (root / "docs/rules.yml").write_text("causal: {designs: [trial], words: [rises]}\n", encoding="utf-8")
    assert findings(root) == ()
