"""The theme's style sheet, reduced to what pages can show: it is 137 KB, and the course replaces most of it.

What only the search shows is a sheet of its own, loaded with the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import tinycss2

# What stands in the theme's frame (`base.html`), what its search writes into the page; all else is the course's own.
_FRAME: Final = re.compile(r"md-(?:container|grid|main|overlay|skip|toggle)(?:__\w+|--\w+)?")
_SEARCH: Final = re.compile(r"md-(?:search-result|dialog|icon|typeset)(?:__\w+|--\w+)?")
_IN_THOSE: Final = frozenset("a article code details div h1 h2 li mark nav ol p pre summary svg ul".split())
# Elements whose plain defaults the course's own sheet builds on.
_BARE: Final = _IN_THOSE | frozenset("aside body button hr html img input label small sub sup table td th".split())
# Attributes that the pages never carry: other schemes, sortable tables, levels of the theme's navigation.
_FOREIGN: Final = re.compile(
    r"(?:data-md-(?:color|level|type|preview)|data-preview|align|aria-sort|class|role|src|href|dir)\b|id="
)
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)")

_Token: TypeAlias = Any  # tinycss2 publishes no types for its nodes


@dataclass(slots=True)
class _Block:
    """A rule that stays: its selectors with declarations, or a condition with the rules under it."""

    head: str
    declarations: list[_Token] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)

    def write(self) -> str:
        inside = "".join(block.write() for block in self.blocks) or ";".join(map(_write, self.declarations))
        return f"{self.head}{{{inside}}}"


def parse_style(style: str) -> list[_Token]:
    """The rules of a sheet, for `reduce_style`. Of the theme's this takes longer than all the rest."""
    return list(tinycss2.parse_stylesheet(style, skip_whitespace=True, skip_comments=True))


def reduce_style(rules: list[_Token], own: str, *, search: bool = False) -> str:
    """Those of the rules that can match, without the variables that neither they nor the sheet `own` read.

    `search`: those that match only what the search shows, with variables of the page that they read. Else all others.
    """
    blocks = list(_kept(rules, search))
    read: set[str] | None = None
    while (found := _read(blocks) | set(_VARIABLE.findall(own))) != read:
        read = found
        blocks = list(_without_unread(blocks, read))
    return "".join(block.write() for block in blocks)


def _kept(rules: Iterable[_Token], search: bool) -> Iterator[_Block]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _of_rule(rule, search)
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inside = tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True)
            if blocks := list(_kept(inside, search)):
                yield _Block(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}", blocks=blocks)


def _of_rule(rule: _Token, search: bool) -> Iterator[_Block]:
    """What stays of a rule; of a rule for pages, the sheet of the search gets the variables."""
    sides: dict[bool, list[str]] = {False: [], True: []}
    for one in _selectors(rule.prelude):
        if _can_match(one):
            sides[_is_of_search(one)].append(tinycss2.serialize(one).strip())
    declarations = _declarations(rule.content)
    if sides[search]:
        yield _Block(",".join(sides[search]), declarations)
    elif search and (variables := [one for one in declarations if one.name.startswith("--")]) and sides[False]:
        yield _Block(",".join(sides[False]), variables)


def _declarations(content: list[_Token]) -> list[_Token]:
    found = tinycss2.parse_declaration_list(content, skip_whitespace=True, skip_comments=True)
    return [one for one in found if one.type == "declaration"]


def _selectors(prelude: list[_Token]) -> Iterator[list[_Token]]:
    """The selectors between commas."""
    start = 0
    for position, part in enumerate(prelude):
        if part == ",":
            yield prelude[start:position]
            start = position + 1
    yield prelude[start:]


def _can_match(selector: list[_Token]) -> bool:
    """Whether every class, element and attribute of a selector can stand in a page."""
    classes, elements, attributes = _names(selector)
    known = _IN_THOSE if classes else _BARE
    return (
        all(_FRAME.fullmatch(name) or _SEARCH.fullmatch(name) for name in classes)
        and all(name in known for name in elements)
        and not any(_FOREIGN.match(name) for name in attributes)
    )


def _is_of_search(selector: list[_Token]) -> bool:
    return any(_SEARCH.fullmatch(name) for name in _names(selector)[0])


def _names(selector: list[_Token]) -> tuple[list[str], list[str], list[str]]:
    """Classes, elements and attributes that a selector asks for; what `:not()` excludes is not asked for."""
    classes: list[str] = []
    elements: list[str] = []
    attributes: list[str] = []
    before = ""
    for token in selector:
        if token.type == "ident" and before != ":":
            (classes if before == "." else elements).append(token.value)
        elif token.type == "[] block":
            attributes.append(tinycss2.serialize(token.content))
        elif token.type == "function" and token.lower_name != "not":
            for names, more in zip((classes, elements, attributes), _names(token.arguments), strict=True):
                names.extend(more)
        before = token.value if token.type == "literal" else ""
    return classes, elements, attributes


def _read(blocks: Iterable[_Block]) -> set[str]:
    """The variables that the blocks read."""
    found: set[str] = set()
    for block in blocks:
        found |= _read(block.blocks)
        for one in block.declarations:
            found |= set(_VARIABLE.findall(tinycss2.serialize(one.value)))
    return found


def _without_unread(blocks: Iterable[_Block], read: set[str]) -> Iterator[_Block]:
    for block in blocks:
        declarations = [one for one in block.declarations if not one.name.startswith("--") or one.name in read]
        inside = list(_without_unread(block.blocks, read))
        if declarations or inside:
            yield _Block(block.head, declarations, inside)


def _write(declaration: _Token) -> str:
    value = tinycss2.serialize(declaration.value).strip()
    return f"{declaration.name}:{value}{'!important' if declaration.important else ''}"
