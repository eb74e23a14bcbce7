"""What a page says of itself to search engines and catalogues: schema.org's words, as data for JSON-LD.

Only what the page shows, in words that are neutral (safety PR-9): a head is read where nobody asked for the page. So a
quiz is named, and its questions and answers are not: they would stand in results beside the key, without the note that
a reader sees first. Google's "education Q&A" is for flashcards that are answered in the result; these are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from course.alignment import aligned
from course.model import LEAST_AGE, Course, Lesson, Module
from course.model_alignment import Code, Framework
from course.prose import plain_prose
from course.rights import rights_of
from course.views import PageView
from course.words import Words

Value: TypeAlias = "str | int | bool | Node | list[Value]"
Node: TypeAlias = dict[str, Value]

_VOCABULARY = "https://schema.org"
_ADDRESS = re.compile(r"https?://[^\s)>\"]+")


class Structured:
    """Describes the pages of one course. `address` is that of the site's root, `denied` finds words to keep out."""

    def __init__(self, course: Course, words: Words, address: str, denied: re.Pattern[str]) -> None:
        self._course, self._words, self._address, self._denied = course, words, address, denied
        self._kinds: Mapping[str, Callable[[PageView], Node]] = {
            "home": self._home,
            "module": self._module,
            "lesson": self._lesson,
            "teach": self._plan,
            "glossary": self._glossary,
        }

    def of(self, view: PageView) -> Node | None:
        """The description of a page; None for kinds that schema.org has no useful word for."""
        describe = self._kinds.get(view.kind)
        return {"@context": _VOCABULARY, **describe(view)} if describe else None

    def _home(self, view: PageView) -> Node:
        settings = self._course.settings
        provider: Node = {"@type": "Organization", "name": settings.author, "url": self._address}
        instance: Node = {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": _duration(self._course.minutes),
        }
        return {
            **self._whole("Course", "", settings.name, view.summary),
            "provider": provider,
            "hasCourseInstance": instance,
            "offers": {"@type": "Offer", "category": "Free"},
            "hasPart": [self._named("LearningResource", part.url, part.title) for part in self._course.modules],
        }

    def _module(self, view: PageView) -> Node:
        module = view.module
        assert module
        return {
            **self._whole("LearningResource", view.url, view.title, view.summary),
            "learningResourceType": "module",
            "timeRequired": _duration(module.minutes),
            "isPartOf": self._of_course(),
            "hasPart": [self._named("LearningResource", lesson.url, lesson.title) for lesson in module.lessons],
        }

    def _lesson(self, view: PageView) -> Node:
        lesson, module = view.lesson, view.module
        assert lesson
        assert module
        return {
            **self._whole("LearningResource", view.url, view.title, view.summary),
            "learningResourceType": "lesson",
            "educationalLevel": self._words(f"lesson.level.{lesson.level}"),
            "timeRequired": _duration(lesson.minutes),
            "audience": {"@type": "PeopleAudience", "suggestedMinAge": LEAST_AGE[lesson.audience]},
            **_unless_empty("dateModified", self._changed(lesson)),
            **_unless_empty("teaches", self._neutral([plain_prose(item.text) for item in lesson.objectives])),
            "isPartOf": self._of_module(module),
            **self._quiz_of(lesson),
        }

    def _plan(self, view: PageView) -> Node:
        """How to teach a lesson. What it shares with frameworks is said here, where educators look, and not there."""
        lesson = view.subject
        assert isinstance(lesson, Lesson)
        shared = [(framework, code) for framework, codes in aligned(self._course, lesson) for code in codes]
        return {
            **self._whole("LearningResource", view.url, view.title, self._words("teach.description", title=view.title)),
            "learningResourceType": "lesson plan",
            "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
            "timeRequired": _duration(max(self._course.settings.plans)),
            "isPartOf": self._of_course(),
            "isBasedOn": self._named("LearningResource", lesson.url, lesson.title),
            **_unless_empty("teaches", self._neutral([plain_prose(item.text) for item in lesson.objectives])),
            **_unless_empty("educationalAlignment", [self._alignment(*pair) for pair in shared]),
        }

    def _alignment(self, framework: Framework, code: Code) -> Node:
        """A shared topic; a title that is not neutral is left to the framework's own document."""
        title = f"{code.code} {code.title}"
        return {
            "@type": "AlignmentObject",
            "alignmentType": "educationalSubject",
            "educationalFramework": framework.id if self._denied.search(framework.title) else framework.title,
            "targetName": code.code if self._denied.search(title) else title,
            **_unless_empty("targetUrl", "" if self._denied.search(framework.url) else framework.url),
        }

    def _changed(self, lesson: Lesson) -> str:
        day = self._course.changed_on(lesson)
        return day.isoformat() if day else ""

    def _quiz_of(self, lesson: Lesson) -> Node:
        if not lesson.quiz:
            return {}
        (name,) = self._neutral([plain_prose(lesson.quiz.heading)]) or [self._words("lesson.quiz")]
        return {
            "hasPart": {**self._named("Quiz", f"{lesson.url}#quiz", str(name)), "educationalUse": "self-assessment"}
        }

    def _glossary(self, view: PageView) -> Node:
        # Names alone, 5 bytes each once compressed: with definitions the head would outweigh a lesson.
        names = self._neutral([term.term for term in self._course.terms])
        return {
            **self._whole("DefinedTermSet", view.url, view.title, ""),
            "hasDefinedTerm": [{"@type": "DefinedTerm", "name": name} for name in names],
        }

    def _whole(self, kind: str, url: str, name: str, summary: str) -> Node:
        """What is said of every page that is described."""
        address = self._address + url
        rights = rights_of(self._course, self._words)
        found = _ADDRESS.search(rights)
        return {
            **self._named(kind, url, name),
            "url": address,
            **_unless_empty("description", summary),
            "inLanguage": self._course.settings.language,
            "isAccessibleForFree": True,
            **_unless_empty("version", self._course.settings.version if kind == "Course" else ""),
            **({"license": found[0]} if found else {"copyrightNotice": rights}),
        }

    def _named(self, kind: str, url: str, name: str) -> Node:
        return {"@type": kind, "@id": self._address + url, "name": name}

    def _of_course(self) -> Node:
        return self._named("Course", "", self._course.settings.name)

    def _of_module(self, module: Module) -> Node:
        return {**self._named("LearningResource", module.url, module.title), "isPartOf": self._of_course()}

    def _neutral(self, texts: list[str]) -> list[Value]:
        return [text for text in texts if not self._denied.search(text)]


def _unless_empty(name: str, value: Value) -> Node:
    return {name: value} if value else {}


def _duration(minutes: int) -> str:
    """A time in the form of ISO 8601."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
