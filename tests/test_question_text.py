"""Questions whose answers are typed, and texts with gaps: what they accept, and what their authors are told."""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from course.questions import QUESTION_TYPES
from course.questions._typed import LONGEST, fits, plain
from course.questions.base import Result
from course.questions.cloze import ClozeQuestion, Gap
from course.questions.numeric import NumericQuestion
from course.questions.short import ShortQuestion
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.test_questions import parse

HEAD = "id: q\ntype: {kind}\nask: {ask}\nobjective: o\nwhy: B.\n"
SHORT, NUMERIC = (HEAD.format(kind=kind, ask="A?") for kind in ("short", "numeric"))
WORDS = st.text(st.sampled_from("abcdefgh éÉßσς-.’🌊א"), max_size=12)
LETTERS = st.text(st.sampled_from("abcdefgh"), min_size=8, max_size=12)
DECIMALS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4)


def short(more: str) -> ShortQuestion:
    question, findings = parse(SHORT + more)
    assert not findings
    assert isinstance(question, ShortQuestion)
    return question


def numeric(answer: object, tolerance: object = 0, unit: str = "") -> NumericQuestion:
    question, findings = parse(f"{NUMERIC}answer: {answer:f}\ntolerance: {tolerance}\nunit: '{unit}'\n")
    assert not findings
    assert isinstance(question, NumericQuestion)
    return question


def cloze(ask: str) -> ClozeQuestion:
    question, findings = parse(HEAD.format(kind="cloze", ask="|\n  " + ask))
    assert not findings
    assert isinstance(question, ClozeQuestion)
    return question


def score(question: Any, response: Any) -> Result:
    found = QUESTION_TYPES[question.type]
    return found.score(found.answer_key(question), response)


def findings(kind: str, more: str) -> list[str]:
    return parse(HEAD.format(kind=kind, ask="A?") + more)[1]


# How typed texts are compared


@given(st.text())
def test_plain_form_is_its_own_plain_form(text: str) -> None:
    form = plain(text)
    assume(len(form) <= LONGEST)
    assert plain(form) == form


@given(st.text())
def test_plain_form_holds_letters_digits_and_single_spaces(text: str) -> None:
    form = plain(text)
    assert form == form.strip()
    assert "  " not in form
    assert not re.search(r"[!-/:-@\[-`{-~\t\n]", form)


@given(WORDS)
def test_case_does_not_change_a_form(text: str) -> None:
    assert plain(text.upper()) == plain(text.lower()) == plain(text)


@given(LETTERS, st.data())
def test_each_kind_of_slip_counts_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    slips = (
        word[:at] + "x" + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + "x" + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    for slip in slips:
        assert fits([word], 1, slip)
        assert fits([word], 0, slip) == (slip == word)


@given(LETTERS, WORDS)
def test_more_slips_never_make_an_answer_wrong(word: str, typed: str) -> None:
    taken = [fits([word], typos, plain(typed)) for typos in (0, 1, 2)]
    assert taken == sorted(taken)


@pytest.mark.parametrize("typed", ["x" * 10**6, "\ufdfa" * 10**5, "é" * 10**5, " " * 10**6, "𝕏" * 10**5])
def test_a_text_of_any_length_is_compared_at_once(typed: str) -> None:
    question = short("accept: [spring tides]\ntypos: 2\n")
    start = time.process_time()
    assert score(question, [typed]).points == 0
    assert time.process_time() - start < 0.2


# short


@given(st.lists(LETTERS, min_size=1, max_size=4, unique_by=plain), st.integers(0, 2), WORDS)
def test_every_accepted_answer_is_right_and_points_stay_in_range(accept: list[str], typos: int, typed: str) -> None:
    question = short(f"accept: {accept}\ntypos: {typos}\n")
    assert all(score(question, [text]).state == "right" for text in accept)
    assert score(question, [typed]).state in {"right", "wrong", "unanswered"}
    assert (score(question, [typed]).state == "unanswered") == (not plain(typed))


def test_key_of_a_short_question_holds_forms_and_no_feedback() -> None:
    question = short("accept: [Ebb tide, The Ebb]\nnear: {Neap Tide: Not that.}\n")
    assert QUESTION_TYPES["short"].answer_key(question) == {
        "accept": ["ebb tide", "the ebb"],
        "typos": 0,
        "near": ["neap tide"],
    }
    assert [(near.text, near.feedback) for near in question.near] == [("Neap Tide", "Not that.")]


def test_only_what_is_accepted_makes_another_revision() -> None:
    same = [short(f"accept: [ebb tide]\nnear: {near}\n").revision for near in ("{}", "{a: B.}", "{c: D.}")]
    assert len(set(same)) == 1
    assert short("accept: [ebb tide]\ntypos: 1\n").revision not in same
    assert short("accept: [ebb tide, ebb]\n").revision not in same


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["1:1: missing-key"]),
        ("accept: []\n", ["6:9: empty-value"]),
        ("accept: ['', ' ']\n", ["6:9: empty-value"]),
        ("accept: ebb\n", ["6:9: wrong-type"]),
        ("accept: ['?']\n", ["6:10: answer-unreadable"]),
        (f"accept: [{'a' * 201}]\n", ["6:10: answer-unreadable"]),
        ("accept: [Ebb, ebb!]\n", ["6:15: answer-twice"]),
        ("accept: [ebb]\ntypos: 1\n", ["6:10: typos-short"]),
        ("accept: [tide, ebb tide 1953]\ntypos: 2\n", ["6:10: typos-short", "6:16: typos-short"]),
        ("accept: [ebb]\ntypos: 3\n", ["7:8: out-of-range"]),
        ("accept: [ebb]\ntypos: one\n", ["7:8: wrong-type"]),
        ("accept: [ebb]\nnear: {Ebb: A.}\n", ["7:8: near-accepted"]),
        (
            "accept: [tide]\ntypos: 1\nnear: {tdie: A., tied: A., neap: A.}\n",
            ["8:18: near-accepted", "8:8: near-accepted"],
        ),
        ("accept: [ebb]\nnear: {a: B., a: C.}\n", ["7:15: duplicate-key"]),
        ("accept: [ebb]\nnear: {a: B., A!: C.}\n", ["7:15: answer-twice"]),
        ("accept: [ebb]\nnear: {a: }\n", ["7:11: empty-value"]),
        ("accept: [ebb]\nnear: {a: [b]}\n", ["7:11: wrong-type"]),
        ("accept: [ebb]\nnear: [a]\n", ["7:7: wrong-type"]),
        ("accept: [ebb]\nnear: {'🌊': A.}\n", ["7:8: answer-unreadable"]),
        ("accept: [ebb]\nnear:\n  ? [a]\n  : B.\n", ["8:5: answer-unreadable"]),
        ("accept: [ebb]\nunit: cm\n", ["7:1: unknown-key"]),
    ],
)
def test_rule_of_a_short_question_names_its_line(more: str, found: list[str]) -> None:
    assert sorted(findings("short", more)) == sorted(found)


# numeric


@given(DECIMALS, st.decimals(0, 100, places=3), DECIMALS)
def test_a_number_is_right_within_the_tolerance_exactly(answer: Decimal, tolerance: Decimal, typed: Decimal) -> None:
    question = numeric(answer, tolerance)
    near = abs(Fraction(typed) - Fraction(answer)) <= Fraction(tolerance)
    assert score(question, [f"{typed:f}"]).points in {int(near), 1}  # 1.000 may also be a thousand
    if near:
        assert score(question, [f"{typed:f}"]).state == "right"


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", ".", " ", "'", "\u202f"]))
def test_thousands_in_any_writing_are_the_number(number: int, sign: str) -> None:
    assert score(numeric(Decimal(number)), [f"{number:,}".replace(",", sign)]).state == "right"


@given(DECIMALS, st.sampled_from(["cm", "%", "km²", "per cent"]), st.sampled_from(["{}{}", "{} {}", " {}\u00a0{} "]))
def test_the_unit_may_stand_behind_the_number(answer: Decimal, unit: str, written: str) -> None:
    typed = written.format(f"{answer:f}".replace(".", ","), unit)
    assert score(numeric(answer, unit=unit), [typed]).state == "right"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_right_wrong_unreadable_or_nothing(typed: str) -> None:
    result = score(numeric(Decimal("3.5"), "0.1", "cm"), [typed])
    assert result.state in {"right", "wrong", "unreadable", "unanswered"}
    assert result.of == 1
    assert not (result.unreadable and result.answered)


@given(st.text(st.characters(exclude_categories=["N"]), max_size=20))
def test_without_a_digit_nothing_is_wrong(typed: str) -> None:
    assert score(numeric(Decimal("3.5"), "0.1", "cm"), [typed]).state in {"unreadable", "unanswered"}


@pytest.mark.parametrize("typed", ["9" * 10**6, "1 " * 10**5, "1," * 10**5 + "x", " " * 10**6, "." * 10**5])
def test_a_number_of_any_length_is_read_at_once(typed: str) -> None:
    start = time.process_time()
    assert score(numeric(Decimal(3)), [typed]).points == 0
    assert time.process_time() - start < 0.2


def test_key_of_a_numeric_question_has_no_exponent() -> None:
    question, _ = parse(f"{NUMERIC}answer: -0.000000000000001\ntolerance: 100000000000000\nunit: KM²\n")
    assert question is not None
    assert QUESTION_TYPES["numeric"].answer_key(question) == {
        "answer": "-0.000000000000001",
        "tolerance": "100000000000000",
        "unit": "km2",
    }


def test_numbers_are_shown_as_written_with_their_unit() -> None:
    assert numeric(Decimal("-3.50"), unit="cm").shown == "\u22123.50\u00a0cm"
    assert numeric(Decimal(60), 5, "%").span == ("55%", "65%")
    assert numeric(Decimal("123456789012345.1"), "0.000000000000001").span == (
        "123456789012345.099999999999999",
        "123456789012345.100000000000001",
    )


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["1:1: missing-key"]),
        ("answer: ~\n", ["6:9: empty-value"]),
        *(
            (f"answer: {value}\n", ["6:9: wrong-type"])
            for value in ("three", "1e999999", "1e3", ".inf", "-.inf", ".nan", "0x1F", "1_000", "3,5", "'3.5'", "[3]")
        ),
        ("answer: !!float 1e9\n", ["6:9: wrong-type"]),
        (f"answer: {'9' * 16}\n", ["6:9: wrong-type"]),
        (f"answer: 0.{'9' * 16}\n", ["6:9: wrong-type"]),
        ("answer: ٣\n", ["6:9: wrong-type"]),
        ("answer: 3\ntolerance: -0.1\n", ["7:12: too-small"]),
        ("answer: 3\ntolerance: some\n", ["7:12: wrong-type"]),
        ("answer: 3\nunit: [cm]\n", ["7:7: wrong-type"]),
        ("answer: 3\nunit: 5 cm\n", ["7:7: unit-number"]),
        ("answer: 3\nunit: -cm\n", ["7:7: unit-number"]),
        ("answer: 3\naccept: [3]\n", ["7:1: unknown-key"]),
    ],
)
def test_rule_of_a_numeric_question_names_its_line(more: str, found: list[str]) -> None:
    assert findings("numeric", more) == found


@pytest.mark.parametrize("value", ["0", "-0", "+3", "3.", ".5", "-.5", "3.50", "9" * 15 + "." + "9" * 15])
def test_a_decimal_number_is_kept_as_it_is(value: str) -> None:
    question, found = parse(f"{NUMERIC}answer: {value}\n")
    assert not found
    assert isinstance(question, NumericQuestion)
    assert (str(question.answer), question.tolerance) == (str(Decimal(value)), Decimal(0))


# cloze

PIECES = st.sampled_from(
    ["word ", "*", "`", "\\{", "\\}", "\\|", "\\\\", "|", "[a](b)", "é", "{a|b}", "{{c}}", "{x|y|z}"]
)


@given(st.lists(PIECES, min_size=1, max_size=10))
def test_segments_put_together_are_the_text(pieces: list[str]) -> None:
    gaps = [piece for piece in pieces if piece[0] == "{"]
    assume(gaps)
    question = cloze("- " + "".join(pieces))
    assert [gap.id for gap in question.gaps] == [str(number) for number in range(1, len(gaps) + 1)]
    written = iter(gaps)
    whole = "".join(segment if isinstance(segment, str) else next(written) for segment in question.segments)
    assert whole == question.ask


@given(st.lists(PIECES, min_size=1, max_size=10), st.data())
def test_gaps_filled_rightly_are_points(pieces: list[str], data: st.DataObject) -> None:
    assume(any(piece[0] == "{" for piece in pieces))
    question = cloze("- " + "".join(pieces))
    filled = data.draw(st.sets(st.sampled_from(question.gaps)))
    response = {gap.id: gap.right[0] for gap in filled} | {"99": "a"}
    result = score(question, response)
    assert (result.points, result.of, result.answered) == (len(filled), len(question.gaps), bool(filled))


@given(st.text(st.sampled_from("ab {}|\\é*"), min_size=1, max_size=20))
def test_any_text_is_read_and_what_has_no_finding_can_be_answered(text: str) -> None:
    question, found = parse(HEAD.format(kind="cloze", ask=json.dumps(text, ensure_ascii=False)))
    if not found:
        assert isinstance(question, ClozeQuestion)
        assert score(question, {gap.id: gap.right[0] for gap in question.gaps}).state == "right"


def test_choices_are_in_an_order_that_tells_nothing() -> None:
    first, second, typed = cloze("{sun|Moon|earth} and {earth|sun|Moon} and {{ebb|flood}}").gaps
    assert first.choices == second.choices == ("earth", "Moon", "sun")
    assert (first.right, first.wrong) == (("sun",), ("Moon", "earth"))
    assert (typed.choices, typed.right) == ((), ("ebb", "flood"))


@given(st.text("abc", min_size=1, max_size=60))
def test_width_of_a_field_tells_little_and_has_room(word: str) -> None:
    width = Gap("1", (word,)).width
    assert width in {8, 14, 22, 32}
    assert width > len(word) or width == 32


def test_key_tells_what_is_chosen_from_what_is_typed() -> None:
    key = QUESTION_TYPES["cloze"].answer_key(cloze("The {Moon|sun} at {{Ebb tide|the ebb}}."))
    assert key == {"parts": {"1": "Moon", "2": ["ebb tide", "the ebb"]}}


def test_a_gap_more_is_another_revision() -> None:
    texts = ("The {moon|sun} pulls.", "The {moon|sun} {pulls|pushes}.", "The {moon|wind} pulls.", "The {{moon}} pulls.")
    assert len({cloze(text).revision for text in texts}) == 4


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("The moon pulls.", ["gap-none"]),
        ("The \\{moon\\} pulls.", ["gap-none"]),
        ("The {moon|sun pulls.", ["gap-open"]),
        ("The moon} pulls.", ["gap-open"]),
        ("The {{moon} pulls.", ["gap-open"]),
        ("The {moon|sun}} pulls.", ["gap-open"]),
        ("The {{{moon}}} pulls.", ["gap-open"]),
        ("The {moon|{sun|wind}} pulls.", ["gap-open"]),
        ("The {moon} pulls.", ["gap-choices"]),
        ("The {} pulls.", ["gap-choices"]),
        ("The {|moon|} pulls.", ["gap-choices"]),
        ("The {{}} pulls.", ["answer-unreadable"]),
        ("The {{?}} pulls.", ["answer-unreadable"]),
        ("The {moon|sun|Sun} pulls.", ["answer-twice"]),
        ("The {{moon|Moon!}} pulls.", ["answer-twice"]),
        ("{a|b}" * 12, []),
        ("{a|b}" * 13, ["gap-many"]),
    ],
)
def test_rule_of_a_text_with_gaps_names_its_line(ask: str, found: list[str]) -> None:
    assert parse(HEAD.format(kind="cloze", ask=f"'{ask}'"))[1] == [f"3:6: {code}" for code in found]


def test_a_text_of_braces_is_read_at_once() -> None:
    start = time.process_time()
    for text in ("{" * 20_000, "{a|" * 20_000, "\\\\" * 20_000, "{{a}" * 20_000):
        parse(HEAD.format(kind="cloze", ask=f"'{text}'"))
    assert time.process_time() - start < 2
