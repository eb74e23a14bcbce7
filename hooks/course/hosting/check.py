"""Is a course that is served also served well? Asks a few dozen addresses and says what is wrong, one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from course.hosting import rules
from course.hosting.fetch import Answer, Client, Page
from course.security import policy_for, policy_in
from course.syllabus import LESSONS

_MONTH, _HOUR = 30 * 86400, 3600  # seconds: the least for files with a hash in their name, the most for all others
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_NOT_FOUND_PAGE: Final = "page--not-found"  # a class of `overrides/pages/not-found.html`'s frame
_DEAD: Final = ("no-such-page-here/", f"{LESSONS}no-such-lesson/deeper/still/", "assets/javascripts/none.00000000.js")
# What a policy in a header may say beside `frame-ancestors` without stopping anything that the pages load.
_HARMLESS: Final = {"frame-ancestors", "upgrade-insecure-requests", "block-all-mixed-content"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; a note is good to know and no failure."""

    address: str
    words: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.address}: {'note: ' if self.note else ''}{self.words}"


@dataclass
class Visit:
    """A look at a served site. `root` ends with a slash; `fixed`: the host lets nobody choose headers."""

    root: str
    client: Client
    ancestors: tuple[str, ...] = ()
    fixed: bool = False

    @cached_property
    def home(self) -> Answer:
        """The start page."""
        return self.client.get(self.root)

    @cached_property
    def lesson(self) -> Answer:
        """A page two folders down: the first lesson that the start page leads to."""
        found = (link for link in Page(self.home).links if link.startswith(self.root + LESSONS))
        return self.client.get(next(found, self.root))

    @cached_property
    def loaded(self) -> list[Answer]:
        """What the lesson loads."""
        return [self.client.get(address) for address in Page(self.lesson).loads]

    @cached_property
    def lost(self) -> list[Answer]:
        """Answers for addresses that lead nowhere."""
        return [self.client.get(self.root + address) for address in _DEAD]

    def below(self, address: str) -> str:
        """An address as it stands below the root."""
        return address.removeprefix(self.root)

    def header_finding(self, address: str, words: str) -> Finding:
        """A finding about headers, which some hosts let nobody choose."""
        return Finding(address, words, note=self.fixed)


def check_pages(visit: Visit) -> Iterator[Finding]:
    """The pages come as they were written: a network in between may have put scripts of its own into them."""
    for page in (visit.home, visit.lesson):
        kind = page.header("Content-Type").lower().replace(" ", "")
        if page.status != 200:
            yield Finding(page.address, f"answered with status {page.status}, not 200")
        elif kind not in ("text/html", "text/html;charset=utf-8"):
            yield Finding(page.address, f"has the type '{kind}', not {rules.TYPES['html']}")
        elif not policy_in(page.text):
            yield Finding(page.address, "holds no security policy: this is no page of the course, or it was rewritten")
        elif policy_in(page.text) != policy_for(page.text):
            yield Finding(page.address, "its scripts are not those that its policy allows: something rewrites the page")


def check_address(visit: Visit) -> Iterator[Finding]:
    """The site is where it was built for: the page for dead addresses names files from the root of the host."""
    canonical = Page(visit.home).canonical
    if not canonical or canonical == visit.root:
        return
    moved = urlsplit(canonical).path != urlsplit(visit.root).path
    yield Finding(visit.root, f"was built for {canonical} (build it with SITE_URL={visit.root})", note=not moved)


def check_headers(visit: Visit) -> Iterator[Finding]:
    """Pages, files and the page for dead addresses carry the headers."""
    for answer in (visit.home, visit.lesson, *visit.loaded, visit.lost[0]):
        for name, value in rules.headers(visit.ancestors).items():
            if name == "Content-Security-Policy":
                yield from _policy_findings(visit, answer, value)
            elif _squeezed(answer.header(name)) != _squeezed(value):
                said = answer.header(name)
                yield visit.header_finding(answer.address, f"says {name}: {said or 'nothing'}, not '{value}'")


def _policy_findings(visit: Visit, answer: Answer, expected: str) -> Iterator[Finding]:
    name = "Content-Security-Policy"
    said = [part.strip() for part in re.split("[;,]", answer.header(name)) if part.strip()]
    if not any(_squeezed(part) == _squeezed(expected) for part in said):
        yield visit.header_finding(answer.address, f"its {name} header does not say '{expected}'")
    for part in said:
        if part.split()[0].lower() not in _HARMLESS:
            yield Finding(answer.address, f"its {name} header says '{part}': pages have their own, and both apply")


def _squeezed(value: str) -> str:
    return re.sub(r"\s+", "", value).lower()


def check_compression(visit: Visit) -> Iterator[Finding]:
    """Text is sent compressed to who reads that, and as it is to who does not; caches are told to keep both apart."""
    for plain in (visit.home, visit.lesson, *visit.loaded):
        # An icon of some hundred bytes may be sent as it is.
        if plain.status != 200 or not _is_text(plain) or len(plain.body) < 1000:
            continue
        if plain.header("Content-Encoding"):
            yield Finding(plain.address, f"comes as {plain.header('Content-Encoding')} to who cannot read that")
            continue
        packed = visit.client.get(plain.address, "br, gzip")
        encoding = packed.header("Content-Encoding")
        if encoding not in ("br", "gzip"):
            yield Finding(plain.address, f"is sent as it is ({len(plain.body):,} bytes): neither brotli nor gzip")
            continue
        if packed.content != plain.content:
            yield Finding(plain.address, f"is another file with {encoding} (renew the compressed files)")
        if "accept-encoding" not in packed.header("Vary").lower():
            yield Finding(plain.address, "lacks 'Vary: Accept-Encoding': caches may hand brotli to who cannot read it")
        if encoding == "gzip":
            yield Finding(plain.address, f"comes as gzip ({len(packed.body):,} bytes), not as brotli", note=True)


def _is_text(answer: Answer) -> bool:
    return rules.is_compressible("." + answer.address.rpartition(".")[2]) or answer.address.endswith("/")


def check_caching(visit: Visit) -> Iterator[Finding]:
    """Files with a hash in their name are kept for good; all others are asked for again, cheaply."""
    for answer in (visit.home, visit.lesson, *visit.loaded):
        said = answer.header("Cache-Control").lower()
        seconds = _max_age(said)
        if answer.status != 200:
            continue
        if rules.is_hashed(visit.below(answer.address)):
            if seconds is None or seconds < _MONTH or "immutable" not in said:
                yield visit.header_finding(answer.address, f"may be kept for good, and says '{said}'")
            continue
        if seconds is None and "no-cache" not in said:
            yield visit.header_finding(answer.address, "does not say for how long it may be kept")
        elif "immutable" in said or (seconds or 0) > _HOUR:
            yield Finding(answer.address, f"may change under the same name, and says '{said}'")
        yield from _validation_findings(visit, answer)


def _max_age(said: str) -> int | None:
    found = re.search(r"(?<![-\w])max-age=(\d+)", said)
    return int(found[1]) if found else None


def _validation_findings(visit: Visit, answer: Answer) -> Iterator[Finding]:
    tag, changed = answer.header("ETag"), answer.header("Last-Modified")
    if not tag and not changed:
        yield Finding(answer.address, "has neither ETag nor Last-Modified: it is sent whole each time")
        return
    condition = {"If_None_Match": tag} if tag else {"If_Modified_Since": changed}
    again = visit.client.get(answer.address, **condition)
    if again.status != 304:
        yield Finding(answer.address, f"asked for again, is answered with status {again.status}, not 304")


def check_not_found(visit: Visit) -> Iterator[Finding]:
    """A dead address is answered with status 404 and the course's own page, and what that loads is there."""
    for answer in visit.lost:
        said = answer.header("Cache-Control").lower()
        if answer.status != 404:
            yield Finding(answer.address, f"leads nowhere, and is answered with status {answer.status}, not 404")
        if "immutable" in said or (_max_age(said) or 0) > _HOUR:
            yield Finding(answer.address, f"leads nowhere today, and says '{said}'")
        if answer.address.endswith("/") and _NOT_FOUND_PAGE not in answer.text:
            yield Finding(answer.address, "is not answered with the course's own page for dead addresses")
    for address in Page(visit.lost[0]).loads:
        if (status := visit.client.get(address).status) != 200:
            yield Finding(address, f"is loaded by the page for dead addresses, and answered with status {status}")


def check_root(visit: Visit) -> Iterator[Finding]:
    """What a page names is there, below the same root; an address without its last slash leads to the one with it."""
    for answer in visit.loaded:
        if answer.status != 200:
            yield Finding(answer.address, f"is loaded by {visit.lesson.address}, and answered with {answer.status}")
        elif not answer.address.startswith(visit.root):
            yield Finding(answer.address, f"is loaded by {visit.lesson.address}, and lies outside of {visit.root}")
        elif answer.header("Content-Type").partition(";")[0] not in _types_of(answer.address):
            yield Finding(answer.address, f"has the type '{answer.header('Content-Type')}'")
    if visit.lesson.address == visit.root:
        yield Finding(visit.root, f"leads to no page below {visit.root}{LESSONS}", note=True)
        return
    bare = visit.client.get(visit.lesson.address.removesuffix("/"))
    target = bare.header("Location")
    if bare.status not in (301, 302, 307, 308):
        yield Finding(bare.address, f"without its slash is answered with status {bare.status}, not a redirect")
    elif target not in (visit.lesson.address, urlsplit(visit.lesson.address).path):
        yield Finding(bare.address, f"leads to {target}, not to {visit.lesson.address}")


# Other names of the same types: one that servers of some age still use, one that is registered and seldom used.
_OTHER_NAMES: Final = {
    "text/javascript": ("application/javascript",),
    "image/x-icon": ("image/vnd.microsoft.icon",),
}


def _types_of(address: str) -> tuple[str, ...]:
    kind = rules.type_of(address).partition(";")[0]
    return (kind, *_OTHER_NAMES.get(kind, ()))


def check_https(visit: Visit) -> Iterator[Finding]:
    """Nobody in between reads along: https, and http leads there."""
    parts = urlsplit(visit.root)
    if parts.scheme == "http":
        if parts.hostname not in _LOOPBACK:
            yield Finding(visit.root, "is not https: everybody on the way can read which lesson somebody opens")
        return
    if not visit.home.header("Strict-Transport-Security"):
        yield Finding(visit.root, "sends no Strict-Transport-Security, so a first visit may begin with http", note=True)
    if parts.port not in (None, 443):
        return
    address = f"http://{parts.hostname}{parts.path}"
    try:
        plain = visit.client.get(address)
    except OSError:
        yield Finding(address, "gives no answer; a redirect to https would be kinder", note=True)
        return
    if plain.status not in (301, 302, 307, 308) or not plain.header("Location").startswith("https://"):
        yield Finding(address, f"is answered with status {plain.status}, not with a redirect to https")


def check_privacy(visit: Visit) -> Iterator[Finding]:
    """No answer so far set a cookie or named another host. The last check, so that it sees all of them."""
    own = {urlsplit(visit.root).hostname, *(urlsplit(source).hostname for source in visit.ancestors)}
    seen = set()
    for answer in visit.client.answers:
        for name, value in answer.headers.items():
            words = ""
            if name.lower() == "set-cookie":
                words = f"sets a cookie: {value.partition('=')[0]}"
            elif others := [host for host in _hosts(name, value) if host not in own]:
                words = f"its header {name} names another host: {others[0]}"
            if words and words not in seen:
                seen.add(words)
                yield Finding(answer.address, words)


def _hosts(name: str, value: str) -> list[str]:
    found = re.findall(r"(?:^|[^\w/])(?:\w+:)?//([\w.-]+)", value)
    if name.lower() == "alt-svc":
        found += re.findall(r'="([\w.-]+):\d+"', value)
    return [host.lower() for host in found]


CHECKS: Final[Mapping[str, Callable[[Visit], Iterator[Finding]]]] = {
    "pages": check_pages,
    "address": check_address,
    "headers": check_headers,
    "compression": check_compression,
    "caching": check_caching,
    "dead addresses": check_not_found,
    "root": check_root,
    "https": check_https,
    "privacy": check_privacy,
}


def check_site(visit: Visit) -> Iterator[Finding]:
    """Everything that is not well at the address. Never raises: no answer is a finding too."""
    if urlsplit(visit.root).scheme not in ("http", "https"):
        yield Finding(visit.root, "is no address of a site (write https://...)")
        return
    for check in CHECKS.values():
        try:
            yield from check(visit)
        except OSError as error:
            yield Finding(visit.root, f"gave no answer ({getattr(error, 'reason', error)})")
            return
