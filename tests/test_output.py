"""Last assertions over the written site."""

from __future__ import annotations

from pathlib import Path

import pytest
from course.output import check_output
from course.security import PLACEHOLDER


def check(html: str, folder: Path) -> list[str]:
    (folder / "a").mkdir()
    (folder / "a" / "index.html").write_text(html, encoding="utf-8")
    (folder / "good.html").write_text("<p>All is well.</p>", encoding="utf-8")
    return check_output(folder)


@pytest.mark.parametrize(
    "left", ["<!-- course: scale -->", "<p>[@key]</p>", "\n/// claim", "<p>///</p>", "\x02wzxhzdk:3\x03", PLACEHOLDER]
)
def test_what_is_left_unfinished_is_named_with_its_page(left: str, tmp_path: Path) -> None:
    (problem,) = check(f"<p>Text</p>{left}", tmp_path)
    assert problem.startswith("a/index.html: '")
    assert problem.endswith("' was left in the page")


@pytest.mark.parametrize("code", ["<code>[@key]</code>", "<pre><code>\n/// claim\n<b>x</b></code></pre>"])
def test_code_may_show_the_course_s_own_marks(code: str, tmp_path: Path) -> None:
    assert check(f"<p>Text</p>{code}", tmp_path) == []


def test_a_finished_page_has_no_problem(tmp_path: Path) -> None:
    assert check("<p>a@b.example [1] https:///x <!-- note --></p>", tmp_path) == []


def test_pages_at_permanent_links_are_looked_at_too(tmp_path: Path) -> None:
    page = tmp_path / "id" / "gone" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>It was taken out: [@key]</p>", encoding="utf-8")
    assert check_output(tmp_path) == ["id/gone/index.html: '[@' was left in the page"]


def test_what_stands_where_a_large_page_is_read_in_pieces_is_found(tmp_path: Path) -> None:
    for blanks in range((1 << 16) - 12, 1 << 16):
        (tmp_path / "large.html").write_text(f"{' ' * blanks}<!-- course: scale -->", encoding="utf-8")
        assert check_output(tmp_path) == ["large.html: '<!-- course:' was left in the page"]
