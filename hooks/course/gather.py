"""Several pages as one: ids stay unique, headings go a level down, and links between the pages stay on the one page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from course.links import Links

# Only tags that change here: a heading, a section, or one with a name in it. Four of five do not.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>(?:h[1-5]|section)\b|[a-zA-Z][\w-]*(?=[^<>]*\s(?:id|for|aria-labelledby|aria-describedby|href)=))"
    r"(?P<rest>[^<>]*)>"
)
_HEADING = re.compile(r"h[1-5]")
_NAMES = re.compile(r'(?<=\s)(?P<name>id|for|aria-labelledby|aria-describedby|href)="(?P<value>[^"]*)"')
_LABEL = re.compile(r' aria-labelledby="[^"]*"')
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Gathering:
    """Takes in parts of pages. `anchors`: what each gathered page's address (below the site's root) is called here."""

    def __init__(self, links: Links, anchors: Mapping[str, str]) -> None:
        self._links, self._anchors = links, anchors

    def take(self, html: str, url: str) -> Markup:
        """A part of the page at `url`, made to stand on this page: its ids begin with what that page is called here."""
        return Markup(_TAG.sub(lambda tag: self._tag(tag, url), html))

    def _tag(self, tag: re.Match[str], url: str) -> str:
        name = tag["name"]
        if _HEADING.fullmatch(name):
            name = f"h{int(name[1]) + 1}"
        # As one of forty lessons a section is no landmark: "Key points" would be listed forty times.
        own = _LABEL.sub("", tag["rest"]) if name == "section" else tag["rest"]
        rest = _NAMES.sub(lambda one: f'{one["name"]}="{self._value(one["name"], one["value"], url)}"', own)
        return f"<{tag['end']}{name}{rest}>"

    def _value(self, name: str, value: str, url: str) -> str:
        if name != "href":
            return " ".join(f"{self._anchors[url]}.{one}" for one in value.split())
        if _ABSOLUTE.match(value):
            return value
        path, mark, fragment = value.partition("#")
        target = self._links.of(url).back(path) if path else url
        here = self._anchors.get(target)
        if here is None:
            return str(escape(self._links(f"{target}{mark}{fragment}")))
        return f"#{here}.{fragment}" if fragment else f"#{here}"
