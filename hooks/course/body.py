"""Reading a page's Markdown for what other parts need to know: headings, blocks, citations, links, words.

This is a scan of lines, not a rendering: it finds ids and addresses with their lines and columns, so that mistakes are
named before anything is built. What the reader sees is made by `markdown_ext` from the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from course.errors import Report, nearest
from course.model import BOXES, DESIGNS, GRADES, Claim, Figure, Place, Section, SensitivePart
from course.reading import compose
from course.source import Entry, entry_of

BLOCKS = ("claim", "box", "figure", "sensitive")
MARKERS = ("scale", "syllabus", "alignment", "worksheets", "prints", "tasks", "choose", "tools", "exports", "fields")

_CODE_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_BLOCK = re.compile(r" {0,3}(?P<slashes>/{3,})[ \t]*(?:(?P<name>[^|]*?)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?)[ \t]*$")
_OPTION = re.compile(r"(?: {4,}| {0,3}\t\s*)\S")
_NESTED = re.compile(r"[ \t>*+\-\d.)]*/{3,}[ \t]*(?:[\w-]+[ \t]*(?:\|.*)?)?$")
_UNDERLINE = re.compile(r"[=-]+ *$")
_BEFORE_TEXT = re.compile(r"\s*$|///|#| {4}")
_HEADING = re.compile(
    r"(?P<marks>#{1,6})[ \t]*(?P<title>.*?)(?:[ \t]*\{:?[ \t]*#(?P<id>[\w-]+)[^}]*\})?[ \t]*#*[ \t]*$"
)
_INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)+?\1")
LINK = re.compile(r"\]\((?P<target><[^>]*>|[^)\s]+)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MARKER = re.compile(r"<!--\s*course:\s*(?P<name>[\w-]*)\s*-->")
_MARKUP = re.compile(r"\]\([^)]*\)|\[@[^\]]*\]|<[^>]*>|\{[:#][^}]*\}")
CITATION = re.compile(r"\[(?P<keys>@[\w-]+(?:\s*;\s*@[\w-]+)*)\]")  # may go on in the next line
# A space or line end before the sources goes, so that their numbers stand close to the word.
CITATION_BEFORE = re.compile(rf"[ \n]?{CITATION.pattern}")
_MARKED = re.compile(r"[*_`\[\\]")
_LINKED = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\))?")
_PLAIN = re.compile(r"[*_`]+|\\(?=\W)")
CITED_KEY = re.compile(r"@([\w-]+)")


@dataclass(slots=True)
class Body:
    """What a page's text holds, in the order of the text."""

    sections: list[Section] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sensitive: list[SensitivePart] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    cites: list[tuple[str, Place]] = field(default_factory=list)
    links: list[tuple[str, Place]] = field(default_factory=list)
    markers: set[str] = field(default_factory=set)
    words: int = 0


@dataclass(slots=True)
class _Open:
    """A block that has begun: its options, and the lines of its text."""

    name: str
    slashes: int
    argument: str
    place: Place
    options: Entry | None
    text: list[str] = field(default_factory=list)
    inside: list[tuple[str, Place]] = field(default_factory=list)
    """Blocks that begin in it with as many slashes. A fault only if it ends: else its own end is what is missing."""


def scan_body(text: str, path: str, report: Report, *, first_line: int = 1, in_lesson: bool = False) -> Body:
    """Scan a page's Markdown. `first_line` is the line of the file on which it begins.

    In a lesson every heading must carry an explicit id, because others link to it; claims stand nowhere else.
    """
    return _Scan(text.split("\n"), path, report, first_line, in_lesson).run()


class _Scan:
    def __init__(self, lines: list[str], path: str, report: Report, first_line: int, in_lesson: bool) -> None:
        self.lines, self.path, self.report = lines, path, report
        self.first_line, self.in_lesson = first_line, in_lesson
        self.body = Body()
        self.open: list[_Open] = []
        self.at = 0

    def run(self) -> Body:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if match := _CODE_FENCE.match(line):
                self.code(match[1] or match[2])
            elif "///" in line and (match := _BLOCK.match(line)):
                self.block(match)
            else:
                self.line(line)
            self.at += 1
        for block in self.open:
            self.report.add("block-open", block.place, name=block.name)
        return self.body

    def place(self, column: int = 0) -> Place:
        return Place(self.path, self.first_line + self.at, column + 1)

    def code(self, fence: str) -> None:
        """Go to the end of fenced code. Without an end it is none, and its first line is text."""
        for at in range(self.at + 1, len(self.lines)):
            if self.lines[at].rstrip() == fence:
                self.at = at
                return
        self.line(self.lines[self.at])

    def line(self, line: str) -> None:
        for block in self.open:
            block.text.append(line)
        if not line.strip():
            return
        bare = _INLINE_CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
        if "[@" in bare:
            self.citations(bare)
        if line.startswith("#") and (match := _HEADING.match(line)):
            self.heading(match)
            return
        self.misread(line)
        for match in LINK.finditer(bare):
            self.body.links.append((match["target"].strip("<>"), self.place(match.start("target"))))
        for match in _MARKER.finditer(bare):
            self.marker(match)
        self.body.words += len(_WORD.findall(_MARKUP.sub(" ", bare)))

    def misread(self, line: str) -> None:
        """Report what Markdown takes for a block or a heading, in ways that this scan does not follow."""
        if "///" in line and _NESTED.match(line):
            self.report.add("block-misplaced", self.place(line.index("///")))
        before, after = self.lines[self.at - 1] if self.at else "", self.lines[self.at + 1 : self.at + 2]
        if self.in_lesson and after and _UNDERLINE.match(after[0]) and _BEFORE_TEXT.match(before):
            self.report.add("heading-without-id", self.place(), title=line.strip(), slug=_slug(line))

    def heading(self, match: re.Match[str]) -> None:
        level, title, anchor = len(match["marks"]), match["title"].strip(), match["id"] or ""
        if self.in_lesson and not 2 <= level <= 3:
            self.report.add("heading-level", self.place(), level=level)
        if self.in_lesson and not anchor:
            self.report.add("heading-without-id", self.place(), title=title, slug=_slug(title))
        if anchor:
            self.body.sections.append(Section(anchor, plain(title), level, self.place()))

    def citations(self, line: str) -> None:
        following = self.lines[self.at + 1 : self.at + 2]
        for group in CITATION.finditer("\n".join([line, *following])):
            if group.start() > len(line):
                return
            for key in CITED_KEY.finditer(group["keys"]):
                at = group.start("keys") + key.start()
                place = self.place(at)
                if at > len(line):
                    place = Place(self.path, place.line + 1, at - len(line))
                self.body.cites.append((key[1], place))

    def marker(self, match: re.Match[str]) -> None:
        if match["name"] in MARKERS:
            self.body.markers.add(match["name"])
        else:
            advice = nearest(match["name"], list(MARKERS), what="parts")
            self.report.add("unknown-marker", self.place(match.start()), name=match["name"], advice=advice)

    def block(self, match: re.Match[str]) -> None:
        slashes = len(match["slashes"])
        if not match["name"]:
            if self.open and self.open[-1].slashes == slashes:
                self.close(self.open.pop())
            else:
                self.report.add("block-misplaced", self.place())
            return
        if match["name"] not in BLOCKS:
            advice = nearest(match["name"], list(BLOCKS), what="blocks")
            self.report.add("unknown-block", self.place(), name=match["name"], advice=advice)
        if outer := next((block for block in self.open if block.slashes == slashes), None):
            outer.inside.append((match["name"], self.place()))
        opened = _Open(match["name"], slashes, match["argument"] or "", self.place(), None)
        opened.options = self.options(opened.place)
        self.open.append(opened)
        if opened.name == "claim":
            self.claim_cites(opened)

    def options(self, place: Place) -> Entry | None:
        """The indented lines under a block's first line, as YAML."""
        start = self.at + 1
        while self.at + 1 < len(self.lines) and _OPTION.match(self.lines[self.at + 1]):
            self.at += 1
        if self.at < start:
            return None
        offset = self.first_line + start - 1
        text = "\n".join(self.lines[start : self.at + 1])
        root = compose(text, place.path, self.report, line_offset=offset)
        entry = entry_of(root, place.path, self.report, line_offset=offset, what="the block")
        if entry:
            entry.quoted("id", "title", "note", "description")
        return entry

    def claim_cites(self, block: _Open) -> None:
        if block.options and not block.options.is_text("cite"):
            self.body.cites.extend(block.options.located("cite"))

    def close(self, block: _Open) -> None:
        for name, place in block.inside:
            self.report.add("block-nested", place, name=name, outer=block.name, slashes="/" * block.slashes)
        entry = block.options
        if block.name == "box":
            self.argument(block, BOXES)
            if entry:
                entry.allow(("title",))
                entry.text("title")
        elif entry is None and block.name in BLOCKS:
            self.report.add("missing-key", block.place, key="id")
        elif entry and block.name in BLOCKS:
            getattr(self, f"close_{block.name}")(block, entry)

    def argument(self, block: _Open, allowed: tuple[str, ...]) -> str:
        if block.argument not in allowed:
            self.report.add(
                "block-argument", block.place, name=block.name, value=block.argument, allowed=", ".join(allowed)
            )
        return block.argument

    def close_claim(self, block: _Open, entry: Entry) -> None:
        entry.allow(("id", "cite", "studied", "design"))
        if not self.in_lesson:
            self.report.add("claim-outside-lesson", block.place)
        claim_id, grade = entry.id(), self.argument(block, GRADES)
        cite = self.cite_of(entry, claim_id, grade, block)
        paragraphs = "\n".join(block.text).strip().split("\n\n")
        if len(paragraphs) != 1 or not paragraphs[0]:
            count = len(paragraphs) if paragraphs[0] else 0
            self.report.add("claim-paragraphs", block.place, id=claim_id, count=count)
        design = entry.choice("design", DESIGNS)
        text = " ".join(paragraphs[0].split())
        studied = entry.text("studied", required=True)
        self.body.claims.append(Claim(claim_id, grade, text, cite, studied, design, block.place))

    def cite_of(self, entry: Entry, claim_id: str, grade: str, block: _Open) -> tuple[str, ...]:
        if entry.is_text("cite") and entry.text("cite") == "none-found":
            if grade != "unclear":
                entry.report("claim-none-found", at="cite", id=claim_id, grade=grade)
            return ()
        cite = entry.texts("cite") if "cite" in entry else ()
        if not cite:
            self.report.add("claim-without-citation", block.place, id=claim_id)
        return cite

    def close_figure(self, block: _Open, entry: Entry) -> None:
        entry.allow(("id", "file", "title", "description"))
        file, title, description = (entry.text(key, required=True) for key in ("file", "title", "description"))
        self.body.figures.append(Figure(entry.id(), file, title, description, entry.place_of("file")))

    def close_sensitive(self, block: _Open, entry: Entry) -> None:
        entry.allow(("id", "note"))
        self.body.sensitive.append(SensitivePart(entry.id(), entry.text("note", required=True), entry.place_of("id")))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "its-id"


def plain(markdown: str) -> str:
    """Inline Markdown without its marks, for titles and tooltips."""
    if _MARKED.search(markdown):  # most texts are plain already
        markdown = _PLAIN.sub("", _LINKED.sub(r"\1", markdown))
    return markdown.strip()
