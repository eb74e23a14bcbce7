"""The real course's texts: reading level, and what every lesson of it has beyond the rules of all courses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import textstat
from course.load import load_course
from course.model import Lesson, Module
from course.prose import paragraphs, plain_prose
from course.questions import QUESTION_TYPES

ROOT = Path(__file__).parents[1]
HARDEST_GRADE = 10  # style guide, section 1: Flesch-Kincaid, scored on body prose alone
LEAST_QUESTIONS = 6
COURSE = load_course(ROOT).course


def body_prose(lesson: Lesson) -> str:
    """The running text of a lesson: no headings, code, options of blocks, addresses or citations."""
    found = paragraphs(lesson.body, lesson.slug, lesson.body_line)
    return "\n\n".join(plain_prose(paragraph.text) for paragraph in found)


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_reading_grade(lesson: Lesson) -> None:
    assert textstat.flesch_kincaid_grade(body_prose(lesson)) <= HARDEST_GRADE


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_length_of_a_lesson(lesson: Lesson) -> None:
    assert 850 <= lesson.words <= 1400


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_every_lesson_has_questions_prompts_and_claims(lesson: Lesson) -> None:
    assert lesson.quiz is not None
    assert len(lesson.quiz.questions) >= LEAST_QUESTIONS
    assert 2 <= len(lesson.reflection) <= 3
    assert 2 <= len(lesson.objectives) <= 4
    assert lesson.claims


def test_each_module_mixes_its_question_types() -> None:
    for module in COURSE.modules:
        kinds = [question.type for lesson in module.lessons if lesson.quiz for question in lesson.quiz.questions]
        assert kinds.count("multiple") >= 3, module.slug
        assert kinds.count("truefalse") >= 3, module.slug


CHOICE = {"single", "multiple", "truefalse"}


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_a_lesson_asks_in_two_ways_beside_choice(lesson: Lesson) -> None:
    assert lesson.quiz is not None
    assert len([question for question in lesson.quiz.questions if question.type not in CHOICE]) >= 2


@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.slug)
def test_a_module_has_a_scenario_and_a_pretest(module: Module) -> None:
    quizzes = [lesson.quiz for lesson in module.lessons if lesson.quiz]
    assert any(question.type == "scenario" for quiz in quizzes for question in quiz.questions)
    assert any(quiz.pretest for quiz in quizzes)


def test_the_course_asks_in_every_way_there_is() -> None:
    lessons = {question.type for lesson in COURSE.lessons if lesson.quiz for question in lesson.quiz.questions}
    assert lessons == set(QUESTION_TYPES)


@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.slug)
def test_a_module_s_check_asks_about_each_of_its_lessons(module: Module) -> None:
    check = COURSE.check_of(module)
    assert check is not None
    assert 8 <= len(check.quiz.items) <= 10
    assert {question.lesson for question in check.quiz.items} == {lesson.id for lesson in module.lessons}


def test_the_course_s_check_asks_about_each_of_its_modules() -> None:
    check = COURSE.check_of(None)
    assert check is not None
    assert len(check.quiz.items) == 20
    asked = {question.lesson for question in check.quiz.items}
    assert all(asked & {lesson.id for lesson in module.lessons} for module in COURSE.modules)


def test_there_are_three_hundred_questions() -> None:
    quizzes = [*(lesson.quiz for lesson in COURSE.lessons), *(check.quiz for check in COURSE.checks)]
    assert sum(len(quiz.items) for quiz in quizzes if quiz) >= 300


def test_no_question_is_asked_twice() -> None:
    quizzes = [*(lesson.quiz for lesson in COURSE.lessons), *(check.quiz for check in COURSE.checks)]
    asked = [question.ask for quiz in quizzes if quiz for question in quiz.items]
    assert sorted(ask for ask, times in Counter(asked).items() if times > 1) == []


def test_flagged_lessons_end_gently() -> None:
    """Safety rule TI-4: a skippable part, a grounding line, a link to help at the end."""
    for lesson in COURSE.lessons:
        if lesson.content_note:
            assert lesson.sensitive, lesson.slug
            assert lesson.sections[-1].id == "before-you-go", lesson.slug
            assert "help.md" in lesson.body.rpartition("before-you-go")[2], lesson.slug


def test_no_service_shows_a_number_that_nobody_checked() -> None:
    assert [
        service.id for service in COURSE.services if (service.phone or service.text) and not service.verified_on
    ] == []
