"""The theme's style sheet, reduced to what pages can show."""

from __future__ import annotations

import pytest
from course.theme_style import parse_style, reduce_style


def reduced(style: str, own: str = "", *, search: bool = False) -> str:
    return reduce_style(parse_style(style), own, search=search)


@pytest.mark.parametrize(
    "rule",
    [
        "html{margin:0}",
        "a{color:inherit}",
        ".md-skip:focus{opacity:1}",
        ".md-search-result__link:hover p{margin:0}",
        ".md-typeset ol:not([hidden]){display:block}",
        "[data-md-toggle=search]:checked~.md-overlay{opacity:1}",
        "@media print{.md-dialog{display:none}}",
        "@supports (display:grid){@media print{body{margin:0}}}",
        ".md-search-result__more>summary{display:block!important}",
        "a{color:var(--tide)}",
    ],
)
def test_a_rule_that_can_match_stays(rule: str) -> None:
    assert reduced(rule) + reduced(rule, search=True) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".md-header{margin:0}",
        ".md-typeset .admonition{margin:0}",
        ".md-typeset video{margin:0}",
        "video{margin:0}",
        "[dir=rtl] .md-skip{margin:0}",
        "[data-md-color-scheme=slate]{color:red}",
        ":is(.md-header) a{margin:0}",
        "@media print{.md-header{margin:0}}",
        "@font-face{font-family:x}",
        ":root{--unread:1}",
        ":root{--first:1;--second:var(--first)}",
    ],
)
def test_a_rule_that_cannot_match_goes(rule: str) -> None:
    assert reduced(rule) == reduced(rule, search=True) == ""


def test_of_several_selectors_those_that_can_match_stay() -> None:
    assert reduced(".md-header a,.md-skip,.md-nav{margin:0}") == ".md-skip{margin:0}"


def test_a_variable_stays_while_anything_reads_it() -> None:
    style = ":root{--first:1;--second:var(--first);--third:3}a{margin:var(--second)}"
    assert reduced(style) == style.replace(";--third:3", "")


def test_a_variable_stays_that_the_course_s_own_sheet_reads() -> None:
    assert reduced(":root{--first:1;--second:2}", "p{margin:var(--second)}") == ":root{--second:2}"


def test_what_only_the_search_shows_is_a_sheet_of_its_own() -> None:
    style = "body{margin:0;--first:1;--second:2}.md-grid,.md-typeset a{margin:var(--second)}"
    assert reduced(style, "p{margin:var(--first)}") == (
        "body{margin:0;--first:1;--second:2}.md-grid{margin:var(--second)}"
    )
    assert reduced(style, search=True) == "body{--second:2}.md-typeset a{margin:var(--second)}"
