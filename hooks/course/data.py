"""The data files below `docs/`: glossary, references, help, frameworks, article, changes, paths. One loader a file.

A missing file is an empty part: a course without a source article has no `article.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from course.errors import Report
from course.model import Reference, Service, Term
from course.model_alignment import AgeBand, Code, Framework
from course.model_article import VERDICTS, Article, ArticleClaim, ArticleHeading
from course.model_changes import CHANGE_KINDS, Change, newest_first
from course.model_ids import Moved
from course.model_paths import ReadyPath
from course.reading import compose, read_text
from course.source import Entry, entries_of, entry_of

# Editorial fields of a reference: read by people who maintain the file, never shown or exported.
_EDITORIAL = ("lessons", "role", "claim", "verified", "tier", "doi_checked", "caution", "kind", "checked_by")
MAX_DEFINITION_WORDS = 40
# `12-15`, `15+`, `15-18+`: years of age, with a plus for "and older".
_AGES = re.compile(r"(?P<first>[0-9]{1,2})(?:[-\u2013](?P<last>[0-9]{1,2}))?(?P<older>\+)?")
MOVED = "moved.yml"


class DataFiles:
    """Reads the data files of one course. `docs` is the folder; `name` the way findings call it (`docs`)."""

    def __init__(self, docs: Path, name: str, report: Report) -> None:
        self._docs, self._name, self._report = docs, name, report

    def _read(self, file: str) -> tuple[str, str] | None:
        path = self._docs / file
        if not path.exists():
            return None
        name = f"{self._name}/{file}"
        text = read_text(path, name, self._report)
        return (text, name) if text is not None else None

    def _list(self, file: str) -> list[Entry]:
        read = self._read(file)
        return entries_of(compose(read[0], read[1], self._report), read[1], self._report) if read else []

    def _root(self, file: str) -> Entry | None:
        read = self._read(file)
        return entry_of(compose(read[0], read[1], self._report), read[1], self._report) if read else None

    def terms(self) -> tuple[Term, ...]:
        """`glossary.yml`, in the order of the file."""
        return tuple(_unique(self._list("glossary.yml"), _term))

    def references(self) -> dict[str, Reference]:
        """`references.yml` by id."""
        found = _unique(self._list("references.yml"), _reference)
        return {reference.id: reference for reference in found}

    def services(self) -> tuple[Service, ...]:
        """`help.yml`, in the order of the file."""
        return tuple(_unique(self._list("help.yml"), _service))

    def frameworks(self) -> tuple[Framework, ...]:
        """`alignment.yml`."""
        root = self._root("alignment.yml")
        if root is None:
            return ()
        root.allow(("about", "frameworks"))
        return tuple(_unique(root.entries("frameworks", required=True), _framework))

    def article(self) -> Article | None:
        """`article.yml`, or None where the course was not made from an article."""
        root = self._root("article.yml")
        if root is None:
            return None
        root.allow(("title", "headings"))
        headings = _unique(root.entries("headings", required=True), _heading)
        return Article(root.text("title", required=True), tuple(headings))

    def moved(self) -> tuple[Moved, ...]:
        """`moved.yml`: what became of public ids that are no longer there."""
        return tuple(_moved(entry) for entry in self._list(MOVED))

    def changes(self) -> tuple[Change, ...]:
        """`changes.yml`, newest first."""
        return newest_first(_unique(self._list("changes.yml"), _change))

    def paths(self) -> tuple[ReadyPath, ...]:
        """`paths.yml`, in the order of the file."""
        return tuple(_unique(self._list("paths.yml"), _path))


Part = TypeVar("Part", Term, Reference, Service, Framework, ArticleHeading, ArticleClaim, Change, ReadyPath)


def _unique(entries: list[Entry], parse: Callable[[Entry], Part]) -> list[Part]:
    """Parse entries and report ids that stand twice."""
    found: dict[str, Part] = {}
    for entry in entries:
        item = parse(entry)
        first = found.get(item.id)
        if first is not None and item.id:
            entry.report("duplicate-id", at="id", id=item.id, first=f"{first.place.path}:{first.place.line}")
        else:
            found[item.id] = item
    return list(found.values())


def _term(entry: Entry) -> Term:
    entry.allow(("id", "term", "short", "aliases", "see", "cite"))
    short = entry.text("short", required=True)
    words = len(short.split())
    if words > MAX_DEFINITION_WORDS:
        entry.report("term-long", at="short", words=words, limit=MAX_DEFINITION_WORDS)
    return Term(
        id=entry.id(),
        term=entry.text("term", required=True),
        short=short,
        aliases=entry.texts("aliases"),
        see=entry.texts("see"),
        cite=entry.texts("cite"),
        place=entry.place,
    )


def _reference(entry: Entry) -> Reference:
    entry.allow(("id", "authors", "year", "title", "source", "doi", "url", "checked_on", "language", *_EDITORIAL))
    return Reference(
        id=entry.id(),
        authors=entry.text("authors", required=True),
        year=entry.integer("year", 1000, 2999),
        title=entry.text("title", required=True),
        source=entry.text("source"),
        doi=entry.text("doi"),
        url=entry.text("url"),
        checked_on=entry.date("checked_on"),
        place=entry.place,
        language=entry.text("language"),
    )


_SERVICE_KEYS = (
    "id name country topics for url languages access hours cost phone text source_url verified_on verified_by"
)


def _service(entry: Entry) -> Service:
    entry.allow(_SERVICE_KEYS.split())
    return Service(
        id=entry.id(),
        name=entry.text("name", required=True),
        country=entry.text("country", required=True),
        topics=entry.texts("topics"),
        audience=entry.text("for"),
        url=entry.text("url", required=True),
        languages=entry.texts("languages"),
        access=entry.text("access"),
        hours=entry.text("hours"),
        phone=entry.text("phone"),
        text=entry.text("text"),
        verified_on=entry.date("verified_on"),
        place=entry.place,
    )


def _framework(entry: Entry) -> Framework:
    entry.allow(("id", "title", "publisher", "year", "url", "certainty", "rights", "note", "age_bands", "codes"))
    return Framework(
        id=entry.id(),
        title=entry.text("title", required=True),
        publisher=entry.text("publisher"),
        year=entry.integer("year", 1900, 2999),
        url=entry.text("url"),
        certainty=entry.text("certainty"),
        note=entry.text("note"),
        age_bands=tuple(_age_bands(entry)),
        codes=tuple(_code(code) for code in entry.entries("codes", required=True)),
        place=entry.place,
    )


def _age_bands(entry: Entry) -> Iterator[AgeBand]:
    for text, place in entry.located("age_bands"):
        band = _AGES.fullmatch(text)
        if band is None:
            entry.reporter.add("bad-age-band", place, given=text)
        else:
            yield AgeBand(text, None if band["older"] else int(band["last"] or band["first"]))


def _code(entry: Entry) -> Code:
    entry.allow(("code", "title", "certainty"))
    return Code(entry.text("code", required=True), entry.text("title", required=True), entry.text("certainty"))


def _heading(entry: Entry) -> ArticleHeading:
    entry.allow(("id", "heading", "lessons", "planned", "claims"))
    return ArticleHeading(
        id=entry.id(),
        heading=entry.text("heading", required=True),
        lessons=entry.texts("lessons"),
        planned=entry.boolean("planned", default=False),
        claims=tuple(_unique(entry.entries("claims"), _article_claim)),
        place=entry.place,
    )


def _article_claim(entry: Entry) -> ArticleClaim:
    entry.allow(("id", "says", "verdict", "taught"))
    pairs = (address.partition("/") for address in entry.texts("taught"))
    return ArticleClaim(
        id=entry.id(),
        says=entry.text("says", required=True),
        verdict=entry.choice("verdict", VERDICTS),
        taught=tuple((lesson, claim) for lesson, _, claim in pairs),
        place=entry.place,
    )


def _moved(entry: Entry) -> Moved:
    entry.allow(("was", "now", "because"))
    was, now = entry.text("was", required=True), entry.text("now", required=True)
    return Moved(was, now, entry.text("because"), entry.place_of("was"))


def _change(entry: Entry) -> Change:
    entry.allow(("id", "on", "kind", "what", "lessons", "pages"))
    return Change(
        id=entry.id(),
        on=entry.date("on", required=True) or date.min,
        kind=entry.choice("kind", CHANGE_KINDS),
        what=entry.text("what", required=True),
        lessons=entry.texts("lessons"),
        pages=entry.texts("pages"),
        place=entry.place,
    )


def _path(entry: Entry) -> ReadyPath:
    entry.allow(("id", "title", "for", "parts"))
    return ReadyPath(
        id=entry.id(),
        title=entry.text("title", required=True),
        audience=entry.text("for", required=True),
        parts=tuple(entry.located("parts", required=True)),
        place=entry.place,
    )
