"""Glossary links: each term at its first use in a lesson."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from course.body import plain
from course.glossary import TermIndex
from course.page_state import PageState

_NO_TERMS_IN = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "script", "style", "svg", "sup"})


class TermLinks(Treeprocessor):
    """Links each glossary term at its first use in a lesson."""

    def __init__(self, terms: TermIndex, state: Callable[[], PageState], md: Markdown) -> None:
        super().__init__(md)
        self._terms, self._state = terms, state

    def run(self, root: Element) -> None:
        """Walk the tree; only lessons get links."""
        if self._state().lesson:
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
        state, end = self._state(), 0
        links: list[Element] = []
        before = text
        for match in self._terms.find(text):
            if match.term.id in seen:
                continue
            seen.add(match.term.id)
            state.terms.append(match.term.id)
            link = Element("a", {"class": "term", "href": state.links(match.term.url)})
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
