"""A course as a site, page by page, and the last good one that a live preview keeps."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from course.builder import Builder
from course.errors import ContentErrors
from course.site import Site
from course.views import CoursePage

from tests.broken import assemble
from tests.building import TODAY, base, build, build_folder, pages_of, texts_of

NAMES = {"article", "evidence", "glossary", "help", "home", "lesson", "module", "not-found", "plain", "references"}
NAMES |= {"cards", "changes", "cite", "completion", "design", "device", "key", "print", "review", "worksheet"}
NAMES |= {"alignment", "embed", "framework", "links", "path"}


@pytest.fixture(scope="module")
def built() -> tuple[Site, dict[str, CoursePage]]:
    return build(base())


def test_a_site_has_its_texts_and_the_pages_that_the_engine_writes(built: tuple[Site, dict[str, CoursePage]]) -> None:
    site, pages = built
    assert {page.view.kind for page in pages.values()} == NAMES
    assert all(site.knows(path) for path in pages if path != "404")
    assert not site.knows("lessons/none.md")
    assert (site.text("glossary.md"), site.title("glossary.md")) == ("", "Glossary")
    assert site.anchors("lessons/dough.md") >= {"rest", "q-rest", "claim-rest-helps", "ref-hill-2001", "content"}
    assert site.anchors("none.md") == frozenset()


def test_every_page_has_one_heading_in_its_head(built: tuple[Site, dict[str, CoursePage]]) -> None:
    for page in built[1].values():
        main = lxml.html.fromstring(f"<main>{page.main}</main>")
        assert len(main.findall(".//h1")) == 1
        assert main.get_element_by_id("content").find(".//h1") is not None


def test_ids_stand_once_on_a_page(built: tuple[Site, dict[str, CoursePage]]) -> None:
    for page in built[1].values():
        ids = re.findall(r'\sid="([^"]*)"', f"{page.header}{page.sidebar}{page.toc}{page.main}{page.footer}")
        assert sorted(ids) == sorted(set(ids))


def test_only_lessons_load_what_asks_readers(built: tuple[Site, dict[str, CoursePage]]) -> None:
    site, pages = built
    for page in pages.values():
        own = site.assets.of(page.view.kind)
        assert (*page.styles, *page.scripts) == own


def test_a_page_is_described_by_its_author_or_by_the_interface(built: tuple[Site, dict[str, CoursePage]]) -> None:
    heads = {path: str(page.head) for path, page in built[1].items()}
    assert 'name="description" content="Why a loaf springs."' in heads["lessons/oven.md"]
    assert 'name="description" content="The course’s terms, each explained' in heads["glossary.md"]


def test_a_copy_without_an_address_says_nothing_of_where_it_is(built: tuple[Site, dict[str, CoursePage]]) -> None:
    for page in built[1].values():
        assert not re.search(r"canonical|og:|ld\+json|https?://", str(page.head))


def test_neighbours_lead_on_and_back(built: tuple[Site, dict[str, CoursePage]]) -> None:
    pages = built[1]
    assert 'rel="next" href="../../lessons/oven/"' in pages["lessons/dough.md"].main
    assert 'rel="prev"' not in pages["lessons/dough.md"].main
    assert 'rel="prev" href="../../lessons/dough/"' in pages["lessons/oven.md"].main
    assert 'rel="next"' not in pages["lessons/oven.md"].main


def test_markers_become_parts_of_the_course(tmp_path: Path) -> None:
    root = assemble("_base", tmp_path / "course")
    path = root / "docs/about/index.md"
    path.write_text("---\ntitle: About\n---\n\n<!-- course: syllabus -->\n\n<!--course:scale-->\n", encoding="utf-8")
    _, pages = build_folder(root)
    assert "course:" not in pages["about/index.md"].main
    main = lxml.html.fromstring(str(pages["about/index.md"].main))
    assert "../lessons/oven/" in [a.get("href") for a in main.iter("a")]
    assert len(main.find_class("meter")) == 5


def test_the_glossary_knows_which_lessons_link_a_term(built: tuple[Site, dict[str, CoursePage]]) -> None:
    (entry,) = [
        entry
        for entry in lxml.html.fromstring(str(built[1]["glossary.md"].main)).find_class("entry")
        if entry.find("h3").text == "gluten"
    ]
    assert "../lessons/dough/" in [a.get("href") for a in entry.iter("a")]


def test_the_page_for_lost_addresses_links_from_the_root(built: tuple[Site, dict[str, CoursePage]]) -> None:
    page = built[1]["404"]
    targets = re.findall(r'href="([^"]*)"', f"{page.header}{page.main}{page.footer}")
    assert targets
    assert all(target.startswith(("/sub/", "https://", "#")) for target in targets)


@pytest.mark.parametrize("missing", ["docs/glossary.yml", "docs/help.yml", "quizzes/oven.yml", "docs/alignment.yml"])
def test_a_course_without_one_of_its_parts_builds(missing: str, tmp_path: Path) -> None:
    root = assemble("_base", tmp_path / "course")
    (root / missing).unlink()
    config, lesson = root / "mkdocs.yml", root / "docs/lessons/dough.md"
    config.write_text(config.read_text(encoding="utf-8").replace("  - Glossary: glossary.md\n", ""), encoding="utf-8")
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("[guild-2020/A1]", "[]"), encoding="utf-8")
    if missing.startswith("quizzes"):
        (root / "quizzes/oven.yml").write_text(
            (root / "quizzes/dough.yml").read_text(encoding="utf-8").replace("rest", "heat"), encoding="utf-8"
        )
    site, pages = build_folder(root)
    assert ("glossary.md" in pages) is bool(site.course.terms)


def test_a_course_of_one_page_builds(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\ntitle: Home\n---\n", encoding="utf-8")
    config = "extra: {course: {id: empty, name: Empty}}\nnav: [index.md]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    _, pages = build_folder(tmp_path)
    assert set(pages) == {"index.md", "help.md", "about/design.md", "about/device.md", "404"}


def test_a_broken_edit_keeps_the_last_good_course_and_says_so_on_every_page(tmp_path: Path) -> None:
    root, builder = assemble("_base", tmp_path / "course"), Builder()
    good = builder.load(root, TODAY, keep=True)
    path = root / "docs/lessons/oven.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("level: 2", "level: <9>").replace("springs", "falls"), encoding="utf-8")
    kept = builder.load(root, TODAY, keep=True)
    assert kept is not good
    assert [str(finding).split(":")[:2] for finding in kept.findings] == [["docs/lessons/oven.md", "5"]]
    for page in pages_of(kept).values():
        banner = lxml.html.fromstring(str(page.banner))
        assert banner.find(".//li/code").text == "docs/lessons/oven.md:5:8"
        assert "'level' is text, not a whole number (write a whole number)" in banner.text_content()
    assert kept.text("lessons/oven.md") == good.text("lessons/oven.md")
    path.write_text(text, encoding="utf-8")
    mended = builder.load(root, TODAY, keep=True)
    assert mended.findings == ()
    assert {page.banner for page in pages_of(mended).values()} == {""}


def test_a_broken_course_that_never_was_good_is_an_error_even_in_a_preview(tmp_path: Path) -> None:
    root, builder = assemble("duplicate-id", tmp_path / "course"), Builder()
    with pytest.raises(ContentErrors):
        builder.load(root, TODAY, keep=True)
    assert builder.site is None


def test_outside_a_preview_a_broken_course_is_an_error(tmp_path: Path) -> None:
    root, builder = assemble("_base", tmp_path / "course"), Builder()
    good = builder.load(root, TODAY)
    (root / "docs/lessons/oven.md").write_text("", encoding="utf-8")
    with pytest.raises(ContentErrors):
        builder.load(root, TODAY)
    assert builder.site is good


def test_texts_are_those_of_the_loaded_course() -> None:
    assert texts_of(Site(base(), TODAY)) == [
        *("lessons/dough.md", "lessons/oven.md", "modules/basics.md", "about/index.md", "index.md")
    ]
