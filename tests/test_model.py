"""The parts of a course: what they compute of themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from course.model import Course, Lesson
from course.model_quiz import Quiz

from tests.building import base

COURSE: Course = base().course
DOUGH, OVEN = COURSE.lessons


def lesson(words: int, questions: int, prompts: int) -> Lesson:
    assert DOUGH.quiz
    quiz = Quiz("Q", "practice", DOUGH.quiz.questions[:1] * questions) if questions else None
    return replace(DOUGH, words=words, quiz=quiz, reflection=DOUGH.reflection[:1] * prompts)


@pytest.mark.parametrize(
    ("words", "questions", "prompts", "minutes"),
    [(0, 0, 0, 0), (1, 0, 0, 1), (200, 0, 0, 1), (201, 0, 0, 2), (1000, 6, 3, 17), (0, 2, 1, 4)],
)
def test_minutes_are_words_by_two_hundred_one_a_question_two_a_prompt(
    words: int, questions: int, prompts: int, minutes: int
) -> None:
    assert lesson(words, questions, prompts).minutes == minutes


def test_a_module_and_a_course_take_the_time_of_their_lessons() -> None:
    assert COURSE.modules[0].minutes == COURSE.minutes == DOUGH.minutes + OVEN.minutes > 0


def test_addresses_come_from_slugs_and_ids() -> None:
    moved = replace(DOUGH, slug="moved")
    assert [moved.url, COURSE.modules[0].url, COURSE.terms[0].url] == [
        "lessons/moved/",
        "modules/basics/",
        "glossary/#gluten",
    ]


def test_references_are_numbered_by_first_use() -> None:
    assert [DOUGH.number_of(key) for key in ("hill-2001", "moss-2010")] == [1, 2]
    with pytest.raises(KeyError):
        DOUGH.number_of("none")


def test_a_claim_is_found_by_its_id() -> None:
    found = DOUGH.claim("rest-helps")
    assert found is DOUGH.claims[0]
    assert DOUGH.claim("stone") is None


def test_neighbours_are_those_of_the_syllabus_across_modules() -> None:
    module = COURSE.modules[0]
    parts = replace(module, lessons=(DOUGH,)), replace(module, id="heat", lessons=(OVEN,))
    course = replace(COURSE, modules=parts)
    assert course.neighbours(DOUGH) == (None, OVEN)
    assert course.neighbours(OVEN) == (DOUGH, None)
    assert [course.module_of(part).id for part in (DOUGH, OVEN)] == ["basics", "heat"]
    assert course.lesson_by_id == {"dough": DOUGH, "oven": OVEN}


def test_claims_come_with_their_lessons() -> None:
    assert [(found.id, claim.id) for found, claim in COURSE.claims()] == [("dough", "rest-helps"), ("oven", "stone")]


def test_parts_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        DOUGH.title = "Other"  # type: ignore[misc]
