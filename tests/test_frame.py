"""Faults of the theme's own frame."""

from __future__ import annotations

from course.frame import with_mended_frame


def test_only_the_themes_own_checkboxes_are_mended() -> None:
    toggle = '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">'
    answer = '<input type="radio" name="q" autocomplete="off">'
    assert with_mended_frame(toggle + answer) == toggle.replace(' autocomplete="off"', "") + answer
