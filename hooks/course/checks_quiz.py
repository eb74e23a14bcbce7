"""Rules about quizzes: what ties them to their lessons, and what makes a question give its answer away."""

from __future__ import annotations

import re

from course.errors import Report, nearest
from course.material import LessonFile, Material, QuizFile
from course.model import Place
from course.model_quiz import COURSE_CHECK
from course.questions.base import ChoiceQuestion, Question
from course.source import Spots
from course.syllabus import MODULES
from course.words import load_words

_PATTERN_SIZE = 5  # quizzes of fewer choice questions may show a pattern by chance


def check_quizzes(material: Material, report: Report) -> None:
    """Every quiz has its lesson, its ids are unique, and every objective is checked by a question."""
    slugs = {file.lesson.slug for file in material.lessons}
    for slug, quiz in material.quizzes.items():
        if slug not in slugs and not material.lacks_lesson(slug):
            report.add("quiz-without-lesson", Place(quiz.entry.path, 1, 1), slug=slug)
    for quiz in material.all_quizzes():
        _check_ids(quiz, report)
    for file in material.lessons:
        if material.lacks_quiz(file.lesson.slug):
            continue
        checked = {question.objective for question in file.quiz.quiz.items if question.scored} if file.quiz else set()
        for objective in file.lesson.objectives:
            if objective.id and objective.id not in checked:
                where = f"quizzes/{file.lesson.slug}.yml"
                report.add("objective-without-question", objective.place, id=objective.id, quiz=where)


def _check_ids(quiz: QuizFile, report: Report) -> None:
    first: dict[str, Place] = {}
    for name, place in quiz.parsed.ids:
        if name and name in first:
            report.add("duplicate-id", place, id=name, first=f"{place.path}:{first[name].line}")
        first.setdefault(name, place)


def check_quiz_links(material: Material, report: Report) -> None:
    """`objective` names an objective of the lesson, `see` an anchor of it, `pretest` questions of the file."""
    for file in material.lessons:
        if file.quiz:
            for question, entry in file.quiz.pairs():
                _check_question_links(question, entry, file)
            _check_pretest(file.quiz)


def _check_question_links(question: Question, entry: Spots, file: LessonFile) -> None:
    objectives = [objective.id for objective in file.lesson.objectives]
    anchors = [section.id for section in file.lesson.sections]
    if question.objective and question.objective not in objectives:
        advice = nearest(question.objective, objectives, what="objectives")
        entry.report("unknown-objective", at="objective", id=question.objective, advice=advice)
    if question.see and question.see not in anchors:
        advice = nearest(question.see, anchors, what="anchors")
        entry.report("dead-anchor", at="see", page=file.path, id=question.see, advice=advice)


def _check_pretest(quiz: QuizFile) -> None:
    questions = {question.id: (question, entry) for question, entry in quiz.pairs()}
    known = sorted(question.id for question in quiz.quiz.questions if question.id in questions)  # no parts of scenes
    for name, place in quiz.entry.located("pretest"):
        if name not in known and quiz.parsed.complete:
            quiz.entry.report_at("unknown-pretest", place, id=name, advice=nearest(name, known, what="questions"))
    for asked in quiz.quiz.before:
        for question in asked.items:
            if not question.see:
                questions[question.id][1].report("pretest-without-see", id=question.id)


def check_checks(material: Material, report: Report) -> None:
    """A check belongs to a module or to the course; each question names a lesson of it and what is the lesson's."""
    modules = {module.slug: [lesson.id for lesson in module.lessons] for module in material.course.modules}
    everything = [lesson.id for lesson in material.course.lessons]
    files = {file.lesson.id: file for file in material.lessons}
    for slug, quiz in material.checks.items():
        lessons = everything if slug == COURSE_CHECK else modules.get(slug)
        if lessons is None and f"{MODULES}{slug}.md" in material.paths:
            continue  # its module has a finding of its own
        if lessons is None:
            advice = nearest(slug, sorted(modules), what="modules")
            report.add("check-without-module", Place(quiz.entry.path, 1, 1), slug=slug, advice=advice)
            continue
        for question, entry in quiz.pairs():
            if question.lesson in lessons:
                _check_question_links(question, entry, files[question.lesson])
            elif question.lesson and not material.lacks_lesson(question.lesson):
                advice = nearest(question.lesson, lessons, what="lessons")
                entry.report("check-lesson", at="lesson", id=question.lesson, slug=slug, advice=advice)


def check_stems(material: Material, report: Report) -> None:
    """No question asks about the reader's own life."""
    words = load_words(material.course.settings.language).list("authoring.reader")
    reader = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for quiz in material.all_quizzes():
        asked = [(question.ask, entry.place_of("ask")) for question, entry in quiz.pairs()]
        for text, place in (*asked, *quiz.parsed.scenes):
            if match := reader.search(text):
                report.add("stem-about-reader", place, word=match[0])


def check_answer_patterns(material: Material, report: Report) -> None:
    """The correct option is not always the longest, nor always at the same position."""
    for quiz in material.all_quizzes():
        single = [
            question
            for question in quiz.quiz.items
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
    correct = [len(option.text) for option in question.right]
    wrong = [len(option.text) for option in question.wrong]
    return bool(correct and wrong) and min(correct) > max(wrong)


def _correct_position(question: ChoiceQuestion) -> int:
    return next((number for number, option in enumerate(question.options, 1) if option.correct), 0)
