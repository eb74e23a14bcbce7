"""Whatever an author writes: the core never crashes, names a place for everything it finds, builds what it accepts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
from course.errors import ContentErrors, CourseError, Report
from course.load import Loaded, load_course
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.quiz import ParsedQuiz, parse_quiz
from course.reading import compose, is_file, read_text
from course.source import entry_of
from hypothesis import given, settings

from tests.broken import BASE, assemble
from tests.building import build
from tests.mutations import edited, spoiled
from tests.sites import TINY
from tests.spoilt_quizzes import QUIZZES, spoilt

# A course's own rules, which the shared course does without.
RULES = b"""\
sentence_words: 30
links: 0
cite_numbers: true
avoid:
  - {words: [stodg*, dead weight], instead: write what it tastes of}
causal: {designs: [correlational], words: [cause*, makes]}
sentences:
  - {text: The crumb is dense again., lessons: [dough]}
runs: {words: 3, file: runs.txt}
exempt:
  - {file: docs/lessons/oven.md, words: tray, why: An example.}
"""
FILES = {str(path.relative_to(BASE)): path.read_bytes() for path in sorted(BASE.rglob("*")) if path.is_file()}
FILES |= {"docs/rules.yml": RULES, "docs/runs.txt": b"0123abcd\n"}
# Of these an edit mostly leaves a course that builds.
WORDED = ("glossary.yml", "article.yml", "references.yml", "dough.yml", "oven.yml", ".md")
EXAMPLES = settings().max_examples


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = assemble("_base", tmp_path_factory.mktemp("mutations") / "course")
    for path in ("docs/rules.yml", "docs/runs.txt"):
        (root / path).write_bytes(FILES[path])
    return root


@contextmanager
def written(root: Path, changed: dict[str, bytes]) -> Iterator[None]:
    for path, raw in changed.items():
        (root / path).write_bytes(raw)
    try:
        yield
    finally:
        for path in changed:
            (root / path).write_bytes(FILES[path])


def check_place(finding: CourseError, root: Path) -> None:
    named = root / finding.path  # what a file names may not exist: then there is but its beginning
    raw = named.read_bytes() if is_file(named) else b""
    assert raw or (finding.line, finding.column) == (1, 1)
    lines = re.split(r"\r\n|\r|\n", raw.decode("utf-8-sig", errors="replace"))
    assert 1 <= finding.line <= len(lines) + 1
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    assert 1 <= finding.column <= len(line) + 1
    assert "\n" not in str(finding)


def load(root: Path) -> Loaded | None:
    """The course, or None after findings that stop a build; all findings have their places."""
    loaded: Loaded | None = None
    findings: tuple[CourseError, ...] = ()
    try:
        loaded = load_course(root)
        findings = loaded.notes
    except ContentErrors as errors:
        findings = errors.findings
    for finding in findings:
        check_place(finding, root)
    assert (loaded is None) == any(not finding.is_note for finding in findings)
    return loaded


@given(changed=spoiled(FILES))
@settings(max_examples=4 * EXAMPLES)
def test_spoiled_files_give_located_findings_and_nothing_else(root: Path, changed: dict[str, bytes]) -> None:
    with written(root, changed):
        load(root)


@given(changed=edited({path: raw for path, raw in FILES.items() if path.endswith(WORDED)}))
def test_what_loads_without_a_finding_builds(root: Path, changed: dict[str, bytes]) -> None:
    with written(root, changed):
        loaded = load(root)
        if loaded:
            build(loaded)


# Quiz files

SPOILT = 10_000
WHOLE_COURSES = 150


def parse(root: Path, name: str) -> tuple[ParsedQuiz | None, tuple[CourseError, ...]]:
    """One quiz file alone, and what is found in it."""
    report = Report()
    text = read_text(root / name, name, report)
    entry = entry_of(compose(text, name, report), name, report) if text else None
    parsed = parse_quiz(entry, check="/checks/" in name) if entry else None
    return parsed, report.findings()


def check_usable(question: Question) -> None:
    """A question without a finding has a key that travels as JSON, a revision, and scores an empty answer."""
    kind = QUESTION_TYPES[question.type]
    key = json.loads(json.dumps(kind.answer_key(question)))
    assert re.fullmatch("[0-9a-f]{8}", question.revision)
    unanswered: Any = {} if "parts" in key else []
    assert kind.score(key, unanswered).state == "unanswered"


def test_ten_thousand_spoilt_quizzes_give_located_findings_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "quizzes" / "checks").mkdir(parents=True)
    found: Counter[str] = Counter()
    for name, raw in spoilt(SPOILT, seed=4):
        (tmp_path / name).write_bytes(raw)
        parsed, findings = parse(tmp_path, name)
        for finding in findings:
            check_place(finding, tmp_path)
        found.update({finding.code for finding in findings} or {"nothing"})
        assert findings or (parsed and parsed.complete)
        for question in parsed.quiz.questions if parsed and not findings else ():
            check_usable(question)
    # The dice reach what they are for: files that are wrong in many ways, and some that are still right.
    assert len(found) > 25
    assert SPOILT / 10 < found["nothing"] < SPOILT / 2


def test_spoilt_quizzes_of_a_whole_course_give_located_findings_and_nothing_else(tmp_path: Path) -> None:
    """The same with the rules that look at several files."""
    root = tmp_path / "course"
    copytree(TINY, root, ignore=ignore_patterns("site"))
    for name, raw in spoilt(WHOLE_COURSES, seed=5):
        (root / name).write_bytes(raw)
        load(root)
        (root / name).write_bytes(QUIZZES[name])
    assert load(root)
