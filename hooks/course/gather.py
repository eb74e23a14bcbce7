"""Parts of pages that stand elsewhere: on one page for paper, in the chapters of a book. Their links follow."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from course.links import Links, is_absolute

# Only tags that change here: a heading, a section, or one with a name in it. Four of five do not.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>(?:h[1-5]|section)\b|[a-zA-Z][\w-]*(?=[^<>]*\s(?:id|for|aria-labelledby|aria-describedby|href)=))"
    r"(?P<rest>[^<>]*)>"
)
_HEADING = re.compile(r"h[1-5]")
_NAMES = re.compile(r'(?<=\s)(?P<name>id|for|aria-labelledby|aria-describedby|href)="(?P<value>[^"]*)"')
_LABEL = re.compile(r' aria-labelledby="[^"]*"')


class Moving:
    """Takes in parts of pages as they are; `links` makes their addresses anew, those within the same page too."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def take(self, html: str, url: str) -> Markup:
        """A part of the page at `url`, made to stand here."""
        return Markup(_TAG.sub(lambda tag: self._tag(tag, url), html))

    def _tag(self, tag: re.Match[str], url: str) -> str:
        return f"<{tag['end']}{tag['name']}{self._names(tag['rest'], url)}>"

    def _names(self, rest: str, url: str) -> str:
        return _NAMES.sub(lambda one: f'{one["name"]}="{self._value(one["name"], one["value"], url)}"', rest)

    def _value(self, name: str, value: str, url: str) -> str:
        if name != "href":
            return " ".join(self._id(one, url) for one in value.split())
        if is_absolute(value):
            return value
        path, mark, fragment = value.partition("#")
        target = self._links.of(url).back(path) if path else url
        return str(escape(self._address(target, f"{mark}{fragment}")))

    def _id(self, value: str, _: str) -> str:
        """What an id of the page at an address is called here."""
        return value

    def _address(self, target: str, anchor: str) -> str:
        """The address here of a page and, with its `#`, a place in it."""
        return self._links(f"{target}{anchor}")


class Gathering(Moving):
    """Several pages as one: ids stay unique, headings go a level down, links between the pages stay on the one page.

    `anchors`: what each gathered page's address (below the site's root) is called here.
    """

    def __init__(self, links: Links, anchors: Mapping[str, str]) -> None:
        super().__init__(links)
        self._anchors = anchors

    def _tag(self, tag: re.Match[str], url: str) -> str:
        name = tag["name"]
        if _HEADING.fullmatch(name):
            name = f"h{int(name[1]) + 1}"
        # As one of forty lessons a section is no landmark: "Key points" would be listed forty times.
        rest = _LABEL.sub("", tag["rest"]) if name == "section" else tag["rest"]
        return f"<{tag['end']}{name}{self._names(rest, url)}>"

    def _id(self, value: str, url: str) -> str:
        return f"{self._anchors[url]}.{value}"

    def _address(self, target: str, anchor: str) -> str:
        here = self._anchors.get(target)
        if here is None:
            return super()._address(target, anchor)
        return f"#{here}.{anchor[1:]}" if anchor else f"#{here}"
