"""Asking a server as a browser does, one address after the other, without following where it points."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field
from email.message import Message
from html.parser import HTMLParser
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

import brotli

_LARGEST: Final = 20_000_000  # bytes of one answer; a search index of a thousand lessons has a quarter of that


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: `body` as it was sent, perhaps compressed."""

    address: str
    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        """The values of a header, joined as the standard joins them; empty when there is none."""
        return ", ".join(str(value) for value in self.headers.get_all(name, []))

    @property
    def content(self) -> bytes | None:
        """The body without its compression; None when it is not what the header says."""
        encoding = self.header("Content-Encoding")
        try:
            if encoding == "br":
                return bytes(brotli.decompress(self.body))
            return gzip.decompress(self.body) if encoding == "gzip" else self.body
        except (brotli.error, OSError, EOFError, zlib.error):
            return None

    @property
    def text(self) -> str:
        """The content as text."""
        return (self.content or b"").decode("utf-8", "replace")


class _Stay(HTTPRedirectHandler):
    """A redirect is an answer like others: where it leads to is looked at."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass
class Client:
    """Asks and keeps every answer. `timeout` in seconds."""

    timeout: float = 20
    answers: list[Answer] = field(default_factory=list)

    def get(self, address: str, encodings: str = "identity", **headers: str) -> Answer:
        """Ask for an address once. Raises OSError (URLError is one) when there is no answer."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = {"User-Agent": "course-deploy-check/1", "Accept-Encoding": encodings, **names}
        request = Request(address, headers=asked)  # noqa: S310 - the scheme was looked at
        try:
            with build_opener(_Stay()).open(request, timeout=self.timeout) as said:
                answer = Answer(address, said.status, said.headers, said.read(_LARGEST))
        except HTTPError as error:
            with error:
                answer = Answer(address, error.code, error.headers, error.read(_LARGEST))
        self.answers.append(answer)
        return answer


class Page(HTMLParser):
    """What a page names: its canonical address, the files it loads, the pages it leads to. Addresses are absolute."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.canonical = ""
        self.loads: list[str] = []
        self.links: list[str] = []
        self._base = answer.address
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the elements that hold addresses."""
        found = {name: value or "" for name, value in attrs}
        address = urldefrag(urljoin(self._base, found.get("href") or found.get("src") or "")).url
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = address
        elif (tag == "link" and found.get("rel") in ("stylesheet", "icon")) or (tag == "script" and "src" in found):
            self.loads.append(address)
        elif tag == "a" and "href" in found:
            self.links.append(address)
