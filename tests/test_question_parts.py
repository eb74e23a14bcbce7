"""The types whose questions have parts: matching, ordering, classifying."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from course.questions import QUESTION_TYPES
from course.questions.base import Question, Result
from course.questions.classify import ClassifyQuestion
from course.questions.match import MatchQuestion
from course.questions.order import MOST_ITEMS, OrderQuestion
from hypothesis import given
from hypothesis import strategies as st

from tests.building import build_folder
from tests.sites import TINY
from tests.test_questions import parse

KINDS = ("match", "order", "classify")
WORDS = [f"word {letter}" for letter in "abcdefghijklmnop"]
LETTERS = "abcdefghijklmnop"


def head(kind: str) -> dict[str, str]:
    return {"id": "q", "type": kind, "ask": "A?", "objective": "o", "why": "B."}


def read(kind: str, **keys: Any) -> Question:
    """The question that these keys make; it must be without a finding."""
    question, found = parse(yaml.safe_dump({**head(kind), **keys}))
    assert not found
    assert question is not None
    return question


def codes(kind: str, **keys: Any) -> list[str]:
    """The findings of these keys, without their places."""
    return [finding.rpartition(" ")[2] for finding in parse(yaml.safe_dump({**head(kind), **keys}))[1]]


def items(ids: str) -> list[dict[str, str]]:
    return [{"id": name, "text": f"Text {name}"} for name in ids]


def pairs(ids: str) -> list[dict[str, str]]:
    return [{"id": name, "left": f"Left {name}", "right": f"Right {name}"} for name in ids]


def groups(*ids: str) -> list[dict[str, Any]]:
    return [{"id": f"g-{number}", "name": f"Group {number}", "items": items(names)} for number, names in enumerate(ids)]


def key_of(question: Question) -> dict[str, str]:
    found: dict[str, str] = QUESTION_TYPES[question.type].answer_key(question)["parts"]
    return found


def score(question: Question, response: dict[str, Any]) -> Result:
    found = QUESTION_TYPES[question.type]
    return found.score(found.answer_key(question), response)


# What a response is worth


@st.composite
def questions(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from(KINDS))
    ids = "".join(draw(st.permutations(LETTERS)))
    if kind == "order":
        return read(kind, items=items(ids[: draw(st.integers(3, MOST_ITEMS))]))
    if kind == "match":
        others = [{"id": name, "text": f"Other {name}"} for name in ids[12 : draw(st.integers(12, 16))]]
        return read(kind, pairs=pairs(ids[: draw(st.integers(2, 12))]), **({"distractors": others} if others else {}))
    cuts = [0, *sorted(draw(st.sets(st.integers(1, 15), min_size=1, max_size=5))), 16]
    return read(kind, groups=groups(*(ids[a:b] for a, b in pairwise(cuts))))


def responses(question: Question) -> st.SearchStrategy[dict[str, str]]:
    """Answers to some of the parts, right, wrong, empty or from nowhere, and to parts that do not exist."""
    key = key_of(question)
    values = st.sampled_from([*key.values(), "", " ", "gone"])
    return st.dictionaries(st.sampled_from([*key, "gone", "constructor"]), values)


@given(questions(), st.data())
def test_points_are_the_parts_that_are_right(question: Question, data: st.DataObject) -> None:
    response, key = data.draw(responses(question)), key_of(question)
    result = score(question, response)
    assert result.of == len(key)
    assert result.points == sum(response.get(name) == right for name, right in key.items())
    assert result.answered == any(response.get(name, "").strip() for name in key)


@given(questions(), st.data())
def test_parts_from_nowhere_change_nothing(question: Question, data: st.DataObject) -> None:
    response, key = data.draw(responses(question)), key_of(question)
    assert score(question, response) == score(
        question, {name: value for name, value in response.items() if name in key}
    )


@given(questions())
def test_key_is_right_and_every_other_answer_to_a_part_costs_one_point(question: Question) -> None:
    key = key_of(question)
    assert score(question, key).state == "right"
    for name in key:
        assert score(question, {**key, name: "gone"}).points == len(key) - 1


@given(questions())
def test_nothing_is_unanswered_and_never_wrong(question: Question) -> None:
    assert score(question, {}).state == "unanswered"
    assert score(question, dict.fromkeys(key_of(question), "")).state == "unanswered"


# What is shown


@given(questions())
def test_everything_is_shown_once_and_always_in_the_same_order(question: Question) -> None:
    match question:
        case MatchQuestion():
            shown = [choice.id for choice in question.choices]
            written = [pair.id for pair in question.pairs] + [other.id for other in question.distractors]
            assert {choice.text for choice in question.choices} >= {pair.right for pair in question.pairs}
            assert question.choices == question.choices
        case OrderQuestion():
            shown, written = [item.id for item in question.mixed], [item.id for item in question.sequence]
            assert question.mixed == question.mixed
        case ClassifyQuestion():
            shown = [item.id for item in question.mixed]
            written = [item.id for group in question.groups for item in group.items]
            assert all(item in question.group_of(item).items for item in question.mixed)
        case _:
            raise AssertionError(question.type)
    assert sorted(shown) == sorted(written)


@given(st.permutations(LETTERS), st.integers(3, MOST_ITEMS))
def test_no_item_of_a_sequence_is_shown_in_its_place(letters: list[str], count: int) -> None:
    question = read("order", items=items("".join(letters[:count])))
    assert isinstance(question, OrderQuestion)
    assert [item for place, item in enumerate(question.mixed, 1) if question.place_of(item) == place] == []


def test_place_of_an_item_in_the_mixed_order_says_nothing_of_its_right_place() -> None:
    """Over many questions each place is the right one of the item on top about as often as the others but the first."""
    tops = []
    for number in range(300):
        question = read("order", items=[{"id": f"{name}-{number}", "text": name} for name in "abcd"])
        assert isinstance(question, OrderQuestion)
        tops.append(question.place_of(question.mixed[0]))
    assert {place: tops.count(place) > 70 for place in (1, 2, 3, 4)} == {1: False, 2: True, 3: True, 4: True}


def test_choices_do_not_follow_the_pairs() -> None:
    orders = set()
    for number in range(60):
        question = read("match", pairs=[{"id": f"{n}-{number}", "left": n, "right": f"R {n}"} for n in "abc"])
        assert isinstance(question, MatchQuestion)
        orders.add(tuple(choice.text for choice in question.choices))
    assert len(orders) == 6


def test_items_of_a_group_do_not_stand_together() -> None:
    question = read("classify", groups=groups("abcd", "efgh", "ijkl"))
    assert isinstance(question, ClassifyQuestion)
    runs = [question.group_of(item).id for item in question.mixed]
    assert sum(a != b for a, b in pairwise(runs)) > 2


def test_question_before_the_text_tells_nothing_of_its_answer(tmp_path: Path) -> None:
    root = shutil.copytree(TINY, tmp_path / "course")
    quiz = root / "quizzes" / "shredders.yml"
    quiz.write_text(f"pretest: [tools, blocked, by-hand]\n{quiz.read_text('utf-8')}", "utf-8")
    page = lxml.html.document_fromstring(str(build_folder(root)[1]["lessons/shredders.md"].main))
    ours = f"//fieldset[{' or '.join(f'@data-type={kind!r}' for kind in KINDS)}]//*[@data-part]"
    before, after = page.xpath(f"//*[@data-mode='pretest']{ours}"), page.xpath(f"//*[@id='quiz']{ours}")
    assert len(before) == len(after) == 11
    assert not any("Not in place." in part.text_content() for part in before)
    assert all("Not in place." in part.text_content() for part in after)


# What the YAML says


def test_key_names_each_part_and_its_answer() -> None:
    assert key_of(read("match", pairs=pairs("ba"))) == {"b": "b", "a": "a"}
    assert key_of(read("order", items=items("cab"))) == {"c": "1", "a": "2", "b": "3"}
    assert key_of(read("classify", groups=groups("cb", "a"))) == {"c": "g-0", "b": "g-0", "a": "g-1"}


def test_feedback_of_a_part_is_kept() -> None:
    question = read("match", pairs=[{**pair, "feedback": f"F {pair['id']}"} for pair in pairs("ab")])
    assert isinstance(question, MatchQuestion)
    assert [pair.feedback for pair in question.pairs] == ["F a", "F b"]


@pytest.mark.parametrize(
    ("kind", "keys", "found"),
    [
        ("match", {"pairs": pairs("a")}, ["too-few-parts"]),
        ("match", {"pairs": []}, ["empty-value"]),
        ("match", {"pairs": [*pairs("a"), {**pairs("b")[0], "right": " riGht  A "}]}, ["duplicate-text"]),
        ("match", {"pairs": [*pairs("a"), {**pairs("b")[0], "left": "Left a"}]}, ["duplicate-text"]),
        ("match", {"pairs": pairs("ab"), "distractors": [{"id": "c", "text": "Right b"}]}, ["duplicate-text"]),
        ("match", {"pairs": pairs("aa")}, ["duplicate-id", "duplicate-text", "duplicate-text"]),
        ("match", {"pairs": pairs("ab"), "distractors": [{"id": "b", "text": "C"}]}, ["duplicate-id"]),
        ("match", {"pairs": [*pairs("ab"), {"id": "c", "left": "C"}]}, ["missing-key"]),
        ("match", {"pairs": pairs("ab"), "distractors": [{**items("c")[0], "feedback": "F"}]}, ["unknown-key"]),
        ("match", {}, ["missing-key"]),
        ("order", {"items": items("ab")}, ["too-few-parts"]),
        ("order", {"items": items("abcdefghij")}, ["too-many-parts"]),
        ("order", {"items": [*items("ab"), {"id": "c", "text": "text A"}]}, ["duplicate-text"]),
        ("order", {"items": [*items("ab"), {"id": "a", "text": "C"}]}, ["duplicate-id"]),
        ("order", {"items": [*items("ab"), {"id": "c", "text": "C", "place": 3}]}, ["unknown-key"]),
        ("order", {"items": [*items("ab"), {"id": "c"}]}, ["missing-key"]),
        ("order", {}, ["missing-key"]),
        ("classify", {"groups": groups("ab")}, ["too-few-parts"]),
        ("classify", {"groups": groups("ab", "")}, ["empty-value"]),
        ("classify", {"groups": [*groups("ab"), {"id": "g-1", "name": "B"}]}, ["missing-key"]),
        ("classify", {"groups": [*groups("a"), {**groups("b")[0], "name": "B"}]}, ["duplicate-id"]),
        ("classify", {"groups": [*groups("a"), {**groups("b")[0], "id": "h"}]}, ["duplicate-text"]),
        ("classify", {"groups": groups("ab", "a")}, ["duplicate-id", "duplicate-text"]),
        ("classify", {"groups": [*groups("a"), {"id": "h", "items": items("b")}]}, ["missing-key"]),
        ("classify", {}, ["missing-key"]),
    ],
)
def test_rule_finds_what_breaks_it(kind: str, keys: dict[str, Any], found: list[str]) -> None:
    assert sorted(codes(kind, **keys)) == found


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-1, 3), st.sampled_from(["", "a", "b", "A  b", "*a*", "1"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "text", "left", "right", "name", "items", "feedback"]), inner),
    ),
    max_leaves=20,
)


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(["pairs", "distractors", "items", "groups"]), VALUES))
def test_whatever_is_written_is_read_or_found_and_never_breaks_the_reader(kind: str, keys: dict[str, Any]) -> None:
    question, found = parse(yaml.safe_dump({**head(kind), **keys}))
    assert question is not None
    assert score(question, {}).state == "unanswered" or not key_of(question)
    assert found or key_of(question)


def test_finding_stands_where_the_mistake_is() -> None:
    start = "id: q\ntype: match\nask: A?\nobjective: o\nwhy: B.\npairs:\n  - {id: a, left: L, right: R}\n"
    assert parse(f"{start}  - {{id: b, left: M, right: r}}\n")[1] == ["8:29: duplicate-text"]
    assert parse(f"{start}  - {{id: a, left: M, right: S}}\n")[1] == ["8:10: duplicate-id"]
    assert parse(start)[1] == ["7:3: too-few-parts"]


def test_whatever_is_wrong_with_a_list_is_all_found_at_once() -> None:
    assert sorted(codes("classify", groups=[{"name": "A", "items": items("aa")}])) == [
        "duplicate-id",
        "duplicate-text",
        "missing-key",
        "too-few-parts",
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "same"),
    [
        ("match", {"pairs": pairs("ab")}, {"pairs": [{**one, "feedback": "F"} for one in pairs("ab")]}, True),
        ("match", {"pairs": pairs("ab")}, {"pairs": pairs("abc")}, False),
        ("match", {"pairs": pairs("ab")}, {"pairs": pairs("ab"), "distractors": items("c")}, False),
        ("order", {"items": items("abc")}, {"items": [{**one, "feedback": "F"} for one in items("abc")]}, True),
        ("order", {"items": items("abc")}, {"items": items("acb")}, False),
        ("classify", {"groups": groups("ab", "c")}, {"groups": groups("a", "bc")}, False),
        ("classify", {"groups": groups("ab", "c")}, {"groups": groups("ab", "cd")}, False),
    ],
)
def test_revision_follows_what_is_asked_and_not_what_explains(
    kind: str, before: dict[str, Any], after: dict[str, Any], same: bool
) -> None:
    assert (read(kind, **before).revision == read(kind, **after).revision) is same


@pytest.mark.parametrize("kind", KINDS)
def test_schema_describes_the_keys_of_the_type(kind: str) -> None:
    found = QUESTION_TYPES[kind]
    assert set(found.schema["properties"]) == set(found.keys)
    assert set(found.schema["required"]) <= set(found.keys)
    for part in found.schema["properties"].values():
        assert part["type"] == "array"
        assert set(part["items"]["required"]) == set(part["items"]["properties"]) - {"feedback"}


def test_tiny_course_marks_what_must_not_be_told_before_a_check() -> None:
    """tests/test_tiny.py looks for the marks where they must not be."""
    quizzes = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (TINY / "quizzes").glob("*.yml")]
    written = [question for quiz in quizzes for question in quiz["questions"] if question["type"] in KINDS]
    parts = [
        part
        for question in written
        for top in question.get("pairs") or question.get("items") or question["groups"]
        for part in top.get("items", [top])
    ]
    told = [part["feedback"] for part in parts if "feedback" in part]
    assert {question["type"] for question in written} == set(KINDS)
    assert told
    assert all("feedbackcanary" in text for text in told)
