"""Public ids: what every part of a course is called for good, and where it stands today.

A public id is made of the author's own ids, so it outlives a new title, another file name and another module. The lock
file (`ids_lock`) keeps it from vanishing, `ids_moved` says where the old ones lead, `ids_pages` writes `/id/<id>/`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from course.body import CITATION, plain
from course.model import Course, Lesson, Place
from course.model_quiz import Check, Quiz
from course.neutral import neutral_pattern
from course.questions.base import ChoiceQuestion, Question

FOLDER: Final = "id/"
"""Below this address every public id leads to the place where its thing stands today."""
KINDS: Final = "course module lesson check quiz section claim question figure sensitive objective prompt term".split()
"""In the order in which new ids are numbered: what paths are made of gets the shortest numbers."""
_LONGEST: Final = 100  # characters: enough to tell meanings apart, and a lock file that people can read


@dataclass(frozen=True, slots=True)
class PublicId:
    """A part of the course that can be linked to. `url` is its address below the site's root, with the anchor.

    `title` (plain text) names it for readers. `words` tell what it means, each text by itself; of a question they hold
    the right answer, so they are for the lock file alone. `lesson` is the lesson that it stands in, or None.
    """

    id: str
    kind: str
    url: str
    title: str
    words: tuple[str, ...]
    lesson: Lesson | None
    place: Place | None
    """None for questions: their places are known only where their files are read."""
    link: str = ""
    """Its permanent link, as an address below the site's root."""


def permanent_link(public_id: str, denied: re.Pattern[str]) -> str:
    """The address below the site's root that always leads to the thing of this public id.

    An address outlives its page in histories and logs. So a part of the id that `denied` finds a word in is written as
    a part of its hash, which is as lasting (safety PR-9).
    """
    parts = public_id.split("/")
    if denied.search(public_id):
        ways = accumulate(parts, "{}/{}".format)
        parts = [_coded(way) if denied.search(part) else part for way, part in zip(ways, parts, strict=True)]
    return f"{FOLDER}{'/'.join(parts)}/"


def _coded(text: str) -> str:
    """Letters and digits for an id. A digit comes first, as in no id that an author may write."""
    return f"0{hashlib.sha256(text.encode()).hexdigest()[:7]}"


@lru_cache(maxsize=2)  # the course and, for a moment, the sample: a dozen parts of a build ask, and it takes a while
def collect_ids(course: Course) -> Mapping[str, PublicId]:
    """Every public id of a course, by kind in the order of KINDS, and within it in the order of the syllabus."""
    found = sorted(every_id(course), key=lambda one: KINDS.index(one.kind))
    return MappingProxyType({one.id: one for one in found if one.id})


@lru_cache(maxsize=2)
def every_id(course: Course) -> tuple[PublicId, ...]:
    """As `collect_ids`, in the order of pages; two things may have the same id here, which a rule reports."""
    denied = neutral_pattern(course.settings.neutral)
    return tuple(replace(one, link=permanent_link(one.id, denied)) for one in _of_course(course))


def _of_course(course: Course) -> Iterator[PublicId]:
    settings = course.settings
    yield PublicId(settings.id, "course", "", settings.name, _cut(settings.name), None, None)
    for module in course.modules:
        words = _cut(module.title, module.summary)
        yield PublicId(module.public_id, "module", module.url, module.title, words, None, module.place)
    for lesson in course.lessons:
        yield from _of_lesson(lesson)
    for check in course.checks:
        yield from _of_check(check)
    for term in course.terms:
        yield PublicId(term.public_id, "term", term.url, term.term, _cut(term.term, term.short), None, term.place)


def _of_lesson(lesson: Lesson) -> Iterator[PublicId]:
    """A lesson and everything on its page that has an anchor."""
    words = _cut(lesson.title, lesson.summary)
    yield PublicId(lesson.public_id, "lesson", lesson.url, lesson.title, words, lesson, lesson.place)
    for kind, anchor, texts, place in _parts_of(lesson):
        name, address = f"{lesson.public_id}/{anchor}", f"{lesson.url}#{anchor}"
        yield PublicId(name, kind, address, _line(texts[0]), _cut(*texts), lesson, place)
    if quiz := lesson.quiz:
        name, address = f"{lesson.public_id}/quiz", f"{lesson.url}#{'quiz' if quiz.after else 'pretest'}"
        yield PublicId(name, "quiz", address, _line(quiz.heading), _cut(quiz.heading), lesson, None)
        yield from _of_quiz(quiz, lesson.public_id, lesson.url, {"": lesson})


def _parts_of(lesson: Lesson) -> Iterator[tuple[str, str, tuple[str, ...], Place]]:
    """Kind, anchor, texts and place of what a lesson's own file holds."""
    openings = _openings(lesson)
    for section in lesson.sections:
        yield "section", section.id, (section.title, openings.get(section.id, "")), section.place
    for claim in lesson.claims:
        yield "claim", f"claim-{claim.id}", (claim.text,), claim.place
    for figure in lesson.figures:
        yield "figure", f"figure-{figure.id}", (figure.title, figure.description), figure.place
    for part in lesson.sensitive:
        yield "sensitive", part.id, (part.note,), part.place
    for objective in lesson.objectives:
        yield "objective", f"objective-{objective.id}", (objective.text,), objective.place
    for prompt in lesson.reflection:
        yield "prompt", f"reflection-{prompt.id}", (prompt.ask,), lesson.place


def _openings(lesson: Lesson) -> dict[str, str]:
    """The first line of prose of each section, by its id: a heading may get other words over the same text."""
    lines = lesson.body.split("\n")
    found: dict[str, str] = {}
    for section in lesson.sections:
        following = lines[section.place.line - lesson.body_line + 1 :]
        found[section.id] = next((line for line in following if line[:1].isalpha()), "")
    return found


def _of_check(check: Check) -> Iterator[PublicId]:
    heading = _line(check.quiz.heading)
    yield PublicId(check.public_id, "check", check.url, heading, _cut(heading), None, check.place)
    yield from _of_quiz(check.quiz, check.public_id, check.url, {})


def _of_quiz(quiz: Quiz, owner: str, url: str, lessons: Mapping[str, Lesson]) -> Iterator[PublicId]:
    """The questions of a quiz: scenarios, and each question to be answered, the parts of scenarios one by one."""
    start = "q" if quiz.after else "pre"
    for question in quiz.questions:
        for one in (question, *(item for item in question.items if item is not question)):
            name, address, lesson = f"{owner}/q-{one.id}", f"{url}#{start}-{one.id}", lessons.get(one.lesson)
            yield PublicId(name, "question", address, _line(one.asked), _cut(_substance(one)), lesson, None)


def _substance(question: Question) -> str:
    """What a question asks and what is right: many ask "Which of these is true?"."""
    options = question.options if isinstance(question, ChoiceQuestion) else ()
    return " ".join((question.ask or question.asked, *(option.text for option in options if option.correct)))


def _cut(*texts: str) -> tuple[str, ...]:
    """Texts without their marks, no longer than what tells them apart; empty ones are left out."""
    return tuple(filter(None, (_shorten(CITATION.sub("", text)) for text in texts)))


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _shorten(text: str) -> str:
    bare = _line(text)
    return bare if len(bare) <= _LONGEST else bare[:_LONGEST].rpartition(" ")[0] or bare[:_LONGEST]
