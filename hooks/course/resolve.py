"""Does each DOI lead to the work that the references name? A maintainer's check, which uses a network.

A DOI's own record is asked for as CSL-JSON (content negotiation of doi.org, https://citation.crosscite.org/docs.html)
and compared with the entry. What agrees gets `checked_on` in the file; all else is said and left for a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from course.model import Reference

DOI_ORG = "https://doi.org/"
_CSL = "application/vnd.citationstyles.csl+json"
_LARGEST = 2_000_000  # bytes; a record has some ten thousand
_ALIKE = 0.8  # share of a title that has to agree: publishers drop subtitles' articles and change dashes
_YEARS_APART = 1  # "online first" and print differ by a year


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one reference: `problem` is empty when its record agrees."""

    reference: Reference
    problem: str


def check_references(references: list[Reference], *, base: str = DOI_ORG, timeout: float = 20) -> Iterator[Answer]:
    """Ask for the record of every reference that has a DOI, one after the other. `timeout` in seconds; never raises."""
    for reference in references:
        if reference.doi:
            yield Answer(reference, _problem(reference, base, timeout))


def _problem(reference: Reference, base: str, timeout: float) -> str:
    request = Request(base + quote(reference.doi), headers={"Accept": _CSL, "User-Agent": "course-references/1"})  # noqa: S310 (the address is doi.org)
    try:
        with urlopen(request, timeout=timeout) as answer:  # noqa: S310
            record = json.loads(answer.read(_LARGEST))
    except HTTPError as error:
        return f"the DOI was answered with status {error.code}"
    except (URLError, TimeoutError, ConnectionError) as error:
        return f"no answer ({getattr(error, 'reason', error)})"
    except ValueError:
        return "the answer is not a record"
    return _difference(reference, record) if isinstance(record, dict) else "the answer is not a record"


def _difference(reference: Reference, record: dict[str, Any]) -> str:
    title = record.get("title")
    title = " ".join(map(str, title)) if isinstance(title, list) else str(title or "")
    if not _alike(reference.title, title):
        return f"the DOI belongs to '{title[:80]}'"
    year = _year(record)
    if year is not None and abs(year - reference.year) > _YEARS_APART:
        return f"the record says {year}, the entry {reference.year}"
    return ""


def _alike(ours: str, theirs: str) -> bool:
    """Titles agree, or one is the other without its subtitle."""
    one, other = (" ".join(re.findall(r"\w+", text.casefold())) for text in (ours, theirs))
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE or (len(short.split()) > 2 and long.startswith(short))


def _year(record: dict[str, Any]) -> int | None:
    try:
        return int(record["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def write_checked(path: Path, ids: set[str], today: date) -> None:
    """Set `checked_on` of these entries in `references.yml`; every other byte of the file stays as it is.

    Entries begin with their id, as in the guide: `- id: x` with a line for each key, or `- {id: x, ...}`.
    """
    entry = re.compile(r"^- (?:id: (?P<id>[\w-]+)\n(?:(?!- ).*\n?)*|\{id: (?P<flow>[\w-]+),.*)", re.MULTILINE)
    text = path.read_text(encoding="utf-8")
    path.write_text(entry.sub(lambda match: _dated(match, ids, today), text), encoding="utf-8")


def _dated(match: re.Match[str], ids: set[str], today: date) -> str:
    entry = match[0]
    if (match["id"] or match["flow"]) not in ids:
        return entry
    if match["flow"]:
        without = re.sub(r" checked_on: [\d-]+,", "", entry)
        return without.replace(",", f", checked_on: {today.isoformat()},", 1)
    without = re.sub(r"^  checked_on:.*\n", "", entry, flags=re.MULTILINE)
    first, newline, rest = without.partition("\n")
    return f"{first}{newline}  checked_on: {today.isoformat()}\n{rest}"
