"""Files -> `Course`. Everything that is wrong is collected first and raised at once as `ContentErrors`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from course.body import LINK, Body, scan_body
from course.checks import anchors_of, check_course
from course.data import DataFiles
from course.errors import CourseError, Report
from course.figures import read_figure
from course.ids_check import check_lock
from course.ids_lock import Lock
from course.lessons import parse_lesson
from course.material import LessonFile, Material, PageFile, QuizFile, TeachingFile
from course.model import Course, Module, Page, Place
from course.model_quiz import COURSE_CHECK, Check
from course.quiz import parse_quiz
from course.reading import compose, is_file, read_text
from course.rules import check_rules, load_rules
from course.source import FrontMatter, entry_of, split_front_matter
from course.syllabus import CONFIG, LESSONS, MODULES, TEACHING, NavEntry, NavSection, Syllabus, load_syllabus
from course.teaching import parse_teaching

QUIZZES, CHECKS = "quizzes", "quizzes/checks"
_PAGE_KEYS = ("title", "heading", "summary", "search", "tasks")
_MODULE_KEYS = ("id", "title", "heading", "summary")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course that may be built, and the notes that do not stop it."""

    course: Course
    syllabus: Syllabus
    anchors: Mapping[str, frozenset[str]]
    """The anchors of every page, by its path below `docs/`."""
    notes: tuple[CourseError, ...]
    """Those that stop a release are among them."""
    lock: Lock | None = None
    """What was published, if that was ever recorded."""


def load_course(root: Path, config: str = CONFIG) -> Loaded:
    """Load and check the course in the project folder `root`. Raises `ContentErrors` with all findings."""
    report = Report()
    material = _Loader(root, report, config).load()
    check_course(material, report)
    rules = load_rules(root / material.syllabus.docs, material.syllabus.docs, report)
    if rules is not None:
        check_rules(rules, material, root, report)
    report.raise_errors()
    lock = check_lock(material, root, report)  # only of a whole course: what was not read is not lost
    return Loaded(material.course, material.syllabus, anchors_of(material), report.findings(), lock)


def with_handouts(loaded: Loaded) -> Loaded:
    """The same course, for a build whose pages link to handouts."""
    settings = replace(loaded.course.settings, handouts=True)
    return replace(loaded, course=replace(loaded.course, settings=settings))


class _Loader:
    """Reads one course. What cannot be read is left out after a finding, so that the rest is still checked."""

    def __init__(self, root: Path, report: Report, config: str) -> None:
        self.root, self.report, self.config = root, report, config
        self.syllabus = load_syllabus(root, report, config)
        self.docs = root / self.syllabus.docs
        self.quizzes: dict[str, QuizFile] = {}
        self.checks: dict[str, QuizFile] = {}
        self.lessons: dict[str, LessonFile] = {}
        self.pages: dict[str, PageFile] = {}
        self.teachings: dict[str, TeachingFile] = {}

    def load(self) -> Material:
        data = DataFiles(self.docs, self.syllabus.docs, self.report)
        self.quizzes = self.read_quizzes(QUIZZES)
        self.checks = self.read_quizzes(CHECKS, check=True)
        modules = tuple(self.module(number, section) for number, section in enumerate(self.syllabus.modules, 1))
        self.read_pages()
        course = Course(
            settings=self.syllabus.settings,
            modules=modules,
            terms=data.terms(),
            references=data.references(),
            services=data.services(),
            frameworks=data.frameworks(),
            article=data.article(),
            pages=tuple(file.page for file in self.pages.values()),
            checks=self.course_checks(modules),
            moved=data.moved(),
            figures=self.read_figures(),
            teachings={file.teaching.lesson: file.teaching for file in self.teachings.values()},
            changes=data.changes(),
            paths=data.paths(),
        )
        return Material(
            course=course,
            syllabus=self.syllabus,
            config=self.config,
            lessons=tuple(self.lessons.values()),
            pages=tuple(self.pages.values()),
            quizzes=self.quizzes,
            checks=self.checks,
            paths=self.all_paths(),
            quiz_slugs=frozenset(path.stem for path in (self.root / QUIZZES).glob("*.yml")),
            teachings=tuple(self.teachings.values()),
        )

    def name(self, path: str) -> str:
        """A path below `docs/` the way findings call it."""
        return f"{self.syllabus.docs}/{path}"

    def all_paths(self) -> frozenset[str]:
        """Every file below `docs/`, as a path relative to it."""
        return frozenset(path.relative_to(self.docs).as_posix() for path in self.docs.rglob("*") if path.is_file())

    def read_quizzes(self, folder: str, *, check: bool = False) -> dict[str, QuizFile]:
        """The quiz files right below a folder, by their names without the ending."""
        found = {}
        for path in sorted((self.root / folder).glob("*.yml")):
            name = f"{folder}/{path.name}"
            text = read_text(path, name, self.report)
            entry = entry_of(compose(text, name, self.report), name, self.report) if text else None
            if entry:
                found[path.stem] = QuizFile(
                    parse_quiz(entry, check=check), entry.spots("questions", lists=("pretest",))
                )
        return found

    def course_checks(self, modules: tuple[Module, ...]) -> tuple[Check, ...]:
        """The checks in the order of the syllabus; one of neither a module nor the course is left to the rules."""
        names = {**{module.slug: module.id for module in modules}, COURSE_CHECK: ""}
        return tuple(
            Check(slug, module, self.checks[slug].quiz, self.checks[slug].entry.place)
            for slug, module in names.items()
            if slug in self.checks
        )

    def front(self, path: str, keys: tuple[str, ...] = (), *, cites: bool = False) -> FrontMatter | None:
        """Front matter and text of a page below `docs/`; `keys` are those it may have (none: checked elsewhere)."""
        text = read_text(self.docs / path, self.name(path), self.report)
        front = split_front_matter(text, self.name(path), self.report, cites=cites) if text is not None else None
        if front and keys:
            front.entry.allow(keys)
        return front

    def exists(self, entry: NavEntry) -> bool:
        if is_file(self.docs / entry.path):
            return True
        self.report.add("nav-without-file", entry.place, path=entry.path)
        return False

    def module(self, number: int, section: NavSection) -> Module:
        overview, *rest = section.pages
        file = self.page(overview.path, _MODULE_KEYS) if self.exists(overview) else None
        lessons = [self.lesson(entry) for entry in rest if entry.path.startswith(LESSONS)]
        return Module(
            id=file.id if file else "",
            slug=PurePosixPath(overview.path).stem,
            title=file.page.title if file else "",
            heading=file.page.heading if file else "",
            summary=file.page.summary if file else "",
            number=number,
            lessons=tuple(found.lesson for found in lessons if found),
            place=file.entry.place_of("id") if file else Place(self.name(overview.path), 1, 1),
        )

    def lesson(self, entry: NavEntry) -> LessonFile | None:
        front = self.front(entry.path) if entry.path not in self.lessons and self.exists(entry) else None
        if front is None:
            return None
        body = scan_body(front.body, self.name(entry.path), self.report, first_line=front.body_line, in_lesson=True)
        slug = PurePosixPath(entry.path).stem
        quiz = self.quizzes.get(slug)
        lesson = parse_lesson(front, body, slug, quiz.quiz if quiz else None)
        spots = front.entry.spots(
            "id", "title", "summary", "reflection", "aliases", lists=("needs", "aligns", "aliases")
        )
        self.lessons[entry.path] = LessonFile(lesson, entry.path, spots, body, quiz)
        return self.lessons[entry.path]

    def page(self, path: str, keys: tuple[str, ...]) -> PageFile | None:
        """Read a page that is not a lesson, and keep it."""
        front = self.front(path, keys)
        if front is None:
            return None
        body = scan_body(front.body, self.name(path), self.report, first_line=front.body_line)
        title = front.entry.text("title", required=True)
        page = Page(
            path=path,
            title=title,
            heading=front.entry.text("heading", default=title),
            summary=front.entry.text("summary"),
            body=front.body,
            sections=tuple(body.sections),
            cites=tuple(dict.fromkeys(key for key, _ in body.cites)),
            figures=tuple(body.figures),
            searched=front.entry.boolean("search", default=True),
            tasks=self.tasks(front, body),
        )
        module_id = front.entry.id() if "id" in keys else ""
        self.pages[path] = PageFile(page, module_id, front.entry.spots("id", "title", "summary"), body)
        return self.pages[path]

    def tasks(self, front: FrontMatter, body: Body) -> tuple[str, ...]:
        """What readers come to a page for; the links are held to the same rules as those of its text."""
        found = front.entry.located("tasks")
        body.links += [(match["target"], place) for text, place in found for match in LINK.finditer(text)]
        return tuple(text for text, _ in found)

    def teaching(self, path: str) -> None:
        """Read how a lesson is taught, and keep it."""
        front = self.front(path, cites=True)
        if front is not None:
            body = scan_body(front.body, self.name(path), self.report, first_line=front.body_line)
            self.teachings[path] = parse_teaching(front, body, path, self.syllabus.settings.plans)

    def read_pages(self) -> None:
        """The hand-written pages: every Markdown file that is neither lesson nor module."""
        named = {entry.path for section in self.syllabus.sections for entry in section.pages}
        for path in sorted(self.docs.rglob("*.md")):
            name = path.relative_to(self.docs).as_posix()
            part = next((kind for kind in (LESSONS, MODULES) if name.startswith(kind)), None)
            if part and named and name not in named:
                code = "lesson-not-in-nav" if part == LESSONS else "module-not-in-nav"
                self.report.add(code, Place(self.name(name), 1, 1), path=name, config=self.config)
            elif name.startswith(TEACHING):
                self.teaching(name)
            elif not part and name not in self.pages:
                self.page(name, _PAGE_KEYS)

    def read_figures(self) -> dict[str, str]:
        bodies: list[Body] = [file.body for file in self.lessons.values()]
        bodies.extend(file.body for file in self.pages.values())
        return {figure.file: read_figure(self.docs, figure, self.report) for body in bodies for figure in body.figures}
