"""Public ids: what has one, what it is called, and where it stands."""

from __future__ import annotations

from collections import Counter

import pytest
from course.ids import KINDS, PublicId, collect_ids, every_id, permanent_link
from course.load import load_course
from course.neutral import neutral_pattern

from tests.sites import TINY, BuiltSite

COURSE = load_course(TINY).course
IDS = collect_ids(COURSE)


@pytest.mark.parametrize(
    ("name", "kind", "url"),
    [
        ("home-composting", "course", ""),
        ("module/first-steps", "module", "modules/first-steps/"),
        ("what-rots", "lesson", "lessons/what-rots/"),
        ("what-rots/three-helpers", "section", "lessons/what-rots/#three-helpers"),
        ("what-rots/claim-air-speeds", "claim", "lessons/what-rots/#claim-air-speeds"),
        ("what-rots/figure-cycle", "figure", "lessons/what-rots/#figure-cycle"),
        ("what-rots/objective-sort-scraps", "objective", "lessons/what-rots/#objective-sort-scraps"),
        ("what-rots/reflection-town", "prompt", "lessons/what-rots/#reflection-town"),
        ("what-rots/quiz", "quiz", "lessons/what-rots/#quiz"),
        ("what-rots/q-helper", "question", "lessons/what-rots/#q-helper"),
        ("turning/q-eli-why", "question", "lessons/turning/#q-eli-why"),
        ("check/course", "check", "checks/course/"),
        ("check/course/q-machine", "question", "checks/course/#q-machine"),
        ("term/worm", "term", "glossary/#worm"),
    ],
)
def test_everything_that_can_be_linked_has_an_id(name: str, kind: str, url: str) -> None:
    assert (IDS[name].kind, IDS[name].url) == (kind, url)
    assert IDS[name].link == f"id/{name}/"


def test_link_holds_no_word_that_stays_out_of_addresses_and_stays_the_same() -> None:
    denied = neutral_pattern(("stink*",))
    link = permanent_link("term/stinking-heap", denied)
    assert link == "id/term/0aa47f7b/"
    assert permanent_link("stinking/claim-warm", denied) == f"id/{permanent_link('stinking', denied)[3:]}claim-warm/"
    assert permanent_link("term/heap", denied) == "id/term/heap/"


def test_ids_come_by_kind_so_that_what_paths_are_made_of_gets_small_numbers() -> None:
    kinds = [found.kind for found in IDS.values()]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert set(kinds) <= set(KINDS)


def test_no_id_is_given_twice() -> None:
    assert [name for name, count in Counter(one.id for one in every_id(COURSE)).items() if count > 1] == []


def test_title_of_a_question_does_not_hold_its_answer() -> None:
    found = IDS["what-rots/q-helper"]
    assert found.title == "Ada wonders who turns scraps into soil. Which answer fits?"
    assert "answercanary" in " ".join(found.words)
    assert [one.id for one in IDS.values() if "canary" in one.title] == []


def test_part_of_a_lesson_knows_its_lesson() -> None:
    def owner(found: PublicId) -> str:
        return found.lesson.id if found.lesson else ""

    assert {owner(found) for name, found in IDS.items() if name.startswith("turning")} == {"turning"}
    assert owner(IDS["check/course/q-air"]) == owner(IDS["term/worm"]) == ""


def test_every_address_is_an_anchor_of_the_built_site(site: BuiltSite) -> None:
    def lost(found: PublicId) -> bool:
        page, mark, anchor = found.url.partition("#")
        return page not in site.pages or (bool(mark) and anchor not in site.anchors[page])

    assert [found.url for found in collect_ids(site.course).values() if lost(found)] == []
