"""The lock file: what it keeps, what it refuses, and that no sequence of edits loses an id or gives a number twice."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from course.cli import main
from course.ids import PublicId, collect_ids
from course.ids_lock import LOCK, Lock, LockError, confirm, is_alike, read_lock, with_new, write_lock
from course.load import load_course
from hypothesis import given
from hypothesis import strategies as st

from tests.broken import findings
from tests.sites import COURSE, TINY

ENTRY = '{"kind": "term", "number": 1, "words": []}'
IDS = collect_ids(load_course(TINY).course)
FULL = with_new(Lock(), IDS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "course", ignore=shutil.ignore_patterns("site", "offline")))


def ids(root: Path, *arguments: str) -> int:
    return main(["ids", str(root / "mkdocs.yml"), *arguments])


def lost(root: Path) -> list[str]:
    return [finding.code for finding in findings(root) if not finding.is_note]


def lock_of(root: Path) -> Lock:
    lock = read_lock(root / "docs" / LOCK)
    assert lock
    return lock


def test_lock_is_written_by_the_command_and_then_up_to_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "docs" / LOCK
    path.unlink(missing_ok=True)
    assert ids(root, "--check") == 1
    assert not path.exists()
    assert ids(root) == 0
    before = path.read_bytes()
    assert (ids(root), ids(root, "--check")) == (0, 0)
    assert path.read_bytes() == before
    assert capsys.readouterr().out.splitlines()[-1] == f"{path}: {len(IDS)} public ids, none new"


def test_lock_reads_as_it_was_written(tmp_path: Path) -> None:
    write_lock(tmp_path / LOCK, FULL)
    assert read_lock(tmp_path / LOCK) == FULL
    assert read_lock(tmp_path / "none.json") is None


def test_every_entry_is_a_line_and_lines_are_sorted(tmp_path: Path) -> None:
    write_lock(tmp_path / LOCK, FULL)
    lines = (tmp_path / LOCK).read_text(encoding="utf-8").splitlines()
    names = [line.partition('": {')[0] for line in lines if '"kind"' in line]
    assert names == sorted(names)
    assert len(names) == len(IDS)


def test_numbers_of_a_new_lock_count_from_one_with_lessons_first() -> None:
    assert sorted(entry.number for entry in FULL.entries.values()) == list(range(1, len(IDS) + 1))
    paths = [entry.number for entry in FULL.entries.values() if entry.kind in ("course", "module", "lesson", "check")]
    assert max(paths) == len(paths)


def test_the_real_course_has_recorded_all_its_ids() -> None:
    lock = lock_of(COURSE)
    assert set(collect_ids(load_course(COURSE).course)) <= set(lock.entries)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("{", 1, "it is not JSON"),
        ('{\n"next": 2,\n<<<<<<< ours\n', 3, "it is not JSON"),
        ("[]", 1, "it is not what 'make ids' writes"),
        ('{"next": 2, "ids": {"a": {"kind": "lesson", "words": []}}}', 1, "it is not what 'make ids' writes"),
        ('{"next": 2, "ids": {"a": {"kind": "no", "number": 1, "words": []}}}', 1, "it is not what 'make ids' writes"),
        ('{"next": 2, "ids": {"../a": {"kind": "term", "number": 1, "words": []}}}', 1, "it is not what"),
        ('{"next": 2, "ids": {"a": {"kind": "term", "number": true, "words": []}}}', 1, "it is not what"),
        (
            f'{{"next": 2,\n"ids": {{\n"a": {ENTRY},\n\n"b": {ENTRY}}}}}',
            5,
            "'a' and 'b' have the same number",
        ),
    ],
)
def test_lock_that_cannot_be_used_is_named_with_its_line(text: str, line: int, problem: str, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text(text, encoding="utf-8")
    with pytest.raises(LockError) as caught:
        read_lock(tmp_path / LOCK)
    assert (caught.value.line, str(caught.value)[: len(problem)]) == (line, problem)


def test_counter_that_fell_behind_in_a_merge_gives_no_number_twice(tmp_path: Path) -> None:
    write_lock(tmp_path / LOCK, replace(FULL, next=3))
    lock = read_lock(tmp_path / LOCK)
    assert lock
    assert lock.next == FULL.next


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What is measured", "How it is measured"),
        ("Warm and cold", "Warmth and cold air"),
        ("A heap that has gone cold probably warms when it is turned.", "Turning warms a heap that has gone cold."),
        ("Which of these rots fastest? Cut grass", "What rots the fastest of all these? Grass that was cut"),
        ("מה מתפרק בערימה", "מה מתפרק כאן בערימה"),
    ],
)
def test_rewording_is_the_same_thing(old: str, new: str) -> None:
    assert is_alike("section", [old], [new])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Warm and cold", "Tools to buy"),
        ("A heap that has gone cold probably warms when it is turned.", "Worms prefer shade and leave in frost."),
        ("worm", "fungus"),
        ("Which of these rots fastest? Cut grass", "Who turns scraps into soil? Bacteria"),
    ],
)
def test_other_words_are_another_thing(old: str, new: str) -> None:
    assert not is_alike("claim", [old], [new])


def test_one_text_that_stayed_is_enough() -> None:
    assert is_alike(
        "section", ["Warm and cold", "A fresh heap warms within days."], ["Heat", "A fresh heap warms soon."]
    )
    assert is_alike("quiz", ["Check yourself"], ["What stayed"])  # a label
    assert is_alike("section", [], ["Heat"])


def test_different_things_of_a_course_are_told_apart() -> None:
    """What `ALIKE` promises, on the real course: its own pairs, and nearly all of them below the threshold."""
    found = collect_ids(load_course(COURSE).course).values()
    by_lesson: dict[tuple[str, str], list[PublicId]] = {}
    for one in found:
        if one.lesson and one.kind in ("section", "claim", "question"):
            by_lesson.setdefault((one.lesson.id, one.kind), []).append(one)
    pairs = [(a, b) for group in by_lesson.values() for at, a in enumerate(group) for b in group[at + 1 :]]
    alike = sum(is_alike(a.kind, a.words, b.words) for a, b in pairs)
    assert len(pairs) > 1000
    assert alike / len(pairs) < 0.03


NAMES = st.sampled_from([*(f"a/s{number}" for number in range(6)), "a", "b", "b/s1"])


def thing(name: str, words: str) -> PublicId:
    kind = "section" if "/" in name else "lesson"
    return PublicId(name, kind, f"lessons/{name}/{len(words)}/", words, (words,), None, None)


@given(st.lists(st.dictionaries(NAMES, st.sampled_from(["Heat", "Tools", "Frost"])), min_size=1, max_size=8), st.data())
def test_no_sequence_of_edits_loses_an_id_or_gives_a_number_twice(
    versions: list[dict[str, str]], data: st.DataObject
) -> None:
    lock, given_out = Lock(), dict[str, int]()
    pages: dict[str, set[str]] = {}
    for version in versions:
        now = {name: thing(name, words) for name, words in version.items()}
        lock = with_new(lock, now)
        lock = confirm(lock, now, data.draw(st.sets(st.sampled_from(sorted(now)))) if now else ())
        numbers = {name: entry.number for name, entry in lock.entries.items()}
        assert given_out.items() <= numbers.items()
        assert len(set(numbers.values())) == len(numbers)
        assert all(number < lock.next for number in numbers.values())
        assert set(now) <= set(numbers)
        for name, entry in lock.entries.items():
            assert pages.get(name, set()) <= set(entry.pages)
            pages[name] = set(entry.pages)
        given_out = numbers


def test_lock_is_not_written_over_a_loss(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ids(root) == 0
    path, glossary = root / "docs" / LOCK, root / "docs/glossary.yml"
    before = path.read_bytes()
    glossary.write_text(glossary.read_text(encoding="utf-8").replace("id: never-used", "id: brewing"), encoding="utf-8")
    assert ids(root) == 1
    assert path.read_bytes() == before
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == f"{path}: no new id was recorded"
    assert "- {was: term/never-used, now: term/brewing}" in said[0]


def test_same_takes_the_words_anew_and_keeps_the_number(root: Path) -> None:
    assert ids(root) == 0
    old, glossary = lock_of(root), root / "docs/glossary.yml"
    text = glossary.read_text(encoding="utf-8").replace("term: worm", "term: crawler").replace("A small animal", "One")
    glossary.write_text(text.replace("that eats what rots", "of many helpers"), encoding="utf-8")
    assert lost(root) == ["id-reused"]
    assert ids(root, "--same", "term/worm") == 0
    new = lock_of(root).entries["term/worm"]
    assert new.words == ("crawler", "One of many helpers.")
    assert new.number == old.entries["term/worm"].number
    assert lost(root) == []


def test_same_of_an_unknown_id_names_the_nearest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ids(root, "--same", "term/wurm") == 1
    assert "nothing has the public id 'term/wurm' (did you mean 'term/worm'?)" in capsys.readouterr().err


def test_lock_is_json_that_other_programs_read(tmp_path: Path) -> None:
    write_lock(tmp_path / LOCK, FULL)
    root = json.loads((tmp_path / LOCK).read_text(encoding="utf-8"))
    assert root["ids"]["what-rots"] == {
        "kind": "lesson",
        "number": FULL.entries["what-rots"].number,
        "pages": ["lessons/what-rots/"],
        "words": ["What rots", "Which things turn into compost, and who turns them."],
    }
