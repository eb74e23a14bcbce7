"""Which page is what: the kinds of page, and the pages that the engine writes itself."""

from __future__ import annotations

from course.model import Course, Lesson
from course.model_quiz import Check
from course.syllabus import LESSONS, MODULES

# Path below `docs/` -> kind. These have no file of the author's; a kind names its template below `overrides/pages/`.
# `generated` says which of them a course has.
GENERATED = {
    "glossary.md": "glossary",
    "references.md": "references",
    "evidence.md": "evidence",
    "help.md": "help",
    "about/article.md": "article",
    "about/device.md": "device",
    "about/design.md": "design",
    "review.md": "review",
    "review/cards.md": "cards",
    "review/completion.md": "completion",
    "educators/links.md": "links",
}
# Beginning of a path below `docs/` -> kind, for what there are several of.
CHECKS, WORKSHEETS, KEYS, PRINTS = "checks/", "worksheets/", "keys/", "print/"
LINKS = "educators/links/"
_SEVERAL = {CHECKS: "check", WORKSHEETS: "worksheet", KEYS: "key", PRINTS: "print", LINKS: "links"}
FOR_PAPER = (WORKSHEETS, KEYS, PRINTS)
WHOLE = "course"  # the name of the print of all modules

# Kinds that search engines may list. The others repeat a lesson's questions or answers without what is said before
# them, or are tools that are empty until somebody uses them.
_LISTED = frozenset({"home", "module", "lesson", "plain", "glossary", "references", "evidence", "article", "help"})


def is_listed(kind: str) -> bool:
    """Whether search engines are to list pages of a kind."""
    return kind in _LISTED


def generated(course: Course) -> dict[str, str]:
    """The pages that the engine writes for this course, path -> kind: a course without terms has no glossary."""
    quizzes = sheets(course)
    absent = {
        "glossary": not course.terms,
        "references": not course.references,
        "evidence": not any(lesson.claims for lesson in course.lessons),
        "article": course.article is None,
        "review": not quizzes,
        "cards": not course.terms,
        "completion": not course.lessons,
        "links": not course.lessons,
    }
    found = {path: kind for path, kind in GENERATED.items() if not absent.get(kind, False)}
    found |= {f"{CHECKS}{check.slug}.md": "check" for check in course.checks}
    if course.lessons:
        found |= {f"{PRINTS}{name}.md": "print" for name in (*(module.slug for module in course.modules), WHOLE)}
    found |= {f"{LINKS}{module.slug}.md": "links" for module in course.modules if module.lessons}
    for folder in (WORKSHEETS, KEYS):
        found |= {f"{folder}{name}.md": _SEVERAL[folder] for name in quizzes}
    return found


def sheets(course: Course) -> dict[str, Lesson | Check]:
    """Every quiz that can be put on paper: its name below `worksheets/` and `keys/`, and to whom it belongs."""
    lessons = {lesson.slug: lesson for lesson in course.lessons if lesson.quiz}
    return {**lessons, **{f"{CHECKS}{check.slug}": check for check in course.checks}}


def kind_of(path: str) -> str:
    """The kind of the page at a path below `docs/`."""
    if path.startswith(LESSONS):
        return "lesson"
    if path.startswith(MODULES):
        return "module"
    if path == "index.md":
        return "home"
    several = (kind for folder, kind in _SEVERAL.items() if path.startswith(folder))
    return GENERATED.get(path) or next(several, "plain")


def url_of(path: str) -> str:
    """The address below the site's root of the page at a path below `docs/`."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def file_of(path: str) -> str:
    """The file below the site's root of the page at a path below `docs/`, in a copy for a disk."""
    return f"{path.removesuffix('.md')}.html"
