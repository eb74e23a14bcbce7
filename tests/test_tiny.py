"""The engine knows no subject: a course about composting, built by the same hooks and templates."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites import ROOT, TINY, BuiltSite, addresses_of

# Names of assets carry a hash of their content, the policy one of each inline script: any edit of a style changes them.
_HASHES = (
    (re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.(?:min\.)?(?:css|js)\b)"), "HASH"),
    (re.compile(r"'sha256-[A-Za-z0-9+/]+=*'"), "'sha256-HASH'"),
)
CANARIES = ("answercanary", "feedbackcanary", "hintcanary", "whycanary", "missedcanary")


def normalised(html: str) -> str:
    for pattern, name in _HASHES:
        html = pattern.sub(name, html)
    return html


def golden_name(address: str) -> str:
    return (address.removesuffix(".html").strip("/").replace("/", "--") or "index") + ".html"


@pytest.mark.parametrize("address", addresses_of(TINY))
def test_page_is_as_it_was(address: str, tiny: BuiltSite, golden: Path, update_golden: bool) -> None:
    path, page = golden / golden_name(address), normalised(tiny.text(address))
    if update_golden:
        golden.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    changes = list(difflib.unified_diff(before.splitlines(), page.splitlines(), "golden", "now", lineterm="", n=1))
    assert not changes, "\n".join(["read the difference, then `pytest --update-golden`", *changes[:80]])


def test_golden_holds_no_page_that_is_gone(golden: Path, update_golden: bool) -> None:
    names = {golden_name(address) for address in addresses_of(TINY)}
    found = {path.name for path in golden.glob("*.html")}
    if update_golden:
        for name in found - names:
            (golden / name).unlink()
        found &= names
    assert found == names


def test_every_page_of_tiny_is_built_and_no_other(tiny: BuiltSite) -> None:
    assert sorted(tiny.pages) == sorted(addresses_of(TINY))


def questions_of(path: Path) -> Iterator[dict[str, Any]]:
    """Every question of a quiz file, those of scenes one by one."""
    for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
        yield from question.get("parts", [question])


def texts_under(key: str, value: object) -> Iterator[str]:
    """Every text that stands under a key, however deep."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        if name == key:
            yield from [inner] if isinstance(inner, str) else inner
        yield from texts_under(key, inner)
    for inner in value if isinstance(value, list) else ():
        yield from texts_under(key, inner)


def test_every_text_of_a_question_that_gives_the_answer_away_has_a_canary() -> None:
    canaries = {"why": "why", "hints": "hint", "feedback": "feedback", "not_chosen": "missed", "sample": "answer"}
    canaries |= {"if_true": "feedback", "if_false": "feedback"}
    for path in (TINY / "quizzes").rglob("*.yml"):
        for question in questions_of(path):
            where = f"{path.name} {question['id']}"
            assert question["why"], where
            for key, canary in canaries.items():
                assert all(f"{canary}canary" in text for text in texts_under(key, question)), f"{where} {key}"
            for option in question.get("options", ()):
                assert ("answercanary" in option["text"]) == option.get("correct", False), where


# Where a quiz may speak of its answers: with its questions, for the review, on its key, and in the data for programs.
TELLING = ("lessons/", "checks/", "assets/questions/", "keys/", "api/v1/lessons/")


@pytest.mark.parametrize("canary", CANARIES)
def test_canary_is_with_questions_and_keys_and_not_in_the_search_index(canary: str, tiny: BuiltSite) -> None:
    found = {
        path.relative_to(tiny.folder).as_posix()
        for path in tiny.folder.rglob("*")
        if path.is_file() and canary.encode() in path.read_bytes()
    }
    assert any(path.startswith("lessons/") for path in found)
    # A worksheet offers the right options among the others; that nothing marks them is in test_sheets.py.
    allowed = (*TELLING, "worksheets/") if canary == "answercanary" else TELLING
    assert {path for path in found if not path.startswith(allowed)} == set()


def test_search_index_holds_lessons_terms_and_claims(tiny: BuiltSite) -> None:
    docs = json.loads(tiny.text("search/search_index.json"))["docs"]
    found = " ".join(f"{doc['location']} {doc['title']} {doc['text']}" for doc in docs)
    for words in ("lessons/what-rots/", "three boxes", "turned to let in air", "zymurgy", "Unchecked Line"):
        assert words.lower() in found.lower()


def words_of(page: str, tiny: BuiltSite, xpath: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tiny.pages[page].xpath(xpath)]


def test_first_use_of_a_term_is_a_link_and_the_second_is_not(tiny: BuiltSite) -> None:
    links = words_of("lessons/what-rots/", tiny, "//a[contains(@class, 'term')]")
    assert links == ["fungi", "worms", "Greens", "browns"]


def test_number_is_shown_only_while_its_check_is_fresh(tiny: BuiltSite) -> None:
    text = tiny.text("help/")
    assert "01632 960 001" in text
    assert "01632 960 002" not in text
    assert "01632 960 003" not in text


def test_adult_lesson_says_so(tiny: BuiltSite) -> None:
    assert "Adults only (18+)" in words_of("lessons/shredders/", tiny, "//ul[@class='facts']/li")
    assert "Adults only (18+)" not in words_of("lessons/what-rots/", tiny, "//ul[@class='facts']/li")


def test_content_note_leads_past_the_sensitive_part_or_to_the_key_points(tiny: BuiltSite) -> None:
    for page, anchor in (("lessons/wet-and-dry/", "#after-rats"), ("lessons/shredders/", "#key-points")):
        assert anchor in tiny.pages[page].xpath("//*[contains(@class, 'content-note')]//a/@href")


def test_claim_keeps_its_grade_inside_a_sensitive_part(tiny: BuiltSite) -> None:
    inside = "//*[@id='rats']//figure[@id='claim-cooked-food']/figcaption"
    assert any("Limited evidence" in words for words in words_of("lessons/wet-and-dry/", tiny, inside))


def test_words_of_a_source_are_text_and_not_html(tiny: BuiltSite) -> None:
    assert "Heaps & their keepers: <a long look>" in words_of("references/", tiny, "//li[@id='brown-1998']//cite")


def test_engine_has_no_word_of_this_course() -> None:
    """tests/test_layout.py looks for those of the real one."""
    words = re.compile(r"compost|\bheaps?\b|shredder|\bworms?\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for folder in ("hooks", "overrides")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js", ".yml", ".svg"}
        for match in words.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
