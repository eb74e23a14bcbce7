"""Lessons and curriculum frameworks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from course.alignment import coverage, matrix
from course.model import Course
from course.model_alignment import AgeBand

from tests.building import base
from tests.sites import BuiltSite


@pytest.mark.parametrize(
    ("band", "age", "reached"),
    [
        (AgeBand("12-15", 15), 16, False),
        (AgeBand("16-18", 18), 16, True),
        (AgeBand("16-18", 18), 18, True),
        (AgeBand("16-18", 18), 19, False),
        (AgeBand("4+", None), 99, True),
    ],
)
def test_a_band_reaches_the_ages_up_to_its_last(band: AgeBand, age: int, reached: bool) -> None:
    assert band.reaches(age) is reached


def course_with_bands() -> Course:
    course = base().course
    bands = (AgeBand("12-15", 15), AgeBand("16-17", 17), AgeBand("18+", None))
    framework = replace(course.frameworks[0], age_bands=bands)
    first, *others = course.lessons
    codes = tuple(f"{framework.id}/{code.code}" for code in framework.codes)
    module, *modules = course.modules
    lessons = (replace(first, aligns=codes), *(replace(other, aligns=()) for other in others))
    own = tuple(lesson for lesson in lessons if lesson.id in {one.id for one in module.lessons})
    return replace(course, frameworks=(framework,), modules=(replace(module, lessons=own), *modules))


@pytest.mark.parametrize(("audience", "bands"), [("upper-secondary", ["16-17", "18+"]), ("adult", ["18+"])])
def test_a_lesson_belongs_to_the_bands_that_its_audience_reaches(audience: str, bands: list[str]) -> None:
    course = course_with_bands()
    module = course.modules[0]
    lesson = replace(module.lessons[0], audience=audience)
    course = replace(course, modules=(replace(module, lessons=(lesson,)), *course.modules[1:]))
    (row, *_), *_ = (rows for _, rows in matrix(course))
    assert list(row.bands) == [f"{course.frameworks[0].id}/{band}" for band in bands]


def test_a_code_that_no_lesson_names_is_a_gap() -> None:
    course = course_with_bands()
    (covered,) = coverage(course)
    assert covered.gaps == ()
    (bare,) = coverage(replace(course, modules=()))
    assert bare.gaps == course.frameworks[0].codes


def test_pages_name_every_shared_topic_its_certainty_and_every_gap(tiny: BuiltSite) -> None:
    page = tiny.pages["educators/alignment/garden-scheme-2020/"]
    shared = {item.get("id"): item.xpath(".//li/a[1]/text()") for item in page.xpath("//ul[@class='codes']/li")}
    assert shared["code-G3"] == []
    assert shared["code-G1"]
    assert "title read" in page.xpath("string(//li[@id='code-G2'])")
    rows = tiny.pages["educators/alignment/"].xpath("//tr[@data-item]")
    assert len(rows) == len(tiny.pages["educators/"].xpath("//li[@data-audience]"))
    linked = {link for row in rows for link in row.xpath(".//td//a/@href")}
    assert linked == {f"../../educators/alignment/garden-scheme-2020/#code-{code}" for code in ("G1", "G2")}


def test_a_teaching_page_says_it_to_catalogues_too(tiny: BuiltSite) -> None:
    data = [page.xpath("string(//script[@type='application/ld+json'])") for page in tiny.pages.values()]
    assert any('"AlignmentObject"' in one and "Imaginary garden scheme" in one for one in data)
