"""Rules about quizzes: what ties them to their lessons, and what makes a question give its answer away."""

from __future__ import annotations

import re

from course.errors import Report, nearest
from course.material import LessonFile, Material, QuizFile
from course.model import Place
from course.questions.base import ChoiceQuestion
from course.words import load_words

_PATTERN_SIZE = 5  # quizzes of fewer choice questions may show a pattern by chance


def check_quizzes(material: Material, report: Report) -> None:
    """Every quiz has its lesson, its ids are unique, and every objective is checked by a question."""
    slugs = {file.lesson.slug for file in material.lessons}
    for slug, quiz in material.quizzes.items():
        if slug not in slugs and not material.lacks_lesson(slug):
            report.add("quiz-without-lesson", Place(quiz.entry.path, 1, 1), slug=slug)
        _check_ids(quiz)
    for file in material.lessons:
        if material.lacks_quiz(file.lesson.slug):
            continue
        checked = {question.objective for question in file.quiz.quiz.questions} if file.quiz else set()
        for objective in file.lesson.objectives:
            if objective.id and objective.id not in checked:
                where = f"quizzes/{file.lesson.slug}.yml"
                report.add("objective-without-question", objective.place, id=objective.id, quiz=where)


def _check_ids(quiz: QuizFile) -> None:
    first: dict[str, Place] = {}
    for question, entry in quiz.pairs():
        place = entry.place_of("id")
        if question.id and question.id in first:
            entry.report("duplicate-id", at="id", id=question.id, first=f"{place.path}:{first[question.id].line}")
        first.setdefault(question.id, place)


def check_quiz_links(material: Material, report: Report) -> None:
    """`objective` names an objective of the lesson, `see` an anchor of it."""
    for file in material.lessons:
        if file.quiz:
            _check_quiz_links(file, file.quiz)


def _check_quiz_links(file: LessonFile, quiz: QuizFile) -> None:
    objectives = [objective.id for objective in file.lesson.objectives]
    anchors = [section.id for section in file.lesson.sections]
    for question, entry in quiz.pairs():
        if question.objective and question.objective not in objectives:
            advice = nearest(question.objective, objectives, what="objectives")
            entry.report("unknown-objective", at="objective", id=question.objective, advice=advice)
        if question.see and question.see not in anchors:
            advice = nearest(question.see, anchors, what="anchors")
            entry.report("dead-anchor", at="see", page=file.path, id=question.see, advice=advice)


def check_stems(material: Material, report: Report) -> None:
    """No question asks about the reader's own life."""
    words = load_words(material.course.settings.language).list("authoring.reader")
    reader = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for quiz in material.quizzes.values():
        for question, entry in quiz.pairs():
            if match := reader.search(question.ask):
                entry.report("stem-about-reader", at="ask", word=match[0])


def check_answer_patterns(material: Material, report: Report) -> None:
    """The correct option is not always the longest, nor always at the same position."""
    for quiz in material.quizzes.values():
        single = [
            question
            for question in quiz.quiz.questions
            if isinstance(question, ChoiceQuestion) and question.type == "single"
        ]
        if len(single) < _PATTERN_SIZE:
            continue
        place, count = quiz.entry.place_of("questions"), len(single)
        if all(_correct_is_longest(question) for question in single):
            report.add("correct-always-longest", place, count=count)
        positions = {_correct_position(question) for question in single}
        if len(positions) == 1:
            report.add("correct-same-position", place, position=positions.pop(), count=count)


def _correct_is_longest(question: ChoiceQuestion) -> bool:
    correct = [len(option.text) for option in question.options if option.correct]
    wrong = [len(option.text) for option in question.options if not option.correct]
    return bool(correct and wrong) and min(correct) > max(wrong)


def _correct_position(question: ChoiceQuestion) -> int:
    return next((number for number, option in enumerate(question.options, 1) if option.correct), 0)
