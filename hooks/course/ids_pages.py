"""The pages at `/id/<public id>/` and at old addresses: each leads on to where its thing stands today.

There are more than a thousand, so they are written as they are, past the site builder: neither the search nor the
sitemap knows them, and a build hardly takes longer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup, escape

from course.embeds import EMBEDDED, discovery_of
from course.ids import FOLDER, collect_ids, permanent_link
from course.ids_lock import Lock
from course.ids_moved import Successors, Target
from course.links import Links
from course.load import Loaded
from course.model import Course
from course.neutral import neutral_pattern
from course.output import check_page
from course.pages import KEYS, PRINTS, WORKSHEETS, file_of, url_of
from course.render import Renderer
from course.security import policy_for
from course.syllabus import LESSONS, MODULES
from course.tree import write_new
from course.words import direction_of

TEACHING: Final = "educators/lessons/"
# What stands beside a page under the same name: where its own address begins, and where those of the others do.
_BESIDE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "lesson": (LESSONS, (WORKSHEETS, KEYS, TEACHING)),
    "module": (MODULES, (PRINTS,)),
    "check": ("", (WORKSHEETS, KEYS)),
}
_INDEX: Final = "index.html"
_TEMPLATE: Final = "partials/redirect"
_TO, _WHOLE = "COURSE-TO", "COURSE-WHOLE"  # stand for the address that a page leads to, as a link and whole


class Redirects:
    """Makes these pages for one course.

    `links` makes addresses for a page, `pages` are the addresses of all pages of the site, `address` is that of its
    root, `script` is the one that keeps the anchor of an old address.
    """

    def __init__(
        self,
        loaded: Loaded,
        render: Renderer,
        links: Callable[[str], Links],
        pages: Iterable[str],
        address: str = "",
        script: str = "",
    ) -> None:
        self._course, self._lock, self._render, self._links = loaded.course, loaded.lock or Lock(), render, links
        self._pages, self._address, self._script = frozenset(pages), address, script
        self._ids = collect_ids(self._course)
        self._successors = Successors(self._course, self._ids)
        language = self._course.settings.language
        self._frame = {"policy": Markup(policy_for("")), "language": language, "direction": direction_of(language)}

    def files(self, *, offline: bool = False) -> Iterator[tuple[str, bytes]]:
        """Every such page: its file below the site's root, and its bytes. `offline`: old pages are files there, too."""
        for found in self._ids.values():
            yield self._straight(f"{found.link}{_INDEX}", found.url)
        denied = neutral_pattern(self._course.settings.neutral)
        for name in self._old_ids():
            target = self._heir(name)
            yield self._page(f"{permanent_link(name, denied)}{_INDEX}", self._ids[target.id].url, target)
        for old, (new, target) in self.old_pages.items():
            file = f"{old.rstrip('/')}.html" if offline else old + _INDEX
            yield self._page(file, new, target, self._script, described=old in self.old_names)
        yield self._page(FOLDER + _INDEX, "")

    def _heir(self, public_id: str) -> Target:
        """What has the place of an id that is no longer there: in the end the course itself."""
        return self._successors.nearest(public_id) or Target(self._course.settings.id, "", exact=False)

    def _old_ids(self) -> list[str]:
        """Public ids that are no longer there, but were: recorded ones, and those that entries name."""
        named = {name for lesson in self._course.lessons for name in lesson.aliases}
        named |= {entry.was for entry in self._course.moved} | set(self._lock.entries)
        return sorted(named - set(self._ids))

    @cached_property
    def old_pages(self) -> dict[str, tuple[str, Target]]:
        """Addresses that pages have had: where each leads now, and to what."""
        found: dict[str, tuple[str, Target]] = {}
        for kind, page, target in self._pages_of_old():
            new = self._ids[target.id]
            start, folders = _BESIDE[kind]
            name = page.removeprefix(start)
            found[page] = (new.url, target)
            for folder in filter(self._has, folders):
                beside = folder + new.url.removeprefix(_BESIDE.get(new.kind, ("", ()))[0])
                found[folder + name] = (beside if beside in self._pages else new.url, target)
        return {old: new for old, new in found.items() if old not in self._pages}

    @cached_property
    def old_names(self) -> dict[str, str]:
        """Old addresses of lessons and checks that only got another name, each with that of today."""
        pages = ((page, self._ids[target.id], target.exact) for _, page, target in self._pages_of_old())
        found = {page: now.url for page, now, exact in pages if exact and now.kind in EMBEDDED}
        return {old: new for old, new in found.items() if old in self.old_pages}

    def _has(self, folder: str) -> bool:
        """True when the site has pages below a folder."""
        return any(page.startswith(folder) for page in self._pages)

    def _pages_of_old(self) -> Iterator[tuple[str, str, Target]]:
        """Kind and address of each page that there was, and what has its place."""
        for lesson in self._course.lessons:
            for name in lesson.aliases:
                if f"{LESSONS}{name}/" not in self._pages:
                    yield "lesson", f"{LESSONS}{name}/", Target(lesson.public_id, "", exact=True)
        for name, locked in self._lock.entries.items():
            target = self._heir(name)
            yield from ((locked.kind, page, target) for page in locked.pages if page not in self._pages)

    def _straight(self, file: str, new: str) -> tuple[str, bytes]:
        """A page that leads on to where its thing stands. There are thousands, so the template is filled once."""
        html = self._hollow.replace(_TO, escape(self._links(file)(new)))
        return file, html.replace(_WHOLE, escape(self._address + new.partition("#")[0])).encode()

    @cached_property
    def _hollow(self) -> str:
        variables = {"target": _TO, "script": "", "gone": None, "oembed": "", "canonical": self._address and _WHOLE}
        return str(self._render(_TEMPLATE, Links(""), {**variables, **self._frame}))

    def _page(
        self, file: str, new: str, target: Target | None = None, script: str = "", *, described: bool = False
    ) -> tuple[str, bytes]:
        """A page that leads on at once to the same thing, and says so where it is another one."""
        variables: dict[str, Any] = {"target": new, "script": script, "gone": None, **self._frame}
        variables["canonical"] = self._address and self._address + new.partition("#")[0]
        variables["oembed"] = discovery_of(self._address, new) if self._address and described else ""
        if target and not target.exact:
            variables["gone"] = {"because": target.because, "title": self._ids[target.id].title}
        return file, self._render(_TEMPLATE, self._links(file), variables).encode()

    @cached_property
    def _old_anchors(self) -> dict[str, list[tuple[str, str]]]:
        """Old and new anchor of what got another id on the same page, by the address of the page."""
        found: dict[str, list[tuple[str, str]]] = {}
        for entry in self._course.moved:
            target = self._successors.find(entry.was)
            now = self._ids[target.id] if target else None
            if now and _home_of(entry.was) == _home_of(now.id):
                page, _, anchor = now.url.partition("#")
                found.setdefault(page, []).append((entry.was.rpartition("/")[2], anchor))
        return found

    def with_old_anchors(self, page: str, main: Markup) -> Markup:
        """The main part of the page at an address, with the anchors that its parts had before."""
        html = str(main)  # joined as Markup, the pattern's pieces would be escaped
        for old, new in self._old_anchors.get(page, ()):
            anchor = self._render("partials/anchor", self._links(page), {"id": old}).strip()
            html = re.sub(rf'<[^<>]*\bid="{re.escape(new)}"[^<>]*>', rf"\g<0>{anchor}", html, count=1)
        return Markup(html)


def files_on_disk(course: Course, paths: Iterable[str]) -> dict[str, str]:
    """The file of every address that a folder stands for on a server; `paths` are those of all pages below `docs/`."""
    links = {one.link: f"{one.link}{_INDEX}" for one in collect_ids(course).values()}
    return links | {url_of(path): file_of(path) for path in paths}


def _home_of(public_id: str) -> str:
    """The part of a public id that names the page: the lesson, the check, the glossary."""
    return public_id.rpartition("/")[0]


def write_redirects(site: Path, redirects: Redirects, *, offline: bool = False) -> list[str]:
    """Write the pages below the folder of a built site; returns what is wrong with them, one line each.

    They are looked at here because to find and read thousands again takes as long as to write them. `offline`: a copy
    to be read from a disk.
    """
    made, problems = set[str](), []
    for name, content in redirects.files(offline=offline):
        _make_folder(site, name.rpartition("/")[0], made)
        write_new(f"{site}/{name}", content)
        problems.append(check_page(name, content))
    return list(filter(None, problems))


def _make_folder(site: Path, folder: str, made: set[str]) -> None:
    """Make a folder unless that was done: of a thousand, hardly one is there before."""
    if folder not in made:
        made.add(folder)
        try:
            os.mkdir(f"{site}/{folder}")  # noqa: PTH102 - half the time of `pathlib`, a thousand times
        except FileExistsError:
            return
        except FileNotFoundError:
            (site / folder).mkdir(parents=True)
