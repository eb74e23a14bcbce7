"""The parts of a course: frozen, slotted, typed. Nothing here reads a file or writes HTML.

Texts marked "Markdown" hold inline Markdown as the author wrote it; `render.Renderer` turns it into HTML.
Ids are the author's own words (`[a-z0-9-]`), unique in the scope that each docstring names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from course.durations import minutes_for
from course.model_alignment import Framework
from course.model_article import Article
from course.model_changes import Change
from course.model_ids import Moved
from course.model_paths import ReadyPath
from course.model_quiz import Check, Quiz
from course.model_settings import Settings
from course.model_teaching import Teaching

GRADES = ("strong", "moderate", "limited", "unclear", "contradicted")
DESIGNS = ("trial", "longitudinal", "correlational", "qualitative", "review", "theory", "history")
AUDIENCES = ("upper-secondary", "adult")  # the strictest last
LEAST_AGE = {"upper-secondary": 16, "adult": 18}  # in years, safety AG-1
SETTINGS = ("alone", "pair", "group")
BOXES = ("scene", "vignette", "myth", "boundary", "note")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the author's files: path relative to the project, line and column from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do at the end of a lesson. `id` is unique in the lesson; `text` is Markdown."""

    id: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Prompt:
    """A reflection question. `id` is unique in the lesson; `setting` is one of SETTINGS; `ask` is Markdown."""

    id: str
    ask: str
    setting: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A graded statement. `id` is unique in the lesson; `grade` is one of GRADES and speaks of the claim as worded.

    `cite` holds reference ids; it is empty where the author wrote `none-found`, which only `unclear` may say.
    """

    id: str
    grade: str
    text: str
    cite: tuple[str, ...]
    studied: str
    design: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page: `id` is its anchor, `level` 2 or 3, `title` plain text."""

    id: str
    title: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class SensitivePart:
    """A part of a lesson that can be skipped; `note` (plain text) says what it mentions and how detailed."""

    id: str
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """An inline SVG: `file` is relative to `docs/figures/`; `title` and `description` are its text alternative."""

    id: str
    file: str
    title: str
    description: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A specialist's review of a lesson: the day, and the reviewer's role (never a name)."""

    on: date
    by: str


@dataclass(frozen=True, eq=False)
class Lesson:
    """One lesson. `slug` is its address `/lessons/<slug>/`; `id` stays when the slug changes."""

    id: str
    slug: str
    title: str
    heading: str
    summary: str
    level: int
    audience: str
    homework: bool
    content_note: str
    needs: tuple[str, ...]
    objectives: tuple[Objective, ...]
    key_points: tuple[str, ...]
    reflection: tuple[Prompt, ...]
    aligns: tuple[str, ...]
    reviewed: Reviewed | None
    body: str
    body_line: int
    """Line of the file on which `body` begins, from 1."""
    words: int
    """Words of the body that are read: prose, claims and boxes; no options of blocks, no addresses."""
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    sensitive: tuple[SensitivePart, ...]
    figures: tuple[Figure, ...]
    cites: tuple[str, ...]
    """Reference ids in the order of first use: text and claims, then the quiz. Position + 1 is the number shown."""
    quiz: Quiz | None
    place: Place
    aliases: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"lessons/{self.slug}/"

    @property
    def public_id(self) -> str:
        """What it is called for good: see `ids`."""
        return self.id

    @property
    def minutes(self) -> int:
        """Time to work through the lesson, in minutes: reading, questions and prompts."""
        return minutes_for(self.words, len(self.quiz.items) if self.quiz else 0, len(self.reflection))

    def number_of(self, reference_id: str) -> int:
        """The number under which this lesson shows a reference, from 1."""
        return self._numbers[reference_id]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.cites, 1)}

    def section(self, anchor: str) -> Section | None:
        """The heading of the lesson's text with that anchor, if there is one."""
        return self._sections.get(anchor)

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in reversed(self.sections)}

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of that id, if the lesson has one."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)


@dataclass(frozen=True, eq=False)
class Module:
    """A section of the syllabus: an overview page and its lessons, in the nav's order. `number` counts from 1."""

    id: str
    slug: str
    title: str
    heading: str
    summary: str
    number: int
    lessons: tuple[Lesson, ...]
    place: Place

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"modules/{self.slug}/"

    @property
    def public_id(self) -> str:
        """What it is called for good: see `ids`."""
        return f"module/{self.slug}"

    @property
    def minutes(self) -> int:
        """Time of all its lessons together, in minutes."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry; `short` (Markdown, at most 40 words) is the definition."""

    id: str
    term: str
    short: str
    aliases: tuple[str, ...]
    see: tuple[str, ...]
    cite: tuple[str, ...]
    place: Place

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"glossary/#{self.id}"

    @property
    def public_id(self) -> str:
        """What it is called for good: see `ids`."""
        return f"term/{self.id}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is shown. Editorial notes of the file (what it may be cited for, how it was checked) stay out."""

    id: str
    authors: str
    year: int
    title: str
    source: str
    doi: str
    url: str
    checked_on: date | None
    place: Place
    language: str = ""
    """The language tag of the work's title and source, where it is not the course's: voices go by it (WCAG 3.1.2)."""


@dataclass(frozen=True, slots=True)
class Service:
    """A support service: `country` is an ISO 3166 code or `international`; `topics` and `languages` are plain words.

    `phone` and `text` are shown only while `verified_on` is set and fresh.
    """

    id: str
    name: str
    country: str
    topics: tuple[str, ...]
    audience: str
    url: str
    languages: tuple[str, ...]
    access: str
    hours: str
    phone: str
    text: str
    verified_on: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A hand-written page that is neither lesson nor module: home, about, authoring, educators."""

    path: str
    """Path below `docs/`, for example `about/index.md`."""
    title: str
    heading: str
    summary: str
    body: str
    sections: tuple[Section, ...]
    cites: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    searched: bool = True
    """False keeps the page out of the search (pages for authors, who look elsewhere)."""
    tasks: tuple[str, ...] = ()
    """What readers come for, each with its link (Markdown)."""


@dataclass(frozen=True, eq=False)
class Course:
    """The whole course. Built once per build by `load.load_course`, which has checked it.

    Equal only to itself: what is worked out of it can be kept by it, and comparing all its parts is nobody's need.
    """

    settings: Settings
    modules: tuple[Module, ...]
    terms: tuple[Term, ...]
    references: Mapping[str, Reference]
    services: tuple[Service, ...]
    frameworks: tuple[Framework, ...]
    article: Article | None
    pages: tuple[Page, ...]
    checks: tuple[Check, ...] = ()
    """The modules' checks in the order of the syllabus, that of the course last."""
    moved: tuple[Moved, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    """SVG source of each figure by its file name."""
    teachings: Mapping[str, Teaching] = field(default_factory=dict)
    """How to teach a lesson, by the lesson's id."""
    changes: tuple[Change, ...] = ()
    """What the author tells of changes, newest first."""
    paths: tuple[ReadyPath, ...] = ()
    """The author's ready-made paths."""

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in the order of the syllabus."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def lesson_by_id(self) -> dict[str, Lesson]:
        """Lessons by id."""
        return {lesson.id: lesson for lesson in self.lessons}

    @cached_property
    def term_by_id(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def _module_of(self) -> dict[str, Module]:
        return {lesson.id: module for module in self.modules for lesson in module.lessons}

    def module_of(self, lesson: Lesson) -> Module:
        """The module that holds the lesson."""
        return self._module_of[lesson.id]

    def lessons_of(self, check: Check) -> tuple[Lesson, ...]:
        """The lessons that a check asks about, in the order of the syllabus."""
        return tuple(lesson for lesson in self.lessons if lesson.id in check.lessons)

    def audience_of(self, check: Check) -> str:
        """For whom a check is: for those whom all its lessons are for."""
        return max((lesson.audience for lesson in self.lessons_of(check)), key=AUDIENCES.index, default=AUDIENCES[0])

    def check_of(self, module: Module | None) -> Check | None:
        """The check of a module, or of the whole course."""
        return next((check for check in self.checks if check.module == (module.id if module else "")), None)

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Lesson | None, Lesson | None]]:
        padded = (None, *self.lessons, None)
        return {lesson.id: (padded[position], padded[position + 2]) for position, lesson in enumerate(self.lessons)}

    def neighbours(self, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
        """The lessons before and after this one in the syllabus, across modules."""
        return self._neighbours[lesson.id]

    def changes_of(self, lesson: Lesson) -> tuple[Change, ...]:
        """The changes that name a lesson, newest first."""
        return tuple(change for change in self.changes if lesson.id in change.lessons)

    def changed_on(self, lesson: Lesson) -> date | None:
        """The day of the newest change that names a lesson; None where none does."""
        return next((change.on for change in self.changes_of(lesson)), None)

    def claims(self) -> Iterator[tuple[Lesson, Claim]]:
        """Every claim with its lesson, in the order of the syllabus."""
        return ((lesson, claim) for lesson in self.lessons for claim in lesson.claims)

    @property
    def minutes(self) -> int:
        """Time of the whole course, in minutes."""
        return sum(module.minutes for module in self.modules)
