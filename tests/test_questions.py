"""The question types: what their YAML becomes, and what a response is worth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from course.errors import Report
from course.questions import QUESTION_TYPES, find_types
from course.questions.base import ChoiceQuestion, Question, QuestionType, Result
from course.quiz import parse_question
from course.reading import compose
from course.source import entries_of, entry_of
from hypothesis import given
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases"
IDS = st.text(st.sampled_from("abcdxyz-"), min_size=1, max_size=3)
RESPONSES = st.lists(st.one_of(IDS, st.text(max_size=5), st.sampled_from(["true", "false"])), max_size=8)


def parse(text: str) -> tuple[Question | None, list[str]]:
    """The question that a YAML text describes, and its findings as `line:column: code`."""
    report = Report()
    entry = entry_of(compose(text, "quizzes/tides.yml", report), "quizzes/tides.yml", report)
    assert entry is not None
    question = parse_question(entry)
    return question, [f"{found.line}:{found.column}: {found.code}" for found in report.findings()]


def vectors() -> Iterator[Any]:
    for path in sorted(CASES.glob("*/*.yml")):
        text, report = path.read_text(encoding="utf-8"), Report()
        entries = entries_of(compose(text, path.name, report), path.name, report)
        for entry, vector in zip(entries, yaml.safe_load(text), strict=True):
            inner = entry.entry("question")
            assert inner is not None
            question = parse_question(inner)
            assert not report.findings(), report.findings()
            for case in vector["cases"]:
                name = f"{path.parent.name}: {vector['name']}: {case['response']}"
                yield pytest.param(path.parent.name, question, case, id=name)


@pytest.mark.parametrize(("kind", "question", "case"), list(vectors()))
def test_vector_is_scored_as_written(kind: str, question: Question, case: dict[str, Any]) -> None:
    assert question.type == kind
    found = QUESTION_TYPES[kind]
    result = found.score(found.answer_key(question), case["response"])
    assert (result.state, result.points, result.of) == (case["state"], case["points"], case["of"])


@pytest.mark.parametrize("kind", sorted(QUESTION_TYPES))
def test_every_type_has_twenty_cases_that_cover_its_states(kind: str) -> None:
    written = [vector for path in (CASES / kind).glob("*.yml") for vector in yaml.safe_load(path.read_text("utf-8"))]
    states = [case["state"] for vector in written for case in vector["cases"]]
    assert len(states) >= 20
    assert ({"noted", "unanswered"} if kind == "reflect" else {"right", "wrong", "unanswered"}) <= set(states)


def test_registry_finds_every_module_that_offers_a_type() -> None:
    package = Path(find_types.__code__.co_filename).parent
    modules = {path.stem for path in package.glob("[!_]*.py")} - {"base"}
    assert set(QUESTION_TYPES) == modules
    assert all(found.kind == name for name, found in QUESTION_TYPES.items())


# What a response is worth


@st.composite
def choice_questions(draw: st.DrawFn) -> ChoiceQuestion:
    kind = draw(st.sampled_from(sorted({"single", "multiple", "truefalse"})))
    head = f"id: q\ntype: {kind}\nask: A?\nobjective: o\nwhy: B.\n"
    if kind == "truefalse":
        answer = draw(st.booleans())
        return _parsed(f"{head}answer: {str(answer).lower()}\nif_true: C.\nif_false: D.\n")
    ids = draw(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=6, unique=True))
    most = 1 if kind == "single" else len(ids)
    right = draw(st.sets(st.sampled_from(ids), min_size=1, max_size=most))
    options = "".join(
        f"  - {{id: {name}, text: Option {name}, correct: {str(name in right).lower()}, feedback: E.}}\n"
        for name in ids
    )
    scoring = draw(st.sampled_from(["", "scoring: each-option\n", "scoring: all-or-nothing\n"]))
    return _parsed(f"{head}{scoring if kind == 'multiple' else ''}options:\n{options}")


def _parsed(text: str) -> ChoiceQuestion:
    question, findings = parse(text)
    assert not findings
    assert isinstance(question, ChoiceQuestion)
    return question


def _type(question: Question) -> QuestionType:
    return QUESTION_TYPES[question.type]


def _score(question: Question, response: list[str]) -> Result:
    return _type(question).score(_type(question).answer_key(question), response)


@given(choice_questions(), RESPONSES)
def test_points_never_leave_their_range(question: ChoiceQuestion, response: list[str]) -> None:
    result = _score(question, response)
    assert 0 <= result.points <= result.of
    assert result.state in {"right", "partly", "wrong", "unanswered"}
    assert (result.state == "right") == (result.answered and result.points == result.of)


@given(choice_questions(), RESPONSES, st.randoms())
def test_order_and_repetition_do_not_matter(question: ChoiceQuestion, response: list[str], random: Any) -> None:
    other = response + response[:2]
    random.shuffle(other)
    assert _score(question, other) == _score(question, response)


@given(choice_questions())
def test_empty_response_is_unanswered_and_full_key_is_right(question: ChoiceQuestion) -> None:
    assert _score(question, []).state == "unanswered"
    assert _score(question, _type(question).answer_key(question)["correct"]).state == "right"


@given(choice_questions(), st.data())
def test_only_the_exact_set_is_right(question: ChoiceQuestion, data: st.DataObject) -> None:
    ids = [option.id for option in question.options]
    response = data.draw(st.lists(st.sampled_from(ids), unique=True))
    right = {option.id for option in question.options if option.correct}
    assert (_score(question, response).state == "right") == (set(response) == right)


# What the YAML says

HEAD = "id: q\ntype: {kind}\nask: A?\nobjective: o\nwhy: B.\n"
SINGLE, MULTIPLE, TRUEFALSE = (HEAD.format(kind=kind) for kind in ("single", "multiple", "truefalse"))
A = "  - {id: a, text: One, correct: true}\n"
B = "  - {id: b, text: Two, feedback: F.}\n"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (f"{SINGLE}options:\n{A}  - {{id: b, text: Two}}\n", "8:5: option-without-feedback"),
        (f"{MULTIPLE}options:\n{A}  - {{id: b, text: Two}}\n", "8:5: option-without-feedback"),
        (f"{SINGLE}options:\n{A}", "7:3: too-few-options"),
        (f"{SINGLE}options:\n{B}  - {{id: c, text: Three, feedback: G.}}\n", "7:3: no-correct-option"),
        (f"{SINGLE}options:\n{A}{B}  - {{id: c, text: Three, correct: true}}\n", "7:3: two-correct-options"),
        (f"{SINGLE}options:\n{A}{B}  - {{id: c, text: ' tWo ', feedback: G.}}\n", "9:19: duplicate-option-text"),
        (f"{SINGLE}options:\n{A}{B}  - {{id: a, text: Three, feedback: G.}}\n", "9:10: duplicate-id"),
        (f"{SINGLE}options:\n{A}{B}  - {{id: c, text: None of the above, feedback: G.}}\n", "9:19: all-of-the-above"),
        (f"{SINGLE}options:\n{A}{B}  - {{id: c, text: All of these., feedback: G.}}\n", "9:19: all-of-the-above"),
        (f"{SINGLE}options:\n{A}{B}scoring: each-option\n", "9:1: unknown-key"),
        (f"{SINGLE}options:\n{B}  - {{id: a, text: One, correct: true, not_chosen: H.}}\n", "8:39: unknown-key"),
        (f"{MULTIPLE}options:\n{A}{B}scoring: half\n", "9:10: not-one-of"),
        (f"{MULTIPLE}options:\n{A}  - {{text: Two, feedback: F.}}\n", "8:5: missing-key"),
        (f"{SINGLE}options: []\n", "6:10: empty-value"),
        (f"{TRUEFALSE}if_true: C.\nif_false: D.\n", "1:1: missing-key"),
        (f"{TRUEFALSE}answer: maybe\nif_true: C.\nif_false: D.\n", "6:9: wrong-type"),
        (f"{TRUEFALSE}answer: true\nif_true: C.\n", "1:1: missing-key"),
    ],
)
def test_rule_of_a_type_names_its_line(text: str, finding: str) -> None:
    assert parse(text)[1] == [finding]


@pytest.mark.parametrize(
    "words", ["None of them had asked first", "All of the people in the study", "Both of them agreed"]
)
def test_ordinary_words_are_no_catch_all(words: str) -> None:
    assert not parse(f"{SINGLE}options:\n{A}  - {{id: b, text: {words}, feedback: F.}}\n")[1]


def test_several_correct_options_are_fine_in_multiple() -> None:
    question = _parsed(f"{MULTIPLE}options:\n{A}{B}  - {{id: c, text: Three, correct: true, not_chosen: H.}}\n")
    assert QUESTION_TYPES["multiple"].answer_key(question) == {
        "correct": ["a", "c"],
        "options": ["a", "b", "c"],
        "scoring": "all-or-nothing",
    }
    assert question.options[2].not_chosen == "H."


def test_truefalse_is_a_choice_between_two_ids() -> None:
    question = _parsed(f"{TRUEFALSE}answer: false\nif_true: C.\nif_false: D.\n")
    assert [(option.id, option.correct, option.feedback) for option in question.options] == [
        ("true", False, "C."),
        ("false", True, "D."),
    ]
