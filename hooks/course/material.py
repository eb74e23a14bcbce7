"""What the rules of `checks` see: the course, and the authors' files behind it with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course.body import Body
from course.model import Course, Lesson, Page, Place, Quiz
from course.questions.base import Question
from course.source import Entry
from course.syllabus import Syllabus


@dataclass(frozen=True, slots=True)
class QuizFile:
    """A quiz, its YAML, and the YAML entry of each of its questions (same order)."""

    quiz: Quiz
    entry: Entry
    questions: list[Entry]

    def pairs(self) -> Iterator[tuple[Question, Entry]]:
        """Each question with its YAML entry."""
        return zip(self.quiz.questions, self.questions, strict=True)


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A lesson, its path below `docs/`, its front matter, its scanned text, its quiz file."""

    lesson: Lesson
    path: str
    entry: Entry
    body: Body
    quiz: QuizFile | None


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that is not a lesson: its front matter and scanned text."""

    page: Page
    entry: Entry
    body: Body


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was loaded. `paths` are all files below `docs/`."""

    course: Course
    syllabus: Syllabus
    config: str
    lessons: tuple[LessonFile, ...]
    pages: tuple[PageFile, ...]
    quizzes: Mapping[str, QuizFile]
    paths: frozenset[str]

    def bodies(self) -> Iterator[tuple[str, Body]]:
        """The path below `docs/` and the scanned text of every page that an author wrote."""
        for lesson in self.lessons:
            yield lesson.path, lesson.body
        for page in self.pages:
            yield page.page.path, page.body

    def place(self, path: str) -> Place:
        """The beginning of a file below `docs/`."""
        return Place(f"{self.syllabus.docs}/{path}", 1, 1)
