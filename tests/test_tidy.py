"""What Markdown writes and the site's policy does not allow, and what the search need not read."""

from __future__ import annotations

import pytest
from course.tidy import PRIORITY, Tidy, leaner
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from material.plugins.search.plugin import Parser


def convert(text: str) -> str:
    markdown = Markdown(extensions=["tables"])
    markdown.treeprocessors.register(Tidy(markdown), "tidy", PRIORITY)
    return markdown.convert(text)


def test_cells_say_their_side_by_class() -> None:
    html = convert("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |")
    assert "style" not in html
    assert html.count('<th class="cell--center">b') == html.count('<td class="cell--end">3') == 1
    assert "<td>1</td>" in html
    assert "<td>4</td>" in html


@pytest.mark.parametrize("address", ["https://a.example/", "http://a.example/", "HTTPS://A.example", "//a.example"])
def test_links_to_other_sites_do_not_say_where_a_reader_came_from(address: str) -> None:
    assert f'<a href="{address}" rel="noopener noreferrer">' in convert(f"[x]({address})")


@pytest.mark.parametrize("address", ["a.md", "#a", "/a/", "mailto:a@b.example"])
def test_links_inside_the_site_stay_as_they_are(address: str) -> None:
    assert "rel=" not in convert(f"[x]({address})")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            '<p><a class="term" href="x" data-definition="1 &gt; 0">word</a><sup>1</sup>.</p>',
            "<p>word<sup>1</sup>.</p>",
        ),
        ("<p><em>a</em> <strong >b</strong></p>", "<p>a b</p>"),
        ("<p><article>a</article><base><b>b</b></p>", "<p><article>a</article><base>b</p>"),
        ('<a class="headerlink" href="#x">¶', '<a class="headerlink" href="#x">¶'),
        ("<span data-search-exclude>x", "<span data-search-exclude>x"),
        ("<code>1 &lt; a</code>", "<code>1 &lt; a</code>"),
        ('<p class="x"><svg class="m"><rect x="1"/><path d="M1"/></svg>\n How</p>', "<p>\n How</p>"),
        ("<p><svg><title>A hill</title></svg></p>", "<p><svg><title>A hill</title></svg></p>"),
        ('<div class="x"><dt>a</dt><dd>b <sup>1</sup></dd></div>', "<div>a<dd>b <sup>1</sup></dd></div>"),
        ("<tr>\n<td>a</td>\n</tr>", "<tr>\n<td>a</td>\n</tr>"),
        ("<p><dd data-search-exclude>a</dd></p>", "<p><dd data-search-exclude>a</dd></p>"),
        ('<div class="linenodiv">1</div>', '<div class="linenodiv">1</div>'),
        ('<h2 id="a" class="b">A</h2>', '<h2 id="a" class="b">A</h2>'),
    ],
)
def test_the_search_is_spared_what_it_drops_anyway(html: str, left: str) -> None:
    assert leaner(html) == left


def _elements(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(["dd", "td", "p", "div", "svg"])
    return st.builds(lambda name, parts: f'<{name} class="x">{"".join(parts)}</{name}>', names, st.lists(inside))


@given(st.recursive(st.sampled_from(["a", " ", "\n", "<rect/>"]), _elements, max_leaves=12).map("<p>x</p>{}".format))
def test_the_search_finds_the_same_in_what_is_left(html: str) -> None:
    assert _read(leaner(html)) == _read(html)


def _read(html: str) -> list[tuple[str, str]]:
    """Title and text of each section, as the theme's search keeps them."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [("".join(section.title).strip(), "".join(section.text).strip()) for section in parser.data]
