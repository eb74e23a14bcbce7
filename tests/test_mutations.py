"""Whatever an author writes: the core never crashes, names a place for everything it finds, builds what it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from course.errors import ContentErrors, CourseError
from course.load import Loaded, load_course
from course.reading import is_file
from hypothesis import given, settings

from tests.broken import BASE, assemble
from tests.building import build
from tests.mutations import edited, spoiled

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
