"""JSON Schema of quiz files, made from the question types: editors complete keys by it and mark mistakes at once.

It says what one file can say of itself. What several files or words decide (an objective that the lesson lacks, two
options that say the same) is found by the build alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from course.load import CHECKS, QUIZZES
from course.model_quiz import MODES
from course.questions import QUESTION_TYPES
from course.questions.base import ID, TEXT, QuestionType
from course.quiz import CHECK_KEYS, FRAME_KEYS, PARTS, QUESTION_KEYS, QUIZ_KEYS

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
FILES: Final = {f"{QUIZZES}/quiz.schema.json": False, f"{CHECKS}/check.schema.json": True}
"""Path below a course's folder -> whether the schema is that of checks."""

_TEXTS: Final = {"type": "array", "items": TEXT}
_COMMON: Final[Mapping[str, Any]] = {
    "id": ID,
    "ask": TEXT,
    "objective": ID,
    "hints": _TEXTS,
    "why": TEXT,
    "see": TEXT,
    "cite": {"type": "array", "items": ID},
    "sensitivity": TEXT,
    "lesson": ID,
}
_REQUIRED: Final = ("id", "type", "ask", "objective", "why", "lesson")

# What an editor says of a key; `type.key` is for a key that means something else in that type.
_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "quiz": "Heading above the questions. Markdown.",
    "mode": "practice: feedback at once. pretest: before the text, unscored. check: all answered, then all explained.",
    "pretest": "Ids of questions that are offered, unscored, before the text of the lesson.",
    "questions": "The questions, in the order in which they are asked.",
    "id": "Permanent name: lower-case letters, digits and hyphens, a letter first. Never change it.",
    "type": "What kind of question this is. It decides which other keys there are.",
    "ask": "The question. Markdown. Of a third person, never of the reader's own life.",
    "cloze.ask": "A text with gaps: '{right|wrong}' to choose from, '{{right}}' to type. Markdown around them.",
    "objective": "Id of the lesson's objective that this question checks.",
    "lesson": "Id of the lesson that the question belongs to.",
    "hints": "Hints, given one by one when asked for. Markdown.",
    "why": "The reason for the right answer, shown after an attempt. Markdown.",
    "see": "Anchor of the section that answers it, such as '#what-is-measured'.",
    "cite": "Ids of references that support the answer.",
    "sensitivity": "Topic that can be hard to read about: a link to support stands beside the question.",
    "options": "What can be chosen, in the order in which it is shown.",
    "text": "What is shown. Markdown.",
    "correct": "true for a right option.",
    "feedback": "What somebody should know who chose or placed this wrongly. Markdown.",
    "not_chosen": "What somebody should know who missed this right option. Markdown.",
    "misconception": "Name of the mistaken belief behind this option, for reports.",
    "scoring": "all-or-nothing (usual): the exact set counts. each-option: a point for every option handled rightly.",
    "truefalse.answer": "Whether the statement is true.",
    "if_true": "What somebody should know who chose 'true'. Markdown.",
    "if_false": "What somebody should know who chose 'false'. Markdown.",
    "accept": "Answers that are right. The first is the one that is shown. Case, accents and punctuation do not count.",
    "near": "Answers that are wrong but close, each with its own feedback.",
    "typos": "How many typing errors a right answer may have: one letter more, less, other, or two exchanged.",
    "numeric.answer": "The number, with a decimal point.",
    "tolerance": "How far off an answer may be and still be right.",
    "unit": "Unit of the number, shown behind it.",
    "pairs": "What belongs together, in the order in which the left sides are shown.",
    "left": "The side that stands. Markdown.",
    "right": "What belongs to it. Markdown.",
    "distractors": "Choices that belong nowhere.",
    "order.items": "What is to be put in order, written in the right order.",
    "groups": "The groups, in the order in which they are shown.",
    "name": "Name of the group. Markdown.",
    "items": "What belongs into this group.",
    "stem": "The scene. Markdown.",
    "parts": "The questions about the scene, in the order in which they are asked.",
    "sample": "One answer among many, to compare with. Markdown.",
}


def quiz_schema(*, check: bool = False) -> Schema:
    """The schema of a lesson's quiz file, or of a `check` over several lessons."""
    modes = ("check",) if check else MODES
    properties = {
        "quiz": TEXT,
        "mode": {"enum": list(modes)},
        "pretest": {"type": "array", "items": ID},
        "questions": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/question"}},
    }
    keys = CHECK_KEYS if check else QUIZ_KEYS
    return {
        "$schema": DRAFT,
        "title": "Check over several lessons" if check else "Quiz of a lesson",
        "description": "Made by `make schema` from hooks/course/schema.py and the question types: not edited by hand.",
        **_object({key: properties[key] for key in keys}, ("quiz", "questions")),
        "$defs": {"question": _any_of(QUESTION_TYPES), "part": _any_of(_parts()), **_types(check=check)},
    }


def write_schemas(root: Path) -> Iterator[str]:
    """Write both schemas of the course in the folder `root`; their paths below it."""
    for name, check in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(check=check), encoding="utf-8")
        yield name


def schema_text(*, check: bool = False) -> str:
    """A schema as its file holds it."""
    return json.dumps(quiz_schema(check=check), indent=2, ensure_ascii=False) + "\n"


def _parts() -> list[str]:
    """The types that can be a part of a question of questions."""
    return [kind for kind, found in QUESTION_TYPES.items() if PARTS not in found.keys]


def _any_of(kinds: Collection[str]) -> Schema:
    """A question of one of these types: its `type` decides what else it holds."""
    chosen = [
        {
            "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
            "then": {"$ref": f"#/$defs/{kind}"},
        }
        for kind in kinds
    ]
    words = _DESCRIPTIONS["type"]
    return {
        "type": "object",
        "properties": {"type": {"enum": list(kinds), "description": words}},
        "required": ["type"],
        "allOf": chosen,
    }


def _types(*, check: bool) -> dict[str, Schema]:
    return {kind: _question(found, check=check) for kind, found in QUESTION_TYPES.items()}


def _question(kind: QuestionType, *, check: bool) -> Schema:
    """A question of one type: the common keys, and its own."""
    frame = PARTS in kind.keys
    common = FRAME_KEYS if frame else QUESTION_KEYS | ({"lesson"} if check else set())
    properties = {"id": ID, "type": {"const": kind.kind}}
    properties |= {key: value for key, value in _COMMON.items() if key in common} | kind.schema["properties"]
    required = [key for key in _REQUIRED if key in common]
    return _object(properties, [*required, *kind.schema["required"]], kind.kind)


def _object(properties: Mapping[str, Any], required: Collection[str], kind: str = "") -> Schema:
    described = _described({"properties": properties}, kind)["properties"]
    return {"type": "object", "additionalProperties": False, "properties": described, "required": list(required)}


def _described(schema: Any, kind: str) -> Any:
    """The same schema with words for every key in it."""
    if isinstance(schema, list):
        return [_described(one, kind) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for name, value in schema.items():
        if name == "properties":
            found[name] = {key: _with_words(one, key, kind) for key, one in value.items()}
        else:  # what only compares needs no words
            found[name] = value if name in ("if", "contains") else _described(value, kind)
    return found


def _with_words(schema: Any, key: str, kind: str) -> Any:
    words = _DESCRIPTIONS.get(f"{kind}.{key}") or _DESCRIPTIONS.get(key)
    return {**_described(schema, kind), **({"description": words} if words else {})}
