"""A course built by the core alone, without MkDocs: every page, as the hooks would ask for it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from course.load import Loaded, load_course
from course.site import Site
from course.views import CoursePage
from markdown import Markdown

from tests.broken import BASE

TODAY = date(2026, 3, 20)
# Those of mkdocs.yml beside the core's own; MkDocs adds fenced_code.
EXTENSIONS = ("attr_list", "tables", "fenced_code", "toc")


def texts_of(site: Site) -> list[str]:
    """The paths of the pages that an author wrote."""
    course = site.course
    teachings = [teaching.path for teaching in course.teachings.values()]
    return [f"lessons/{lesson.slug}.md" for lesson in course.lessons] + teachings + [page.path for page in course.pages]


def build(loaded: Loaded, *, today: date = TODAY) -> tuple[Site, dict[str, CoursePage]]:
    """The site and its finished pages by path; the page for lost addresses is `404`."""
    site = Site(loaded, today)
    return site, pages_of(site)


def markdown_of(site: Site) -> Markdown:
    """Markdown as MkDocs sets it up for the site."""
    return Markdown(extensions=[*EXTENSIONS, site.markdown])


def convert_text(site: Site, path: str, markdown: Markdown) -> str:
    """The finished HTML of one page's text."""
    site.begin(path)
    markdown.reset()
    return site.content(path, markdown.convert(site.text(path)))


def pages_of(site: Site) -> dict[str, CoursePage]:
    """Every page of a site, put together in the order of the hooks: all texts first."""
    markdown = markdown_of(site)
    content = {path: convert_text(site, path, markdown) for path in texts_of(site)}
    content |= {path: site.searchable(path) for path in site.generated}
    pages = {path: site.page(path) for path in content}
    return {**pages, "404": site.not_found("/sub/")}


def build_folder(root: Path) -> tuple[Site, dict[str, CoursePage]]:
    """Load and build the course of a project folder."""
    return build(load_course(root))


@cache
def base() -> Loaded:
    """The good course that the broken ones are made from, loaded once."""
    return load_course(BASE)
