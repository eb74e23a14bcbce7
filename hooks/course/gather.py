"""Parts of pages that stand elsewhere: on one page for paper, in the chapters of a book. Their links follow."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from course.links import Links, is_absolute

# Only tags that change here: a heading, a section, or one with a name in it. Four of five do not.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>(?:h[1-5]|section)\b|[a-zA-Z][\w-]*+(?=[^<>]*?\s(?:id|for|aria-labelledby|aria-describedby|href)=))"
    r"(?P<rest>[^<>]*)>"
)
_NAMES = re.compile(r'(?<=\s)(?P<name>id|for|aria-labelledby|aria-describedby|href)="(?P<value>[^"]*)"')
_LABEL = re.compile(r' aria-labelledby="[^"]*"')
_DEEPER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


class Moving:
    """Takes in parts of pages as they are; `links` makes their addresses anew, those within the same page too."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def take(self, html: str, url: str) -> Markup:
        """A part of the page at `url`, made to stand here."""
        return Markup(_TAG.sub(lambda tag: self._tag(tag, url), html))

    def _tag(self, tag: re.Match[str], url: str) -> str:
        end, name, rest = tag.groups()
        return f"<{end}{name}{self._names(rest, url)}>"

    def _names(self, rest: str, url: str) -> str:
        return _NAMES.sub(lambda one: f'{one[1]}="{self._value(one[1], one[2], url)}"', rest) if rest else rest

    def _value(self, name: str, value: str, url: str) -> str:
        if name != "href":
            return " ".join(self._id(one, url) for one in value.split()) if " " in value else self._id(value, url)
        path, mark, fragment = value.partition("#")
        if path and is_absolute(path):
            return value
        target = self._links.of(url).back(path) if path else url
        return self.address(f"{target}{mark}{fragment}")

    def _id(self, value: str, _: str) -> str:
        """What an id of the page at an address is called here."""
        return value

    def address(self, target: str) -> str:
        """The address here of a page or, after a `#`, a place in it, given below the site's root."""
        return self._links(target)


class Gathering(Moving):
    """Several pages as one: ids stay unique, headings go a level down, links between the pages stay on the one page.

    `anchors`: what each gathered page's address (below the site's root) is called here.
    """

    def __init__(self, links: Links, anchors: Mapping[str, str]) -> None:
        super().__init__(links)
        self._anchors = anchors

    def _tag(self, tag: re.Match[str], url: str) -> str:
        end, name, rest = tag.groups()
        # As one of forty lessons a section is no landmark: "Key points" would be listed forty times.
        if name == "section":
            rest = _LABEL.sub("", rest)
        return f"<{end}{_DEEPER.get(name, name)}{self._names(rest, url)}>"

    def _id(self, value: str, url: str) -> str:
        return f"{self._anchors[url]}.{value}"

    def address(self, target: str) -> str:
        """The same; of what was gathered, the place on this page."""
        path, mark, fragment = target.partition("#")
        here = self._anchors.get(path)
        if here is None:
            return super().address(target)
        return f"#{here}.{fragment}" if mark else f"#{here}"
