"""Setting up: the locks, and a browser or a clear failure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.browser import chromium

PROJECT = Path(__file__).resolve().parents[1]
LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
_LOCKED = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+")


def _locked(name: str) -> dict[str, str]:
    text = (PROJECT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_lock_holds_names_versions_and_hashes_only(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert _LOCKED.sub("", text) == ""


def test_locks_agree_on_every_release() -> None:
    test = _locked("test")
    for name in ("build", "site"):
        assert _locked(name).items() <= test.items()


def test_exact_dependencies_are_locked_as_they_are_asked_for() -> None:
    groups = [item for group in SETTINGS["dependency-groups"].values() for item in group if isinstance(item, str)]
    asked = dict(item.split("==") for item in [*SETTINGS["project"]["dependencies"], *groups] if "==" in item)
    locked = {**_locked("test"), **_locked("lock"), **_locked("bench")}
    assert {name: locked[name] for name in asked} == asked


def test_every_dependency_says_why_it_is_there() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert lines
    assert [line for line in lines[1].splitlines() if "  # " not in line] == []


def test_package_holds_everything_below_hooks() -> None:
    folder = PROJECT / "hooks"
    found = {path.parent.relative_to(folder).as_posix().replace("/", ".") for path in folder.rglob("__init__.py")}
    assert found == set(SETTINGS["tool"]["setuptools"]["packages"])


def _chromium(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Look for a browser where there is none: nothing on the path, nothing that Playwright fetched, no way to fetch."""
    nowhere = {
        "PATH": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://[::1]:9",
    }
    command = [sys.executable, chromium.__file__]
    without = {key: value for key, value in os.environ.items() if key != "CHROMIUM"}
    return subprocess.run(
        command, env={**without, **nowhere, **environment}, capture_output=True, text=True, check=False
    )


def test_no_browser_to_be_had_is_a_failure_that_says_what_to_do(tmp_path: Path) -> None:
    done = _chromium(tmp_path)
    assert done.returncode == 1
    assert "no Chromium" in done.stderr
    assert "CHROMIUM=/path/to/one make test" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_browser_in_the_environment_is_not_replaced_by_another(tmp_path: Path) -> None:
    done = _chromium(tmp_path, CHROMIUM="/nowhere/chromium")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CHROMIUM names '/nowhere/chromium', which does not start (correct it, or unset it)\n"


def test_browser_in_the_environment_is_the_one_that_is_used(tmp_path: Path) -> None:
    browser = tmp_path / "my-chromium"
    browser.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    browser.chmod(0o755)
    done = _chromium(tmp_path, CHROMIUM=str(browser))
    assert done.stdout == f"Testing with {browser}\n"
