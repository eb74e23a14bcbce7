"""The parts of a lesson as objects: objectives, sections, claims, terms, figures, prompts, topics, changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from course.exports.shape import ADDRESS, DAY, LASTING, NUMBER, TEXT, Field, Shape, list_of, one_of
from course.model import DESIGNS, GRADES, SETTINGS, Claim, Figure, Lesson, Objective, Prompt, Section, Term
from course.model_alignment import Code, Framework
from course.model_changes import CHANGE_KINDS, Change
from course.prose import plain_prose

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Part(Generic[Thing]):
    """Something on a lesson's page, with its lesson and its anchor there."""

    thing: Thing
    lesson: Lesson
    anchor: str


def _id() -> Field[Part[Any]]:
    return Field("id", TEXT, "Permanent id.", lambda part, source: source.public_id(part.lesson, part.anchor))


def _address() -> Field[Part[Any]]:
    words = "Where it is."
    return Field("address", ADDRESS, words, lambda part, source: source.at(f"{part.lesson.url}#{part.anchor}"))


def _permanent() -> Field[Part[Any]]:
    return Field(
        "permanent", ADDRESS, LASTING, lambda part, source: source.lasting(source.public_id(part.lesson, part.anchor))
    )


OBJECTIVE: Final[Shape[Part[Objective]]] = Shape(
    "objective",
    "What a learner can do at the end.",
    (
        _id(),
        Field("text", TEXT, "The objective.", lambda part, _: plain_prose(part.thing.text)),
        _address(),
        _permanent(),
    ),
)

SECTION: Final[Shape[Part[Section]]] = Shape(
    "section",
    "A heading of the text.",
    (
        _id(),
        Field("title", TEXT, "The heading.", lambda part, _: part.thing.title),
        Field("level", NUMBER, "2, or 3 below a heading of level 2.", lambda part, _: part.thing.level),
        _address(),
        _permanent(),
    ),
)

CLAIM: Final[Shape[Part[Claim]]] = Shape(
    "claim",
    "A statement about what studies find, with how sure anyone can be of it as it is worded.",
    (
        _id(),
        Field("text", TEXT, "The claim.", lambda part, _: plain_prose(part.thing.text)),
        Field("grade", one_of(GRADES), "How sure anyone can be.", lambda part, _: part.thing.grade),
        Field("design", one_of(DESIGNS), "The kind of study.", lambda part, _: part.thing.design),
        Field("studied", TEXT, "Who was studied.", lambda part, _: part.thing.studied, True),
        Field(
            "sources",
            list_of(TEXT),
            "Keys of its sources; none where none was found.",
            lambda part, _: [*part.thing.cite],
        ),
        _address(),
        _permanent(),
    ),
)

FIGURE: Final[Shape[Part[Figure]]] = Shape(
    "figure",
    "A drawing and its words.",
    (
        _id(),
        Field("title", TEXT, "What it shows.", lambda part, _: part.thing.title),
        Field("description", TEXT, "What is to be seen, in words.", lambda part, _: part.thing.description),
        _address(),
        _permanent(),
    ),
)

PROMPT: Final[Shape[Part[Prompt]]] = Shape(
    "prompt",
    "A question to think about; no answer to it is right or wrong.",
    (
        _id(),
        Field("text", TEXT, "The question.", lambda part, _: plain_prose(part.thing.ask)),
        Field("setting", one_of(SETTINGS), "For whom it is meant.", lambda part, _: part.thing.setting),
        _permanent(),
    ),
)

TERM: Final[Shape[Term]] = Shape(
    "term",
    "A word of the glossary that the text links.",
    (
        Field("id", TEXT, "Permanent id.", lambda term, _: f"term/{term.id}"),
        Field("term", TEXT, "The word.", lambda term, _: term.term),
        Field("definition", TEXT, "What it means.", lambda term, _: plain_prose(term.short)),
        Field("address", ADDRESS, "Where it is.", lambda term, source: source.at(term.url)),
        Field("permanent", ADDRESS, LASTING, lambda term, source: source.lasting(term.public_id)),
    ),
)

TOPIC: Final[Shape[tuple[Framework, Code]]] = Shape(
    "topic",
    "A topic shared with a curriculum framework, as this course judges it; no framework's owner has reviewed that.",
    (
        Field("framework", TEXT, "Id of the framework.", lambda pair, _: pair[0].id),
        Field("framework_title", TEXT, "Its title.", lambda pair, _: pair[0].title),
        Field("code", TEXT, "The topic's code.", lambda pair, _: pair[1].code),
        Field("title", TEXT, "The topic.", lambda pair, _: pair[1].title),
    ),
)

CHANGE: Final[Shape[Change]] = Shape(
    "change",
    "Something that changed.",
    (
        Field("id", TEXT, "Permanent id.", lambda change, _: change.id),
        Field("on", DAY, "The day.", lambda change, _: change.on.isoformat()),
        Field("kind", one_of(CHANGE_KINDS), "What kind of change.", lambda change, _: change.kind),
        Field("what", TEXT, "What changed, and why.", lambda change, _: plain_prose(change.what)),
        Field("address", ADDRESS, "Where it is told.", lambda change, source: source.at(change.url)),
    ),
)
