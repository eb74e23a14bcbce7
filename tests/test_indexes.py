"""The course seen from other sides: A-Z, users of a source, claims, the article, services and their numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from course import indexes
from course.indexes import FRESH_DAYS
from course.model import Course, Place, Reference, Service, Term

from tests.building import base

COURSE: Course = base().course
HERE = Place("a.yml", 1, 1)
TODAY = date(2026, 3, 20)


def term(name: str, *, see: tuple[str, ...] = ()) -> Term:
    return Term(name, name, "Words.", (), see, (), HERE)


def service(country: str, verified_on: date | None = None) -> Service:
    return Service(
        country, country, country, (), "", "https://a.example", (), "", "always", "1 2", "3", verified_on, HERE
    )


def test_terms_stand_under_their_letter_without_accents() -> None:
    course = replace(
        COURSE, terms=tuple(term(name) for name in ("zest", "Éclair", "edge", "2% milk", "apple", "~x", "'tis"))
    )
    letters = indexes.glossary(course, {})
    assert [(letter, [view.term.term for view in views]) for letter, views in letters] == [
        ("#", ["'tis", "2% milk", "~x"]),
        ("A", ["apple"]),
        ("E", ["Éclair", "edge"]),
        ("Z", ["zest"]),
    ]


def test_a_term_knows_its_lessons_its_neighbours_and_its_sources() -> None:
    (crumb, gluten) = [view for _, views in indexes.glossary(COURSE, {"oven": ["gluten"]}) for view in views]
    assert [lesson.id for lesson in gluten.lessons] == ["oven"]
    assert [other.id for other in gluten.see] == ["crumb"]
    assert [reference.id for reference in gluten.references] == ["hill-2001"]
    assert crumb.lessons == ()


def test_sources_stand_by_author_and_year_with_the_lessons_that_cite_them() -> None:
    def source(key: str, authors: str, year: int) -> Reference:
        return Reference(key, authors, year, "T", "", "", "", None, HERE)

    keys = [source("moss-2010", "moss", 2010), source("b", "Hill", 2009), source("hill-2001", "hill", 2001)]
    course = replace(COURSE, references={item.id: item for item in keys})
    views = indexes.references(course)
    assert [view.reference.id for view in views] == ["hill-2001", "b", "moss-2010"]
    assert [[lesson.id for lesson in view.lessons] for view in views] == [["dough"], [], ["dough"]]


def test_evidence_lists_every_claim_with_its_sources() -> None:
    groups = indexes.evidence(COURSE)
    assert [(lesson.id, [view.claim.id for view in views]) for lesson, views in groups] == [
        ("dough", ["rest-helps"]),
        ("oven", ["stone"]),
    ]
    assert [reference.id for reference in groups[0][1][0].references] == ["hill-2001", "moss-2010"]
    assert groups[1][1][0].references == ()


def test_a_lesson_without_claims_is_not_in_the_evidence() -> None:
    module = COURSE.modules[0]
    lessons = (replace(module.lessons[0], claims=()), module.lessons[1])
    course = replace(COURSE, modules=(replace(module, lessons=lessons),))
    assert [lesson.id for lesson, _ in indexes.evidence(course)] == ["oven"]


def test_the_article_leads_to_lessons_and_claims() -> None:
    assert COURSE.article
    resting, slicing = indexes.article(COURSE, COURSE.article)
    assert [lesson.id for lesson in resting.lessons] == ["dough"]
    assert [(lesson.id, claim.id) for lesson, claim in resting.claims[0].taught] == [("dough", "rest-helps")]
    assert (resting.planned, slicing.planned) == (False, True)


def test_a_planned_heading_may_name_lessons_that_are_still_to_come() -> None:
    assert COURSE.article
    later = replace(COURSE.article.headings[1], lessons=("crust", "oven"))
    (view,) = indexes.article(COURSE, replace(COURSE.article, headings=(later,)))
    assert [lesson.id for lesson in view.lessons] == ["oven"]


def test_services_stand_by_country_name_international_ones_first() -> None:
    course = replace(COURSE, services=tuple(map(service, ("gb", "DE", "international", "xx", "DE"))))
    groups = indexes.services(course, TODAY)
    assert [(name, len(found)) for name, found in groups] == [
        ("International", 1),
        ("Germany", 2),
        ("United Kingdom", 1),
        ("xx", 1),
    ]


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Deutschland"), ("en-GB", "Germany"), ("xx", "Germany"), ("1", "Germany")]
)
def test_countries_have_their_names_in_the_course_s_language(language: str, name: str) -> None:
    settings = replace(COURSE.settings, language=language)
    course = replace(COURSE, settings=settings, services=(service("DE"),))
    assert [country for country, _ in indexes.services(course, TODAY)] == [name]


@pytest.mark.parametrize(
    ("days", "shown"), [(0, True), (FRESH_DAYS, True), (FRESH_DAYS + 1, False), (-1, False), (None, False)]
)
def test_a_number_is_shown_only_while_its_check_is_fresh(days: int | None, shown: bool) -> None:
    checked = None if days is None else TODAY - timedelta(days=days)
    course = replace(COURSE, services=(service("DE", checked),))
    ((_, (found,)),) = indexes.services(course, TODAY)
    assert (found.phone, found.text, found.verified_on) == (("1 2", "3", checked) if shown else ("", "", None))


def test_a_card_knows_the_modules_whose_lessons_use_its_term_and_changes_with_its_words() -> None:
    course = replace(COURSE, terms=(term("dough"), term("yeast")))
    lesson = course.lessons[0]
    dough, yeast = indexes.cards(course, {lesson.id: ["dough"]})
    assert (dough.modules, yeast.modules) == ((course.module_of(lesson).number,), ())
    again = replace(course, terms=(replace(term("dough"), short="Other words."), term("yeast")))
    changed, same = indexes.cards(again, {})
    assert changed.revision != dough.revision
    assert same.revision == yeast.revision
