"""Which page is what: the kinds of page, and the pages that the engine writes itself."""

from __future__ import annotations

from course.model import Course, Lesson
from course.model_quiz import Check
from course.syllabus import LESSONS, MODULES, TEACHING

# Path below `docs/` -> kind. These have no file of the author's; a kind names its template below `overrides/pages/`.
# `generated` says which of them a course has.
GENERATED = {
    "glossary.md": "glossary",
    "references.md": "references",
    "evidence.md": "evidence",
    "help.md": "help",
    "about/article.md": "article",
    "about/changes.md": "changes",
    "about/device.md": "device",
    "about/design.md": "design",
    "educators/alignment.md": "alignment",
    "educators/cite.md": "cite",
    "educators/embed.md": "embed",
    "educators/handouts.md": "handouts",
    "review.md": "review",
    "review/cards.md": "cards",
    "review/completion.md": "completion",
    "educators/links.md": "links",
    "educators/path.md": "path",
}
# Beginning of a path below `docs/` -> kind, for what there are several of.
CHECKS, WORKSHEETS, KEYS, PRINTS = "checks/", "worksheets/", "keys/", "print/"
FRAMEWORKS, LINKS = "educators/alignment/", "educators/links/"
_SEVERAL = {
    CHECKS: "check",
    WORKSHEETS: "worksheet",
    KEYS: "key",
    PRINTS: "print",
    FRAMEWORKS: "framework",
    LINKS: "links",
}
FOR_PAPER = (WORKSHEETS, KEYS, PRINTS)
WHOLE = "course"  # the name of the print of all modules
# The educators' own pages: their home, and what every session has, which each teaching page takes in.
EDUCATORS, SESSION = "educators/index.md", "educators/session.md"
_ALONE = {"index.md": "home", EDUCATORS: "educators", **GENERATED}
_FOLDERS = {LESSONS: "lesson", MODULES: "module", TEACHING: "teach", **_SEVERAL}
# What the educators' home offers beside lessons, in this order, where the course has it.
TOOLS = (
    SESSION,
    "educators/path.md",
    "educators/links.md",
    "educators/embed.md",
    "educators/alignment.md",
    "educators/handouts.md",
    "educators/cite.md",
    "educators/data.md",
)
# The parts of a teaching page, in order; their anchors and the last parts of their words' keys.
TEACHING_PARTS = (
    "before",
    "plan",
    "steps",
    "activities",
    "differentiation",
    "misconceptions",
    "discussion",
    "quiz",
    "session",
    "alignment",
    "cite",
)

# Kinds that search engines may list. The others repeat a lesson's questions or answers without what is said before
# them, or are tools that are empty until somebody uses them.
_LISTED = frozenset(
    "home module lesson plain glossary references evidence article help changes cite teach educators alignment"
    " framework".split()
)

# Works cited, and what repeats the lessons in another form.
_UNSEARCHED = frozenset("references check worksheet key review cards completion design print links path".split())


def is_searched(kind: str) -> bool:
    """Whether the site's own search knows pages of a kind."""
    return kind not in _UNSEARCHED


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
        "alignment": not course.frameworks,
        "changes": not course.changes,
        "cite": not course.lessons,
        "embed": not course.lessons,
        "handouts": not course.settings.handouts,
        "review": not quizzes,
        "cards": not course.terms,
        "completion": not course.lessons,
        "links": not course.lessons,
        "path": not course.lessons,
    }
    found = {path: kind for path, kind in GENERATED.items() if not absent.get(kind, False)}
    found |= {f"{CHECKS}{check.slug}.md": "check" for check in course.checks}
    found |= {f"{FRAMEWORKS}{framework.id}.md": "framework" for framework in course.frameworks}
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
    several = (kind for folder, kind in _FOLDERS.items() if path.startswith(folder))
    return _ALONE.get(path) or next(several, "plain")


def url_of(path: str) -> str:
    """The address below the site's root of the page at a path below `docs/`."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def file_of(path: str) -> str:
    """The file below the site's root of the page at a path below `docs/`, in a copy for a disk."""
    return f"{path.removesuffix('.md')}.html"
