"""How a lesson is cited: whom to name, which day, and the entry for BibTeX. APA and MLA are written by a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from babel.dates import format_date

from course.csl import Item
from course.exports.bibtex import bibtex
from course.ids import permanent_link
from course.model import Course, Lesson
from course.neutral import neutral_pattern
from course.words import Words, locale_of


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a citation of one page. Empty: `publisher` where the course stands for itself, `address` in a copy.

    `day_apa` and `day_mla` are as the styles write a day; both are empty where no day is known.
    """

    author: str
    publisher: str
    title: str
    course: str
    version: str
    day_apa: str
    day_mla: str
    address: str
    bibtex: str


class Citations:
    """Cites the lessons of one course. `address` is that of the site's root; `made_on` the day of this state."""

    def __init__(self, course: Course, words: Words, address: str, made_on: date | None) -> None:
        self._course, self._words, self._address, self._made_on = course, words, address, made_on
        self._locale = locale_of(course.settings.language)
        self._denied = neutral_pattern(course.settings.neutral)

    @property
    def served(self) -> bool:
        """Whether the course has an address: a copy for a disk has none, and no feeds."""
        return bool(self._address)

    def of(self, lesson: Lesson | None) -> Citation:
        """How to cite a lesson, or the whole course: in the state that it has since its last change."""
        settings = self._course.settings
        day = (self._course.changed_on(lesson) if lesson else None) or self._made_on
        return Citation(
            author=settings.author,
            publisher=settings.publisher,
            title=lesson.title if lesson else settings.name,
            course=settings.name if lesson else "",
            version=settings.version,
            day_apa=format_date(day, "y, MMMM d", self._locale) if day else "",
            day_mla=self._abbreviated(day) if day else "",
            address=self._of(lesson) if self._address else "",
            bibtex=self._entries[lesson.id if lesson else ""],
        )

    def _of(self, lesson: Lesson | None) -> str:
        """The link that stays: that of a lesson outlives its address. The course's own is the address itself."""
        return self._address + (permanent_link(lesson.public_id, self._denied) if lesson else "")

    def _abbreviated(self, day: date) -> str:
        """A day with its month shortened by a full stop, as MLA wants it, where the language shortens it at all."""
        short, whole = (format_date(day, pattern, self._locale) for pattern in ("MMM", "MMMM"))
        month = short if short == whole or not short[-1:].isalpha() else f"{short}."
        return format_date(day, f"d '{month}' y", self._locale)

    @cached_property
    def _entries(self) -> dict[str, str]:
        lessons: list[Lesson | None] = [None, *self._course.lessons]
        return {lesson.id if lesson else "": bibtex([self._item(lesson)]).strip() for lesson in lessons}

    def _item(self, lesson: Lesson | None) -> Item:
        settings = self._course.settings
        day = (self._course.changed_on(lesson) if lesson else None) or self._made_on
        note = self._words("cite.version", version=settings.version) if settings.version else ""
        whole: dict[str, Any] = {
            "type": "webpage",
            "author": [{"literal": settings.author}],
            "title": lesson.title if lesson else settings.name,
            "note": ", ".join(filter(None, (settings.name if lesson else "", note))),
            "URL": self._of(lesson) if self._address else "",
        }
        issued = {"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}
        return {"id": lesson.id if lesson else settings.id, **whole, **issued}
