"""Inline Markdown of data (questions, definitions, key points) -> HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markupsafe import Markup

from course.quick_jinja import finished
from course.tidy import PRIORITY, Tidy

# A text without any of these characters is the same in HTML once it is escaped: nine of ten texts of a quiz are.
_NEEDS_MARKDOWN = re.compile(r"[\\`*_\[\]!<>&]|\n")
_PAGE_LINK = re.compile(r'href="(?![a-z][a-z0-9+.-]*:)(?P<path>[^"#]+)\.md(?P<anchor>#[^"]*)?"')


class InlineMarkdown:
    """Converts texts of one or more lines, inline marks only; raw HTML in them is shown, not used."""

    def __init__(self) -> None:
        self._markdown = Markdown(output_format="html")
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.treeprocessors.register(Tidy(self._markdown), "course-tidy", PRIORITY)
        self._cached = lru_cache(maxsize=4096)(self._convert)

    def __call__(self, text: str) -> Markup:
        """The HTML of a text, without a surrounding paragraph."""
        if not _NEEDS_MARKDOWN.search(text):
            # Between tags quotes are what they are; escaped ones would weigh more.
            return finished(text)
        return self._cached(text)

    def _convert(self, text: str) -> Markup:
        root = Element("div")
        SubElement(root, "span").text = " ".join(text.split("\n"))
        for process in self._markdown.treeprocessors:
            root = process.run(root) or root
        html = self._markdown.serializer(root)
        for finish in self._markdown.postprocessors:
            html = finish.run(html)
        self._markdown.reset()
        return Markup(
            html.strip().removeprefix("<div>").removesuffix("</div>").strip()[len("<span>") : -len("</span>")]
        )


def page_links(html: str) -> list[tuple[str, str]]:
    """Links to other pages' source files in converted HTML: (what stands in the HTML, the path with its anchor)."""
    return [(match[0], f"{match['path']}.md{match['anchor'] or ''}") for match in _PAGE_LINK.finditer(html)]
