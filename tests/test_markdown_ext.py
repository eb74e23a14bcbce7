"""The course's own Markdown: citations and their links back, the four blocks, glossary links in their places only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
from course.body import CITATION_BEFORE
from course.load import load_course
from course.site import Site
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from tests.broken import assemble
from tests.building import TODAY, build_folder, convert_text, markdown_of
from tests.sites import TINY

HEAD = """\
---
id: dough
title: Dough
summary: Why dough rests.
level: 1
audience: adult
objectives:
  - {id: rest, text: explain why dough rests}
key_points: [Gluten takes time.]
---

"""
CLAIM = """\
/// claim | {}
    id: rest-helps
    cite: [moss-2010, hill-2001]
    studied: *wheat* doughs
    design: trial
It *rises*.
///
"""
Element = Any


@pytest.fixture
def lesson(tmp_path: Path) -> Any:
    """Converts the text of a lesson and gives it as an element."""

    def convert(body: str) -> Element:
        root = assemble("_base", tmp_path / "course")
        more = "" if "rest-helps" in body else CLAIM.format("limited").replace("*wheat*", "wheat")
        (root / "docs/lessons/dough.md").write_text(f"{HEAD}{body}\n\n## R {{#rest}}\n\n{more}", encoding="utf-8")
        (root / "docs/about/index.md").write_text("---\ntitle: About\n---\n", encoding="utf-8")
        site = Site(load_course(root), TODAY)
        return lxml.html.fromstring(f"<div>{convert_text(site, 'lessons/dough.md', markdown_of(site))}</div>")

    return convert


def cites(element: Element) -> list[list[tuple[str, str, str]]]:
    """The groups of citations: number, target and own anchor of each."""
    return [[(a.text, a.get("href"), a.get("id")) for a in sup.iter("a")] for sup in element.find_class("cite")]


def test_citations_are_numbered_by_first_use(lesson: Any) -> None:
    prose = lesson("B [@moss-2010]. A [@hill-2001; @moss-2010].")
    assert [[(number, target) for number, target, _ in group] for group in cites(prose)] == [
        [("1", "#ref-moss-2010")],
        [("2", "#ref-hill-2001"), ("1", "#ref-moss-2010")],
    ]


def test_every_use_of_a_source_has_an_anchor_and_a_link_back(lesson: Any) -> None:
    body = "A [@hill-2001] and [@hill-2001] and [@moss-2010]."
    anchors = [a.get("id") for sup in lesson(body).find_class("cite") for a in sup.iter("a")]
    assert len(set(anchors)) == 3


def test_links_back_lead_to_the_anchors_of_the_uses(tmp_path: Path) -> None:
    _, pages = build_folder(assemble("_base", tmp_path / "course"))
    page = lxml.html.fromstring(str(pages["lessons/dough.md"].main))
    uses = {a.get("id") for a in page.iter("a") if (a.get("id") or "").startswith("cite-")}
    back = [a.get("href").removeprefix("#") for a in page.find_class("sources__back")]
    assert sorted(back) == sorted(uses)
    assert len(uses) == 3
    assert [li.get("id") for li in page.find_class("sources")[0].iter("li")] == ["ref-hill-2001", "ref-moss-2010"]


def test_a_citation_stands_close_to_its_word(lesson: Any) -> None:
    assert lesson("It rests [@hill-2001]. And [@moss-2010;\n@hill-2001] more.").text_content().split("\n")[0] == (
        "It rests1. And2, 1 more."
    )


@pytest.mark.parametrize("code", ["`[@hill-2001]`", "```\n[@hill-2001]\n```"])
def test_code_cites_nothing(code: str, lesson: Any) -> None:
    prose = lesson(f"Text\n\n{code}\n")
    assert cites(prose) == []
    assert "[@hill-2001]" in prose.text_content()


@pytest.mark.parametrize("grade", ["strong", "moderate", "limited", "unclear", "contradicted"])
def test_a_claim_is_a_figure_with_grade_basis_and_sources(grade: str, lesson: Any) -> None:
    prose = lesson(CLAIM.format(grade).replace("*wheat* doughs", '"*wheat* doughs & <i>"'))
    (figure,) = prose.iter("figure")
    assert (figure.get("id"), figure.get("data-grade"), figure.get("class")) == ("claim-rest-helps", grade, "claim")
    assert [element.tag for element in figure] == ["p", "figcaption"]
    assert lxml.html.tostring(figure[0]).strip() == b"<p>It <em>rises</em>.</p>"
    caption = figure[1]
    assert caption.find_class("claim__grade")[0].find("strong").text
    assert caption.find_class("claim__grade")[0].find("a").get("href") == "../../evidence/#scale"
    facts = [dd.text_content() for dd in caption.iter("dd")]
    assert facts == ["wheat doughs & <i>", "Controlled trial", "1, 2"]
    assert [a.get("href") for a in next(caption.iter("dl")).iter("a")] == ["#ref-moss-2010", "#ref-hill-2001"]


def test_a_claim_without_sources_says_so(tmp_path: Path) -> None:
    _, pages = build_folder(assemble("_base", tmp_path / "course"))
    caption = next(lxml.html.fromstring(str(pages["lessons/oven.md"].main)).iter("figcaption"))
    assert [dd.text_content() for dd in caption.iter("dd")][-1] == "none found"


@pytest.mark.parametrize(("options", "title"), [("", "Note"), ("    title: A *new* one & more\n", "A new one & more")])
def test_a_box_has_the_author_s_title_or_its_kind(options: str, title: str, lesson: Any) -> None:
    (box,) = lesson(f"/// box | note\n{options}Text.\n\n- item\n///").find_class("box")
    assert box.get("class") == "box box--note"
    assert box.find_class("box__title")[0].text_content() == title
    assert [element.tag for element in box] == ["p", "p", "ul"]


def test_a_figure_holds_its_drawing_a_caption_and_its_words(tmp_path: Path) -> None:
    _, pages = build_folder(assemble("_base", tmp_path / "course"))
    (figure,) = lxml.html.fromstring(str(pages["lessons/oven.md"].main)).find_class("figure")
    assert figure.get("id") == "figure-loaf"
    (svg,) = figure.iter("svg")
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "figure-loaf-title")
    (caption,) = figure.iter("figcaption")
    assert caption.find("p").text == "A loaf before the oven."
    assert caption.find("details/p").text == "A loaf with one cut."


def test_a_sensitive_part_can_be_skipped_from_its_note(lesson: Any) -> None:
    prose = lesson("/// sensitive\n    id: harm\n    note: A *burn* & <i>more</i>.\nText.\n///")
    (part,) = prose.find_class("sensitive")
    assert (part.get("id"), part.get("role")) == ("harm", "group")
    assert part.get("aria-label")
    (note,) = part.find_class("sensitive__note")
    assert note.text == "A *burn* & <i>more</i>. "
    assert note.find("a").get("href") == "#after-harm"
    after = part.getnext()
    assert (after.get("id"), after.get("tabindex")) == ("after-harm", "-1")


def terms(element: Element) -> list[str]:
    return [a.text_content() for a in element.find_class("term")]


def test_a_term_is_linked_at_its_first_use_with_its_definition(lesson: Any) -> None:
    prose = lesson("Doughs have *gluten*, gluten and crumbs.\n\nGluten again, a crumb.")
    first, second = prose.find_class("term")
    assert (first.text, first.get("href")) == ("gluten", "../../glossary/#gluten")
    assert first.get("data-definition") == "Proteins that make dough stretch."
    assert (second.text, second.tail) == ("crumbs", ".")


@pytest.mark.parametrize(
    "text",
    [
        "## Gluten {#g}",
        "### More gluten {#g}",
        "[gluten](oven.md)",
        "`gluten`",
        "```\ngluten\n```",
        "/// box | note\n    title: Gluten\nText.\n///",
        "/// figure\n    id: f\n    file: loaf.svg\n    title: Gluten\n    description: Gluten.\n///",
    ],
)
def test_no_term_is_linked_in_headings_links_code_titles_and_drawings(text: str, lesson: Any) -> None:
    assert "gluten" not in " ".join(terms(lesson(text))).lower()


@pytest.mark.parametrize(
    "text", ["- a gluten b", "> gluten", "| a |\n|---|\n| gluten |", "**gluten**", "/// box | myth\nGluten.\n///"]
)
def test_terms_are_linked_in_any_other_text(text: str, lesson: Any) -> None:
    assert [found.lower() for found in terms(lesson(text))] == ["gluten"]


def test_several_terms_in_one_text_keep_the_words_between_them(lesson: Any) -> None:
    prose = lesson("One crumb, two gluten *and* crumbs; three.")
    assert prose.text_content().split("\n")[0] == "One crumb, two gluten and crumbs; three."
    assert terms(prose) == ["crumb", "gluten"]


def test_a_term_is_not_linked_in_options_of_a_quiz_or_on_other_pages(tmp_path: Path) -> None:
    root = assemble("_base", tmp_path / "course")
    about = root / "docs/about/index.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nGluten and crumbs.\n", encoding="utf-8")
    site, pages = build_folder(root)
    assert terms(lxml.html.fromstring(str(pages["about/index.md"].main))) == []
    quiz = lxml.html.fromstring(str(pages["lessons/dough.md"].main)).find_class("quiz")[0]
    assert terms(quiz) == []
    assert site.course.terms


def test_a_page_that_is_no_lesson_cites_and_lists_its_own_sources(tmp_path: Path) -> None:
    root = assemble("_base", tmp_path / "course")
    (root / "docs/about/index.md").write_text("---\ntitle: About\n---\n\nTrue [@moss-2010].\n", encoding="utf-8")
    _, pages = build_folder(root)
    page = lxml.html.fromstring(str(pages["about/index.md"].main))
    assert [a.get("href") for sup in page.find_class("cite") for a in sup.iter("a")] == ["#ref-moss-2010"]
    assert [li.get("id") for li in page.iter("li")] == ["ref-moss-2010"]


_MARKDOWN = markdown_of(Site(load_course(TINY), TODAY))


@pytest.mark.parametrize("name", ["backtick", "course-citation", "link", "reference", "short_reference"])
@given(text=st.text("`[]@!()\\ab \n"))
def test_patterns_that_wait_for_their_sign_find_the_same(name: str, text: str) -> None:
    whole = CITATION_BEFORE if name == "course-citation" else Markdown().inlinePatterns[name].getCompiledRegExp()
    quick = _MARKDOWN.inlinePatterns[name].getCompiledRegExp()
    assert quick is not whole
    assert [match.span() for match in quick.finditer(text, 0)] == [match.span() for match in whole.finditer(text, 0)]
