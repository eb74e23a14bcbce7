"""A source as an item of CSL-JSON, from which every form of reference is made (https://docs.citationstyles.org).

`references.yml` keeps a source as it is shown: `Young LJ, Wang Z`, `Nature 7(10):1048-1054`. What has the usual shape
is taken apart; what has not stays whole, under the nearest name, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from course.model import Reference

Item: TypeAlias = dict[str, Any]
Name: TypeAlias = dict[str, str]

OTHERS: Final[Name] = {"literal": "et al."}
"""The name that stands for the authors whom the list leaves out."""

# Family names as they are written, then initials without full stops.
_PERSON: Final = re.compile(r"(?P<family>\S.*?) (?P<initials>[A-Z][A-Z-]{0,4})")
_PARTICLE: Final = re.compile(r"(?P<particle>(?:[a-z]+ )+)(?P<family>.+)")
_INITIAL: Final = re.compile(r"-?[A-Z]")
_JOURNAL: Final = re.compile(r"(?P<title>.+?) (?P<volume>\d+)(?:\((?P<issue>[^)]+)\))?(?:(?::|, )(?P<page>[\w.-]+))?")
_ONLINE: Final = re.compile(r"(?P<title>.+?) \((?P<note>online [^)]+)\)")
_CHAPTER: Final = re.compile(
    r"In: (?P<editors>.+?) \(eds?\.?\) (?P<title>.+?)(?:, pp?\. ?(?P<page>[\d-]+))?\. (?P<publisher>.+)"
)
_THESIS: Final = re.compile(r"(?P<genre>.*(?:thesis|dissertation)), (?P<publisher>.+)", re.IGNORECASE)
_ISBN: Final = re.compile(r"ISBN (?P<isbn>[\d-]{10,17}[\dXx])")


def csl_item(reference: Reference) -> Item:
    """The item of a source. Its `id` is the author's."""
    authors = list(_names(reference.authors))
    whole = {
        "id": reference.id,
        "title": reference.title,
        "author": authors,
        "issued": {"date-parts": [[reference.year]]},
        "DOI": reference.doi,
        "URL": reference.url or (f"https://doi.org/{reference.doi}" if reference.doi else ""),
        "language": reference.language,
    }
    found = next((item for read in _READERS if (item := read(reference.source))), None)
    item = found or _publication(reference.source, of_body=all(map(_is_body, authors)))
    return {key: value for key, value in {**whole, **item}.items() if value}


def _names(authors: str) -> Iterator[Name]:
    """The authors one by one; a body whose name holds commas stays whole."""
    for group in authors.split(";"):
        parts = [part.strip() for part in group.split(",")]
        if any(map(_PERSON.fullmatch, parts)):
            yield from (_name(part) for part in parts)
        elif group.strip():
            yield {"literal": group.strip()}


def _name(written: str) -> Name:
    person = _PERSON.fullmatch(written)
    if person is None:
        return OTHERS if written.rstrip(".") == "et al" else {"literal": written}
    particle = _PARTICLE.fullmatch(person["family"])
    given = " ".join(f"{initial}." for initial in _INITIAL.findall(person["initials"])).replace(" -", "-")
    if particle:
        return {"non-dropping-particle": particle["particle"].strip(), "family": particle["family"], "given": given}
    return {"family": person["family"], "given": given}


def _journal(source: str) -> Item | None:
    found = _JOURNAL.fullmatch(source)
    if found is None or not (found["issue"] or found["page"]):
        return None
    return {
        "type": "article-journal",
        "container-title": found["title"],
        "volume": found["volume"],
        "issue": found["issue"],
        "page": found["page"],
    }


def _online(source: str) -> Item | None:
    found = _ONLINE.fullmatch(source)
    return {"type": "article-journal", "container-title": found["title"], "note": found["note"]} if found else None


def _chapter(source: str) -> Item | None:
    found = _CHAPTER.fullmatch(source)
    if found is None:
        return None
    return {
        "type": "chapter",
        "container-title": found["title"],
        "editor": list(_names(found["editors"])),
        "page": found["page"],
        **_publisher(found["publisher"]),
    }


def _thesis(source: str) -> Item | None:
    found = _THESIS.fullmatch(source)
    return {"type": "thesis", "genre": found["genre"], "publisher": found["publisher"]} if found else None


# The first that knows the shape of a source reads it.
_READERS: Final[tuple[Callable[[str], Item | None], ...]] = (_chapter, _thesis, _journal, _online)


def _is_body(name: Name) -> bool:
    """A name that is no person's. In other scripts than Latin, persons cannot be told by their initials."""
    return name.get("literal", "").isascii() and "literal" in name


def _publication(source: str, *, of_body: bool) -> Item:
    """A book, or the report of a body: its publisher and place, its ISBN or number."""
    publisher, _, rest = source.partition(". ")
    isbn = _ISBN.fullmatch(rest)
    extra = {"ISBN": isbn["isbn"]} if isbn else {"number": rest}
    return {"type": "report" if of_body else "book", **_publisher(publisher), **extra}


def _publisher(written: str) -> Item:
    publisher, comma, place = written.rpartition(", ")
    return {"publisher": publisher, "publisher-place": place} if comma else {"publisher": written}
