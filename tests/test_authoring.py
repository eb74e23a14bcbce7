"""The authoring guide's examples: together they are one course without a finding, and every error is as the guide says.

An example is a fenced block under a line that holds nothing but the name of its file. Blocks with the same name make one
file, in the order of the guide. In the error reference, a `diff` mends a mistake: its `+` side is in the guide's course.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from course import lessons, quiz, syllabus
from course.errors import CATALOGUE, ContentErrors, CourseError
from course.load import load_course
from course.questions import QUESTION_TYPES

GUIDE = Path(__file__).parents[1] / "docs" / "authoring"
COURSE_PAGES = ("index", "lessons", "data", "questions", "settings")
_FENCE = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`\n\n)?^(?P<fence>`{3,})(?P<language>\w*)\n(?P<text>.*?)\n(?P=fence)$", re.M | re.S
)
_ERROR = re.compile(r"^### .*\{#(?P<code>[a-z0-9-]+)\}\n(?P<text>.*?)(?=^##|\Z)", re.M | re.S)
_SHOWN_ONLY = {"text", "sh"}

Files = dict[str, bytes]


@dataclass(frozen=True)
class Example:
    path: str
    language: str
    text: str


def page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def examples(text: str) -> list[Example]:
    return [Example(found["path"] or "", found["language"], found["text"]) for found in _FENCE.finditer(text)]


def guide_course() -> Files:
    parts: dict[str, list[str]] = {}
    for name in COURSE_PAGES:
        for example in examples(page(name)):
            if example.language not in _SHOWN_ONLY:
                parts.setdefault(example.path, []).append(example.text)
    return {path: ("\n\n".join(texts) + "\n").encode() for path, texts in parts.items()}


def findings_of(files: Files, folder: Path) -> tuple[CourseError, ...]:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    try:
        return load_course(folder).notes
    except ContentErrors as error:
        return error.findings


def entries() -> dict[str, str]:
    """The error reference by code."""
    return {found["code"]: found["text"] for found in _ERROR.finditer(page("errors"))}


def broken_by(diff: Example, files: Files) -> Files:
    """The files before the diff mends them."""
    lines = diff.text.split("\n")
    wrong = "\n".join(line[1:] for line in lines if line[:1] in {"-", " "})
    right = "\n".join(line[1:] for line in lines if line[:1] in {"+", " "})
    text = files[diff.path].decode()
    assert text.count(right) == 1, f"{diff.path} has this {text.count(right)} times:\n{right}"
    return {**files, diff.path: text.replace(right, wrong).encode()}


def rename_quiz(files: Files) -> Files:
    return {path.replace("quizzes/light", "quizzes/ligth"): content for path, content in files.items()}


def five_questions(options: list[tuple[str, str]]) -> Callable[[Files], Files]:
    """A quiz whose five questions all have these options, each with its id and text; `right` is the right one."""
    lines = ["quiz: Five", "questions:"]
    for number, objective in enumerate(["test-soil", "explain-roots"] * 2 + ["test-soil"]):
        lines += [f"  - id: q{number}", "    type: single", "    ask: Which?", f"    objective: {objective}"]
        lines += ["    why: Because.", "    options:"]
        for name, text in options if number else sorted(options, key=lambda option: LONGEST_FIRST[option[0]]):
            lines += [f"      - {{id: {name}, text: {text}, correct: {str(name == 'right').lower()}, feedback: So.}}"]
    return lambda files: {**files, "quizzes/watering.yml": ("\n".join(lines) + "\n").encode()}


# What no diff can show.
WHOLE_FILES: dict[str, Callable[[Files], Files]] = {}


def test_every_example_names_its_file() -> None:
    for name in (*COURSE_PAGES, "errors"):
        assert [example for example in examples(page(name)) if not example.path] == [
            example for example in examples(page(name)) if example.language in _SHOWN_ONLY
        ]


def test_examples_are_a_course_without_findings(tmp_path: Path) -> None:
    assert [str(finding) for finding in findings_of(guide_course(), tmp_path)] == []
