"""The browser scores every vector of tests/cases/ like Python does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from course.errors import Report
from course.questions import QUESTION_TYPES
from course.quiz import parse_question
from course.reading import compose
from course.render import answer_key
from course.source import entries_of

from tests.browser.reader import Reader

CASES = Path(__file__).resolve().parents[1] / "cases"
SCORE = """([kind, key, responses]) => responses.map((response) => {
  const quiz = customElements.get('course-quiz');
  const result = quiz.typeNamed(kind).score(key, response);
  return {state: quiz.stateOf(result), points: result.points, of: result.of};
})"""


def vectors(kind: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """For each vector of a type the answer key and its cases."""
    found = []
    for path in sorted((CASES / kind).glob("*.yml")):
        text, report = path.read_text(encoding="utf-8"), Report()
        entries = entries_of(compose(text, path.name, report), path.name, report)
        for entry, vector in zip(entries, yaml.safe_load(text), strict=True):
            inner = entry.entry("question")
            assert inner is not None
            question = parse_question(inner)
            assert question is not None
            found.append((answer_key(question), vector["cases"]))
    return found


@pytest.mark.parametrize("kind", sorted(QUESTION_TYPES))
def test_browser_scores_like_python(kind: str, reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/")
    cases = vectors(kind)
    assert len(cases) >= 8
    for key, expected in cases:
        responses = [case["response"] for case in expected]
        python = [QUESTION_TYPES[kind].score(key, response) for response in responses]
        script = page.evaluate(SCORE, [kind, key, responses])
        assert script == [{"state": one.state, "points": one.points, "of": one.of} for one in python]
        assert script == [{name: case[name] for name in ("state", "points", "of")} for case in expected]


def test_page_carries_the_key_that_python_computed(reader: Reader) -> None:
    page = reader.open("tiny", "lessons/what-rots/")
    keys = {"helper": {"correct": ["a"]}, "hot": {"correct": ["false"]}}
    for name, key in keys.items():
        assert page.evaluate(f"JSON.parse(document.getElementById('q-{name}').dataset.key)") == key
