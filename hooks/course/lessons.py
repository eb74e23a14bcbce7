"""A lesson's file -> `Lesson`: its front matter, its scanned text, its quiz."""

from __future__ import annotations

from course.body import Body
from course.model import AUDIENCES, SETTINGS, Lesson, Objective, Prompt, Reviewed
from course.model_quiz import Quiz, items_of
from course.source import Entry, FrontMatter

_KEYS = [
    "id",
    "title",
    "heading",
    "summary",
    "level",
    "audience",
    "homework",
    "content_note",
    "needs",
    "objectives",
    "key_points",
    "reflection",
    "aligns",
    "reviewed",
    "aliases",
]
MAX_NOTE_WORDS = 25  # safety rule TI-1: a note orients, it does not tell the story


def parse_lesson(front: FrontMatter, body: Body, slug: str, quiz: Quiz | None) -> Lesson:
    """Build a lesson; what is wrong with its front matter goes to the report of the entry."""
    entry = front.entry
    entry.allow(_KEYS)
    title = entry.text("title", required=True)
    return Lesson(
        id=entry.id(),
        slug=slug,
        title=title,
        heading=entry.text("heading", default=title),
        summary=entry.text("summary", required=True),
        level=entry.integer("level", 1, 3),
        audience=entry.choice("audience", AUDIENCES),
        homework=entry.boolean("homework", default=True),
        content_note=_content_note(entry),
        needs=entry.texts("needs"),
        objectives=_objectives(entry),
        key_points=entry.texts("key_points", required=True),
        reflection=_reflection(entry),
        aligns=entry.texts("aligns"),
        reviewed=_reviewed(entry),
        body=front.body,
        body_line=front.body_line,
        words=body.words,
        sections=tuple(body.sections),
        claims=tuple(body.claims),
        sensitive=tuple(body.sensitive),
        figures=tuple(body.figures),
        cites=_cites(body, quiz),
        quiz=quiz,
        place=entry.place,
        aliases=entry.texts("aliases"),
    )


def _content_note(entry: Entry) -> str:
    note = entry.text("content_note")
    words = len(note.split())
    if words > MAX_NOTE_WORDS:
        entry.report("content-note-long", at="content_note", words=words, limit=MAX_NOTE_WORDS)
    return note


def _objectives(entry: Entry) -> tuple[Objective, ...]:
    found = []
    for item in entry.entries("objectives", required=True):
        item.allow(("id", "text"))
        found.append(Objective(item.id(), item.text("text", required=True), item.place))
    return tuple(found)


def _reflection(entry: Entry) -> tuple[Prompt, ...]:
    found = []
    for item in entry.entries("reflection"):
        item.allow(("id", "ask", "setting"))
        setting = item.choice("setting", SETTINGS, default="alone")
        found.append(Prompt(item.id(), item.text("ask", required=True), setting))
    return tuple(found)


def _reviewed(entry: Entry) -> Reviewed | None:
    item = entry.entry("reviewed")
    if item is None:
        return None
    item.allow(("on", "by"))
    day, role = item.date("on"), item.text("by", required=True)
    if day is None:
        item.report("missing-key", key="on")
        return None
    return Reviewed(day, role)


def _cites(body: Body, quiz: Quiz | None) -> tuple[str, ...]:
    keys = [key for key, _ in body.cites]
    for question in items_of(quiz.after) if quiz else ():
        keys.extend(question.cite)
    return tuple(dict.fromkeys(keys))
