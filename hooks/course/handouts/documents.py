"""What stands in each handout: whole documents from the course's templates, for the makers of files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from course import indexes
from course.gather import Moving
from course.handouts import book
from course.handouts.pictures import coloured
from course.handouts.plan import BOOK, BOOK_STYLE, DOCUMENTS, STYLE, figures_of, handouts_of, picture, write_plan
from course.handouts.style import book_style, colours, paper_style
from course.ids import permanent_link
from course.links import Elsewhere
from course.model import AUDIENCES, Lesson, Module
from course.model_quiz import Check
from course.neutral import neutral_pattern
from course.pages import KEYS, WORKSHEETS, sheets
from course.render import TEMPLATES
from course.site import Site
from course.words import direction_of

_Subject: TypeAlias = Lesson | Check | Module | None
"""What a handout is about; None is the whole course."""
_SERVICES = 2  # on each sheet: where to begin from any country; the page with all of them is named below


def write_documents(site: Site, folder: Path) -> None:
    """Write the documents and the plan for every handout of a built site. All its texts must be converted."""
    target = folder / DOCUMENTS
    shutil.rmtree(target, ignore_errors=True)
    for path, content in Documents(site).all():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    write_plan(target, handouts_of(site.course))


class Documents:
    """Makes the documents of one course, by their path."""

    def __init__(self, site: Site) -> None:
        self._site, self._course = site, site.course
        self._denied = neutral_pattern(site.course.settings.neutral)

    def all(self) -> Iterator[tuple[str, str]]:
        """Every document, the style sheets and the pictures."""
        yield STYLE, paper_style(TEMPLATES)
        yield f"{BOOK}/{BOOK_STYLE}", book_style(TEMPLATES)
        for lesson in self._course.lessons:
            yield f"lessons/{lesson.slug}.html", self.lesson(lesson)
        for folder in (WORKSHEETS, KEYS):
            for name, subject in sheets(self._course).items():
                yield f"{folder}{name}.html", self._sheet(f"{folder}{name}", subject)
        for module in self._course.modules:
            yield f"modules/{module.slug}.html", self._booklet(module)
        yield "course.html", self._booklet(None)
        for lesson, figure in figures_of(self._course):
            svg = coloured(self._course.figures[figure.file], figure, colours(TEMPLATES))
            yield f"{picture(lesson, figure)}.svg", svg
        yield from book.documents(self._site)

    def lesson(self, lesson: Lesson) -> str:
        """A lesson."""
        links = Elsewhere(lesson.url, self._site.release.address)
        main = Moving(links).take(self._site.prints.lesson(lesson), lesson.url)
        return self._paper("lesson", lesson.title, lesson.audience, lesson, main, summary=lesson.summary)

    def _sheet(self, name: str, subject: Lesson | Check) -> str:
        audience = self._course.audience_of(subject) if isinstance(subject, Check) else subject.audience
        links = Elsewhere(f"{name}/", self._site.release.address)
        title = self._site.title(f"{name}.md")
        main = self._site.main_of(f"{name}.md", links)
        kind = "worksheet" if name.startswith(WORKSHEETS) else "key"
        return self._paper(kind, title, audience, subject, main)

    def _booklet(self, module: Module | None) -> str:
        url = module.url if module else ""
        links = Elsewhere(url, self._site.release.address)
        parts = self._site.prints.parts(module, links)
        title = module.title if module else self._course.settings.name
        lessons = module.lessons if module else self._course.lessons
        audience = max((lesson.audience for lesson in lessons), key=AUDIENCES.index, default=AUDIENCES[0])
        main = self._site.handout("booklet", links, parts=parts, module=module, heading=title, audience=audience)
        return self._paper("booklet", title, audience, module, main, summary=module.summary if module else "")

    def _paper(self, kind: str, title: str, audience: str, of: _Subject, main: Markup, **more: Any) -> str:
        """A document around its main part. `of`: what it is made of; paper outlives addresses, so it names its link."""
        language, address = self._course.settings.language, self._site.release.address
        services = indexes.services(self._course, self._site.today)
        variables = {
            "kind": kind,
            "title": title,
            "audience": audience,
            "address": address + (permanent_link(of.public_id, self._denied) if of else ""),
            "main": main,
            "summary": "",
            "language": language,
            "direction": direction_of(language),
            "services": services[0][1][:_SERVICES] if services else (),
            **more,
        }
        return str(self._site.handout("paper", Elsewhere(of.url if of else "", address), **variables))
