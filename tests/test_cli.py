"""`course check`: what it prints and how it ends."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from course.cli import main

from tests import broken


def test_a_good_course_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = broken.assemble("_base", tmp_path / "course") / "mkdocs.yml"
    assert main(["check", str(config)]) == 0
    assert capsys.readouterr() == (f"{config}: 2 lessons, nothing to mend\n", "")


def test_notes_are_said_and_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = broken.assemble("unused-reference", tmp_path / "course") / "mkdocs.yml"
    assert main(["check", str(config)]) == 0
    assert capsys.readouterr().err.splitlines() == broken.expected("unused-reference")


@pytest.mark.parametrize("name", ["many-at-once", "file-missing", "yaml-syntax-config"])
def test_findings_are_said_and_the_status_is_one(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken.assemble(name, tmp_path / "course") / "mkdocs.yml")]) == 1
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", broken.expected(name))


def test_the_course_of_the_folder_is_checked_when_none_is_named(tmp_path: Path) -> None:
    root = broken.assemble("_base", tmp_path / "course")
    command = [sys.executable, "-c", "import sys; from course.cli import main; sys.exit(main())", "check"]
    process = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout, process.stderr) == (0, "mkdocs.yml: 2 lessons, nothing to mend\n", "")


@pytest.mark.parametrize("arguments", [[], ["build"]])
def test_an_unknown_command_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: course" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("days", "status", "label"), [(90, 0, None), (91, 0, "note: "), (180, 0, "note: "), (181, 1, "")]
)
def test_a_service_checked_long_ago_is_named_and_at_last_stops_a_release(
    days: int, status: int, label: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = broken.assemble("_base", tmp_path / "course")
    day = datetime.now(UTC).date() - timedelta(days=days)
    line = f'- {{id: flour-line, name: Flour, country: international, url: "https://a.example/", verified_on: {day}}}'
    (root / "docs/help.yml").write_text(f"{line}\n", encoding="utf-8")
    assert main(["check", str(root / "mkdocs.yml")]) == status
    said = capsys.readouterr().err
    assert (
        said == "" if label is None else f"docs/help.yml:1:3: {label}'flour-line' was checked {days} days ago" in said
    )
