"""What our scripts and styles weigh: budgets in bytes after gzip."""

from __future__ import annotations

import pytest
from course.pages import kind_of

from tests.bench.quizzes import question_bytes
from tests.bench.weigh import MOST_HTML, MOST_SCRIPT, MOST_STYLE, asset_bytes
from tests.sites import BuiltSite

# What lessons load beside their quiz: the way out, terms, notes, the search's door, the palette.
MOST_OTHER_SCRIPTS = 5 * 1024


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


def test_runtime_of_quizzes_is_only_on_pages_with_questions(site: BuiltSite) -> None:
    asking = {"lesson", "check", "review", "cards", "completion", "design"}
    for address, page in site.pages.items():
        bundle = page.xpath("//script[contains(@src, 'assets/javascripts/')]/@src")[0]
        text = site.text("assets/javascripts/" + bundle.rpartition("/")[2])
        path = address + ("index.md" if not address else "")
        kind = kind_of(path.removesuffix("/") + ".md") if address and address != "404.html" else "home"
        assert ("course-quiz" in text) is (kind in asking), address
