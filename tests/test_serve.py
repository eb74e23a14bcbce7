"""The live preview survives an author's mistakes: findings on the terminal and on the last good pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds; a preview rebuilds in about one, a busy machine takes longer


@dataclass
class Preview:
    """A running `mkdocs serve` of a copy of the tiny course."""

    course: Path
    address: str
    log: Path

    def page(self, path: str = "") -> str:
        with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:  # noqa: S310
            return str(answer.read().decode())

    def wait(self, path: str, *, has: str = "", lacks: str = "\0") -> str:
        """The page as soon as it has one text and lacks the other."""
        end, page = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            try:
                page = self.page(path)
            except (URLError, ConnectionError, TimeoutError):
                page = ""
            if page and has in page and lacks not in page:
                return page
            time.sleep(0.2)
        raise AssertionError(f"/{path} never came to have {has!r} without {lacks!r}:\n{self.log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("preview")
    course = root / "tests/courses/tiny"
    shutil.copytree(ROOT / "tests/courses/tiny", course, ignore=shutil.ignore_patterns("site"))
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = root / "log.txt"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://{address}/"}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=course, stdout=out, stderr=subprocess.STDOUT, env=environment)
        try:
            running = Preview(course, f"http://{address}/", log)
            running.wait("", has="</html>")
            yield running
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _quiz(preview: Preview) -> Path:
    return min((preview.course / "quizzes").glob("*.yml"))


def test_a_broken_quiz_shows_a_banner_on_the_last_good_page_and_mending_it_recovers(preview: Preview) -> None:
    quiz = _quiz(preview)
    page, good = f"lessons/{quiz.stem}/", quiz.read_text(encoding="utf-8")
    before = preview.wait(page, lacks='class="banner"')
    quiz.write_text(good.replace("why:", "wyh:", 1), encoding="utf-8")
    broken = preview.wait(page, has='class="banner"')
    assert "unknown key &#39;wyh&#39; (did you mean &#39;why&#39;?)" in broken
    assert before.count("<fieldset") == broken.count("<fieldset") > 0
    assert f"quizzes/{quiz.name}:" in preview.log.read_text()
    quiz.write_text(good, encoding="utf-8")
    preview.wait(page, lacks='class="banner"')


def test_an_edit_of_the_glossary_reaches_the_page(preview: Preview) -> None:
    glossary = preview.course / "docs/glossary.yml"
    text = glossary.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("short:"))
    glossary.write_text(
        text.replace(first, f"{first.partition('short:')[0]}short: Written just now."), encoding="utf-8"
    )
    preview.wait("glossary/", has="Written just now.", lacks='class="banner"')


def test_a_lesson_that_is_no_text_leaves_the_last_good_one(preview: Preview) -> None:
    lesson = preview.course / f"docs/lessons/{_quiz(preview).stem}.md"
    good = lesson.read_bytes()
    lesson.write_bytes(good + b"\xff")
    broken = preview.wait(f"lessons/{lesson.stem}/", has="the file is not UTF-8")
    assert 'id="key-points"' in broken
    lesson.write_bytes(good)
    preview.wait(f"lessons/{lesson.stem}/", lacks='class="banner"')
