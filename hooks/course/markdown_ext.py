"""The course's own Markdown: citations, claim, box, figure and sensitive blocks, glossary links.

A Python-Markdown extension. `CourseMarkdown.begin` tells it which page it is converting.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

import yaml
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension, BlocksMgrExtension, BlocksProcessor, BlocksTreeprocessor
from pymdownx.blocks.block import Block, type_any

from course.body import CITATION_BEFORE, CITED_KEY
from course.figures import inline_svg
from course.glossary import TermIndex
from course.links import Links
from course.model import Course, Lesson, Page
from course.page_state import PageState
from course.reading import SafeLoader
from course.render import Renderer
from course.term_links import TermLinks
from course.tidy import PRIORITY, Tidy
from course.words import load_words


class _Blocks(BlocksProcessor):  # type: ignore[misc]
    """Reads the options of blocks with libyaml: they took a third of all the time for Markdown."""

    def split_header(self, block: str, length: int) -> tuple[dict[str, Any], str]:
        """The options of a block, which `load` has checked, and the rest of it."""
        options = self.yaml_line.match(block)
        if options is None:
            return super().split_header(block, length)  # type: ignore[no-any-return]
        return yaml.load(textwrap.dedent(options[0]), SafeLoader) or {}, block[options.end() :]  # noqa: S506 - it is safe


class _BlocksManager(BlocksMgrExtension):  # type: ignore[misc]
    def extendMarkdown(self, md: Markdown) -> None:
        """Register as the extension does, with our reader."""
        super().extendMarkdown(md)
        self.extension = _Blocks(md.parser, md)
        md.parser.blockprocessors.register(self.extension, "blocks", 89.99)
        md.treeprocessors.register(BlocksTreeprocessor(md, self.extension), "blocks_on_inline_end", 19.99)


class _OnlyWith:
    """A pattern that is looked for only in a text with the sign it cannot do without; most texts have none.

    These five try each character of a text, which took a sixth of all the time for Markdown.
    """

    SIGNS: Final = {"backtick": "`", "course-citation": "[@", "reference": "[", "link": "[", "short_reference": "["}

    def __init__(self, sign: str, pattern: re.Pattern[str]) -> None:
        self._sign, self._pattern = sign, pattern

    def finditer(self, text: str, start: int) -> Iterable[re.Match[str]]:
        """All that Markdown asks of the pattern of an `InlineProcessor`."""
        return self._pattern.finditer(text, start) if self._sign in text else ()


class CourseMarkdown(BlocksExtension):  # type: ignore[misc]
    """The extension. One instance serves a whole build; `begin` says which page comes next."""

    def __init__(self, course: Course, renderer: Renderer, terms: TermIndex) -> None:
        super().__init__()
        self.course, self.renderer, self.terms = course, renderer, terms
        self.words = load_words(course.settings.language)
        self.state = PageState(Links(""), None, ())

    def begin(self, links: Links, page: Lesson | Page | None) -> PageState:
        """Prepare for a page; the returned state fills while the page is converted."""
        lesson = page if isinstance(page, Lesson) else None
        self.state = PageState(links, lesson, *((page.cites, page.figures) if page else ((), ())))
        return self.state

    def part(self, name: str, **variables: Any) -> str:
        """Render one of `overrides/partials/`, as a plain text: Markdown's own work on it must not escape again."""
        return str(self.renderer(f"partials/{name}", self.state.links, variables))

    def extendMarkdown(self, md: Markdown) -> None:
        """Register everything with a Markdown instance."""
        if "blocks" not in md.parser.blockprocessors:
            _BlocksManager().extendMarkdown(md)
        super().extendMarkdown(md)
        md.inlinePatterns.register(CitationPattern(self, md), "course-citation", 175)  # before links and references
        for name, sign in _OnlyWith.SIGNS.items():
            pattern: Any = md.inlinePatterns[name]
            pattern.compiled_re = _OnlyWith(sign, pattern.compiled_re)
        md.treeprocessors.register(Tidy(md), "course-tidy", PRIORITY)
        # After every other tree processor: MkDocs' own would take the finished addresses for links to source files.
        md.treeprocessors.register(TermLinks(self.terms, lambda: self.state, md), "course-terms", -10)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the four blocks."""
        for block in (ClaimBlock, BoxBlock, FigureBlock, SensitiveBlock):
            block_mgr.register(block, {"course": self})


class CitationPattern(InlineProcessor):
    """`[@key]` and `[@a; @b]`: numbered links to the page's list of references."""

    def __init__(self, course: CourseMarkdown, md: Markdown) -> None:
        super().__init__(CITATION_BEFORE.pattern, md)
        self._course = course

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Replace one group of citations."""
        course = self._course
        cited = course.state.cited(CITED_KEY.findall(m["keys"]), course.course.references)
        return self.md.htmlStash.store(course.part("citation", uses=cited).strip()), m.start(0), m.end(0)


class CourseBlock(Block):  # type: ignore[misc]
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
        found = next((one for one in self.course.state.figures if one.id == self.options["id"]), None)
        if found:
            svg = inline_svg(self.course.course.figures[found.file], found)
            self.add_part(figure, "figure", svg=svg)
        SubElement(figure, "figcaption")
        return figure

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
