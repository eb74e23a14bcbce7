"""The syllabus: `mkdocs.yml` says which modules and lessons there are, in which order, and the course's settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from course.errors import Report
from course.model import Place
from course.model_settings import PLANS, Settings
from course.reading import compose, read_text
from course.source import Entry, entry_of

CONFIG = "mkdocs.yml"
MODULES, LESSONS, TEACHING = "modules/", "lessons/", "educators/lessons/"
_PLAN_DIGITS = 3
_FROM_ENVIRONMENT = "!ENV"
_DEEPEST = 6  # levels of a nav; an alias may point at a list that holds it
_SETTINGS = (
    "id",
    "name",
    "exit",
    "contact",
    "rights",
    "source",
    "neutral",
    "frame_ancestors",
    "handouts",
    "plans",
    "publisher",
    "version",
)
# What may stand in a header without changing what the rest of it means.
_ORIGIN = re.compile(r"\*|self|https?://(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page named in the nav: its path below `docs/`, the title given there (may be empty), its place."""

    path: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class NavSection:
    """A top-level entry of the nav with the pages below it; a single page is a section of one."""

    title: str
    pages: tuple[NavEntry, ...]

    @property
    def is_module(self) -> bool:
        """True when the section begins with a module's overview page."""
        return bool(self.pages) and self.pages[0].path.startswith(MODULES)


@dataclass(slots=True)
class Syllabus:
    """What `mkdocs.yml` says of the course."""

    settings: Settings
    sections: list[NavSection] = field(default_factory=list)
    docs: str = "docs"

    @property
    def modules(self) -> list[NavSection]:
        """The sections that are modules, in order."""
        return [section for section in self.sections if section.is_module]


def load_syllabus(root: Path, report: Report, config: str = CONFIG) -> Syllabus:
    """Read `mkdocs.yml` of the project folder `root`. Findings go to the report; what can be read is returned."""
    text = read_text(root / config, config, report)
    entry = entry_of(compose(text, config, report), config, report) if text else None
    if entry is None:
        return Syllabus(Settings(id="", name="", exit=""))
    syllabus = _settings(entry)
    syllabus.docs = entry.text("docs_dir", default="docs")
    nav = entry.items("nav")
    if nav is not None:
        syllabus.sections = list(_sections(nav, config))
        _check_sections(syllabus.sections, report)
    return syllabus


def _settings(config: Entry) -> Syllabus:
    extra = config.entry("extra", required=True)
    own = extra.entry("course", required=True) if extra else None
    theme = config.entry("theme") if not config.is_text("theme") else None
    language = theme.text("language", default="en") if theme else "en"
    if own is None:
        return Syllabus(Settings(id="", name="", exit="", language=language))
    own.allow(_SETTINGS)
    if not own.is_tagged("handouts", _FROM_ENVIRONMENT):
        own.boolean("handouts", default=False)  # the builder reads it: it alone knows the environment
    settings = Settings(
        id=own.id(),
        name=own.text("name", required=True),
        exit=own.text("exit", default="https://www.wikipedia.org/"),
        contact=own.text("contact"),
        rights=own.text("rights"),
        source=own.text("source"),
        language=language,
        frame_ancestors=tuple(_origins(own)),
        publisher=own.text("publisher"),
        plans=tuple(_plans(own)) or PLANS,
        version=own.text("version"),
        neutral=own.texts("neutral"),
    )
    return Syllabus(settings)


def _origins(own: Entry) -> Iterator[str]:
    """Who may show the course in a frame."""
    for origin, place in own.located("frame_ancestors"):
        if _ORIGIN.fullmatch(origin):
            yield origin
        else:
            allowed = "self, '*', an address such as https://learn.example.org (no path, no slash at the end)"
            own.reporter.add("not-one-of", place, key="frame_ancestors", value=origin, allowed=allowed)


def _plans(own: Entry) -> Iterator[int]:
    """How long sessions are for which lessons have plans."""
    for text, place in own.located("plans"):
        if text.isascii() and text.isdigit() and len(text) <= _PLAN_DIGITS and int(text):
            yield int(text)
        else:
            own.reporter.add(
                "not-one-of", place, key="plans", value=text, allowed="whole numbers of minutes from 1 to 999"
            )


def _sections(nav: yaml.Node, config: str) -> Iterator[NavSection]:
    for title, node in _items(nav):
        yield NavSection(title, tuple(_pages(title, node, config)))


def _items(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """The items of a nav list: `path`, `title: path` or `title: [items]`."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(item, yaml.MappingNode):
            for key, value in item.value:
                yield str(key.value), value
        else:
            yield "", item


def _pages(title: str, node: yaml.Node, config: str, depth: int = 0) -> Iterator[NavEntry]:
    if isinstance(node, yaml.ScalarNode):
        mark = node.start_mark
        path = str(PurePosixPath(str(node.value)))
        yield NavEntry(path, title, Place(config, mark.line + 1, mark.column + 1))
        return
    for inner_title, inner in _items(node) if depth < _DEEPEST else ():
        yield from _pages(inner_title, inner, config, depth + 1)


def _check_sections(sections: list[NavSection], report: Report) -> None:
    seen: set[str] = set()
    for section in sections:
        for page in section.pages:
            if page.path in seen:
                report.add("nav-twice", page.place, path=page.path)
            seen.add(page.path)
            if page.path.startswith(LESSONS) and not section.is_module:
                report.add("lesson-outside-module", page.place, path=page.path)
            if page.path.startswith(MODULES) and page is not section.pages[0]:
                report.add("module-misplaced", page.place, path=page.path)
