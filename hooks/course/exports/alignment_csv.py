"""Topics of curriculum frameworks with the lessons that share them, as a table for spreadsheets.

A line is a topic and a lesson. A topic that no lesson shares has one line, with nothing said of a lesson.
"""

from __future__ import annotations

from collections.abc import Iterator

from course.alignment import coverage
from course.exports.source import API, LIST, File, Source, csv_bytes
from course.model import LEAST_AGE, Lesson
from course.model_alignment import Code, Framework
from course.prose import plain_prose

PATH = f"{API}alignment.csv"
_TOPIC = ("id", "framework", "framework title", "code", "topic", "certainty")
_LESSON = ("lesson", "title", "audience", "minimum age", "age bands", "homework", "content note", "address", "teaching")
HEADER = (*_TOPIC, *_LESSON)


def export(source: Source) -> Iterator[File]:
    """`alignment.csv`."""
    if source.course.frameworks:
        yield PATH, csv_bytes([HEADER, *_rows(source)])


def _rows(source: Source) -> Iterator[tuple[str, ...]]:
    for one in coverage(source.course):
        for code, lessons in one.codes:
            topic = _topic(one.framework, code)
            yield from ((*topic, *_lesson(lesson, one.framework, source)) for lesson in lessons)
            if not lessons:
                yield (*topic, *("" for _ in _LESSON))


def _topic(framework: Framework, code: Code) -> tuple[str, ...]:
    # Spreadsheets make a number of a code such as 5.10, and never of its id.
    return f"{framework.id}/{code.code}", framework.id, framework.title, code.code, code.title, code.certainty


def _lesson(lesson: Lesson, framework: Framework, source: Source) -> tuple[str, ...]:
    age, teaching = LEAST_AGE[lesson.audience], source.course.teachings.get(lesson.id)
    return (
        source.public_id(lesson),
        lesson.title,
        lesson.audience,
        str(age),
        LIST.join(band.label for band in framework.age_bands if band.reaches(age)),
        "yes" if lesson.homework else "no",
        plain_prose(lesson.content_note),
        source.lasting(lesson.public_id),
        source.at(teaching.url) if teaching else "",
    )
