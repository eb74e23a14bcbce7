"""Data for search engines, and the vocabulary that tests it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from course.model import Course
from course.structured import Structured, _duration
from course.views import PageView
from course.words import load_words

from tests.building import base
from tests.schema_org import REQUIRED, faults, lineage, vocabulary

ADDRESS = "https://site.example/sub/"
HOME = PageView("home", "", "Bread", "Bread", "What bread is.")
NOTHING = re.compile("(?!)")


def described(view: PageView, course: Course | None = None, denied: re.Pattern[str] = NOTHING) -> Any:
    return Structured(course or base().course, load_words("en"), ADDRESS, denied).of(view)


def with_settings(**changes: Any) -> Course:
    return replace(base().course, settings=replace(base().course.settings, **changes))


def lesson_view(course: Course) -> PageView:
    lesson = course.lessons[0]
    module = course.module_of(lesson)
    return PageView("lesson", lesson.url, lesson.title, lesson.heading, lesson.summary, (), module, lesson)


@pytest.mark.parametrize(
    ("minutes", "written"), [(0, "PT0M"), (5, "PT5M"), (60, "PT1H"), (61, "PT1H1M"), (1205, "PT20H5M")]
)
def test_times_are_written_as_iso_8601_has_them(minutes: int, written: str) -> None:
    assert _duration(minutes) == written


def test_terms_of_use_are_a_licence_when_they_hold_an_address() -> None:
    data = described(HOME, with_settings(rights="CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"))
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "copyrightNotice" not in data


@pytest.mark.parametrize(("rights", "said"), [("Free.", "Free."), ("", "All rights reserved; linking is welcome.")])
def test_terms_of_use_in_words_stay_words(rights: str, said: str) -> None:
    data = described(HOME, with_settings(rights=rights))
    assert data["copyrightNotice"] == said
    assert "license" not in data


@pytest.mark.parametrize(("publisher", "name"), [("Bakers of Ayr", "Bakers of Ayr"), ("", "Bread")])
def test_publisher_is_named_or_the_course_stands_for_itself(publisher: str, name: str) -> None:
    assert described(HOME, with_settings(publisher=publisher))["provider"]["name"] == name


def test_words_to_keep_out_are_left_out_of_lists() -> None:
    course = base().course
    data = described(lesson_view(course), course)
    assert data["teaches"]
    word = data["teaches"][0].split()[-1]
    without = described(lesson_view(course), course, re.compile(word))
    assert [text for text in without.get("teaches", []) if word in text] == []


def test_kinds_without_a_word_of_their_own_are_not_described() -> None:
    assert described(replace(HOME, kind="help")) is None


GOOD = {"@context": "https://schema.org", "@type": "DefinedTermSet", "name": "x", "url": "/x", "hasDefinedTerm": []}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"@type": "Lesson"}, "Lesson: no such type is known"),
        ({"telephone": "x"}, "DefinedTermSet.telephone: no such property"),
        ({"inLanguage": 5}, "DefinedTermSet.inLanguage: 5 is none of"),
        ({"name": ""}, "DefinedTermSet.name: '' is none of"),
        ({"isAccessibleForFree": "yes"}, "DefinedTermSet.isAccessibleForFree: 'yes' is none of ['Boolean']"),
        ({"hasDefinedTerm": [{"@type": "Offer", "category": "x"}]}, "DefinedTermSet.hasDefinedTerm: {"),
        ({"hasDefinedTerm": [{"@type": "DefinedTerm"}]}, "hasDefinedTerm > DefinedTerm: lacks ['name']"),
    ],
)
def test_fault_of_data_is_named(change: dict[str, Any], fault: str) -> None:
    assert list(faults(GOOD)) == []
    assert any(fault in found for found in faults({**GOOD, **change}))


def test_what_a_type_requires_are_its_properties() -> None:
    for kind, names in REQUIRED.items():
        known = {name for ancestor in lineage(kind) for name in vocabulary()[ancestor]["properties"]}
        assert names <= known, kind
