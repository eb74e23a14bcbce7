"""Scenes and open questions: what holds for any of them, and what their YAML says."""

from __future__ import annotations

from typing import Any

import pytest
from course.errors import Report
from course.questions import QUESTION_TYPES
from course.questions.base import Question, Result
from course.quiz import parse_question, parse_quiz
from course.reading import compose
from course.source import entry_of
from hypothesis import given
from hypothesis import strategies as st

SCENARIO, REFLECT = QUESTION_TYPES["scenario"], QUESTION_TYPES["reflect"]
COMMON = "objective: o, ask: A., why: W."
PARTS = {
    "truefalse": f"type: truefalse, {COMMON}, answer: true, if_true: T., if_false: F.",
    "single": f"type: single, {COMMON}, options: [{{id: a, text: A, correct: true}}, {{id: b, text: B, feedback: F.}}]",
    "reflect": f"type: reflect, {COMMON}, sample: S.",
}
ANSWERS = {"truefalse": (["true"], ["false"]), "single": (["a"], ["b"]), "reflect": (["Yes."], ["No."])}


def parse(text: str) -> tuple[Question | None, list[str]]:
    report = Report()
    entry = entry_of(compose(text, "quiz.yml", report), "quiz.yml", report)
    assert entry is not None
    question = parse_question(entry)
    return question, [f"{found.line}:{found.column}: {found.code}" for found in report.findings()]


def scene_of(kinds: list[str]) -> Question:
    parts = "".join(f"  - {{id: p{number}, {PARTS[kind]}}}\n" for number, kind in enumerate(kinds))
    question, findings = parse(f"id: s\ntype: scenario\nstem: A scene.\nparts:\n{parts}")
    assert question is not None
    assert not findings
    return question


def score(question: Question, response: Any) -> Result:
    return SCENARIO.score(SCENARIO.answer_key(question), response)


KINDS = st.lists(st.sampled_from(sorted(PARTS)), min_size=2, max_size=6)
ANYTHING = st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3), max_size=3), max_size=6)


@given(KINDS, st.data())
def test_points_are_the_parts_that_are_right(kinds: list[str], data: st.DataObject) -> None:
    question = scene_of(kinds)
    chosen = {part.id: data.draw(st.sampled_from([(), *ANSWERS[part.type]]), part.id) for part in question.items}
    result = score(question, chosen)
    scored = [part for part in question.items if part.type != "reflect"]
    assert result.of == len(scored)
    assert result.points == sum(chosen[part.id] == ANSWERS[part.type][0] for part in scored)
    assert result.answered == any(chosen.values())


@given(KINDS, ANYTHING)
def test_points_never_leave_their_range(kinds: list[str], response: dict[str, list[str]]) -> None:
    result = score(scene_of(kinds), response)
    assert 0 <= result.points <= result.of <= len(kinds)
    assert result.state in {"right", "partly", "wrong", "noted", "unanswered"}


@given(KINDS, st.randoms())
def test_order_of_the_answers_does_not_matter(kinds: list[str], random: Any) -> None:
    question = scene_of(kinds)
    pairs = [(part.id, ANSWERS[part.type][number % 2]) for number, part in enumerate(question.items)]
    other = list(pairs)
    random.shuffle(other)
    assert score(question, dict(pairs)) == score(question, dict(other))


@given(KINDS)
def test_every_right_answer_makes_the_whole_scene_right(kinds: list[str]) -> None:
    question = scene_of(kinds)
    result = score(question, {part.id: ANSWERS[part.type][0] for part in question.items})
    assert result.state == ("noted" if set(kinds) == {"reflect"} else "right")


@given(st.lists(st.text(max_size=5), max_size=3))
def test_a_thought_is_never_right_or_wrong(response: list[str]) -> None:
    result = REFLECT.score({}, response)
    assert (result.points, result.of) == (0, 0)
    assert result.state == ("noted" if "".join(response).strip() else "unanswered")


ONE = f"  - {{id: a, {PARTS['reflect']}}}\n"
TWO = f"{ONE}  - {{id: b, {PARTS['single']}}}\n"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("stem: A scene.\nparts: []\n", ["4:8: empty-value"]),
        ("stem: A scene.\n", ["1:1: missing-key"]),
        (f"parts:\n{TWO}", ["1:1: missing-key"]),
        (f"stem: S.\nparts:\n{ONE}", ["5:3: too-few-parts"]),
        (f"stem: S.\nwhy: W.\nparts:\n{TWO}", ["4:1: unknown-key"]),
        (f"stem: S.\nparts:\n{ONE}  - {{id: b, type: scenario}}\n", ["6:19: scenario-inside"]),
    ],
)
def test_rule_of_a_scene_names_its_line(text: str, findings: list[str]) -> None:
    assert parse(f"id: s\ntype: scenario\n{text}")[1] == findings


def test_parts_of_a_scene_are_questions_of_the_quiz() -> None:
    report = Report()
    parts = "".join(f"      - {{id: {name}, {PARTS[name]}}}\n" for name in PARTS)
    text = f"quiz: Q\nquestions:\n  - id: s\n    type: scenario\n    stem: A scene.\n    parts:\n{parts}"
    entry = entry_of(compose(text, "quiz.yml", report), "quiz.yml", report)
    assert entry is not None
    parsed = parse_quiz(entry)
    assert [question.id for question in parsed.quiz.items] == list(PARTS)
    assert {question.scene for question in parsed.quiz.items} == {"A scene."}
    assert [name for name, _ in parsed.ids] == ["s", *PARTS]
    assert parsed.complete
    assert parsed.quiz.numbers_of(parsed.quiz.questions) == {"truefalse": 1, "single": 2, "reflect": 3}
    assert parsed.quiz.objectives == {"": {"o"}}
