"""What stands around the main part of a page: head, header, path of the module, footer, banner."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from course.assets import Assets
from course.errors import CourseError
from course.head import Heads
from course.links import Links
from course.model import Lesson
from course.pages import generated
from course.release import EDITIONS, Release
from course.render import Renderer
from course.views import CoursePage, PageView, Views

_SAME_HEADER: Final = ("lesson", "module")  # kinds that the header never marks as the current page


class Surroundings:
    """Puts pages of one course together. What is the same on many pages is rendered once."""

    def __init__(self, views: Views, renderer: Renderer, assets: Assets, heads: Heads, release: Release) -> None:
        self._views, self._renderer, self._assets, self._heads = views, renderer, assets, heads
        self._release = release
        self._site: Mapping[str, Any] = {
            "generated": frozenset(generated(views.course).values()),
            "made_on": release.made_on(views.course),
            "find": assets.find,
        }
        self.findings: tuple[CourseError, ...] = ()
        """Findings of a later load that failed: this course is then the last good one, and every page says so."""
        self._ends: dict[tuple[str, str, str], Markup] = {}
        self._rows: dict[str, list[tuple[Lesson, Markup, Markup]]] = {}

    def around(self, view: PageView, links: Links, main: Markup) -> CoursePage:
        """The parts of the site around a page's main part."""
        addresses = self._assets.of(view.kind)
        head = self._heads.of(view, self._views.title(view))
        return CoursePage(
            view=view,
            title=head.title,
            head=self._part("head", links, page=view, head=head),
            styles=tuple(address for address in addresses if address.endswith(".css")),
            scripts=tuple(address for address in addresses if address.endswith(".js")),
            framed=self._assets.framed,
            banner=self._banner(view, links),
            header=self._end("site-header", view, links),
            sidebar=self._sidebar(view, links),
            toc=self._part("toc", links, page=view) if view.sections and view.kind != "home" else Markup(),
            main=main,
            footer=self._end("site-footer", view, links),
        )

    def _part(self, name: str, at: Links, **variables: Any) -> Markup:
        return self._renderer(f"partials/{name}", at, variables)

    def _banner(self, view: PageView, links: Links) -> Markup:
        """What has to be said above everything: findings to an author, the current page to a reader of an edition."""
        if self.findings:
            return self._part("banner", links, findings=self.findings)
        if not self._release.edition:
            return Markup()
        here, there = self._release.edition, Links(f"{EDITIONS}{self._release.edition}/{view.url}")
        return self._part("edition", links, edition=here, current=there(view.url))

    def _sidebar(self, view: PageView, links: Links) -> Markup:
        """The path of a lesson's module. Its rows are the same for all its lessons, but for the one that is open."""
        if not view.lesson or not view.module:
            return Markup()
        if view.module.id not in self._rows:
            row = partial(self._part, "sidebar-row", links)
            self._rows[view.module.id] = [
                (lesson, row(lesson=lesson, here=False), row(lesson=lesson, here=True))
                for lesson in view.module.lessons
            ]
        return self._part("sidebar", links, page=view, rows=self._rows[view.module.id])

    def _end(self, name: str, view: PageView, links: Links) -> Markup:
        """Header or footer: the same on all pages of one depth that the header does not mark as current."""
        key = (name, links(""), "" if view.kind in _SAME_HEADER else view.url)
        if key not in self._ends:
            variables = {"page": view, "links": self._views.links(view), **self._site}
            self._ends[key] = self._renderer(f"partials/{name}", links, variables)
        return self._ends[key]
