"""Templates: autoescape, no silent gaps, Markdown of data, answer keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from course.links import Links
from course.questions.base import ChoiceQuestion
from course.render import TEMPLATES, Renderer, answer_key
from course.words import load_words
from jinja2 import TemplateNotFound, UndefinedError

from tests.building import base


def render(source: str, folder: Path, url: str = "lessons/dough/", **variables: object) -> str:
    (folder / "part.html").write_text(source, encoding="utf-8")
    renderer = Renderer(base().course, load_words("en"), (folder, TEMPLATES))
    return str(renderer("part", Links(url), variables))


def test_values_are_escaped_and_finished_html_is_not(tmp_path: Path) -> None:
    assert render("{{ a }}{{ b | safe }}", tmp_path, a="<i>&", b="<i>") == "&lt;i&gt;&amp;<i>"


def test_a_variable_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        render("{{ missing }}", tmp_path)


def test_a_template_that_is_missing_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        Renderer(base().course, load_words("en"))("partials/none", Links(""), {})


@pytest.mark.parametrize(
    ("text", "url", "html"),
    [
        ("*a* <b>", "lessons/dough/", "<em>a</em> &lt;b&gt;"),
        ("[x](oven.md#heat)", "lessons/dough/", '<a href="../../lessons/oven/#heat">x</a>'),
        ("[x](oven.md)", "evidence/", '<a href="../lessons/oven/">x</a>'),
        ("[x](../about/index.md)", "", '<a href="about/">x</a>'),
        ("[x](../index.md)", "lessons/dough/", '<a href="../../">x</a>'),
        (
            "[x](dough.md#rest) [y](oven.md)",
            "lessons/dough/",
            '<a href="#rest">x</a> <a href="../../lessons/oven/">y</a>',
        ),
        ("[x](../../../../a.md)", "", '<a href="../../../a/">x</a>'),
        ("[x](#rest)", "lessons/dough/", '<a href="#rest">x</a>'),
    ],
)
def test_links_in_data_lead_from_the_page_they_stand_on(text: str, url: str, html: str, tmp_path: Path) -> None:
    assert render("{{ text | md }}", tmp_path, url, text=text) == html


def test_a_template_knows_the_course_its_words_and_addresses(tmp_path: Path) -> None:
    source = '{{ course.settings.name }} {{ t("help.title") }} {{ link("help/") }}'
    assert render(source, tmp_path) == "Bread Help ../../help/"


def test_the_first_folder_with_a_template_wins(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "mark.html").write_text("own", encoding="utf-8")
    renderer = Renderer(base().course, load_words("en"), (tmp_path, TEMPLATES))
    assert renderer("partials/mark", Links(""), {}) == "own"
    assert renderer("partials/mark", Links(""), {}) == "own"


def test_the_key_of_a_question_comes_from_its_type() -> None:
    quiz = base().course.lessons[0].quiz
    assert quiz
    question = quiz.questions[0]
    assert isinstance(question, ChoiceQuestion)
    assert answer_key(question) == {"correct": ["a"]}


def test_a_link_to_a_page_may_stand_in_a_macro_s_text(tmp_path: Path) -> None:
    (tmp_path / "m.html").write_text("{% macro say(text) %}{{ text | md }}{% endmacro %}", encoding="utf-8")
    source = '{% from "m.html" import say %}{{ say("[x](../modules/basics.md#a)") }}'
    assert render(source, tmp_path) == '<a href="../../modules/basics/#a">x</a>'
