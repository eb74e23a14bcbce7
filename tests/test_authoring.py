"""The authoring guide's examples: together they are one course without a finding, and every error is as described.

An example is a fenced block under a line that holds nothing but the name of its file. Blocks with the same name make
one file, in the order of the guide. In the error reference a `diff` mends a mistake: its `+` side is in the course.
`--update-golden` writes the lines of its findings anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from course import lessons, quiz, syllabus, teaching
from course.errors import CATALOGUE, CourseError
from course.ids import collect_ids
from course.ids_lock import LOCK, Lock, with_new, write_lock
from course.load import load_course
from course.questions import QUESTION_TYPES

from tests.broken import findings

GUIDE = Path(__file__).parents[1] / "docs" / "authoring"
TYPES = "single multiple truefalse short numeric cloze match order classify scenario reflect".split()
COURSE_PAGES = (
    "index",
    "lessons",
    "data",
    "questions/index",
    *(f"questions/{kind}" for kind in TYPES),
    "ids",
    "settings",
)
TEACHING_PAGE, TEACHING_FILES = "teaching", "docs/educators/lessons/"
_FENCE = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`\n\n)?^(?P<fence>`{3,})(?P<language>\w*)\n(?P<text>.*?)\n(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_ERROR = re.compile(r"^### [^\n]*\{#(?P<code>[a-z0-9-]+)\}\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
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


def guide_course(*more: str) -> Files:
    """The course of the guide; `more` pages of it hold what a course may do without."""
    parts: dict[str, list[str]] = {}
    for name in (*COURSE_PAGES, *more):
        for example in examples(page(name)):
            if example.language not in _SHOWN_ONLY:
                parts.setdefault(example.path, []).append(example.text)
    return {path: ("\n\n".join(texts) + "\n").encode() for path, texts in parts.items()}


def findings_of(files: Files, folder: Path) -> tuple[CourseError, ...]:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return findings(folder)


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


def with_pruning(files: Files) -> Files:
    """The guide's course with a third lesson."""
    more = {path.replace("light", "pruning"): files[path] for path in ("docs/lessons/light.md", "quizzes/light.yml")}
    more["docs/lessons/pruning.md"] = more["docs/lessons/pruning.md"].replace(b"id: light", b"id: pruning")
    nav = files["mkdocs.yml"].replace(b"watering.md\n", b"watering.md\n      - lessons/pruning.md\n")
    return {**files, **more, "mkdocs.yml": nav}


def with_teaching() -> Files:
    """The guide's course with texts on how to teach both lessons."""
    files = guide_course(TEACHING_PAGE)
    text = files[f"{TEACHING_FILES}watering.md"].replace(b"lesson: watering", b"lesson: light")
    bare = re.sub(rb"    (?:section|claim): .*\n", b"", text)
    return {**files, f"{TEACHING_FILES}light.md": bare}


def with_five_questions(files: Files, right: str, *, move: bool) -> Files:
    """A quiz of five questions with the same right option, in the first place, or once in the second if `move`."""
    lines = ["quiz: Check your understanding", "questions:"]
    for number, objective in enumerate(["test-soil", "explain-roots", "test-soil", "explain-roots", "test-soil"]):
        options = [f"{{id: right, text: {right}, correct: true}}", "{id: wrong, text: A dry place, feedback: No.}"]
        options = options[::-1] if move and number == 4 else options
        lines += [f"  - id: place-{number}", "    type: single", "    ask: Where?", f"    objective: {objective}"]
        lines += ["    why: Because.", "    options:", *(f"      - {option}" for option in options)]
    return {**files, "quizzes/watering.yml": "\n".join(lines).encode()}


def renamed(files: Files, old: str, new: str) -> Files:
    return {path.replace(old, new): content for path, content in files.items()}


def recorded(files: Files) -> Files:
    """The guide's course with all its ids in a lock file."""
    with TemporaryDirectory() as folder:
        findings_of(files, Path(folder))
        ids = collect_ids(load_course(Path(folder)).course)
        path = Path(folder) / "docs" / LOCK
        write_lock(path, with_new(Lock(), ids))
        return {**files, f"docs/{LOCK}": path.read_bytes()}


def edited(path: str, old: str, new: str) -> Callable[[Files], Files]:
    """The guide's course, recorded, with a text of one file replaced after that."""

    def edit(files: Files) -> Files:
        assert files[path].decode().count(old) == 1
        return {**recorded(files), path: files[path].decode().replace(old, new).encode()}

    return edit


def with_renamed_lesson(files: Files) -> Files:
    """The guide's course, recorded, after that with another name of a lesson's file."""
    moved = renamed(recorded(files), "light", "windows")
    return {path: text.replace(b"light.md", b"windows.md") for path, text in moved.items()}


def with_another_kind(files: Files) -> Files:
    """The guide's course, recorded, one of its headings as something else."""
    lock = recorded(files)[f"docs/{LOCK}"]
    heading = b'"watering/pets": {"kind": "section"'
    assert heading in lock
    return {**files, f"docs/{LOCK}": lock.replace(heading, heading.replace(b"section", b"figure"))}


# Mistakes that no diff can show.
WHOLE_FILES: dict[str, Callable[[Files], Files]] = {
    "file-missing": lambda _: {},
    "not-utf-8": lambda files: {**files, "docs/help.yml": files["docs/help.yml"].decode().encode("latin-1")},
    "empty-file": lambda files: {**files, "docs/help.yml": b""},
    "address-taken": lambda files: {**files, "docs/api/v1/course.json": b"{}"},
    "check-without-module": lambda files: renamed(files, "quizzes/checks/basics", "quizzes/checks/basic"),
    "quiz-without-lesson": lambda files: renamed(files, "quizzes/light", "quizzes/ligth"),
    "correct-always-longest": lambda files: with_five_questions(files, "A place where water stays", move=True),
    "id-lost": edited("docs/glossary.yml", "- id: jardiniere\n", "- id: outer-pot\n"),
    "id-changed-kind": with_another_kind,
    "id-reused": edited("docs/lessons/watering.md", "know whether singing to a plant makes it grow", "sell pots"),
    "address-lost": with_renamed_lesson,
    "lock-broken": lambda files: {**files, f"docs/{LOCK}": b"{\n<<<<<<< HEAD\n"},
    "ids-new": edited("docs/lessons/light.md", "\n## ", "\n## Lamps {#lamps}\n\n## "),
    "correct-same-position": lambda files: with_five_questions(files, "Wet", move=False),
    "lesson-without-teaching": lambda _: guide_course(TEACHING_PAGE),
    "teaching-name": lambda files: renamed(files, f"{TEACHING_FILES}watering", f"{TEACHING_FILES}wattering"),
}


def test_every_example_names_its_file() -> None:
    for name in (*COURSE_PAGES, TEACHING_PAGE, "errors"):
        assert [example for example in examples(page(name)) if not example.path] == [
            example for example in examples(page(name)) if example.language in _SHOWN_ONLY
        ]


def test_examples_are_a_course_without_findings(tmp_path: Path) -> None:
    assert [str(finding) for finding in findings_of(guide_course(), tmp_path)] == []


def test_example_of_a_teaching_text_is_without_findings(tmp_path: Path) -> None:
    assert [str(finding) for finding in findings_of(with_teaching(), tmp_path)] == []


def test_error_reference_lists_every_finding() -> None:
    assert set(entries()) == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_error_example_gives_exactly_its_findings(code: str, tmp_path: Path, update_golden: bool) -> None:
    entry = entries()[code]
    printed, *diffs = examples(entry)
    base = with_pruning(guide_course()) if "pruning" in entry else guide_course()
    base = with_teaching() if TEACHING_FILES in entry else base
    broken = WHOLE_FILES[code](base) if code in WHOLE_FILES else broken_by(diffs[0], base)
    found = findings_of(broken, tmp_path)
    lines = "\n".join(map(str, found))
    if update_golden:
        text = page("errors").replace(entry, entry.replace(printed.text, lines, 1))
        (GUIDE / "errors.md").write_text(text, encoding="utf-8")
        return
    assert lines == printed.text
    assert code in {finding.code for finding in found}


def test_finding_shown_at_the_start_is_one_of_the_reference() -> None:
    shown = [example.text for example in examples(page("index")) if example.language == "text"]
    assert shown
    assert all(text in page("errors") for text in shown)


def test_guide_describes_every_key() -> None:
    described = {
        "lessons": lessons._KEYS,
        "questions/index": quiz.QUIZ_KEYS + tuple(quiz.QUESTION_KEYS),
        "settings": syllabus._SETTINGS,
        "teaching": (*teaching.KEYS, *teaching.STEP_KEYS, *teaching.ACTIVITY_KEYS),
    }
    missing = {(name, key) for name, keys in described.items() for key in keys if f"`{key}`" not in page(name)}
    assert missing == set()


# A cloze has no keys of its own, and says in `gaps` how they are written.
SECTIONS = ["seen", "when", "example", "keys", "gaps", "scoring", "errors"]


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_question_type_has_its_page(kind: str) -> None:
    text = page(f"questions/{kind}")
    sections = re.findall(r"^## .*\{#([a-z]+)\}$", text, re.MULTILINE)
    assert sections == [name for name in SECTIONS if name != ("keys" if kind == "cloze" else "gaps")]
    assert any(f"type: {kind}" in example.text for example in examples(text))
    assert f"[`{kind}`]({kind}.md)" in page("questions/index")


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_page_of_a_type_describes_its_keys(kind: str) -> None:
    assert [key for key in QUESTION_TYPES[kind].keys if f"`{key}`" not in page(f"questions/{kind}")] == []


def test_first_page_leads_to_every_other() -> None:
    others = {path.name for path in GUIDE.glob("*.md")} - {"index.md"} | {"questions/index.md"}
    assert others == {name for name in others if f"]({name})" in page("index")}
