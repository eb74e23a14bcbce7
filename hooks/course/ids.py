"""Public ids: what every part of a course is called for good, and where it stands today.

A public id is made of the author's own ids, so it outlives a new title, another file name and another module. The lock
file (`ids_lock`) keeps it from vanishing, `ids_moved` says where the old ones lead, `ids_pages` writes `/id/<id>/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from course.body import CITATION, plain
from course.model import Course, Lesson, Place
from course.model_quiz import Check, Quiz
from course.questions.base import ChoiceQuestion, Question
from course.questions.scenario import ScenarioQuestion

FOLDER: Final = "id/"
"""Below this address every public id leads to the place where its thing stands today."""
KINDS: Final = "course module lesson check quiz section claim question figure sensitive objective prompt term".split()
"""In the order in which new ids are numbered: what paths are made of gets the shortest numbers."""
_LONGEST: Final = 100  # characters: enough to tell meanings apart, and a lock file that people can read


@dataclass(frozen=True, slots=True)
class PublicId:
    """A part of the course that can be linked to. `url` is its address below the site's root, with the anchor.

    `words` tell what it means, each text by itself; the first one names it. `lesson` is the lesson that it stands in,
    or None.
    """

    id: str
    kind: str
    url: str
    words: tuple[str, ...]
    lesson: Lesson | None
    place: Place | None
    """None for questions: their places are known only where their files are read."""


def permanent_link(public_id: str) -> str:
    """The address below the site's root that always leads to the thing of this public id."""
    return f"{FOLDER}{public_id}/"


def collect_ids(course: Course) -> dict[str, PublicId]:
    """Every public id of a course, by kind in the order of KINDS, and within it in the order of the syllabus."""
    return {found.id: found for found in sorted(every_id(course), key=lambda one: KINDS.index(one.kind)) if found.id}


def every_id(course: Course) -> Iterator[PublicId]:
    """As `collect_ids`, in the order of pages; two things may have the same id here, which a rule reports."""
    settings = course.settings
    yield PublicId(settings.id, "course", "", _cut(settings.name), None, None)
    for module in course.modules:
        yield PublicId(module.public_id, "module", module.url, _cut(module.title, module.summary), None, module.place)
    for lesson in course.lessons:
        yield from _of_lesson(lesson)
    for check in course.checks:
        yield from _of_check(check)
    for term in course.terms:
        yield PublicId(term.public_id, "term", term.url, _cut(term.term, term.short), None, term.place)


def _of_lesson(lesson: Lesson) -> Iterator[PublicId]:
    """A lesson and everything on its page that has an anchor."""
    yield PublicId(lesson.public_id, "lesson", lesson.url, _cut(lesson.title, lesson.summary), lesson, lesson.place)
    for kind, anchor, words, place in _parts_of(lesson):
        yield PublicId(f"{lesson.public_id}/{anchor}", kind, f"{lesson.url}#{anchor}", words, lesson, place)
    if quiz := lesson.quiz:
        anchor = "quiz" if quiz.after else "pretest"
        yield PublicId(f"{lesson.public_id}/quiz", "quiz", f"{lesson.url}#{anchor}", _cut(quiz.heading), lesson, None)
        yield from _of_quiz(quiz, lesson.public_id, lesson.url, {"": lesson})


def _parts_of(lesson: Lesson) -> Iterator[tuple[str, str, tuple[str, ...], Place | None]]:
    """Kind, anchor, words and place of what a lesson's own file holds."""
    openings = _openings(lesson)
    for section in lesson.sections:
        yield "section", section.id, _cut(section.title, openings.get(section.id, "")), section.place
    for claim in lesson.claims:
        yield "claim", f"claim-{claim.id}", _cut(claim.text), claim.place
    for figure in lesson.figures:
        yield "figure", f"figure-{figure.id}", _cut(figure.title, figure.description), figure.place
    for part in lesson.sensitive:
        yield "sensitive", part.id, _cut(part.note), part.place
    for objective in lesson.objectives:
        yield "objective", f"objective-{objective.id}", _cut(objective.text), objective.place
    for prompt in lesson.reflection:
        yield "prompt", f"reflection-{prompt.id}", _cut(prompt.ask), lesson.place


def _openings(lesson: Lesson) -> dict[str, str]:
    """The first line of prose of each section, by its id: a heading may get other words over the same text."""
    lines = lesson.body.split("\n")
    found: dict[str, str] = {}
    for section in lesson.sections:
        following = lines[section.place.line - lesson.body_line + 1 :]
        found[section.id] = next((line for line in following if line[:1].isalpha()), "")
    return found


def _of_check(check: Check) -> Iterator[PublicId]:
    yield PublicId(check.public_id, "check", check.url, _cut(check.quiz.heading), None, check.place)
    yield from _of_quiz(check.quiz, check.public_id, check.url, {})


def _of_quiz(quiz: Quiz, owner: str, url: str, lessons: Mapping[str, Lesson]) -> Iterator[PublicId]:
    """The questions of a quiz: scenarios, and each question to be answered, the parts of scenarios one by one."""
    start = "q" if quiz.after else "pre"
    for question in quiz.questions:
        for one in dict.fromkeys((question.id, *(item.id for item in question.items))):
            item = next((item for item in question.items if item.id == one), question)
            address = f"{url}#{start}-{one}"
            yield PublicId(f"{owner}/q-{one}", "question", address, _asked(item), lessons.get(item.lesson), None)


def _asked(question: Question) -> tuple[str, ...]:
    """What a question asks and what is right: many ask "Which of these is true?"."""
    if isinstance(question, ScenarioQuestion):
        return _cut(question.stem)
    right = (
        [option.text for option in question.options if option.correct] if isinstance(question, ChoiceQuestion) else ()
    )
    return _cut(" ".join((question.ask, *right)))


def _cut(*texts: str) -> tuple[str, ...]:
    """Texts without their marks, no longer than what tells them apart; empty ones are left out."""
    return tuple(filter(None, (_shorten(CITATION.sub("", text)) for text in texts)))


def _shorten(text: str) -> str:
    bare = " ".join(plain(text).split())
    return bare if len(bare) <= _LONGEST else bare[:_LONGEST].rpartition(" ")[0] or bare[:_LONGEST]
