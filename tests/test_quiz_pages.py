"""Quizzes as the core writes them: before a text without any answer, in checks, and with names that last."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from course.errors import Report
from course.links import Links
from course.load import load_course
from course.model_quiz import Quiz
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.quiz import parse_question
from course.reading import compose
from course.render import Renderer
from course.site import Site
from course.source import entries_of
from course.words import load_words

from tests.broken import assemble
from tests.building import base, build, build_folder
from tests.sites import TINY, Element

CASES = Path(__file__).parent / "cases"
CANARY = "canary"


def question_of(text: str, kind: str = "") -> Question:
    report = Report()
    entry = entries_of(compose(text, "quiz.yml", report), "quiz.yml", report)[0]
    inner = entry.entry("question") if kind else entry
    assert inner is not None
    question = parse_question(inner)
    assert question is not None
    assert not report.findings()
    return question


def first_case(kind: str) -> Question:
    """The first question of a type's vectors."""
    return question_of(next((CASES / kind).glob("*.yml")).read_text(encoding="utf-8"), kind)


def marked(text: str) -> str:
    """The same YAML, with a canary in every text that explains."""
    explains = r"^(\s*(?:- )?(?:why|if_true|if_false|sample): |.*\b(?:feedback|not_chosen): )(?=[\w\"'])(?![\"'])"
    return re.sub(explains, rf"\1{CANARY} ", text, flags=re.MULTILINE)


def rendered(question: Question, **variables: Any) -> str:
    course = base().course
    lesson = course.lessons[0]
    quiz = Quiz("", "practice", (question,))
    numbers = quiz.numbers_of(quiz.questions)
    given = {"question": question, "number": 1, "numbers": numbers, "quiz": quiz, "owner": lesson.id, "home": lesson}
    render = Renderer(course, load_words("en"))
    template = f"partials/questions/{question.type}"
    return str(render(template, Links(lesson.url), {**given, "lesson": lesson, "here": True, **variables}))


# Before the text


@pytest.mark.parametrize("kind", sorted(QUESTION_TYPES))
def test_question_before_the_text_holds_nothing_that_tells_right_from_wrong(kind: str) -> None:
    text = next((CASES / kind).glob("*.yml")).read_text(encoding="utf-8")
    question = question_of(marked(text), kind)
    with_answers, without = rendered(question), rendered(question, bare=True, prefix="pre-")
    assert CANARY in with_answers
    assert CANARY not in without
    for word in ("data-key", "data-item", "data-revision", "data-why", "__feedback", "right", "wrong", "correct"):
        assert word not in without, word
    assert f'id="pre-{question.id}"' in without


@pytest.mark.parametrize("kind", sorted(QUESTION_TYPES))
def test_question_can_be_answered_before_the_text_too(kind: str) -> None:
    question = first_case(kind)
    controls = [
        len(lxml.html.fromstring(rendered(question, bare=bare)).xpath("//input | //select | //textarea"))
        for bare in (False, True)
    ]
    assert controls[0] == controls[1] > 0


def lesson_with(tmp_path: Path, head: str) -> tuple[Site, Element]:
    """The base course whose first lesson's quiz begins otherwise."""
    root = assemble("_base", tmp_path / "course")
    quiz = root / "quizzes/dough.yml"
    text = quiz.read_text(encoding="utf-8").replace("quiz: Checking\n", head)
    quiz.write_text(text.replace("    why: Gluten holds", '    see: "#rest"\n    why: Gluten holds'), encoding="utf-8")
    site, pages = build_folder(root)
    return site, lxml.html.fromstring(str(pages["lessons/dough.md"].main))


def test_a_lesson_without_questions_before_its_text_has_no_place_for_them() -> None:
    _, pages = build(base())
    assert "pretest" not in pages["lessons/dough.md"].main


def test_questions_before_the_text_are_asked_again_after_it(tmp_path: Path) -> None:
    _, page = lesson_with(tmp_path, "quiz: Checking\npretest: [evenly]\n")
    ids = page.xpath("//fieldset[@data-question]/@id")
    assert ids == ["pre-evenly", "q-rest", "q-evenly"]
    names = [set(page.xpath(f"//*[@id='{name}']//input/@name")) for name in ("pre-evenly", "q-evenly")]
    assert not names[0] & names[1]


def test_in_mode_pretest_all_questions_come_before_the_text_and_none_after_it(tmp_path: Path) -> None:
    site, page = lesson_with(tmp_path, "quiz: Checking\nmode: pretest\n")
    assert page.xpath("//fieldset[@data-question]/@id") == ["pre-rest", "pre-evenly"]
    assert len(page.xpath("//course-quiz")) == 1
    order = page.xpath("//*[@id='objectives' or @id='pretest' or @id='rest' or @id='key-points']/@id")
    assert order == ["objectives", "pretest", "rest", "key-points"]
    assert "quiz" not in [section.id for section in site._views.of("lessons/dough.md").sections]
    anchors = site.anchors("lessons/dough.md")
    assert {"pretest", "pre-rest", "pre-evenly"} <= anchors
    assert not {"q-rest", "q-evenly"} & anchors


def test_a_lesson_may_have_a_check_of_its_own(tmp_path: Path) -> None:
    _, page = lesson_with(tmp_path, "quiz: Checking\nmode: check\n")
    assert page.xpath("//course-quiz/@data-mode") == ["check"]
    assert page.xpath("//*[@data-met]/@data-met") == ["dough/rest"]
    assert set(page.xpath("//@data-objective")) == {"dough/rest"}
    assert not page.xpath("//*[@data-lessons]")


# Checks


@pytest.fixture(scope="module")
def tiny_pages() -> dict[str, Element]:
    _, pages = build(load_course(TINY))
    return {path: lxml.html.fromstring(str(page.main)) for path, page in pages.items()}


def test_check_says_first_for_whom_it_is_and_what_it_touches(tiny_pages: dict[str, Element]) -> None:
    page = tiny_pages["checks/course.md"]
    head = page.xpath("//header")[0].text_content()
    assert "Adults only (18+)" in head
    assert "Not homework" in head
    assert "Shredders: Injuries are mentioned once" in " ".join(head.split())
    assert "3 questions" in head
    assert "16+ with an educator" in tiny_pages["checks/first-steps.md"].xpath("//header")[0].text_content()


def test_check_leads_to_the_sections_and_sources_of_other_pages(tiny_pages: dict[str, Element]) -> None:
    page = tiny_pages["checks/first-steps.md"]
    links = {link.get("href"): " ".join(link.text_content().split()) for link in page.xpath("//details//a")}
    assert links["../../lessons/what-rots/#three-helpers"] == "What rots: Three helpers"
    assert links["../../lessons/turning/"] == "Turning"
    assert links["../../references/#brown-1998"] == "Brown A et al. 1998"
    assert not [href for href in links if href.startswith("#")]


def test_map_of_a_check_lists_what_its_questions_check(tiny_pages: dict[str, Element]) -> None:
    rows = tiny_pages["checks/first-steps.md"].xpath("//*[@data-met]/@data-met")
    assert rows == [
        "what-rots/name-helpers",
        "what-rots/sort-scraps",
        "wet-and-dry/squeeze-test",
        "turning/read-heat",
        "turning/plan-turning",
    ]
    # A thought without right and wrong checks nothing.
    assert tiny_pages["checks/course.md"].xpath("//*[@data-met]/@data-met") == [
        "what-rots/name-helpers",
        "shredders/when-not",
    ]


def test_every_page_that_ends_something_leads_to_its_check(tiny_pages: dict[str, Element]) -> None:
    def leads(path: str) -> list[str]:
        found: list[str] = tiny_pages[path].xpath("//a[contains(@href, 'checks/')]/@href")
        return [href.rpartition("checks/")[2] for href in found if "worksheets" not in href]

    assert leads("modules/first-steps.md") == ["first-steps/"]
    assert leads("modules/larger-heaps.md") == ["course/"]
    assert leads("index.md") == ["first-steps/", "course/"]
    assert leads("lessons/turning.md") == ["first-steps/"]
    assert leads("lessons/what-rots.md") == []


# Names that last


def test_each_question_carries_its_name_and_the_revision_of_what_it_asks(tiny_pages: dict[str, Element]) -> None:
    quizzes = {"lessons/turning.md": "turning", "checks/first-steps.md": "checks/first-steps"}
    for path, owner in quizzes.items():
        found = tiny_pages[path].xpath("//*[@data-item]")
        text = (TINY / f"quizzes/{owner}.yml").read_text(encoding="utf-8")
        names = [item["id"] for one in yaml.safe_load(text)["questions"] for item in one.get("parts", [one])]
        assert [element.get("data-item") for element in found] == [f"{owner}/{name}" for name in names]
        assert all(re.fullmatch("[0-9a-f]{8}", element.get("data-revision")) for element in found)


HEAD = "- id: q\n  type: {kind}\n  objective: o\n"
SINGLE = f"""{HEAD.format(kind="single")}  ask: A?
  options:
    - {{id: a, text: One, correct: true}}
    - {{id: b, text: Two, feedback: F.}}
  why: B.
"""
SCENE = """- id: s
  type: scenario
  stem: A scene.
  parts:
    - {id: p, type: truefalse, objective: o, ask: A., answer: true, if_true: T., if_false: F., why: W.}
    - {id: r, type: reflect, objective: o, ask: A., sample: S., why: W.}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ask: A?", "ask: Another?"),
        ("text: One", "text: Uno"),
        ("id: b", "id: c"),
        ("One, correct: true", "One, feedback: F."),
        ("Two, feedback: F.", "Two, correct: true"),
        ("type: single", "type: multiple"),
        (
            "    - {id: a, text: One, correct: true}\n",
            "    - {id: c, text: Three, feedback: F.}\n    - {id: a, text: One, correct: true}\n",
        ),
        (
            "    - {id: a, text: One, correct: true}\n    - {id: b, text: Two, feedback: F.}\n",
            "    - {id: b, text: Two, feedback: F.}\n    - {id: a, text: One, correct: true}\n",
        ),
    ],
)
def test_an_edit_of_what_is_asked_makes_it_another_question(old: str, new: str) -> None:
    report = Report()
    text = SINGLE.replace(old, new)
    assert text != SINGLE
    entry = entries_of(compose(text, "quiz.yml", report), "quiz.yml", report)[0]
    after = parse_question(entry)
    assert after is not None
    assert after.revision != question_of(SINGLE).revision


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("feedback: F.", "feedback: G."),
        ("why: B.", "why: C."),
        ("why: B.", "why: B.\n  hints: [H.]"),
        ("why: B.", 'why: B.\n  see: "#x"\n  cite: [k]\n  sensitivity: x'),
        ("objective: o", "objective: p"),
        ("id: b,", "id: b, misconception: m,"),
    ],
)
def test_an_edit_of_what_explains_leaves_the_question_as_it_was(old: str, new: str) -> None:
    assert question_of(SINGLE.replace(old, new)).revision == question_of(SINGLE).revision


def test_another_scene_makes_other_questions_of_its_parts() -> None:
    before, after = question_of(SCENE), question_of(SCENE.replace("A scene.", "Another scene."))
    changed = [old.id for old, new in zip(before.items, after.items, strict=True) if old.revision != new.revision]
    assert changed == ["p", "r"]


def test_a_part_that_is_edited_leaves_the_other_parts_as_they_were() -> None:
    before, after = question_of(SCENE), question_of(SCENE.replace("answer: true", "answer: false"))
    changed = [old.id for old, new in zip(before.items, after.items, strict=True) if old.revision != new.revision]
    assert changed == ["p"]


def test_a_question_above_changes_the_name_of_none(tmp_path: Path) -> None:
    def names(root: Path) -> dict[str, str]:
        _, pages = build_folder(root)
        found = lxml.html.fromstring(str(pages["lessons/dough.md"].main)).xpath("//*[@data-item]")
        return {element.get("data-item"): element.get("data-revision") for element in found}

    root = assemble("_base", tmp_path / "course")
    before = names(root)
    quiz = root / "quizzes/dough.yml"
    text = quiz.read_text(encoding="utf-8")
    new = SINGLE.replace("- id: q", "  - id: new").replace("\n  ", "\n    ").replace("objective: o", "objective: rest")
    quiz.write_text(text.replace("questions:\n", f"questions:\n{new.rstrip()}\n"), encoding="utf-8")
    after = names(root)
    assert after.pop("dough/new")
    assert after == before
