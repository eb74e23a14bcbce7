"""Each lesson as JSON: everything a program can use of it but the prose, which is the page's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from course.exports import lesson_parts as parts
from course.exports.lesson_parts import Part
from course.exports.question_shape import QUESTION, questions_of
from course.exports.shape import (
    ADDRESS,
    DAY,
    FLAG,
    LASTING,
    NUMBER,
    OBJECT,
    TEXT,
    Field,
    Schema,
    Shape,
    list_of,
    objects,
    one_of,
)
from course.exports.source import API, File, Source, json_bytes
from course.ids_moved import former_names
from course.model import AUDIENCES, LEAST_AGE, Lesson, Reviewed, Term
from course.model_alignment import Code, Framework
from course.prose import plain_prose

_ANCHORS: Final = {
    "objectives": "objective-",
    "claims": "claim-",
    "figures": "figure-",
    "sections": "",
    "reflection": "reflection-",
}
FOLDER: Final = f"{API}lessons/"


def path_of(lesson: Lesson) -> str:
    """Where the file of a lesson stands below the site's root; it never changes, as the lesson's id does not."""
    return f"{FOLDER}{lesson.id}.json"


def export(source: Source) -> Iterator[File]:
    """`lessons/<id>.json`, and the same under each id that the lesson had before: programs wrote it down."""
    former = former_names(source.course)
    for lesson in source.course.lessons:
        written = json_bytes(LESSON.fill(lesson, source))
        yield from ((f"{FOLDER}{name}.json", written) for name in (lesson.id, *former.get(lesson.id, ())))


def _parts(name: str, shape: Shape[Any], words: str) -> Field[Lesson]:
    """A list of what stands at anchors of the page, under the model's name."""

    def found(lesson: Lesson, _: Source) -> Iterator[Part[Any]]:
        return (Part(thing, lesson, f"{_ANCHORS[name]}{thing.id}") for thing in getattr(lesson, name))

    return objects(name, shape, words, found)


def _terms(lesson: Lesson, source: Source) -> list[Term]:
    return [source.course.term_by_id[name] for name in source.terms_of(lesson)]


def _topics(lesson: Lesson, source: Source) -> list[tuple[Framework, Code]]:
    frameworks = source.course.frameworks
    named = {f"{framework.id}/{code.code}": (framework, code) for framework in frameworks for code in framework.codes}
    return [named[name] for name in lesson.aligns]


def _number(lesson: Lesson, source: Source) -> str:
    module = source.course.module_of(lesson)
    return f"{module.number}.{module.lessons.index(lesson) + 1}"


def _changed(lesson: Lesson, source: Source) -> str:
    day = source.course.changed_on(lesson)
    return day.isoformat() if day else ""


def _reviewed(reviewed: Reviewed | None) -> dict[str, str]:
    return {"on": reviewed.on.isoformat(), "by": reviewed.by} if reviewed else {}


def _sources(lesson: Lesson, source: Source) -> list[dict[str, Any]]:
    return [source.items[key] for key in lesson.cites]


def _sheet(folder: str) -> Any:
    return lambda lesson, source: source.at(f"{folder}/{lesson.slug}/") if lesson.quiz else ""


_REVIEWED: Final[Schema] = {
    "type": "object",
    "properties": {"on": DAY, "by": TEXT},
    "required": ["on", "by"],
}

SUMMARY: Final[tuple[Field[Lesson], ...]] = (
    Field("id", TEXT, "Permanent id of the lesson.", lambda lesson, source: source.public_id(lesson)),
    Field("number", TEXT, "Module and place in it, which may change: 4.2.", _number),
    Field("title", TEXT, "The title, in neutral words.", lambda lesson, _: lesson.title),
    Field("summary", TEXT, "What it is about.", lambda lesson, _: plain_prose(lesson.summary), True),
    Field("level", NUMBER, "1 to 3, the hardest last.", lambda lesson, _: lesson.level),
    Field("minutes", NUMBER, "Time for text, questions and prompts.", lambda lesson, _: lesson.minutes),
    Field(
        "audience", one_of(AUDIENCES), "For whom it is; show it wherever you link.", lambda lesson, _: lesson.audience
    ),
    Field("minimum_age", NUMBER, "The same in years.", lambda lesson, _: LEAST_AGE[lesson.audience]),
    Field(
        "homework", FLAG, "False: use it only where somebody is there to talk to.", lambda lesson, _: lesson.homework
    ),
    Field(
        "content_note",
        TEXT,
        "What hard topic it touches on; show it wherever you link.",
        lambda lesson, _: lesson.content_note,
        True,
    ),
    Field("changed_on", DAY, "The day of the last change that was told of.", _changed, True),
    Field("address", ADDRESS, "The page.", lambda lesson, source: source.at(lesson.url)),
    Field("permanent", ADDRESS, LASTING, lambda lesson, source: source.lasting(lesson.public_id)),
)

LESSON: Final[Shape[Lesson]] = Shape(
    "lesson",
    "A lesson. Texts are plain; the prose itself is on the page.",
    (
        Field("$schema", ADDRESS, "The schema of this file.", lambda _, source: source.at(f"{API}schema/lesson.json")),
        Field("course", TEXT, "Id of the course.", lambda _, source: source.course.settings.id),
        Field("version", TEXT, "Version of the course.", lambda _, source: source.course.settings.version, True),
        Field("language", TEXT, "Language tag.", lambda _, source: source.course.settings.language),
        Field("rights", TEXT, "What may be done with it.", lambda _, source: source.rights),
        *SUMMARY,
        Field("heading", TEXT, "The heading of the page.", lambda lesson, _: plain_prose(lesson.heading)),
        Field(
            "module",
            TEXT,
            "Id of its module.",
            lambda lesson, source: source.module_id(source.course.module_of(lesson)),
        ),
        Field("needs", list_of(TEXT), "Ids of lessons to read before.", lambda lesson, _: [*lesson.needs], True),
        _parts("objectives", parts.OBJECTIVE, "What a learner can do at the end."),
        _parts("sections", parts.SECTION, "The headings of the text."),
        _parts("claims", parts.CLAIM, "The graded claims."),
        Field(
            "key_points", list_of(TEXT), "What to keep.", lambda lesson, _: [*map(plain_prose, lesson.key_points)], True
        ),
        objects("terms", parts.TERM, "Words of the glossary that the text links.", _terms),
        _parts("figures", parts.FIGURE, "The drawings."),
        _parts("reflection", parts.PROMPT, "Questions to think about."),
        objects(
            "questions", QUESTION, "The questions of the quiz, with their keys.", lambda lesson, _: questions_of(lesson)
        ),
        Field("sources", list_of(OBJECT), "What it cites, as CSL-JSON; `id` is the key.", _sources, True),
        objects("topics", parts.TOPIC, "Topics shared with curriculum frameworks.", _topics),
        Field("worksheet", ADDRESS, "The questions for paper.", _sheet("worksheets"), True),
        Field("answers", ADDRESS, "Their answers for paper.", _sheet("keys"), True),
        Field(
            "reviewed",
            _REVIEWED,
            "A specialist's review: the day, and the reviewer's role.",
            lambda lesson, _: _reviewed(lesson.reviewed),
            True,
        ),
        objects(
            "changes",
            parts.CHANGE,
            "What changed, newest first.",
            lambda lesson, source: source.course.changes_of(lesson),
        ),
    ),
)
