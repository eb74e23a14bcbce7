"""The theme's frame: its faults, and pages put into it."""

from __future__ import annotations

from dataclasses import replace

from course.frame import Frame, hollow, with_mended_frame
from course.security import PLACEHOLDER, policy_for
from course.views import CoursePage
from markupsafe import Markup

from tests.building import base, build

PARTS = ("head", "banner", "header", "sidebar", "toc", "main", "footer")


def surround(page: CoursePage) -> str:
    """A theme that is nothing but places."""
    parts = "|".join(str(getattr(page, name)) for name in PARTS)
    return f"<title>{page.title}</title>{PLACEHOLDER}<script>frame()</script>|{parts}|"


def lesson() -> CoursePage:
    return build(base())[1]["lessons/dough.md"]


def test_only_the_themes_own_checkboxes_are_mended() -> None:
    toggle = '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">'
    answer = '<input type="radio" name="q" autocomplete="off">'
    assert with_mended_frame(toggle + answer) == toggle.replace(' autocomplete="off"', "") + answer


def test_the_root_of_a_page_says_when_it_is_read_from_right_to_left() -> None:
    page = '<html lang="he" class="no-js"><body dir="{}">'
    assert with_mended_frame(page.format("rtl")).startswith('<html dir="rtl" lang="he" class="no-js">')
    assert with_mended_frame(page.format("ltr")) == page.format("ltr")


def test_blanks_of_the_frame_go_and_those_of_the_course_stay() -> None:
    own = '<div class="page page--plain"><pre>a\n  b\n\n  c</pre></div>'
    page = f"\n<!doctype html>\n  <head>\n\n    </head>\n  {own}\n  <main>x\n  </main>\n\n      <footer>\n   y"
    assert with_mended_frame(page) == f"<!doctype html>\n<head>\n</head>\n{own}\n  <main>x\n  </main>\n<footer>\ny"


def test_a_page_in_a_frame_is_what_the_theme_would_have_made_of_it() -> None:
    page = lesson()
    whole = surround(page)
    assert Frame(surround(hollow(page))).around(page) == whole.replace(PLACEHOLDER, policy_for(whole))


def test_a_frame_made_for_one_page_fits_another_of_its_kind() -> None:
    one = lesson()
    other = replace(one, title="A & B", main=Markup("<p>COURSE-PART-main-HERE</p><script>own()</script>"))
    found = Frame(surround(hollow(one))).around(other)
    assert "<title>A &amp; B</title>" in found
    assert "<p>COURSE-PART-main-HERE</p>" in found  # what a page says is not filled again
    assert policy_for(found) in found
