"""Finding glossary terms in a text: each term's surface forms, and one pattern that finds the longest of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course.model import Term


def plural(form: str) -> str:
    """The regular English plural of a word or phrase."""
    if re.search(r"(?:[^aeiou]y)$", form):
        return f"{form[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", form):
        return f"{form}es"
    return f"{form}s"


def surface_forms(term: Term, language: str) -> Iterator[str]:
    """The words under which a term appears in texts: its name and aliases; in English their plurals too."""
    for form in (term.term, *term.aliases):
        yield form
        if language.startswith("en"):
            yield plural(form)


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text, from `start` to `end`."""

    term: Term
    start: int
    end: int


class TermIndex:
    """All surface forms of a glossary in one pattern, so that a text is read once however many terms there are."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._terms: dict[str, Term] = {}
        self._exact: dict[str, str] = {}
        for term in terms:
            for form in surface_forms(term, language):
                self._terms.setdefault(_fold(form), term)
            acronyms = [form for form in (term.term, *term.aliases) if form.isupper()]
            self._exact |= {_fold(form): form for name in acronyms for form in (name, plural(name))}
        pattern = trie_pattern(self._terms)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def find(self, text: str) -> Iterator[Match]:
        """The terms in a text from left to right, longest first at each place, without overlaps."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            folded = _fold(match[0])
            exact = self._exact.get(folded)
            if exact and " ".join(match[0].split()) != exact:
                continue  # an acronym such as "ACE" is not the word "ace", nor are "ACEs" "aces"
            term = self._terms.get(folded)
            if term:  # a pattern that ignores case also takes "ſ" for "s"
                yield Match(term, match.start(), match.end())


def _fold(form: str) -> str:
    return " ".join(form.lower().split())


def trie_pattern(forms: Iterable[str]) -> str:
    """A pattern for any of many forms, the longest first. A text is read once however many there are."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = trie
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(trie)


def _branch(node: dict) -> str:  # type: ignore[type-arg]
    """A pattern for all the endings below a trie's node; a longer ending is tried before a shorter one."""
    endings = [
        ("\\s+" if character == " " else re.escape(character)) + _branch(child)
        for character, child in sorted(node.items())
        if character
    ]
    if not endings:
        return ""
    body = endings[0] if len(endings) == 1 else f"(?:{'|'.join(endings)})"
    if "" not in node:
        return body
    return f"(?:{body})?"
