"""Which page is what: the kinds of page, and the pages that the engine writes itself."""

from __future__ import annotations

from course.model import Course
from course.syllabus import LESSONS, MODULES

# Path below `docs/` -> kind. These have no file of the author's; a kind names its template below `overrides/pages/`.
# `generated` says which of them a course has.
GENERATED = {
    "glossary.md": "glossary",
    "references.md": "references",
    "evidence.md": "evidence",
    "help.md": "help",
    "about/article.md": "article",
}


def generated(course: Course) -> dict[str, str]:
    """The pages that the engine writes for this course, path -> kind: a course without terms has no glossary."""
    absent = {
        "glossary": not course.terms,
        "references": not course.references,
        "evidence": not any(lesson.claims for lesson in course.lessons),
        "article": course.article is None,
    }
    return {path: kind for path, kind in GENERATED.items() if not absent.get(kind, False)}


def kind_of(path: str) -> str:
    """The kind of the page at a path below `docs/`."""
    if path.startswith(LESSONS):
        return "lesson"
    if path.startswith(MODULES):
        return "module"
    if path == "index.md":
        return "home"
    return GENERATED.get(path, "plain")


def url_of(path: str) -> str:
    """The address below the site's root of the page at a path below `docs/`."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""
