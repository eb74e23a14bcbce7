"""Handouts for the tests: documents made by the core alone, without MkDocs, and files made of some of them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from course.handouts.documents import Documents, write_documents
from course.handouts.making import MAKERS
from course.handouts.plan import DOCUMENTS, Handout, read_plan
from course.load import load_course, with_handouts
from course.release import Release
from course.site import Site
from pypdf import PdfReader

from tests.building import TODAY, convert_text, markdown_of, pages_of

ADDRESS = "https://course.example/here/"


def site_of(course: Path) -> Site:
    """A course whose pages link to handouts, not yet converted."""
    return Site(with_handouts(load_course(course)), TODAY, release=Release(ADDRESS))


class Workshop:
    """Makes files of one course below a folder, each when first asked for."""

    def __init__(self, course: Path, folder: Path) -> None:
        self.site = site_of(course)
        pages_of(self.site)
        self.folder = folder
        write_documents(self.site, folder)
        self.documents = folder / DOCUMENTS
        self.plan = {one.path: one for one in read_plan(self.documents)}
        self._made: dict[str, bytes] = {}

    def __call__(self, path: str) -> bytes:
        """The bytes of a handout."""
        if path not in self._made:
            self._made[path] = self.make(self.plan[path])
        return self._made[path]

    def make(self, handout: Handout) -> bytes:
        """Make a handout, whether it was made before or not."""
        return MAKERS[handout.maker](self.documents, handout.source)

    def pdf(self, path: str) -> PdfReader:
        """A PDF, read by a library that had no hand in it."""
        return PdfReader(io.BytesIO(self(path)))


def words_of(reader: PdfReader) -> str:
    """The words of a PDF on one line; a word that is broken at a line's end is whole."""
    text = "\n".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u00ad\n", "").replace("\u2010\n", "").replace("-\n", "").split())


@cache
def one_lesson(course: Path, slug: str) -> str:
    """The document of one lesson of a course, without converting the others."""
    site = site_of(course)
    convert_text(site, f"lessons/{slug}.md", markdown_of(site))
    wanted = next(lesson for lesson in site.course.lessons if lesson.slug == slug)
    return Documents(site).lesson(wanted)
