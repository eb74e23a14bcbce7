"""What the rules of `checks` see: the course, and the authors' files behind it with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass

from course.body import Body
from course.model import Course, Lesson, Page, Place
from course.model_quiz import Quiz
from course.model_teaching import Teaching
from course.prose import Paragraph
from course.questions.base import Question
from course.quiz import ParsedQuiz
from course.source import Spots
from course.syllabus import LESSONS, Syllabus


@dataclass(frozen=True, slots=True)
class QuizFile:
    """A quiz file and the places in it."""

    parsed: ParsedQuiz
    entry: Spots

    @property
    def quiz(self) -> Quiz:
        """The quiz itself."""
        return self.parsed.quiz

    def pairs(self) -> Iterator[tuple[Question, Spots]]:
        """Each question to be answered with its places, the parts of scenarios one by one."""
        return zip(self.quiz.items, self.parsed.spots, strict=True)


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A lesson, its path below `docs/`, the places of its front matter, its scanned text, its quiz file."""

    lesson: Lesson
    path: str
    entry: Spots
    body: Body
    quiz: QuizFile | None


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that is not a lesson: the places of its front matter, and its scanned text."""

    page: Page
    id: str
    """A module's id; other pages have none."""
    entry: Spots
    body: Body


@dataclass(frozen=True, slots=True)
class TeachingFile:
    """How to teach a lesson, with the places of its ids; `body` holds the citations and links of all texts."""

    teaching: Teaching
    entry: Spots
    body: Body
    sections: list[tuple[str, Place]]
    """The sections of the lesson that it names."""
    claims: list[tuple[str, Place]]
    """The claims of the lesson that it names."""
    paragraphs: list[Paragraph]
    """Everything that it says."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was loaded. `paths` are all files below `docs/`, `quiz_slugs` all quiz files, read or not.

    A file that is there and was not loaded has a finding of its own, which says why. What only follows from that is no
    finding: `lacks_lesson`, `lacks_data` and `lacks_quiz` tell.
    """

    course: Course
    syllabus: Syllabus
    config: str
    lessons: tuple[LessonFile, ...]
    pages: tuple[PageFile, ...]
    quizzes: Mapping[str, QuizFile]
    """Those of lessons, by slug."""
    checks: Mapping[str, QuizFile]
    """Those over several lessons, by slug."""
    paths: frozenset[str]
    quiz_slugs: frozenset[str]
    teachings: tuple[TeachingFile, ...] = ()

    def lacks_lesson(self, name: str) -> bool:
        """True when a lesson's file is there and was not loaded. `name` is its slug, which is nearly always its id."""
        return f"{LESSONS}{name}.md" in self.paths and all(file.lesson.slug != name for file in self.lessons)

    def lacks_data(self, file: str, found: Sized) -> bool:
        """True when a data file is there and gave nothing."""
        return file in self.paths and not found

    def lacks_quiz(self, slug: str) -> bool:
        """True when a lesson's quiz file is there and could not be read to its end."""
        quiz = self.quizzes.get(slug)
        return slug in self.quiz_slugs and not (quiz and quiz.parsed.complete)

    def all_quizzes(self) -> Iterator[QuizFile]:
        """Every quiz file of the course."""
        yield from self.quizzes.values()
        yield from self.checks.values()

    def bodies(self) -> Iterator[tuple[str, Body]]:
        """The path below `docs/` and the scanned text of every page that an author wrote."""
        for lesson in self.lessons:
            yield lesson.path, lesson.body
        for page in self.pages:
            yield page.page.path, page.body
        for teaching in self.teachings:
            yield teaching.teaching.path, teaching.body

    def place(self, path: str) -> Place:
        """The beginning of a file below `docs/`."""
        return Place(f"{self.syllabus.docs}/{path}", 1, 1)
