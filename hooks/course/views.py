"""What the page templates are given: one view of the page, and the parts of the site around it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from course.model import Course, Lesson, Module, Page, Reference, Section
from course.model_quiz import Check
from course.model_teaching import Teaching
from course.pages import KEYS, TEACHING_PARTS, TOOLS, WORKSHEETS, generated, kind_of, sheets, url_of
from course.syllabus import Syllabus
from course.words import Words


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as the templates see it. `sections` are what "on this page" lists."""

    kind: str
    url: str
    title: str
    heading: str
    summary: str
    sections: tuple[Section, ...] = ()
    module: Module | None = None
    lesson: Lesson | None = None
    subject: Lesson | Check | None = None
    """What a check, a worksheet, its key or a teaching page is about."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the site's header; `url` is below the site's root."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A source in a lesson's list: its number and the anchors of the places that cite it."""

    number: int
    reference: Reference
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoursePage:
    """Everything `overrides/main.html` places into Material's page."""

    view: PageView
    title: str
    head: Markup
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    framed: str
    """The script that makes the view for frames."""
    banner: Markup
    header: Markup
    sidebar: Markup
    toc: Markup
    main: Markup
    footer: Markup


def lesson_sections(lesson: Lesson, words: Words) -> tuple[Section, ...]:
    """The headings of a lesson's text (level 2) and the parts that the engine adds below them."""
    parts = [("key-points", "lesson.key_points")]
    if lesson.reflection:
        parts.append(("reflection", "reflection.title"))
    if lesson.quiz and lesson.quiz.after:
        parts.append(("quiz", "lesson.quiz"))
    if lesson.cites:
        parts.append(("references", "references.title"))
    own = [section for section in lesson.sections if section.level == 2]
    return (*own, *(Section(anchor, words(key), 2, lesson.place) for anchor, key in parts))


def teaching_sections(lesson: Lesson, words: Words) -> tuple[Section, ...]:
    """The parts of the page that says how to teach a lesson."""
    absent = {"discussion": not lesson.reflection, "alignment": not lesson.aligns, "quiz": not lesson.quiz}
    parts = [part for part in TEACHING_PARTS if not absent.get(part, False)]
    return tuple(Section(part, words(f"teach.{part}"), 2, lesson.place) for part in parts)


class Views:
    """Makes the view of each page of one course."""

    def __init__(self, course: Course, syllabus: Syllabus, words: Words) -> None:
        self.course, self.words = course, words
        self._generated = generated(course)
        self._pages = {page.path: page for page in course.pages}
        self._pages |= {teaching.path: self._teaching(teaching) for teaching in course.teachings.values()}
        self._lessons = {f"lessons/{lesson.slug}.md": lesson for lesson in course.lessons}
        self._modules = {f"modules/{module.slug}.md": module for module in course.modules}
        self._subjects: dict[str, Lesson | Check] = {check.url: check for check in course.checks}
        for folder in (WORKSHEETS, KEYS):
            self._subjects |= {f"{folder}{name}/": subject for name, subject in sheets(course).items()}
        self._links = tuple(self._nav_links(syllabus))

    def _teaching(self, teaching: Teaching) -> Page:
        """A teaching text as a page like others, so that its notes are converted like theirs."""
        lesson = self.course.lesson_by_id[teaching.lesson]
        title = self.words("teach.title", of=lesson.title)
        return Page(teaching.path, title, title, "", teaching.body, (), teaching.cites, searched=False)

    def lesson(self, path: str) -> Lesson | None:
        """The lesson whose text is at a path below `docs/`."""
        return self._lessons.get(path)

    def page(self, path: str) -> Page | None:
        """The hand-written page at a path below `docs/`."""
        return self._pages.get(path)

    def of(self, path: str) -> PageView:
        """The view of a page by its path below `docs/`."""
        kind, url = kind_of(path), url_of(path)
        if path in self._lessons:
            lesson = self._lessons[path]
            module, sections = self.course.module_of(lesson), lesson_sections(lesson, self.words)
            return PageView(kind, url, lesson.title, lesson.heading, lesson.summary, sections, module, lesson)
        if path in self._modules:
            module = self._modules[path]
            return PageView(kind, url, module.title, module.heading, module.summary, module=module)
        if path in self._generated:
            return self._own(kind, url)
        page = self._pages[path]
        if kind == "teach":
            lesson = next(
                self.course.lesson_by_id[one.lesson] for one in self.course.teachings.values() if one.path == path
            )
            return PageView(
                kind, url, page.title, page.heading, "", teaching_sections(lesson, self.words), subject=lesson
            )
        sections = tuple(section for section in page.sections if section.level == 2)
        return PageView(kind, url, page.title, page.heading, page.summary, sections)

    def _own(self, kind: str, url: str) -> PageView:
        """The view of a page that the engine writes."""
        subject = self._subjects.get(url)
        if kind in ("print", "links"):
            slug = url.rstrip("/").rpartition("/")[2]
            module = next((module for module in self.course.modules if module.slug == slug), None)
            title = self.words(f"{kind}.title", of=module.title if module else self.words(f"{kind}.all"))
            return PageView(kind, url, title, title, "", module=module)
        framework = next((one for one in self.course.frameworks if one.url_here == url), None)
        if framework:
            title = self.words("framework.title", of=framework.id)
            return PageView(kind, url, title, framework.title, "")
        if subject is None:
            title = self.words(f"{kind}.title")
            return PageView(kind, url, title, title, "")
        title = self.words(f"{kind}.title", of=self._name_of(subject))
        heading = subject.quiz.heading if isinstance(subject, Check) and kind == "check" else title
        return PageView(kind, url, title, heading, "", subject=subject)

    def _name_of(self, subject: Lesson | Check) -> str:
        """What worksheets, keys and checks are called after: a lesson, a module, the course."""
        if isinstance(subject, Lesson):
            return subject.title
        module = next((module for module in self.course.modules if module.id == subject.module), None)
        return module.title if module else self.course.settings.name

    def title_of(self, check: Check) -> str:
        """What a check is called among other pages."""
        return self.words("check.title", of=self._name_of(check))

    def tools(self) -> tuple[PageView, ...]:
        """The pages of the educators' tools that this course has, in their order."""
        return tuple(self.of(path) for path in TOOLS if path in self._pages or path in self._generated)

    def title(self, view: PageView) -> str:
        """The words of the browser's tab and history: neutral, and enough to tell pages apart."""
        name = self.course.settings.name
        if view.kind == "home":
            return name
        if view.lesson and view.module:
            number = f"{view.module.number}.{view.module.lessons.index(view.lesson) + 1}"
            return self.words("site.lesson_title", number=number, title=view.title, course=name)
        return self.words("site.page_title", title=view.title, course=name)

    def links(self, view: PageView) -> tuple[NavLink, ...]:
        """The header's links; the one that leads to this page is marked."""
        return tuple(NavLink(link.label, link.url, link.url == view.url) for link in self._links)

    def _nav_links(self, syllabus: Syllabus) -> list[NavLink]:
        found = []
        for section in syllabus.sections:
            path = section.pages[0].path if section.pages else "index.md"
            if not section.is_module and path != "index.md" and path not in self._generated:
                found.append(NavLink(section.title or self.of(path).title, url_of(path), current=False))
        return found
