"""Worksheets and answer keys: every question is there, and a worksheet holds nothing that tells right from wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from course.links import Links
from course.load import load_course
from course.model import Course
from course.model_quiz import Check, Quiz
from course.pages import sheets
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.site import Site

from tests.answers import explanations, texts
from tests.building import TODAY
from tests.sites import COURSE, TINY, BuiltSite, Element

COURSES = {"course": COURSE, "tiny": TINY}


@cache
def loaded(folder: Path) -> Site:
    return Site(load_course(folder), TODAY)


def every_quiz() -> list[tuple[str, str]]:
    return [(name, slug) for name, folder in COURSES.items() for slug in sheets(loaded(folder).course)]


def quiz_of(course: Course, slug: str) -> Quiz:
    subject = sheets(course)[slug]
    assert subject.quiz
    return subject.quiz


def main_of(name: str, kind: str, slug: str) -> str:
    return str(loaded(COURSES[name]).page(f"{kind}s/{slug}.md").main)


def render(name: str, kind: str, slug: str, quiz: Quiz) -> str:
    """A sheet of another quiz than the course's own."""
    site = loaded(COURSES[name])
    subject = sheets(site.course)[slug]
    is_check = isinstance(subject, Check)
    variables = {
        "page": site._views.of(f"{kind}s/{slug}.md"),
        "quiz": quiz,
        "check": subject if is_check else None,
        "lesson": None if is_check else subject,
    }
    return str(site._renderer(f"pages/{kind}", Links(f"{kind}s/{slug}/"), variables))


def plain(html: str) -> str:
    """The words of HTML or Markdown, without marks."""
    words = lxml.html.fromstring(f"<div>{html}</div>").text_content()
    return " ".join(re.findall(r"\w+", words.lower()))


# What is asked and offered stays, what is right changes.


def _other_choice(question: Any) -> Any:
    return replace(question, options=tuple(replace(one, correct=not one.correct) for one in question.options))


def _other_cloze(question: Any) -> Any:
    turned = re.sub(r"(?<!\{)\{([^{}|]+)\|([^{}]+)\}", r"{\2|\1}", question.ask)
    return replace(question, ask=re.sub(r"\{\{([^{}]*)\}\}", _as_long, turned))


def _as_long(gap: re.Match[str]) -> str:
    return "{{" + "q" * max(map(len, gap[1].split("|"))) + "}}"


def _other_match(question: Any) -> Any:
    rights = [pair.right for pair in question.pairs]
    moved = zip(question.pairs, [*rights[1:], rights[0]], strict=True)
    return replace(question, pairs=tuple(replace(pair, right=right) for pair, right in moved))


def _other_groups(question: Any) -> Any:
    items = [group.items for group in question.groups]
    moved = zip(question.groups, [*items[1:], items[0]], strict=True)
    return replace(question, groups=tuple(replace(group, items=inside) for group, inside in moved))


OTHERWISE: Mapping[str, Callable[[Any], Any]] = {
    "single": _other_choice,
    "multiple": _other_choice,
    "truefalse": _other_choice,
    "short": lambda question: replace(question, accept=("elsewhere",), near=()),
    "numeric": lambda question: replace(question, answer=question.answer + 7, tolerance=Decimal(3)),
    "cloze": _other_cloze,
    "match": _other_match,
    "order": lambda question: replace(question, sequence=question.sequence[::-1]),
    "classify": _other_groups,
    "scenario": lambda question: replace(question, parts=tuple(map(otherwise, question.parts))),
    "reflect": lambda question: replace(question, sample="Something else."),
}


def otherwise(question: Question) -> Question:
    """The same question with another answer and other explanations."""
    changed: Question = OTHERWISE[question.type](question)
    return replace(changed, why="Because.", hints=("Look again.",))


@pytest.mark.parametrize(("name", "slug"), every_quiz())
def test_worksheet_is_the_same_whatever_is_right(name: str, slug: str) -> None:
    """But for the order of what is mixed, which no answer can be read from."""
    quiz = quiz_of(loaded(COURSES[name]).course, slug)
    other = replace(quiz, questions=tuple(map(otherwise, quiz.questions)))
    lines = [sorted(render(name, "worksheet", slug, one).splitlines()) for one in (quiz, other)]
    assert lines[0] == lines[1]
    keys = [render(name, "key", slug, one) for one in (quiz, other)]
    assert keys[0] != keys[1]


@pytest.mark.parametrize(("name", "slug"), every_quiz())
def test_worksheet_explains_nothing(name: str, slug: str) -> None:
    html = main_of(name, "worksheet", slug)
    quiz = quiz_of(loaded(COURSES[name]).course, slug)
    shown = plain(" ".join(text for question in quiz.questions for text in texts(without_explanations(question))))
    secrets = {plain(text) for question in quiz.questions for text in explanations(question)}
    assert len(secrets) >= len(quiz.items)
    told = {secret for secret in secrets if len(secret.split()) > 3 and secret in plain(html)}
    assert [secret for secret in told if secret not in shown] == []
    assert re.findall(r" data-(?!print|search)[\w-]+|(?:feedback|why|hint|missed)canary", html) == []


def without_explanations(value: Any) -> Any:
    """The same value with every text that only explains emptied."""
    if isinstance(value, tuple):
        return tuple(map(without_explanations, value))
    if not is_dataclass(value):
        return value
    emptied: dict[str, Any] = {}
    for one in fields(value):
        inner = getattr(value, one.name)
        empty = "" if isinstance(inner, str) else ()
        emptied[one.name] = empty if one.metadata.get("explains") else without_explanations(inner)
    return replace(value, **emptied)  # type: ignore[type-var]


@pytest.mark.parametrize(("name", "slug"), every_quiz())
def test_sheets_hold_every_question_in_the_author_s_order(name: str, slug: str) -> None:
    quiz = quiz_of(loaded(COURSES[name]).course, slug)
    for kind in ("worksheet", "key"):
        page = lxml.html.fromstring(main_of(name, kind, slug))
        asked = [" ".join(ask.text_content().split()) for ask in page.xpath("//*[@class='sheet__ask']")]
        assert [ask.split(".")[0] for ask in asked] == [str(number) for number in range(1, len(quiz.items) + 1)]
        for ask, question in zip(asked, quiz.items, strict=True):
            assert question.type == "cloze" or plain(question.ask) in plain(ask)


def sections(html: str) -> list[Element]:
    return list(lxml.html.fromstring(html).xpath("//*[@class='sheet__question']"))


@pytest.mark.parametrize(("name", "slug"), every_quiz())
def test_options_stand_in_the_author_s_order(name: str, slug: str) -> None:
    quiz = quiz_of(loaded(COURSES[name]).course, slug)
    for section, question in zip(sections(main_of(name, "worksheet", slug)), quiz.items, strict=True):
        written = [plain(option.text) for option in getattr(question, "options", ()) if option.text]
        shown = [plain(row.text_content()) for row in section.xpath(".//*[contains(@class, 'sheet__options')]/li")]
        assert not written or [words.replace("  ", " ") for words in shown] == written


@pytest.mark.parametrize(("name", "slug"), every_quiz())
def test_key_gives_reasons_feedback_and_the_way_to_the_text(name: str, slug: str) -> None:
    quiz = quiz_of(loaded(COURSES[name]).course, slug)
    for section, question in zip(sections(main_of(name, "key", slug)), quiz.items, strict=True):
        words = plain(section.text_content())
        assert plain(question.why) in words
        wrong = [option.feedback for option in getattr(question, "options", ()) if not option.correct]
        assert [text for text in wrong if plain(text) not in words] == []
        assert section.xpath(".//p[@class='sheet__source']/a/@href")
        assert len(section.xpath(".//p[@class='sheet__source']/a")) == 1 + len(question.cite)


def by_kind(kind: str) -> tuple[str, str, Question]:
    """A question of a type of the tiny course: its quiz and itself."""
    course = loaded(TINY).course
    found = ((slug, one) for slug in sheets(course) for one in quiz_of(course, slug).questions if one.type == kind)
    slug, question = next(found)
    return "tiny", slug, question


@pytest.mark.parametrize("kind", sorted(QUESTION_TYPES))
def test_every_type_is_in_the_tiny_course_and_has_another_answer_here(kind: str) -> None:
    _, _, question = by_kind(kind)
    assert otherwise(question) != question


def test_letters_of_a_match_are_the_same_on_both_sheets() -> None:
    name, slug, question = by_kind("match")
    quiz = Quiz("", "practice", (question,))
    sheet, key = (lxml.html.fromstring(render(name, kind, slug, quiz)) for kind in ("worksheet", "key"))
    letters = [plain(row.text_content()) for row in sheet.xpath("//ol[@class='sheet__letters']/li")]
    assert len(letters) == len(question.pairs) + len(question.distractors)  # type: ignore[attr-defined]
    for row in key.xpath("//ol[@class='sheet__letters']/li"):
        assert letters[int(row.get("value")) - 1] == plain(row.xpath("./b")[-1].text_content())


def test_choices_of_a_gap_stand_in_the_order_of_the_alphabet() -> None:
    name, slug, question = by_kind("cloze")
    page = lxml.html.fromstring(render(name, "worksheet", slug, Quiz("", "practice", (question,))))
    for choices in page.xpath("//*[@class='sheet__choices']"):
        words = choices.text_content().strip("()").split(" / ")
        assert words == sorted(words, key=str.casefold)
        assert len(words) > 1


# The built site


def test_sheets_and_keys_ask_search_engines_to_stay_away(site: BuiltSite) -> None:
    told = {address for address, page in site.pages.items() if page.xpath("//meta[@name='robots']/@content")}
    assert told >= {address for address in site.pages if address.startswith(("keys/", "worksheets/"))}
    assert not any(address.startswith("lessons/") for address in told)


def test_sheets_are_out_of_the_search(site: BuiltSite) -> None:
    index = site.text("search/search_index.json")
    assert not re.search(r'"location": ?"(?:keys|worksheets)/', index)


def links_of(page: Element) -> set[str]:
    return {str(link).replace("../", "") for link in page.xpath("//main//a/@href")}


def test_every_quiz_leads_to_its_worksheet_and_every_sheet_back(site: BuiltSite) -> None:
    for name, subject in sheets(site.course).items():
        assert f"worksheets/{name}/" in links_of(site.pages[subject.url])
        assert {f"keys/{name}/", subject.url} <= links_of(site.pages[f"worksheets/{name}/"])
        assert {f"worksheets/{name}/", subject.url} <= links_of(site.pages[f"keys/{name}/"])


def test_educators_find_all_sheets_by_module(site: BuiltSite) -> None:
    address = "educators/" if "educators/" in site.pages else "about/"
    table = site.pages[address].xpath("//table[@class='sheets']")[0]
    linked = {str(link).replace("../", "") for link in table.xpath(".//a/@href")}
    assert linked == {f"{kind}/{name}/" for kind in ("worksheets", "keys") for name in sheets(site.course)}
    for row in table.xpath(".//tr[td]"):
        assert re.search(r"1[68]\+", row.text_content())


@pytest.mark.parametrize("kind", ["worksheet", "key"])
def test_sheet_says_first_for_whom_its_lesson_is(kind: str, site: BuiltSite) -> None:
    words = {"adult": "Adults only (18+)", "upper-secondary": "16+ with an educator"}
    for lesson in site.course.lessons:
        page = site.pages.get(f"{kind}s/{lesson.slug}/")
        if page is not None:
            (head,) = page.xpath("//header[contains(@class, 'sheet__head')]")
            assert words[lesson.audience] in head.text_content()
            assert plain(lesson.content_note) in plain(head.text_content())
