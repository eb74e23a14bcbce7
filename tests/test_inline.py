"""Inline Markdown of data: what authors may write, and that nothing else becomes HTML."""

from __future__ import annotations

import html
import re

import pytest
from course.inline import InlineMarkdown, page_links
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

inline = InlineMarkdown()


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("[a](https://b.example/)", '<a href="https://b.example/" rel="noopener noreferrer">a</a>'),
        ("[a](b.md#c)", '<a href="b.md#c">a</a>'),
        (r"\*a\*", "*a*"),
        ("one\ntwo", "one two"),
        ("1. # - > a", "1. # - &gt; a"),
        ("", ""),
    ],
)
def test_inline_marks_become_html_without_a_paragraph(text: str, markup: str) -> None:
    assert inline(text) == markup
    assert isinstance(inline(text), Markup)


@pytest.mark.parametrize(
    "text", ["<b>a</b>", "<script>alert(1)</script>", "a < b & c", "<!-- a -->", "<img src=x onerror=y>"]
)
def test_raw_html_is_shown_and_not_used(text: str) -> None:
    assert html.unescape(inline(text)) == text
    assert "<" not in inline(text)


def test_entities_stay_entities() -> None:
    assert inline("a &amp; b") == "a &amp; b"


@given(
    st.text(st.characters(exclude_characters="\\`*_[]!<>&\n\r\x02\x03", exclude_categories=["Cs", "Cc"]), max_size=40)
)
def test_texts_without_marks_are_what_markdown_would_make_of_them(text: str) -> None:
    slow = inline._convert(text)
    assert html.unescape(inline(text)) == html.unescape(slow)
    assert inline(text) == text


@given(st.text(st.sampled_from("ab <>&\"'*_`[]()!\\\n/:;=x"), max_size=40))
def test_no_tag_but_markdown_s_own_is_ever_made(text: str) -> None:
    names = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", inline(text)))
    assert names <= {"em", "strong", "code", "a", "img"}


@given(st.text(st.sampled_from("ab *_`[]\n"), max_size=20), st.text(st.sampled_from("ab *_`[]\n"), max_size=20))
def test_one_text_never_changes_the_next(first: str, second: str) -> None:
    alone = InlineMarkdown()(second)
    again = InlineMarkdown()
    again(first)
    assert again(second) == alone


def test_links_to_pages_are_found_and_others_are_not() -> None:
    found = page_links(
        '<a href="a.md">x</a> <a href="../b.md#c">y</a> <a href="https://z.example/d.md">z</a> <a href="#e">'
    )
    assert found == [('href="a.md"', "a.md"), ('href="../b.md#c"', "../b.md#c")]
