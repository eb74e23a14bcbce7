"""What can be asked again: scripts named by their content, and what the review page is told of them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from course.asking import Asking
from course.load import load_course
from course.model import Course
from course.render import Renderer
from course.review import NUMBER, LessonQuestions, Review
from course.words import load_words

from tests.sites import TINY

BEFORE = "(window.courseReview||={})"


@cache
def tiny() -> Course:
    return load_course(TINY).course


def review_of(course: Course) -> Review:
    return Review(course, Asking(course, Renderer(course, load_words("en"))))


def entry_of(lesson: str, course: Course | None = None) -> LessonQuestions:
    return next(entry for entry in review_of(course or tiny()).lessons if entry.lesson.id == lesson)


def asked(entry: LessonQuestions) -> dict[str, str]:
    """The questions that a lesson's script brings."""
    text = dict(review_of(tiny()).scripts())[entry.address].decode()
    start = f'{BEFORE}["{entry.lesson.id}"]='
    assert text.startswith(start)
    found: dict[str, str] = json.loads(text.removeprefix(start).removesuffix(";"))
    return found


def test_a_script_brings_every_question_that_counts_and_those_of_checks() -> None:
    entry = entry_of("what-rots")
    own = {f"what-rots/{name}" for name in ("helper", "greens", "hot")}
    assert own <= set(asked(entry))
    assert {name.rpartition("/")[0] for name in set(asked(entry)) - own} <= {"checks/first-steps", "checks/course"}
    assert set(asked(entry)) > own


def test_every_item_of_the_list_belongs_to_a_question_of_the_script() -> None:
    for entry in review_of(tiny()).lessons:
        for name, revision, _, question in entry.data["items"]:
            html = asked(entry)[f"{name.rpartition('/')[0]}/{question}"]
            assert f'data-item="{name}"' in html
            assert f'data-revision="{revision}"' in html


def test_places_of_questions_are_left_to_the_browser_and_links_begin_at_the_review_page() -> None:
    for entry in review_of(tiny()).lessons:
        for html in asked(entry).values():
            assert NUMBER in html
            assert 'href="../lessons/' in html


def test_ids_are_unique_over_all_scripts() -> None:
    ids = [
        part.partition('"')[0]
        for entry in review_of(tiny()).lessons
        for html in asked(entry).values()
        for part in html.split(' id="')[1:]
    ]
    assert sorted(set(ids)) == sorted(ids)


def test_sensitive_items_are_marked() -> None:
    marked = {name for name, _, care, _ in entry_of("wet-and-dry").data["items"] if care}
    assert {name for name in marked if not name.startswith("checks/")} == {"wet-and-dry/visitors"}


def test_a_name_follows_the_content_and_nothing_else() -> None:
    before = {entry.lesson.id: entry.address for entry in review_of(tiny()).lessons}
    assert before == {entry.lesson.id: entry.address for entry in review_of(tiny()).lessons}
    after = {entry.lesson.id: entry.address for entry in review_of(edited(tiny())).lessons}
    assert {name for name in before if before[name] != after[name]} == {"what-rots"}


def edited(course: Course) -> Course:
    """The course with one more word in the first question of its first lesson."""
    first, *modules = course.modules
    lesson, *lessons = first.lessons
    assert lesson.quiz
    question, *questions = lesson.quiz.questions
    changed: Any = replace(question, why=f"{question.why} Indeed.")
    quiz = replace(lesson.quiz, questions=(changed, *questions))
    module = replace(first, lessons=(replace(lesson, quiz=quiz), *lessons))
    return replace(course, modules=(module, *modules))


def test_a_lesson_without_questions_has_no_script() -> None:
    first, *modules = tiny().modules
    bare = tuple(replace(lesson, quiz=None) for lesson in first.lessons)
    course = replace(tiny(), modules=(replace(first, lessons=bare), *modules), checks=())
    assert [entry.lesson.id for entry in review_of(course).lessons] == ["shredders"]
