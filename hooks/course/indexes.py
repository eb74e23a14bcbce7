"""The course seen from other sides: A-Z of terms, who uses a source, all claims, the article, services by country."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from course.alignment import aligned
from course.model import Claim, Course, Lesson, Module, Reference, Service, Term
from course.model_alignment import Framework
from course.model_article import Article, ArticleClaim, ArticleHeading
from course.words import load_words, locale_of

FRESH_DAYS = 180  # safety rule HD-2: an older check of a number no longer counts
DUE_DAYS = 90  # the same rule: time to check again
INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class TermView:
    """A term with what it leads to. `lessons` link it in their text."""

    term: Term
    lessons: tuple[Lesson, ...]
    see: tuple[Term, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A term to learn. `modules` are the numbers of those whose lessons link it."""

    term: Term
    revision: str
    """Eight hexadecimal digits that change with the word and its definition."""
    modules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A source and the lessons that cite it."""

    reference: Reference
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim and its sources."""

    claim: Claim
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ArticleClaimView:
    """A claim of the source article with the graded claims that teach it."""

    claim: ArticleClaim
    taught: tuple[tuple[Lesson, Claim], ...]


@dataclass(frozen=True, slots=True)
class ArticleHeadingView:
    """A heading of the source article with the lessons that cover it."""

    heading: ArticleHeading
    lessons: tuple[Lesson, ...]
    claims: tuple[ArticleClaimView, ...]

    @property
    def planned(self) -> bool:
        """True while no lesson covers the heading yet."""
        return self.heading.planned


def _bare(term: str) -> str:
    """A term without accents and capitals, as people look for it."""
    return "".join(sign for sign in unicodedata.normalize("NFD", term.casefold()) if not unicodedata.combining(sign))


def _letter(term: str) -> str:
    """The letter under which a term stands; anything but a letter stands under `#`."""
    first = _bare(term)[:1].upper()
    return first if first.isalpha() else "#"


def glossary(course: Course, linked: Mapping[str, Iterable[str]]) -> list[tuple[str, list[TermView]]]:
    """Terms by letter. `linked` gives for each lesson id the ids of the terms that its text links."""
    by_id = course.term_by_id
    users: dict[str, list[Lesson]] = {}
    for lesson in course.lessons:
        for term_id in linked.get(lesson.id, ()):
            users.setdefault(term_id, []).append(lesson)
    views = [
        TermView(
            term,
            tuple(users.get(term.id, ())),
            tuple(by_id[other] for other in term.see),
            tuple(course.references[key] for key in term.cite),
        )
        for term in sorted(course.terms, key=lambda term: (_letter(term.term), _bare(term.term)))
    ]
    return [(letter, list(group)) for letter, group in groupby(views, key=lambda view: _letter(view.term.term))]


def cards(course: Course, linked: Mapping[str, Iterable[str]]) -> list[Card]:
    """The terms to learn, in the glossary's order. `linked` is that of `glossary`."""
    return [_card(course, view) for _, views in glossary(course, linked) for view in views]


def _card(course: Course, view: TermView) -> Card:
    revision = hashlib.sha256(f"{view.term.term}\n{view.term.short}".encode()).hexdigest()[:8]
    return Card(view.term, revision, tuple(sorted({course.module_of(lesson).number for lesson in view.lessons})))


def references(course: Course) -> list[ReferenceView]:
    """All sources by author and year, each with the lessons that cite it."""
    users: dict[str, list[Lesson]] = {}
    for lesson in course.lessons:
        for key in lesson.cites:
            users.setdefault(key, []).append(lesson)
    ordered = sorted(course.references.values(), key=lambda item: (item.authors.casefold(), item.year, item.id))
    return [ReferenceView(reference, tuple(users.get(reference.id, ()))) for reference in ordered]


def evidence(course: Course) -> list[tuple[Lesson, list[ClaimView]]]:
    """Every claim with its sources, by lesson; lessons without claims are left out."""
    return [
        (lesson, [_claim_view(course, claim) for claim in lesson.claims]) for lesson in course.lessons if lesson.claims
    ]


def _claim_view(course: Course, claim: Claim) -> ClaimView:
    return ClaimView(claim, tuple(course.references[key] for key in claim.cite))


def article(course: Course, source: Article) -> list[ArticleHeadingView]:
    """The source article heading by heading, each claim with what the course teaches of it."""
    lessons = course.lesson_by_id
    return [
        ArticleHeadingView(
            heading,
            tuple(lessons[lesson] for lesson in heading.lessons if lesson in lessons),
            tuple(_article_claim(course, claim) for claim in heading.claims),
        )
        for heading in source.headings
    ]


def _article_claim(course: Course, claim: ArticleClaim) -> ArticleClaimView:
    lessons = ((course.lesson_by_id[lesson_id], claim_id) for lesson_id, claim_id in claim.taught)
    pairs = ((lesson, lesson.claim(claim_id)) for lesson, claim_id in lessons)
    return ArticleClaimView(claim, tuple((lesson, found) for lesson, found in pairs if found))


def services(course: Course, today: date) -> list[tuple[str, list[Service]]]:
    """Services by country, international ones first, then by the country's name in the course's language.

    The countries' names are CLDR's. A number that was not checked lately is taken out.
    """
    groups: dict[str, list[Service]] = {}
    for service in course.services:
        groups.setdefault(service.country, []).append(_without_stale_number(service, today))
    names = locale_of(course.settings.language).territories
    named = [
        (names.get(country.upper(), country), found) for country, found in groups.items() if country != INTERNATIONAL
    ]
    international = groups.get(INTERNATIONAL)
    first = [(load_words(course.settings.language)("help.international"), international)] if international else []
    return [*first, *sorted(named, key=lambda pair: pair[0])]


def checks_due(course: Course, today: date) -> list[tuple[Service, int]]:
    """Services whose last check is older than DUE_DAYS, each with its age in days. Unchecked ones show no number."""
    ages = ((service, (today - service.verified_on).days) for service in course.services if service.verified_on)
    return [(service, age) for service, age in ages if age > DUE_DAYS]


def _without_stale_number(service: Service, today: date) -> Service:
    checked = service.verified_on
    if checked is not None and 0 <= (today - checked).days <= FRESH_DAYS:
        return service
    return replace(service, phone="", text="", verified_on=None)


def choices(course: Course) -> list[tuple[Module, list[tuple[Lesson, list[Framework]]]]]:
    """Every lesson by module, with the frameworks that it shares topics with."""
    return [
        (module, [(lesson, [framework for framework, _ in aligned(course, lesson)]) for lesson in module.lessons])
        for module in course.modules
    ]
