"""Faults of the theme's own frame."""

from __future__ import annotations

from course.frame import with_mended_frame


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
