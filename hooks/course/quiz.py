"""Quiz files: `quizzes/<slug>.yml` and `quizzes/checks/<module>.yml` -> `Quiz`.

What a single question type adds is read by that type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course.errors import nearest
from course.model import Place
from course.model_quiz import MODES, Quiz
from course.questions import QUESTION_TYPES
from course.questions.base import Question, QuestionType
from course.source import Entry, Spots

QUIZ_KEYS = ("quiz", "mode", "pretest", "questions")
CHECK_KEYS = ("quiz", "mode", "questions")
FRAME_KEYS = frozenset({"id", "type", "sensitivity"})
"""What a question of questions has; the others are said by each of its parts."""
QUESTION_KEYS = FRAME_KEYS | {"ask", "objective", "hints", "why", "see", "cite"}
PARTS = "parts"
"""The key by which a type says that its questions are made of others."""


@dataclass(frozen=True, slots=True)
class ParsedQuiz:
    """A quiz and where it stands: `spots` of each of its items, `ids` of all its questions and scenarios.

    `scenes` are the stems of its scenarios. `complete` is False when a question could not be read and is missing.
    """

    quiz: Quiz
    spots: list[Spots]
    ids: list[tuple[str, Place]]
    scenes: list[tuple[str, Place]]
    complete: bool


def parse_quiz(entry: Entry, *, check: bool = False) -> ParsedQuiz:
    """Parse a quiz file's root; `check` for one over several lessons."""
    entry.allow(CHECK_KEYS if check else QUIZ_KEYS)
    reader = _Questions(check=check)
    questions = reader.read(entry.entries("questions", required=True))
    quiz = Quiz(
        heading=entry.text("quiz", required=True),
        mode=entry.choice("mode", ("check",) if check else MODES, default="check" if check else "practice"),
        questions=questions,
        pretest=entry.texts("pretest"),
    )
    complete = reader.complete and len(questions) == entry.count("questions") > 0
    return ParsedQuiz(quiz, reader.spots, reader.ids, reader.scenes, complete)


def parse_question(entry: Entry, *, check: bool = False) -> Question | None:
    """Parse one question with the type it names; None after a finding when there is no such type."""
    found = _Questions(check=check).read([entry])
    return found[0] if found else None


class _Questions:
    """Reads questions and remembers where they stand."""

    def __init__(self, *, check: bool) -> None:
        self._check = check
        self.spots: list[Spots] = []
        self.ids: list[tuple[str, Place]] = []
        self.scenes: list[tuple[str, Place]] = []
        self.complete = True

    def read(self, entries: list[Entry], scene: str | None = None) -> tuple[Question, ...]:
        """The questions of a list; `scene` is told above them where they are parts of a scenario."""
        found = [self._question(entry, scene) for entry in entries]
        self.complete &= None not in found
        return tuple(question for question in found if question is not None)

    def _question(self, entry: Entry, scene: str | None) -> Question | None:
        name = entry.text("type", required=True)
        kind = QUESTION_TYPES.get(name)
        if kind is None:
            if name:
                advice = nearest(name, sorted(QUESTION_TYPES), what="types")
                entry.report("question-type", at="type", value=name, advice=advice)
            return None
        if PARTS in kind.keys:
            return self._frame(entry, kind, inside=scene is not None)
        entry.allow(QUESTION_KEYS | kind.keys | ({"lesson"} if self._check else set()))
        question = kind.parse(entry, self._common(entry, name, scene or ""))
        self.ids.append((question.id, entry.place_of("id")))
        self.spots.append(entry.spots("id", "ask", "objective", "see", "lesson", lists=("cite",)))
        return question

    def _frame(self, entry: Entry, kind: QuestionType, *, inside: bool) -> Question | None:
        """A question of questions."""
        if inside:
            entry.report("scenario-inside", at="type")
            return None
        entry.allow(FRAME_KEYS | kind.keys)
        empty = {"ask": "", "objective": "", "hints": (), "why": "", "see": "", "cite": (), "lesson": "", "scene": ""}
        head = {"id": entry.id(), "type": kind.kind, "sensitivity": entry.text("sensitivity")}
        self.ids.append((head["id"], entry.place_of("id")))
        stem = entry.text("stem")
        self.scenes.append((stem, entry.place_of("stem")))
        parts = self.read(entry.entries(PARTS, required=True), stem)
        self.complete &= len(parts) == entry.count(PARTS) > 0
        return kind.parse(entry, {**empty, **head, PARTS: parts})

    def _common(self, entry: Entry, kind: str, scene: str) -> dict[str, Any]:
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
            "lesson": entry.text("lesson", required=True) if self._check else "",
            "scene": scene,
        }
