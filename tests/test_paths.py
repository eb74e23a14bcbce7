"""Paths: their addresses outlive changes of the course, and what a path sums up is right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from course.ids import collect_ids
from course.ids_lock import Lock, Locked, with_new
from course.load import load_course
from course.model import Course
from course.model_ids import Moved
from course.paths import Paths, code_of, encode

from tests.sites import COURSE, TINY


@pytest.fixture(scope="module")
def tiny_course() -> Course:
    return load_course(TINY).course


def paths(course: Course, lock: Lock | None = None) -> Paths:
    return Paths(course, lock, lambda check: f"Check {check.slug}")


@pytest.mark.parametrize(("number", "code"), [(0, "0"), (35, "z"), (36, "10"), (1675, "1aj")])
def test_numbers_are_written_in_base_36(number: int, code: str) -> None:
    assert code_of(number) == code
    assert int(code, 36) == number


def test_titles_are_written_so_that_an_address_can_be_read() -> None:
    assert encode([1, 36], "Plan_B; 50 %") == "1.1-10;Plan%5FB%3B_50_%25"
    assert encode([]) == "1."


def test_ready_made_path_sums_up_its_parts(tiny_course: Course) -> None:
    quick, shred = paths(tiny_course).ready
    assert quick.minutes == sum(part.minutes for part in quick.parts)
    assert (quick.audience, shred.audience) == ("upper-secondary", "adult")
    assert [lesson.id for lesson in quick.missing] == []
    assert [lesson.id for lesson in shred.missing] == ["what-rots", "wet-and-dry"]
    assert [lesson.id for lesson in shred.noted] == ["shredders"]


def test_sections_take_no_longer_than_their_lesson(tiny_course: Course) -> None:
    for _, lessons, _ in paths(tiny_course).groups():
        for entry in lessons:
            assert all(0 < part.minutes <= entry.whole.minutes for part in entry.sections)


def test_path_of_an_older_lock_means_the_same_parts(tiny_course: Course) -> None:
    ids = collect_ids(tiny_course)
    older = with_new(Lock(), {name: found for name, found in ids.items() if name not in ("turning", "check/course")})
    newer = with_new(older, ids)
    then = {name: older.entries[name].number for name in older.entries}
    now = paths(tiny_course, newer).parts
    assert {name: part.number for name, part in now.items() if name in then} == {
        name: number for name, number in then.items() if name in now
    }
    assert paths(tiny_course, older).parts["turning"].number >= older.next


def test_what_is_gone_names_its_successor(tiny_course: Course) -> None:
    old = {
        "heaps": Locked("lesson", 900, ("Heaps",)),
        "what-rots/lost": Locked("section", 901, ("A lost part",)),
        "sacks": Locked("lesson", 902, ("Sacks",)),
        "mud": Locked("lesson", 903, ("Mud",)),
        "term/mud": Locked("term", 904, ("mud",)),
    }
    place = tiny_course.lessons[0].place
    moved = (Moved("heaps", "turning", "", place), Moved("sacks", "turning", "Nobody uses them.", place))
    found = {one.code: one for one in paths(replace(tiny_course, moved=moved), Lock(905, old)).gone}
    assert {code: (one.title, one.heir.found.id if one.heir else "", one.exact) for code, one in found.items()} == {
        code_of(900): ("Heaps", "turning", True),
        code_of(901): ("A lost part", "what-rots", False),
        code_of(902): ("Sacks", "turning", False),
        code_of(903): ("Mud", "", False),
    }


def test_bar_knows_every_part_and_the_page_of_paths(tiny_course: Course) -> None:
    places = paths(tiny_course).places(lambda url: f"/{url}")
    assert places[""] == ("", "/educators/path/")
    assert len(places) == len(paths(tiny_course).parts) + 1


def test_whole_course_as_a_path_has_a_short_address() -> None:
    loaded = load_course(COURSE)
    assert loaded.lock
    whole = next(path for path in Paths(loaded.course, loaded.lock, str).ready if path.ready.id == "whole-course")
    assert [part.lesson for part in whole.parts if part.lesson] == list(loaded.course.lessons)
    assert len(whole.code) <= 300
