"""Several pages as one: ids, headings, links."""

from __future__ import annotations

import pytest
from course.gather import Gathering
from course.links import Links

ANCHORS = {"lessons/one/": "one", "lessons/two/": "two", "modules/m/": "module.m"}


def take(html: str, url: str = "lessons/one/") -> str:
    return str(Gathering(Links("print/m/"), ANCHORS).take(html, url))


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ('<a href="#part">', '<a href="#one.part">'),
        ('<a href="../two/">', '<a href="#two">'),
        ('<a href="../two/#part">', '<a href="#two.part">'),
        ('<a href="../../modules/m/">', '<a href="#module.m">'),
        ('<a href="../three/#part">', '<a href="../../lessons/three/#part">'),
        ('<a href="../../help/">', '<a href="../../help/">'),
        ('<a href="../../">', '<a href="../../">'),
        ('<a href="https://elsewhere.example/#part">', '<a href="https://elsewhere.example/#part">'),
        ('<a href="tel:112">', '<a href="tel:112">'),
    ],
)
def test_link_leads_to_the_part_on_this_page_or_to_its_own(given: str, made: str) -> None:
    assert take(given) == made


def test_ids_and_what_names_them_begin_with_their_page() -> None:
    assert take('<p id="a" aria-labelledby="b c"><label for="a">') == (
        '<p id="one.a" aria-labelledby="one.b one.c"><label for="one.a">'
    )


def test_headings_go_a_level_down() -> None:
    assert take('<h1>A</h1><h2 id="b">B</h2><header>') == '<h2>A</h2><h3 id="one.b">B</h3><header>'


def test_words_that_look_like_attributes_stay() -> None:
    assert take('<p>write id="x" or href="#y"</p>') == '<p>write id="x" or href="#y"</p>'


def test_every_page_has_its_own_ids() -> None:
    assert take('<p id="a">', "lessons/two/") == '<p id="two.a">'


def test_section_of_a_gathered_page_is_no_landmark() -> None:
    assert take('<section class="panel" aria-labelledby="a">') == '<section class="panel">'


def test_address_is_html_before_and_after() -> None:
    assert take('<a href="../../find/?a=1&amp;b=2">') == '<a href="../../find/?a=1&amp;b=2">'
