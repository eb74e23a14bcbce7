"""What quizzes add to a page, beside what mkdocs-quiz adds for the same questions. Bytes after gzip.

Its side is built by an environment of its own (.venv/bench, see pyproject.toml): a page for each lesson that holds the
lesson's single-choice questions in the plugin's syntax, with its usual settings, and the same page without them.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import yaml
from course.model import Course, Lesson
from course.model_quiz import Quiz
from course.questions.base import ChoiceQuestion

from tests.bench.weigh import asset_bytes, gzipped

PYTHON = Path(sys.prefix) / "bench" / "bin" / "python"
_QUIZ = re.compile(r"<course-quiz\b.*?</course-quiz>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Added:
    """What quizzes add to one page: bytes of script and of style, and of HTML for each question."""

    script: int
    style: int
    html: float


def question_bytes(site: Path, course: Course) -> float:
    """Bytes of HTML for a question, on average over all quizzes of a built course: pages with and without their quiz.

    A question that is also offered before the text is there twice, and counts once.
    """
    quizzes = [(lesson.url, lesson.quiz) for lesson in course.lessons] + [(one.url, one.quiz) for one in course.checks]
    added = questions = 0
    for url, quiz in quizzes:
        if quiz:
            page = (site / url / "index.html").read_text(encoding="utf-8")
            added += gzipped(page) - gzipped(_QUIZ.sub("", page))
            questions += len(quiz.items)
    return added / questions


def singles(quiz: Quiz | None) -> list[ChoiceQuestion]:
    """The single-choice questions of a quiz."""
    items = quiz.items if quiz else ()
    return [item for item in items if isinstance(item, ChoiceQuestion) and item.type == "single"]


def ours(site: Path, lesson: Lesson) -> Added:
    """What the engine adds to a lesson's page; of its questions only those of single choice are left in."""
    page = lxml.html.document_fromstring((site / lesson.url / "index.html").read_text(encoding="utf-8"))
    for part in page.xpath("//details[@id='pretest'] | //section[@class='scenario']/div"):
        part.getparent().remove(part)
    for question in page.xpath("//fieldset[@data-question][not(@data-type='single')]"):
        question.getparent().remove(question)
    text = lxml.html.tostring(page, encoding="unicode")
    sizes = asset_bytes()
    html = (gzipped(text) - gzipped(_QUIZ.sub("", text))) / len(singles(lesson.quiz))
    return Added(sizes["script of quizzes"], sizes["style of quizzes"], html)


def build_plugin(folder: Path, course: Course) -> tuple[Path, Path]:
    """Build pages with the plugin's quizzes and without; both sites. Raises RuntimeError with what the builder said."""
    sites = []
    for name, plugins in (("plugin", ["search", "mkdocs_quiz"]), ("bare", ["search"])):
        root = folder / name
        for lesson in course.lessons:
            _write(root / f"docs/{lesson.slug}.md", _page(lesson, asked=name == "plugin"))
        settings = {"site_name": "Quizzes", "theme": {"name": "material", "font": False}, "plugins": plugins}
        _write(root / "mkdocs.yml", yaml.safe_dump(settings))
        command = [str(PYTHON), "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "mkdocs.yml")]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        sites.append(root / "site")
    return sites[0], sites[1]


def theirs(plugin: Path, without: Path, lesson: Lesson) -> Added:
    """What the plugin adds to the page of a lesson. It writes scripts and styles into each page."""
    page, bare = ((site / lesson.slug / "index.html").read_text(encoding="utf-8") for site in (plugin, without))
    script, style = (_more(pattern, page, bare) for pattern in (_SCRIPT, _STYLE))
    words, others = (gzipped(_STYLE.sub("", _SCRIPT.sub("", text))) for text in (page, bare))
    html = (words - others) / len(singles(lesson.quiz))
    return Added(script, style, html)


def table(site: Path, course: Course, folder: Path) -> list[tuple[str, Added, Added]]:
    """Each lesson with single-choice questions: its address, what the engine adds, what the plugin adds."""
    plugin, without = build_plugin(folder, course)
    asked = [lesson for lesson in course.lessons if singles(lesson.quiz)]
    return [(lesson.url, ours(site, lesson), theirs(plugin, without, lesson)) for lesson in asked]


def median(sides: Iterable[Added]) -> Added:
    """The median of each figure."""
    found = list(sides)
    return Added(
        round(statistics.median(one.script for one in found)),
        round(statistics.median(one.style for one in found)),
        statistics.median(one.html for one in found),
    )


def _page(lesson: Lesson, *, asked: bool) -> str:
    questions = map(_question, singles(lesson.quiz)) if asked else ()
    return "\n\n".join([f"# {lesson.title}", *questions]) + "\n"


def _question(question: ChoiceQuestion) -> str:
    """A question in the plugin's syntax, which has no feedback for single options."""
    options = "\n".join(f"- [{'x' if option.correct else ' '}] {option.text}" for option in question.options)
    return f"<quiz>\n{question.ask}\n{options}\n\n{question.why}\n</quiz>"


def _more(pattern: re.Pattern[str], page: str, bare: str) -> int:
    """Bytes of what a pattern finds in a page and not in the same page without quizzes."""
    usual = set(pattern.findall(bare))
    return gzipped("".join(text for text in pattern.findall(page) if text not in usual))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
