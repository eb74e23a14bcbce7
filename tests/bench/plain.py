"""The same words as plain MkDocs + Material would hold them: no engine, everything typed out as Markdown.

Both sides hold every word once: texts, summaries, objectives, key points, prompts, questions with their options,
feedback, hints and reasons, the glossary, the sources. The engine's side makes all its further pages of them as well,
and nothing is switched off: questions that answer, worksheets, keys, prints, the review, a page at each permanent link,
data for other programs, pages for educators. Where a choice was open it favours the plain side: citations are bare
numbers, claims and boxes plain paragraphs, no glossary link, no evidence page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

from course.model import Course, Lesson, Page, Reference
from course.pages import GENERATED
from course.questions.base import Question

_CITATION = re.compile(r"\[(@[a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\]")
_BLOCK = re.compile(r"^/// *(?P<name>\w+)(?: *\| *(?P<argument>.*))?$")
_OPTION = re.compile(r"^ {4}\w+:")


def write_plain(course: Course, docs: Path) -> None:
    """Write every page of a course below the folder `docs`."""
    for lesson in course.lessons:
        _write(docs / f"lessons/{lesson.slug}.md", [f"# {lesson.heading}", *_lesson(course, lesson)])
    for page in course.pages:
        _write(docs / page.path, [f"# {page.heading}", *_page(page)])
    for path in GENERATED:
        _write(docs / path, [f"# {path}"])  # written before the two that have words
    _write(docs / "glossary.md", ["# Glossary", *(f"**{term.term}**: {term.short}" for term in course.terms)])
    _write(docs / "references.md", ["# References", _list(map(_reference, course.references.values()))])


def _write(path: Path, parts: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def _list(items: Iterable[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _page(page: Page) -> Iterator[str]:
    numbers = {key: number for number, key in enumerate(page.cites, 1)}
    yield plain_body(page.body, numbers)


def _lesson(course: Course, lesson: Lesson) -> Iterator[str]:
    numbers = {key: lesson.number_of(key) for key in lesson.cites}
    yield lesson.summary
    yield f"Time: {lesson.minutes} minutes. Level {lesson.level}. {lesson.audience}. {lesson.content_note}"
    yield "## Objectives"
    yield _list(objective.text for objective in lesson.objectives)
    yield plain_body(lesson.body, numbers)
    yield "## Key points"
    yield _list(lesson.key_points)
    yield "## Reflection"
    yield _list(prompt.ask for prompt in lesson.reflection)
    if lesson.quiz:
        yield f"## {lesson.quiz.heading}"
        yield from (_question(question) for question in lesson.quiz.questions)
    yield "## References"
    yield _list((_reference(course.references[key]) for key in lesson.cites), mark="1.")


def _question(question: Question) -> str:
    """The words of a question of any type: what is asked, what its own fields say, hints and reason."""
    if question.items != (question,):
        return "\n\n".join([getattr(question, "stem", ""), *map(_question, question.items)])
    common = {one.name for one in fields(Question)}
    own = [getattr(question, one.name) for one in fields(question) if one.name not in common]
    said = _list(" ".join(_texts(part)) for value in own for part in (value if isinstance(value, tuple) else (value,)))
    hints = "".join(f"\n\nHint: {hint}" for hint in question.hints)
    return f"{question.ask}\n\n{said}{hints}\n\nWhy: {question.why}"


def _texts(value: object) -> Iterator[str]:
    """Every text in a part of a question: of options, pairs, groups with their items."""
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name)) if one.name != "id" else ()
    elif isinstance(value, str | Decimal) and value:
        yield str(value)


def _reference(reference: Reference) -> str:
    address = f" <{reference.url}>" if reference.url else ""
    return f"{reference.authors} ({reference.year}). {reference.title}. {reference.source}{address}"


def plain_body(text: str, numbers: dict[str, int]) -> str:
    """The text with blocks opened up and citations as numbers."""

    def cite(match: re.Match[str]) -> str:
        return "\\[" + ", ".join(str(numbers.get(key.strip(" @"), 0)) for key in match[1].split(";")) + "\\]"

    return _CITATION.sub(cite, "\n".join(_unblocked(text)))


def _unblocked(text: str) -> Iterator[str]:
    in_options = False
    for line in text.splitlines():
        block = _BLOCK.match(line)
        if block or line.strip() == "///":
            in_options = bool(block)
            yield _opening(block) if block else ""
        elif not (in_options and _OPTION.match(line)) and not line.startswith("<!-- course:"):
            in_options = False
            yield line
        elif line.startswith(("    studied:", "    title:", "    description:")):
            yield line.partition(":")[2].strip(' "') + "\n"


def _opening(block: re.Match[str]) -> str:
    said = " ".join(filter(None, (block["name"], block["argument"])))
    return f"**{said.capitalize()}**\n"
