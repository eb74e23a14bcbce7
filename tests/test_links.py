"""Addresses from one page to another: relative, so that they hold under any path of any host."""

from __future__ import annotations

from posixpath import normpath
from urllib.parse import urljoin

import pytest
from course.links import Links, resolve
from course.pages import GENERATED, file_of, generated, kind_of, url_of
from hypothesis import given
from hypothesis import strategies as st

from tests.building import base

URLS = st.lists(st.sampled_from(["a", "b", "lessons"]), max_size=3).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@given(page=URLS, target=URLS, fragment=st.sampled_from(["", "#x", "#a/b"]), host=st.sampled_from(["", "sub/", "a/b/"]))
def test_a_link_leads_to_its_target_on_any_host(page: str, target: str, fragment: str, host: str) -> None:
    site = f"https://site.example/{host}"
    assert urljoin(site + page, Links(page)(target + fragment)) == site + target + fragment


PATHS = st.sampled_from(["index.md", "help.md", "about/index.md", "about/a.md", "lessons/index.md", "a/b/c.md"])


@given(page=PATHS, target=PATHS, fragment=st.sampled_from(["", "#x"]))
def test_a_link_in_a_copy_for_a_disk_names_the_file_of_its_target(page: str, target: str, fragment: str) -> None:
    files = {url_of(path): file_of(path) for path in (page, target)}
    written = Links(url_of(page), files=files)(url_of(target) + fragment)
    assert urljoin("file:///copy/" + file_of(page), written) == f"file:///copy/{file_of(target)}{fragment}"


@given(page=PATHS, other=PATHS, target=PATHS, disk=st.booleans())
def test_what_a_page_links_to_is_found_again(page: str, other: str, target: str, disk: bool) -> None:
    files = {url_of(path): file_of(path) for path in (page, other, target)} if disk else {}
    links = Links(url_of(other), files=files).of(url_of(page))
    assert links.back(links(url_of(target))) == url_of(target)


def test_a_link_to_a_part_of_the_same_page_is_a_fragment() -> None:
    assert Links("a/b/")("a/b/#x") == "#x"
    assert Links("")("#x") == "#x"


def test_the_home_page_links_to_itself() -> None:
    assert Links("")("") == "./"


@pytest.mark.parametrize("address", ["https://a.example/b", "mailto:a@b.example", "//a.example", "HTTP://a.example"])
def test_addresses_elsewhere_stay_as_they_are(address: str) -> None:
    assert Links("a/")(address) == address


def test_a_page_served_anywhere_links_from_the_root() -> None:
    links = Links("404.html", root="/sub/")
    assert [links("lessons/a/"), links(""), links("help/#x")] == ["/sub/lessons/a/", "/sub/", "/sub/help/#x"]


@pytest.mark.parametrize(
    ("page", "target", "path"),
    [
        ("lessons/a.md", "b.md", "lessons/b.md"),
        ("lessons/a.md", "../index.md", "index.md"),
        ("index.md", "lessons/a.md", "lessons/a.md"),
        ("about/a.md", "./../about/b.md", "about/b.md"),
        ("index.md", "../x.md", "../x.md"),
        ("lessons/", "../../../../x.md", "../../../x.md"),
    ],
)
def test_a_link_between_files_is_resolved_from_its_page(page: str, target: str, path: str) -> None:
    assert resolve(page, target) == path


@given(page=st.text("ab/.", max_size=9), target=st.text("ab/.", max_size=9))
def test_a_resolved_path_is_normal(page: str, target: str) -> None:
    path = resolve(page, target)
    assert path == normpath(path)


@pytest.mark.parametrize(
    ("path", "kind", "url"),
    [
        ("index.md", "home", ""),
        ("lessons/dough.md", "lesson", "lessons/dough/"),
        ("modules/basics.md", "module", "modules/basics/"),
        ("about/index.md", "plain", "about/"),
        ("about/privacy.md", "plain", "about/privacy/"),
        ("my-index.md", "plain", "my-index/"),
        ("glossary.md", "glossary", "glossary/"),
        ("about/article.md", "article", "about/article/"),
    ],
)
def test_each_path_has_its_kind_and_address(path: str, kind: str, url: str) -> None:
    assert (kind_of(path), url_of(path)) == (kind, url)


SHEETS = [("worksheets", "worksheet"), ("keys", "key")]


def test_a_course_has_only_the_pages_that_it_has_something_for() -> None:
    course = base().course
    sheets = {f"{folder}/{lesson.slug}.md": kind for folder, kind in SHEETS for lesson in course.lessons}
    prints = {f"print/{name}.md": "print" for name in ("basics", "course")}
    asked_for = {path: kind for path, kind in GENERATED.items() if kind != "handouts"}
    others = {"educators/alignment/guild-2020.md": "framework", "educators/links/basics.md": "links"}
    assert generated(course) == {**asked_for, **sheets, **prints, **others}
    bare = type(course)(course.settings, (), (), {}, (), (), None, ())
    assert generated(bare) == {"help.md": "help", "about/design.md": "design", "about/device.md": "device"}
