"""A question asked in two places is rendered once, and is in both what it would be alone."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from course.asking import Asking, Place
from course.links import Links
from course.load import load_course
from course.model import Course
from course.render import Renderer
from course.words import load_words
from markupsafe import Markup

from tests.sites import TINY


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(TINY).course


class Counting:
    """Counts how often each template is rendered."""

    def __init__(self, course: Course) -> None:
        self.renderer, self.counts = Renderer(course, load_words("en")), Counter[str]()

    def __call__(self, template: str, links: Links, variables: dict[str, Any]) -> Markup:
        self.counts[template.partition("/questions/")[0]] += 1
        return self.renderer(template, links, variables)


def test_a_question_is_rendered_once_for_its_page_and_the_review(course: Course) -> None:
    render = Counting(course)
    ask = Asking(course, render)
    for lesson in course.lessons:
        for question in lesson.quiz.after if lesson.quiz else ():
            before = render.counts["partials"]
            for links, here in ((Links("review/"), False), (Links(lesson.url), True)):
                numbers = {item.id: 3 for item in question.items}
                html = ask(lesson, lesson.id, question, Place(links, numbers, 9, "q-", here))
                assert not {"\x02", "\x03"} & set(html)
                assert f'id="q-{question.id}"' in html
            assert render.counts["partials"] == before + 1


def test_what_differs_by_place_is_filled_in(course: Course) -> None:
    lesson = course.lessons[0]
    assert lesson.quiz
    question = lesson.quiz.after[0]
    ask = Asking(course, Renderer(course, load_words("en")))
    places = [Place(Links("review/"), {question.id: "%n%"}, "%t%", "r-", here=False)]
    places.append(Place(Links(lesson.url), {question.id: 1}, 4, "q-", here=True))
    review, page = (str(ask(lesson, lesson.id, question, place)) for place in places)
    assert ("%n%" in review, "%t%" in review, 'id="r-' in review) == (True, True, True)
    assert ("%n%" in page, "%t%" in page, 'id="r-' in page) == (False, False, False)
    assert f'href="../{lesson.url}' in review
    assert f'href="../{lesson.url}' not in page
