"""The course's own Markdown: citations, claim, box, figure and sensitive blocks, glossary links.

A Python-Markdown extension; what a page needs from the course is set with `CourseMarkdown.begin` before it is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from course.body import CITATION, CITED_KEY, plain
from course.figures import inline_svg
from course.glossary import TermIndex
from course.links import Links
from course.model import Course, Lesson, Page
from course.render import Renderer
from course.words import load_words

_NO_TERMS_IN = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "script", "style", "svg", "sup"})


@dataclass(slots=True)
class PageState:
    """What is known of the page that is being converted, and what the conversion found."""

    links: Links
    lesson: Lesson | None
    cites: tuple[str, ...]
    uses: dict[str, list[str]] = field(default_factory=dict)
    """For each reference the anchors of the places that cite it."""
    terms: list[str] = field(default_factory=list)
    """Ids of the glossary terms that were linked, in order."""

    def use(self, key: str) -> tuple[int, str]:
        """Note one use of a reference; its number on this page and the anchor of this use."""
        anchors = self.uses.setdefault(key, [])
        anchor = f"cite-{key}-{len(anchors) + 1}"
        anchors.append(anchor)
        return self.cites.index(key) + 1 if key in self.cites else 0, anchor


class CourseMarkdown(BlocksExtension):
    """The extension. One instance serves a whole build; `begin` says which page comes next."""

    def __init__(self, course: Course, renderer: Renderer, terms: TermIndex) -> None:
        super().__init__()
        self.course, self.renderer, self.terms = course, renderer, terms
        self.words = load_words(course.settings.language)
        self.state = PageState(Links(""), None, ())

    def begin(self, links: Links, page: Lesson | Page | None) -> PageState:
        """Prepare for a page; the returned state fills while the page is converted."""
        lesson = page if isinstance(page, Lesson) else None
        self.state = PageState(links, lesson, page.cites if page else ())
        return self.state

    def part(self, name: str, **variables: Any) -> str:
        """Render one of `overrides/partials/`."""
        return self.renderer(f"partials/{name}", self.state.links, variables)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register everything with a Markdown instance."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(CitationPattern(self, md), "course-citation", 175)  # before links and references
        # After every other tree processor: MkDocs' own would take the finished addresses for links to source files.
        md.treeprocessors.register(TermLinks(self, md), "course-terms", -10)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the four blocks."""
        for block in (ClaimBlock, BoxBlock, FigureBlock, SensitiveBlock):
            block_mgr.register(block, {"course": self})


class CitationPattern(InlineProcessor):
    """`[@key]` and `[@a; @b]`: numbered links to the page's list of references."""

    def __init__(self, course: CourseMarkdown, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)
        self._course = course

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Replace one group of citations."""
        course = self._course
        cited = []
        for key in CITED_KEY.findall(m["keys"]):
            number, anchor = course.state.use(key)
            cited.append({"number": number, "anchor": anchor, "reference": course.course.references[key]})
        return self.md.htmlStash.store(course.part("citation", uses=cited).strip()), m.start(0), m.end(0)


class CourseBlock(Block):
    """What the blocks share: the extension, and a way to add finished HTML to a tree."""

    @property
    def course(self) -> CourseMarkdown:
        """The extension that registered this block."""
        found: CourseMarkdown = self.config["course"]
        return found

    def add_part(self, parent: Element, name: str, **variables: Any) -> None:
        """Append a rendered partial. The serializer swaps a stashed paragraph for its HTML."""
        html = self.course.part(name, **variables)
        SubElement(parent, "p").text = self.md.htmlStash.store(html)


class ClaimBlock(CourseBlock):
    """`/// claim | grade`: a figure whose caption says how sure we are and on what grounds."""

    NAME = "claim"
    ARGUMENT = True
    OPTIONS = {"id": ["", type_any], "cite": [[], type_any], "studied": ["", type_any], "design": ["", type_any]}

    def on_create(self, parent: Element) -> Element:
        """The figure."""
        attributes = {"class": "claim", "id": f"claim-{self.options['id']}", "data-grade": self.argument}
        return SubElement(parent, "figure", attributes)

    def on_end(self, block: Element) -> None:
        """The caption."""
        course = self.course
        claim = course.state.lesson.claim(self.options["id"]) if course.state.lesson else None
        if claim is None:
            return
        uses = [(key, *course.state.use(key)) for key in claim.cite]
        numbers = [(number, course.course.references[key], anchor) for key, number, anchor in uses]
        self.add_part(SubElement(block, "figcaption"), "claim", claim=claim, numbers=numbers)


class BoxBlock(CourseBlock):
    """`/// box | kind`: a scene, a worked vignette, a myth, a boundary or a note."""

    NAME = "box"
    ARGUMENT = True
    OPTIONS = {"title": ["", type_any]}

    def on_create(self, parent: Element) -> Element:
        """The aside with its title."""
        box = SubElement(parent, "div", {"class": f"box box--{self.argument}"})
        self.add_part(box, "box", kind=self.argument, title=self.options["title"])
        return box


class FigureBlock(CourseBlock):
    """`/// figure`: an SVG of the course inside the page, with its text alternative; the text is the caption."""

    NAME = "figure"
    OPTIONS = {name: ["", type_any] for name in ("id", "file", "title", "description")}

    def on_create(self, parent: Element) -> Element:
        """The figure with its picture; returns it so that the text goes into the caption."""
        figure = SubElement(parent, "figure", {"class": "figure", "id": f"figure-{self.options['id']}"})
        found = next((f for f in self._figures() if f.id == self.options["id"]), None)
        if found:
            svg = inline_svg(self.course.course.figures[found.file], found)
            self.add_part(figure, "figure", svg=svg)
        SubElement(figure, "figcaption")
        return figure

    def _figures(self) -> Iterator[Any]:
        lesson = self.course.state.lesson
        yield from lesson.figures if lesson else ()

    def on_add(self, block: Element) -> Element:
        """Where the text goes: into the caption."""
        return block[-1]

    def on_end(self, block: Element) -> None:
        """The description, for everybody who wants words."""
        self.add_part(block[-1], "figure-words", description=self.options["description"])


class SensitiveBlock(CourseBlock):
    """`/// sensitive`: a part that can be skipped, with a note before it and an anchor after it."""

    NAME = "sensitive"
    OPTIONS = {"id": ["", type_any], "note": ["", type_any]}

    def on_create(self, parent: Element) -> Element:
        """The section, and the anchor behind it."""
        section = SubElement(parent, "div", {"class": "sensitive", "id": self.options["id"], "role": "group"})
        section.set("aria-label", self.course.words("sensitive.label"))
        self.add_part(section, "sensitive", id=self.options["id"], note=self.options["note"])
        SubElement(parent, "span", {"class": "sensitive__end", "id": f"after-{self.options['id']}", "tabindex": "-1"})
        return section


class TermLinks(Treeprocessor):
    """Links each glossary term at its first use in a lesson."""

    def __init__(self, course: CourseMarkdown, md: Markdown) -> None:
        super().__init__(md)
        self._course = course

    def run(self, root: Element) -> None:
        """Walk the tree; only lessons get links."""
        if self._course.state.lesson:
            self._walk(root, set())

    def _walk(self, element: Element, seen: set[str]) -> None:
        if element.tag in _NO_TERMS_IN or "box__title" in element.get("class", ""):
            return
        self._link_text(element, seen)
        for child in list(element):
            self._walk(child, seen)
            self._link_tail(element, child, seen)

    def _link_text(self, element: Element, seen: set[str]) -> None:
        if element.text and not element.text.isspace():
            text, links = self._split(element.text, seen)
            if links:
                element.text = text
                for position, link in enumerate(links):
                    element.insert(position, link)

    def _link_tail(self, parent: Element, child: Element, seen: set[str]) -> None:
        if child.tail and not child.tail.isspace():
            text, links = self._split(child.tail, seen)
            if links:
                child.tail = text
                at = list(parent).index(child) + 1
                for position, link in enumerate(links, at):
                    parent.insert(position, link)

    def _split(self, text: str, seen: set[str]) -> tuple[str, list[Element]]:
        """The text before the first link, and the links, each with the text behind it as its tail."""
        course, links, end = self._course, [], 0
        before = text
        for match in course.terms.find(text):
            if match.term.id in seen:
                continue
            seen.add(match.term.id)
            course.state.terms.append(match.term.id)
            link = Element("a", {"class": "term", "href": course.state.links(match.term.url)})
            link.set("data-definition", plain(match.term.short))
            link.text = text[match.start : match.end]
            if links:
                links[-1].tail = text[end : match.start]
            else:
                before = text[: match.start]
            links.append(link)
            end = match.end
        if links:
            links[-1].tail = text[end:]
        return before, links
