"""Which handouts a course has, what each is made of and by whom."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from course.model import Course, Figure, Lesson
from course.pages import sheets

FOLDER: Final = "handouts"
"""Where handouts stand, below the site's root."""
PLAN: Final = "plan.json"
DOCUMENTS: Final = "documents"
STYLE, BOOK_STYLE = "handout.css", "book.css"
BOOK: Final = "book"
COVER: Final = f"{BOOK}/cover.svg"


@dataclass(frozen=True, slots=True)
class Handout:
    """A file to make: its path below `handouts/`, its maker, and what it is made of, below the folder of documents."""

    path: str
    maker: str
    source: str


def handouts_of(course: Course) -> list[Handout]:
    """Every handout of a course. The longest to make come first, so that no core waits for one at the end."""
    found = [_pdf(course.settings.id, "course"), *(_pdf(f"modules/{one.slug}") for one in course.modules)]
    for lesson in course.lessons:
        path = f"lessons/{lesson.slug}"
        found += [_pdf(path), Handout(f"{path}.md", "markdown", f"{path}.html")]
        found.append(Handout(f"{path}.txt", "text", f"{path}.html"))
    for name in sheets(course):
        found += [_pdf(f"{kind}s/{name}-{kind}", f"{kind}s/{name}") for kind in ("worksheet", "key")]
    for lesson, figure in figures_of(course):
        path = picture(lesson, figure)
        found += [Handout(f"{path}.{kind}", kind, f"{path}.svg") for kind in ("svg", "png")]
    return [*found, Handout(f"{course.settings.id}.epub", "epub", BOOK)]


def _pdf(path: str, source: str = "") -> Handout:
    return Handout(f"{path}.pdf", "pdf", f"{source or path}.html")


def figures_of(course: Course) -> list[tuple[Lesson, Figure]]:
    """Every figure with its lesson."""
    return [(lesson, figure) for lesson in course.lessons for figure in lesson.figures]


def picture(lesson: Lesson, figure: Figure) -> str:
    """The path of a figure's files below `handouts/`, without their endings."""
    return f"figures/{lesson.slug}/{figure.id}"


def workshop(site: Path, course_id: str) -> Path:
    """Where documents wait and made files are kept, for the site in a folder: a build empties the site's own."""
    return site.parent / "build" / FOLDER / course_id


def write_plan(folder: Path, handouts: list[Handout]) -> None:
    """Keep the plan beside the documents, for the second step."""
    (folder / PLAN).write_text(json.dumps([asdict(one) for one in handouts], indent=1), encoding="utf-8")


def read_plan(folder: Path) -> list[Handout]:
    """The plan that was kept. Raises FileNotFoundError where no documents wait."""
    return [Handout(**one) for one in json.loads((folder / PLAN).read_text(encoding="utf-8"))]
