"""A question of a lesson as an object. Its key is in it, as it is in the page: these are questions for practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from course.exports.shape import ADDRESS, FLAG, LASTING, OBJECT, TEXT, Field, Shape, list_of, one_of
from course.exports.source import Source
from course.model import Lesson
from course.prose import plain_prose
from course.questions import QUESTION_TYPES
from course.questions.base import Question

_COMMON: Final = frozenset(field.name for field in fields(Question))
_EDITORIAL: Final = frozenset({"misconception"})  # a name for reports, which no page shows


@dataclass(frozen=True, slots=True)
class LessonQuestion:
    """A question, the lesson that asks it, and whether it is offered before the text."""

    question: Question
    lesson: Lesson
    before: bool


def questions_of(lesson: Lesson) -> list[LessonQuestion]:
    """The questions of a lesson, the parts of scenes one by one."""
    if not lesson.quiz:
        return []
    before = {item.id for question in lesson.quiz.before for item in question.items}
    return [LessonQuestion(item, lesson, item.id in before) for item in lesson.quiz.items]


def _content(one: LessonQuestion, _: Source) -> dict[str, Any]:
    """What a type adds to every question, under the names of the model."""
    question: Any = one.question
    return {name: _plain(getattr(question, name)) for name in _names(question.__class__) if name not in _COMMON}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain_prose(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    found = {name: getattr(value, name) for name in _names(value.__class__)}
    return {name: _plain(part) for name, part in found.items() if part not in ("", ())} if found else value


@cache  # of few kinds there are very many
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a class that are told; none where it is no class with fields."""
    return tuple(field.name for field in fields(kind) if field.name not in _EDITORIAL) if is_dataclass(kind) else ()


def _key(one: LessonQuestion, _: Source) -> Mapping[str, Any]:
    return QUESTION_TYPES[one.question.type].answer_key(one.question)


def _asked(one: LessonQuestion, _: Source) -> str:
    return plain_prose(one.question.ask)


def _anchor(one: LessonQuestion) -> str:
    return f"q-{one.question.id}"


def _see(one: LessonQuestion, source: Source) -> str:
    return source.public_id(one.lesson, one.question.see) if one.question.see else ""


QUESTION: Final[Shape[LessonQuestion]] = Shape(
    "question",
    "A question for practice, with its key: whoever reads the page can look at that, too.",
    (
        Field("id", TEXT, "Permanent id.", lambda one, source: source.public_id(one.lesson, _anchor(one))),
        Field("type", one_of(QUESTION_TYPES), "What kind of question it is.", lambda one, _: one.question.type),
        Field("scene", TEXT, "The scene that it is about.", lambda one, _: plain_prose(one.question.scene), True),
        Field("ask", TEXT, "The question. In a text with gaps, braces hold the choices, the right one first.", _asked),
        Field(
            "objective",
            TEXT,
            "Id of the objective that it checks.",
            lambda one, source: source.public_id(one.lesson, f"objective-{one.question.objective}"),
            True,
        ),
        Field("before_text", FLAG, "Whether it is also offered before the text, unscored.", lambda one, _: one.before),
        Field("scored", FLAG, "Whether there is right and wrong.", lambda one, _: one.question.scored),
        Field("care", FLAG, "Whether it touches on something hard.", lambda one, _: bool(one.question.sensitivity)),
        Field("content", OBJECT, "What can be chosen, matched or sorted, and what is said of it.", _content, True),
        Field("key", OBJECT, "The key, by which the page scores, too.", _key, True),
        Field(
            "hints", list_of(TEXT), "Hints, one by one.", lambda one, _: [*map(plain_prose, one.question.hints)], True
        ),
        Field("why", TEXT, "The reason for the answer.", lambda one, _: plain_prose(one.question.why), True),
        Field("see", TEXT, "Id of the section that answers it.", _see, True),
        Field("sources", list_of(TEXT), "Keys of its sources.", lambda one, _: [*one.question.cite], True),
        Field("revision", TEXT, "Changes when what is asked or right changes.", lambda one, _: one.question.revision),
        Field("address", TEXT, "Where it is.", lambda one, source: source.at(f"{one.lesson.url}#{_anchor(one)}")),
        Field(
            "permanent",
            ADDRESS,
            LASTING,
            lambda one, source: source.lasting(source.public_id(one.lesson, _anchor(one))),
        ),
    ),
)
