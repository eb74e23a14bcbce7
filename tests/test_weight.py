"""What our scripts and styles weigh, in bytes after gzip, and what readers fetch for a lesson, after brotli."""

from __future__ import annotations

import statistics
from collections import Counter
from functools import cache

import pytest
from course.pages import kind_of

from tests.bench.quizzes import question_bytes
from tests.bench.weigh import MOST_HTML, MOST_SCRIPT, MOST_STYLE, asset_bytes, compressed
from tests.bench.weigh import kind_of as kind_of_file
from tests.sites import BuiltSite

# What lessons load beside their quiz: the way out, terms, notes, the search's door, the palette.
MOST_OTHER_SCRIPTS = 5 * 1024
# Of every lesson of this course, brotli: the page and all that it loads at first; by kind, so that what one saves is
# not spent by another. Who needs more of one, takes it from another, or says here why readers should wait for it.
MOST_COLD, MOST_REQUESTS = 36 * 1024, 6
MOST_OF_KIND = {"HTML": 16_050, "style": 8_750, "script": 11_700, "other": 300}
# The middle one of the lessons, which every further lesson costs: its words alone are half of it.
MIDDLE_HTML = 13_650


@pytest.fixture(scope="module")
def sizes() -> dict[str, int]:
    return asset_bytes()


def test_script_of_quizzes_keeps_its_budget(sizes: dict[str, int]) -> None:
    assert sizes["script of quizzes"] <= MOST_SCRIPT


def test_style_of_quizzes_keeps_its_budget(sizes: dict[str, int]) -> None:
    assert sizes["style of quizzes"] <= MOST_STYLE


def test_other_scripts_of_a_lesson_keep_their_budget(sizes: dict[str, int]) -> None:
    assert sizes["all scripts of a lesson"] - sizes["script of quizzes"] <= MOST_OTHER_SCRIPTS


def test_question_keeps_its_budget_on_average_over_the_course(course: BuiltSite) -> None:
    assert question_bytes(course.folder, course.course) <= MOST_HTML


@pytest.fixture(scope="module")
def loads(course: BuiltSite) -> dict[str, dict[str, Counter[str]]]:
    """Of each lesson: the files that a browser fetches at first, their bytes by kind. Of two icons it takes the SVG."""
    weigh = cache(lambda path: compressed(path.read_bytes()))
    found = {}
    for lesson in course.course.lessons:
        page = course.pages[f"lessons/{lesson.slug}/"]
        links = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        icons = page.xpath("//link[@rel='icon'][@type='image/svg+xml']/@href")
        home = course.folder / "lessons" / lesson.slug
        files = [home / "index.html", *((home / link).resolve() for link in (*links, *icons))]
        found[lesson.id] = {path.name: Counter({kind_of_file(path.name): weigh(path)}) for path in files}
    return found


def test_every_lesson_keeps_its_budget(loads: dict[str, dict[str, Counter[str]]]) -> None:
    sums = {name: sum(files.values(), Counter()) for name, files in loads.items()}
    assert {name: kinds for name, kinds in sums.items() if kinds.total() > MOST_COLD} == {}
    assert {name: kinds for name, kinds in sums.items() if not kinds <= Counter(MOST_OF_KIND)} == {}
    assert max(len(files) for files in loads.values()) <= MOST_REQUESTS


def test_further_lessons_cost_their_page_alone(loads: dict[str, dict[str, Counter[str]]]) -> None:
    assert {frozenset(files) for files in loads.values()} == {frozenset(next(iter(loads.values())))}
    assert statistics.median(files["index.html"].total() for files in loads.values()) <= MIDDLE_HTML


def test_runtime_of_quizzes_is_only_on_pages_with_questions(site: BuiltSite) -> None:
    asking = {"lesson", "check", "review", "cards", "completion", "design"}
    for address, page in site.pages.items():
        names = page.xpath("//script[contains(@src, 'assets/javascripts/')]/@src")
        text = "".join(site.text("assets/javascripts/" + name.rpartition("/")[2]) for name in names)
        path = address + ("index.md" if not address else "")
        kind = kind_of(path.removesuffix("/") + ".md") if address and address != "404.html" else "home"
        assert ("course-quiz" in text) is (kind in asking), address
