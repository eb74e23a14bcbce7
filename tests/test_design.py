"""The page that shows every part: each question type, state, grade and box is there."""

from __future__ import annotations

import pytest
import yaml
from course.design import SAMPLE, Design
from course.load import load_course
from course.model import BOXES, GRADES
from course.questions import QUESTION_TYPES
from course.render import TEMPLATES
from course.words import load_words

from tests.sites import BuiltSite


def test_sample_is_a_course_without_a_complaint() -> None:
    assert load_course(SAMPLE).notes == ()


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_question_type_is_shown_untouched_and_answered(kind: str) -> None:
    lesson = Design(load_words("en"), (TEMPLATES,)).variables()["lesson"]
    if kind == "scenario":
        assert [question.type for question in lesson.quiz.questions].count(kind) == 1
    else:
        assert [item.type for item in lesson.quiz.items].count(kind) >= 2


def test_every_state_is_shown() -> None:
    answers = yaml.safe_load((SAMPLE / "answers.yml").read_text(encoding="utf-8"))
    states = {"right", "wrong", "partly", "hint", "skip", "unanswered", "unreadable", "noted"}
    assert {answer["state"] for answer in answers} == states


def test_page_shows_every_grade_and_box(site: BuiltSite) -> None:
    page = site.pages["about/design/"]
    assert page.xpath("//main//*[@class='claim']/@data-grade") == list(GRADES)
    assert {name for box in BOXES for name in page.xpath(f"//main//*[contains(@class, 'box--{box}')]/@class")} == {
        f"box box--{box}" for box in BOXES
    }


def test_page_is_for_nobody_who_searches(site: BuiltSite) -> None:
    assert site.pages["about/design/"].xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "about/design" not in site.text("search/search_index.json")
