"""Quiz files: `quizzes/<slug>.yml` -> `Quiz`. What a single question type adds is read by that type."""

from __future__ import annotations

from typing import Any

from course.errors import nearest
from course.model import MODES, Quiz
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.source import Entry, Spots

_QUIZ_KEYS = ("quiz", "mode", "questions")
_QUESTION_KEYS = frozenset({"id", "type", "ask", "objective", "hints", "why", "see", "cite", "sensitivity"})


def parse_quiz(entry: Entry) -> tuple[Quiz, list[Spots]]:
    """Parse a quiz file's root. Also returns the places of each question that could be read."""
    entry.allow(_QUIZ_KEYS)
    kept: list[tuple[Question, Spots]] = []
    for item in entry.entries("questions", required=True):
        question = parse_question(item)
        if question is not None:
            kept.append((question, item.spots("id", "ask", "objective", "see", lists=("cite",))))
    heading, mode = entry.text("quiz", required=True), entry.choice("mode", MODES, default="practice")
    return Quiz(heading, mode, tuple(question for question, _ in kept)), [spots for _, spots in kept]


def parse_question(entry: Entry) -> Question | None:
    """Parse one question with the type it names; None after a finding when there is no such type."""
    name = entry.text("type", required=True)
    kind = QUESTION_TYPES.get(name)
    if kind is None:
        if name:
            advice = nearest(name, sorted(QUESTION_TYPES), what="types")
            entry.report("question-type", at="type", value=name, advice=advice)
        return None
    entry.allow(_QUESTION_KEYS | kind.keys)
    return kind.parse(entry, _common(entry, name))


def _common(entry: Entry, kind: str) -> dict[str, Any]:
    return {
        "id": entry.id(),
        "type": kind,
        "ask": entry.text("ask", required=True),
        "objective": entry.text("objective", required=True),
        "hints": entry.texts("hints"),
        "why": entry.text("why", required=True),
        "see": entry.text("see").removeprefix("#"),
        "cite": entry.texts("cite"),
        "sensitivity": entry.text("sensitivity"),
    }
