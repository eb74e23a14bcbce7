"""`cloze`: gaps in a text. The text is `ask`; in it `{right|wrong}` is a list to choose from, `{{right}}` is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from course.questions._parts import score_parts
from course.questions._typed import check_typed, fits, plain
from course.questions.base import Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

MOST_GAPS: Final = 12
"""More is no question any more but a page, and a phone shows its end without its beginning."""

_INSIDE: Final = r"((?:\\.|[^\\{}])*)"
# A backslash takes its meaning from the sign behind it, as in Markdown, which reads what stands around the gaps.
_PIECE: Final = re.compile(rf"\\.|\{{\{{{_INSIDE}\}}\}}|\{{{_INSIDE}\}}|[{{}}]+", re.DOTALL)
_WORDS: Final = re.compile(r"(?:\\.|[^\\|])+", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([\\{}|])")
# Widths of fields, in letters. A few, so that they give away no more than a line on paper does.
_WIDTHS: Final = (8, 14, 22, 32)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: `id` is its place, from "1"; `right` what fits (the first is the one to show), plain text.

    `wrong` holds the other choices of a list; a gap without any is typed.
    """

    id: str
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """Right and wrong in an order that tells nothing; empty where the answer is typed."""
        return tuple(sorted(self.right + self.wrong, key=lambda text: (text.casefold(), text))) if self.wrong else ()

    @property
    def width(self) -> int:
        """How many letters the field for it shows."""
        longest = max(map(len, self.right), default=0)
        return next((width for width in _WIDTHS if longest + 1 < width), _WIDTHS[-1])


Segment: TypeAlias = str | Gap


@dataclass(frozen=True, slots=True)
class ClozeQuestion(Question):
    """A text with gaps; `ask` is the text as written."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text in order: Markdown between the gaps, and the gaps. Two gaps may follow each other."""
        return tuple(_segments(self.ask))

    @property
    def asked(self) -> str:
        """The text with its gaps left open: as it is written it holds what fits."""
        return "".join("…" if isinstance(segment, Gap) else segment for segment in self.segments)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in order."""
        return tuple(segment for segment in self.segments if isinstance(segment, Gap))


class Cloze:
    """The learner fills gaps in a text: a point for each."""

    kind = "cloze"
    keys: frozenset[str] = frozenset()
    schema: Mapping[str, Any] = {"properties": {}, "required": []}

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the gaps of `ask`, and report those that nobody could fill."""
        question = ClozeQuestion(**common)
        if question.ask:
            _check_gaps(entry, question)
        return question

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`parts`: for a gap with a list the right choice, for one that is typed a list of plain forms."""
        assert isinstance(question, ClozeQuestion)
        return {"parts": {gap.id: gap.right[0] if gap.wrong else _forms(gap) for gap in question.gaps}}

    def score(self, key: dict[str, Any], response: Mapping[str, str]) -> Result:
        """A point for each gap; what is typed is compared like a `short` answer without typos."""
        return score_parts(key, response, _fits)


def _fits(right: str | list[str], given: str) -> bool:
    return right == given if isinstance(right, str) else fits(right, 0, plain(given))


def _forms(gap: Gap) -> list[str]:
    return [plain(text) for text in gap.right]


def _segments(text: str) -> Iterator[Segment]:
    start = count = 0
    for match in _PIECE.finditer(text):
        typed, listed = match.groups()
        if typed is None and listed is None:
            continue
        if match.start() > start:
            yield text[start : match.start()]
        count, start = count + 1, match.end()
        words = _words(listed if typed is None else typed)
        yield Gap(str(count), words) if typed is not None else Gap(str(count), words[:1], words[1:])
    if start < len(text):
        yield text[start:]


def _words(inside: str) -> tuple[str, ...]:
    words = (" ".join(_ESCAPED.sub(r"\1", word).split()) for word in _WORDS.findall(inside))
    return tuple(word for word in words if word)


def _check_gaps(entry: Entry, question: ClozeQuestion) -> None:
    written = [match for match in _PIECE.finditer(question.ask) if match[0][0] != "\\"]
    for match in written:
        if match.groups() == (None, None):
            entry.report("gap-open", at="ask", near=question.ask[match.start() :][:24])
            return  # all that follows is read wrongly
    if not written:
        entry.report("gap-none", at="ask")
    if len(written) > MOST_GAPS:
        entry.report("gap-many", at="ask", count=len(written), most=MOST_GAPS)
    for gap, match in zip(question.gaps, written, strict=True):
        _check_gap(entry, gap, match)


def _check_gap(entry: Entry, gap: Gap, match: re.Match[str]) -> None:
    place = entry.place_of("ask")
    if match[1] is not None:
        check_typed(entry, [(text, place) for text in gap.right or ("",)])
        return
    if not gap.wrong:
        entry.report("gap-choices", at="ask", gap=match[0], count=len(gap.right))
    first: dict[str, str] = {}
    for text in gap.right + gap.wrong:
        if text.casefold() in first:
            entry.report("answer-twice", at="ask", first=first[text.casefold()], text=text)
        first.setdefault(text.casefold(), text)


TYPE: Final[QuestionType] = Cloze()
