"""The scan of a page's text: headings, blocks, citations, links, words, each with its place."""

from __future__ import annotations

import pytest
from course.body import Body, plain, scan_body
from course.errors import Report
from hypothesis import given
from hypothesis import strategies as st


def scan(text: str, *, first_line: int = 1, ids: bool = True) -> tuple[Body, list[str]]:
    report = Report()
    body = scan_body(text, "a.md", report, first_line=first_line, in_lesson=ids)
    return body, [f"{finding.line}:{finding.column} {finding.code}" for finding in report.findings()]


CLAIM = "/// claim | strong\n    id: c\n    cite: [a, b]\n    studied: people\n    design: trial\nIt *is*.\n///\n"


@pytest.mark.parametrize(
    ("line", "anchor", "level", "title"),
    [
        ("## One {#one}", "one", 2, "One"),
        ("### Two `x` *y* {#two} ###", "two", 3, "Two x y"),
        ("##Near {#near}", "near", 2, "Near"),
        ("## Three {: #three .wide }", "three", 2, "Three"),
        ("## A [link](b.md) {#four}", "four", 2, "A link"),
    ],
)
def test_a_heading_has_its_anchor_level_and_plain_title(line: str, anchor: str, level: int, title: str) -> None:
    body, found = scan(f"Text\n\n{line}", first_line=7)
    assert [(s.id, s.level, s.title, s.place.line) for s in body.sections] == [(anchor, level, title, 9)]
    assert found == []


def test_a_lesson_s_headings_need_an_id_and_a_level() -> None:
    assert scan("## One\n\n# Two {#two}\n\n#### Four {#four}")[1] == [
        "1:1 heading-without-id",
        "3:1 heading-level",
        "5:1 heading-level",
    ]
    assert scan("## One\n\n# Two {#two}", ids=False)[1] == []


@pytest.mark.parametrize(
    "text", ["One\n---\n\nText", "One\n===\n", "/// box | note\nOne\n---\n///", "## A {#a}\nOne\n---"]
)
def test_an_underlined_heading_has_no_id(text: str) -> None:
    assert [code.split()[1] for code in scan(text)[1]] == ["heading-without-id"]
    assert scan(text, ids=False)[1] == []


def test_a_rule_below_a_paragraph_of_two_lines_is_no_heading() -> None:
    assert scan("One\ntwo\n---\n\nText\n\n---\n")[1] == []


def test_a_claim_is_read_whole() -> None:
    body, found = scan(CLAIM, first_line=3)
    (claim,) = body.claims
    assert (claim.id, claim.grade, claim.text, claim.cite) == ("c", "strong", "It *is*.", ("a", "b"))
    assert (claim.studied, claim.design, claim.place.line) == ("people", "trial", 3)
    assert [(key, place.line, place.column) for key, place in body.cites] == [("a", 5, 12), ("b", 5, 15)]
    assert found == []


def test_an_unclear_claim_may_say_that_nothing_was_found() -> None:
    body, found = scan(CLAIM.replace("strong", "unclear").replace("[a, b]", "none-found"))
    assert body.claims[0].cite == ()
    assert body.cites == []
    assert found == []


def test_a_claim_s_lines_become_one_paragraph() -> None:
    body, _ = scan(CLAIM.replace("It *is*.", "\nIt\n  is.\n"))
    assert body.claims[0].text == "It is."


def test_nested_blocks_close_from_the_inside() -> None:
    body, found = scan(f"//// sensitive\n    id: s\n    note: Harm.\n\nBefore\n\n{CLAIM}\nAfter\n////\n")
    assert [part.id for part in body.sensitive] == ["s"]
    assert body.claims[0].text == "It *is*."
    assert found == []


def test_a_block_ends_with_as_many_strokes_as_it_began() -> None:
    assert scan("//// box | note\nText\n///")[1] == ["1:1 block-open", "3:1 block-misplaced"]


def test_blocks_left_open_are_found_where_they_begin() -> None:
    assert scan("//// box | note\n\n/// box | note\n")[1] == ["1:1 block-open", "3:1 block-open"]


@pytest.mark.parametrize(("outer", "inner"), [("///", "///"), ("////", "////")])
def test_a_block_inside_another_has_fewer_strokes(outer: str, inner: str) -> None:
    _, found = scan(f"{outer} box | note\n\n{inner} box | note\nText\n{inner}\n\n{outer}\n")
    assert found == ["3:1 block-nested"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("///", ["1:1 block-misplaced"]),
        ("> /// box | note", ["1:3 block-misplaced"]),
        ("1. ///", ["1:4 block-misplaced"]),
        ("    /// claim", ["1:5 block-misplaced"]),
        ("/// boks | note\n///", ["1:1 unknown-block"]),
        ("/// box note\n///", ["1:1 unknown-block"]),
        ("/// box\n///", ["1:1 block-argument"]),
        ("/// box | note\n    title: [a]\n///", ["2:12 wrong-type"]),
        ("/// box | note\n    id: a\n///", ["2:5 unknown-key"]),
        ("/// figure\nText\n///", ["1:1 missing-key"]),
        ("/// sensitive\n    id: a\n    note: 5\n///", ["3:11 wrong-type"]),
        ("/// sensitive\n    id: [\n///", ["3:1 yaml-syntax"]),
        ("/// box | note\n\ttitle: a\n///", ["2:1 yaml-syntax"]),
    ],
)
def test_what_is_wrong_with_a_block_is_found_at_its_line(text: str, found: list[str]) -> None:
    assert [code for code in scan(text)[1] if "missing-key" not in code or code in found] == found


def test_a_figure_and_a_sensitive_part_are_kept() -> None:
    figure = "/// figure\n    id: f\n    file: f.svg\n    title: T\n    description: D\nCaption.\n///\n"
    body, found = scan(f"{figure}\n/// sensitive\n    id: s\n    note: N\nText.\n///")
    assert [(f.id, f.file, f.title, f.description, f.place.line) for f in body.figures] == [("f", "f.svg", "T", "D", 3)]
    assert [(part.id, part.note, part.place.line) for part in body.sensitive] == [("s", "N", 10)]
    assert found == []


def test_citations_have_the_column_of_their_key() -> None:
    body, _ = scan("Ünd [@a-1; @b] and [@c].\nMore [@d;\n  @e] [@f\n\n; @g]")
    assert [(key, p.line, p.column) for key, p in body.cites] == [
        ("a-1", 1, 6),
        ("b", 1, 12),
        ("c", 1, 21),
        ("d", 2, 7),
        ("e", 3, 3),
    ]


def test_a_heading_cites_like_any_text() -> None:
    body, _ = scan("## One [@a] {#one}")
    assert [(key, place.column) for key, place in body.cites] == [("a", 9)]
    assert [section.id for section in body.sections] == ["one"]


@pytest.mark.parametrize(
    "code",
    [
        "`[@a] [b](c.md) <!-- course: x -->`",
        "``[@a] ` [b](c.md)``",
        "```\n[@a]\n## B\n/// box\n[b](c.md)\n```",
        "~~~ yaml\n[@a]\n///\n~~~",
        "```` md\n```\n[@a]\n```\n````",
    ],
)
def test_nothing_is_read_in_code(code: str) -> None:
    body, found = scan(f"Text\n\n{code}\n\nText")
    assert (body.cites, body.links, body.sections, body.markers) == ([], [], [], set())
    assert body.words == 2
    assert found == []


def test_a_fence_without_end_is_text() -> None:
    body, found = scan("```\n[@a]\n\n## B {#b}")
    assert [key for key, _ in body.cites] == ["a"]
    assert [section.id for section in body.sections] == ["b"]
    assert found == []


def test_links_keep_their_target_and_column() -> None:
    body, _ = scan('See [a](b.md#c "T"), [d](<e f.md>) and ![g](h.svg).')
    assert [(target, place.column) for target, place in body.links] == [("b.md#c", 9), ("e f.md", 26), ("h.svg", 45)]


def test_markers_are_parts_of_the_course() -> None:
    body, found = scan("<!-- course: scale -->\n\nA <!--course:syllabuss--> b <!-- note -->")
    assert body.markers == {"scale"}
    assert found == ["3:3 unknown-marker"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two-three don't 4th", 4),
        ("[link text](a/long/address.md) [@key] {#id} <b>bold</b>", 3),
        ("## Not counted {#a}\n\nCounted", 1),
        (CLAIM, 2),
        ("/// box | note\n    title: Not counted\nTwo words\n///", 2),
        ("", 0),
    ],
)
def test_words_are_those_that_are_read(text: str, words: int) -> None:
    assert scan(text)[0].words == words


@given(
    st.lists(st.sampled_from(["plain", "*a* [@k] b", "é [@k]", "## H {#h}", "", "- x [@k]", "[l](m.md)"]), max_size=12)
)
def test_places_lead_back_to_what_was_found(lines: list[str]) -> None:
    body, _ = scan("\n".join(lines), first_line=5)
    for key, place in body.cites:
        assert lines[place.line - 5][place.column - 1 :].startswith(f"@{key}")
    for target, place in body.links:
        assert lines[place.line - 5][place.column - 1 :].startswith(target)
    assert len(body.cites) == sum(line.count("[@k]") for line in lines)
    assert len(body.sections) == lines.count("## H {#h}")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [("*a* **b** `c`", "a b c"), ("[a](b) ![c](d.svg)", "a c"), (r"1\. \*", "1. "), ("a_b", "ab"), ("  ", "")],
)
def test_plain_text_has_no_marks(markdown: str, text: str) -> None:
    assert plain(markdown) == text.strip()
