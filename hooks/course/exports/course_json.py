"""The course as JSON: what it is, its modules and its lessons, each with the address of its own file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from course.exports.lesson_json import SUMMARY, path_of
from course.exports.lesson_parts import CHANGE
from course.exports.shape import ADDRESS, DAY, LASTING, NUMBER, TEXT, Field, Shape, list_of, objects
from course.exports.source import API, File, Source, json_bytes
from course.model import Course, Lesson, Module
from course.model_alignment import Framework
from course.prose import plain_prose


def export(source: Source) -> Iterator[File]:
    """`course.json`."""
    yield f"{API}course.json", json_bytes(COURSE.fill(source.course, source))


def _module_of(lesson: Lesson, source: Source) -> str:
    return source.module_id(source.course.module_of(lesson))


MODULE: Final[Shape[Module]] = Shape(
    "module",
    "A part of the course.",
    (
        Field("id", TEXT, "Permanent id.", lambda module, source: source.module_id(module)),
        Field("number", NUMBER, "Its place, which may change.", lambda module, _: module.number),
        Field("title", TEXT, "The title.", lambda module, _: module.title),
        Field("summary", TEXT, "What it is about.", lambda module, _: plain_prose(module.summary), True),
        Field("minutes", NUMBER, "Time for all its lessons.", lambda module, _: module.minutes),
        Field(
            "lessons",
            list_of(TEXT),
            "Ids of its lessons in order.",
            lambda module, _: [one.id for one in module.lessons],
        ),
        Field("address", ADDRESS, "The page.", lambda module, source: source.at(module.url)),
        Field("permanent", ADDRESS, LASTING, lambda module, source: source.lasting(module.public_id)),
    ),
)

ENTRY: Final[Shape[Lesson]] = Shape(
    "lesson_entry",
    "A lesson in the list of lessons.",
    (
        *SUMMARY,
        Field("module", TEXT, "Id of its module.", _module_of),
        Field("data", ADDRESS, "The lesson's own file.", lambda lesson, source: source.at(path_of(lesson))),
    ),
)

FRAMEWORK: Final[Shape[Framework]] = Shape(
    "framework",
    "A curriculum framework with which lessons share topics. Its owner has neither reviewed nor endorsed the course.",
    (
        Field("id", TEXT, "Id of the framework.", lambda framework, _: framework.id),
        Field("title", TEXT, "Its title.", lambda framework, _: framework.title),
        Field("publisher", TEXT, "Who published it.", lambda framework, _: framework.publisher, True),
        Field("year", NUMBER, "The year of this edition.", lambda framework, _: framework.year),
        Field("address", TEXT, "Where it is found.", lambda framework, _: framework.url, True),
    ),
)


def _day(_: Any, source: Source) -> str:
    return source.made_on.isoformat() if source.made_on else ""


COURSE: Final[Shape[Course]] = Shape(
    "course",
    "The whole course. Texts are plain.",
    (
        Field("$schema", ADDRESS, "The schema of this file.", lambda _, source: source.at(f"{API}schema/course.json")),
        Field("id", TEXT, "Permanent id.", lambda course, _: course.settings.id),
        Field("name", TEXT, "Its name.", lambda course, _: course.settings.name),
        Field("language", TEXT, "Language tag.", lambda course, _: course.settings.language),
        Field("version", TEXT, "What its author calls this state.", lambda course, _: course.settings.version, True),
        Field("made_on", DAY, "The day of this state.", _day, True),
        Field("publisher", TEXT, "Whom to name as author.", lambda course, _: course.settings.author),
        Field("rights", TEXT, "What may be done with it.", lambda _, source: source.rights),
        Field("credit", TEXT, "What it was made from.", lambda course, _: plain_prose(course.settings.source), True),
        Field("minutes", NUMBER, "Time for all lessons.", lambda course, _: course.minutes),
        Field("address", ADDRESS, "The home page.", lambda _, source: source.at("")),
        objects("modules", MODULE, "The modules in order.", lambda course, _: course.modules, optional=False),
        objects("lessons", ENTRY, "The lessons in order.", lambda course, _: course.lessons, optional=False),
        objects("frameworks", FRAMEWORK, "Curriculum frameworks.", lambda course, _: course.frameworks),
        objects("changes", CHANGE, "What changed, newest first.", lambda course, _: course.changes),
    ),
)
