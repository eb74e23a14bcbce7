"""Figures: drawings that may stand inside a page, and how they stand there."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from course.errors import Report
from course.figures import inline_svg, read_figure
from course.model import Figure, Place

FIGURE = Figure("loaf", "loaf.svg", "A <loaf>", "With one cut & more.", Place("docs/lessons/a.md", 3, 11))
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
NS = "{http://www.w3.org/2000/svg}"


def read(raw: bytes | str | None, docs: Path) -> tuple[str, list[str]]:
    (docs / "figures").mkdir()
    if raw is not None:
        (docs / "figures" / "loaf.svg").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    report = Report()
    text = read_figure(docs, FIGURE, report)
    assert all((finding.path, finding.line) == ("docs/lessons/a.md", 3) for finding in report.findings())
    return text, [f"{finding.code}: {finding.message}" for finding in report.findings()]


def test_a_plain_drawing_is_read_as_it_is(tmp_path: Path) -> None:
    source = f'{OPEN}><title>t</title><path class="figure__accent" d="M0 0"/></svg>'
    assert read(source, tmp_path) == (source, [])


def test_a_drawing_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert read(None, tmp_path) == ("", ["figure-missing: there is no figure 'loaf.svg'"])


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "not well-formed"),
        (f"{OPEN}><path></svg>", "not well-formed"),
        (b"\xff\xfe", "not well-formed"),
        ("<svg viewBox='0 0 1 1'/>", "its root is not <svg>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "it has no viewBox"),
        (f"{OPEN}><g><script/></g></svg>", "it holds <script>"),
        (f"{OPEN}><style/></svg>", "it holds <style>"),
        (f"{OPEN}><foreignObject/></svg>", "it holds <foreignObject>"),
        (f'{OPEN}><g style="x"/></svg>', "<g> has the attribute 'style'"),
        (f'{OPEN} onload="x"/>', "<svg> has the attribute 'onload'"),
        (f'{OPEN}><g xmlns:x="http://www.w3.org/1999/xlink" x:href="y"/></svg>', "href'"),
    ],
)
def test_what_the_policy_of_a_page_would_not_allow_is_named(source: bytes | str, problem: str, tmp_path: Path) -> None:
    text, found = read(source, tmp_path)
    assert text == ""
    assert len(found) == 1
    assert found[0].startswith("figure-not-svg")
    assert problem in found[0]


def test_a_drawing_in_a_page_has_a_name_and_a_description_of_its_own() -> None:
    source = f'{OPEN} width="9" height="9"><title>old</title><desc>old</desc><g><title>kept</title></g></svg>'
    root = ET.fromstring(inline_svg(source, FIGURE))  # noqa: S314 - a drawing of this test
    assert (root[0].tag, root[0].get("id"), root[0].text) == (f"{NS}title", "figure-loaf-title", "A <loaf>")
    assert (root[1].tag, root[1].get("id"), root[1].text) == (f"{NS}desc", "figure-loaf-desc", "With one cut & more.")
    assert (root.get("role"), root.get("aria-labelledby"), root.get("aria-describedby")) == (
        "img",
        root[0].get("id"),
        root[1].get("id"),
    )
    assert [root.get("width"), root.get("height")] == [None, None]
    assert [title.text for title in root.iter(f"{NS}title")] == ["A <loaf>", "kept"]


def test_a_drawing_in_a_page_names_no_namespace_but_its_own() -> None:
    assert inline_svg(f"{OPEN}/>", FIGURE).startswith("<svg xmlns=")
