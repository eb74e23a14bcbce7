"""What changed, as Atom feeds (RFC 4287): one of the whole course, and one a lesson for those who teach it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from course.exports.source import File, Source
from course.ids_moved import former_names
from course.model import Lesson
from course.model_changes import CHANGES_PAGE, Change, lesson_changes
from course.prose import plain_prose

FEED: Final = "changes.atom"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_TITLE_WORDS: Final = 12


def feed_of(lesson: Lesson) -> str:
    """The address of a lesson's own feed below the site's root."""
    return _path(lesson.id)


def _path(name: str) -> str:
    return f"changes/{name}.atom"


def export(source: Source) -> Iterator[File]:
    """The feeds; none for a course that tells of no change."""
    course, name, former = source.course, source.course.settings.name, former_names(source.course)
    if not course.changes:
        return
    yield FEED, _feed(source, FEED, source.words("changes.feed", of=name), CHANGES_PAGE, course.changes)
    for lesson in course.lessons:
        # Its readers care for one lesson: that others changed as well, the page says.
        if changes := [replace(change, lessons=(lesson.id,)) for change in course.changes_of(lesson)]:
            page = f"{CHANGES_PAGE}#{lesson_changes(lesson.id)}"
            title = source.words("changes.feed", of=lesson.title)
            written = _feed(source, feed_of(lesson), title, page, changes)
            yield from ((_path(name), written) for name in (lesson.id, *former.get(lesson.id, ())))


def _feed(source: Source, path: str, title: str, page: str, changes: Iterable[Change]) -> bytes:
    # Names as they are written: prefixes that ElementTree is told of hold for all of the program, drawings included.
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": source.course.settings.language})
    told = tuple(changes)
    _add(feed, "id", source.at(path))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(told[0]))
    _add(_add(feed, "author"), "name", source.course.settings.author)
    _add(feed, "rights", source.rights)
    _add(feed, "link", rel="self", type="application/atom+xml", href=source.at(path))
    _add(feed, "link", rel="alternate", type="text/html", href=source.at(page))
    for change in told:
        _entry(_add(feed, "entry"), change, source)
    indent(feed)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(entry: Element, change: Change, source: Source) -> None:
    what = plain_prose(change.what)
    kind = source.words(f"changes.kind.{change.kind}")
    _add(entry, "id", source.at(change.url))
    _add(entry, "title", f"{kind}: {_short(what)}")
    _add(entry, "updated", _moment(change))
    _add(entry, "link", rel="alternate", type="text/html", href=source.at(change.url))
    _add(entry, "category", term=change.kind, label=kind)
    for lesson_id in change.lessons:
        lesson = source.course.lesson_by_id[lesson_id]
        _add(entry, "category", term=source.public_id(lesson), label=lesson.title)
    _add(entry, "summary", what, type="text")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    child = SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _short(what: str) -> str:
    """The first words, where a whole text would be too long for a title."""
    words = what.split()
    return what if len(words) <= _TITLE_WORDS else " ".join(words[:_TITLE_WORDS]) + " …"


def _moment(change: Change) -> str:
    """A day as the moment at which it begins, which is what the format asks for."""
    return f"{change.on.isoformat()}T00:00:00Z"
