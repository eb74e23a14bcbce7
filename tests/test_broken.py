"""Every bad input is a folder of `tests/courses/broken/`; the findings are exactly those of its `expected.txt`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from course.errors import CATALOGUE, CourseError

from tests import broken

# Few, because each starts a process; the others differ only in their findings, which the fast test compares.
BUILT = ("not-utf-8", "yaml-syntax", "unknown-key", "duplicate-id", "unused-reference", "many-at-once")


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[CourseError, ...]]:
    folder = tmp_path_factory.mktemp("broken")
    return {name: broken.findings(broken.assemble(name, folder / name)) for name in broken.names()}


@pytest.mark.parametrize("name", broken.names())
def test_findings_are_exactly_the_expected_lines(name: str, found: dict[str, tuple[CourseError, ...]]) -> None:
    assert [str(finding) for finding in found[name]] == broken.expected(name)


def test_the_course_below_them_all_is_without_a_fault(tmp_path: Path) -> None:
    assert broken.findings(broken.assemble("_base", tmp_path / "course")) == ()


def test_every_code_of_the_catalogue_is_expected_somewhere(found: dict[str, tuple[CourseError, ...]]) -> None:
    seen = {finding.code for findings in found.values() for finding in findings}
    assert seen == set(CATALOGUE)


def test_a_folder_named_like_a_code_shows_that_code(found: dict[str, tuple[CourseError, ...]]) -> None:
    named = {name: name for name in found if name in CATALOGUE}
    assert set(named) == set(CATALOGUE)
    assert [name for name in named if name not in {finding.code for finding in found[name]}] == []


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """What `make site COURSE=root` runs once its environment stands."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def located(text: str, count: int) -> list[str]:
    """The lines of stderr without MkDocs' own: its log of a build, or the one word on a build that was stopped."""
    own = f"ERROR   -  the course has {count} findings; nothing was built"
    return [line for line in text.splitlines() if not line.startswith("INFO    -  ") and line != own]


@pytest.mark.parametrize("name", BUILT)
def test_a_build_prints_exactly_the_expected_lines(name: str, tmp_path: Path) -> None:
    root, lines = broken.assemble(name, tmp_path / "course"), broken.expected(name)
    (root / "site" / "lessons").mkdir(parents=True)
    (root / "site" / "lessons" / "index.html").write_bytes(b"the last good site\n")
    before = snapshot(root / "site")
    process = build(root)
    stops = not all(": note: " in line for line in lines)
    assert located(process.stderr, len(lines)) == lines
    assert process.returncode == int(stops)
    assert "Traceback" not in process.stdout + process.stderr
    assert (snapshot(root / "site") == before) is stops
