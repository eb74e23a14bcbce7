"""Which page is what: the kinds of page, and the pages that the engine writes itself."""

from __future__ import annotations

from course.syllabus import LESSONS, MODULES

# Path below `docs/` -> kind. These have no file of the author's; a kind names its template below `overrides/pages/`.
GENERATED = {
    "glossary.md": "glossary",
    "references.md": "references",
    "evidence.md": "evidence",
    "help.md": "help",
    "about/article.md": "article",
}


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
