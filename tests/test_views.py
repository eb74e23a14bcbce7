"""What the page templates are given: titles, sections, links of the header."""

from __future__ import annotations

from dataclasses import replace

import pytest
from course.model import Course
from course.pages import url_of
from course.views import Views, lesson_sections
from course.words import load_words

from tests.building import base

LOADED = base()
COURSE: Course = LOADED.course
WORDS = load_words("en")
VIEWS = Views(COURSE, LOADED.syllabus, WORDS)


@pytest.mark.parametrize(
    ("path", "kind", "title", "heading"),
    [
        ("index.md", "home", "Bread", "Bread"),
        ("lessons/dough.md", "lesson", "1.1 Dough · Bread", "Dough"),
        ("lessons/oven.md", "lesson", "1.2 Oven · Bread", "Oven"),
        ("modules/basics.md", "module", "Basics · Bread", "Flour, water, heat"),
        ("about/index.md", "plain", "About · Bread", "About"),
        ("glossary.md", "glossary", "Glossary · Bread", "Glossary"),
        ("about/article.md", "article", "From article to course · Bread", "From article to course"),
    ],
)
def test_each_page_has_a_title_that_tells_it_apart(path: str, kind: str, title: str, heading: str) -> None:
    view = VIEWS.of(path)
    assert (view.kind, VIEWS.title(view), view.heading) == (kind, title, heading)
    assert view.url == url_of(path)


def test_a_path_that_is_no_page_has_no_view() -> None:
    assert VIEWS.lesson("lessons/none.md") is None
    assert VIEWS.page("glossary.md") is None
    with pytest.raises(KeyError):
        VIEWS.of("about/none.md")


def test_a_lesson_lists_its_headings_and_the_parts_below_them() -> None:
    dough, oven = COURSE.lessons
    assert [section.id for section in lesson_sections(dough, WORDS)] == [
        *("rest", "key-points", "reflection", "quiz", "references")
    ]
    bare = replace(oven, quiz=None, cites=(), reflection=())
    assert [section.id for section in lesson_sections(bare, WORDS)] == ["heat", "key-points"]
    deep = replace(oven, sections=(*oven.sections, replace(oven.sections[0], id="deep", level=3)))
    assert "deep" not in [section.id for section in lesson_sections(deep, WORDS)]


def test_the_header_links_to_what_is_neither_home_nor_module_nor_a_page_of_the_engine_s() -> None:
    links = VIEWS.links(VIEWS.of("about/index.md"))
    assert [(link.label, link.url, link.current) for link in links] == [("About", "about/", True)]
    assert [link.current for link in VIEWS.links(VIEWS.of("index.md"))] == [False]
