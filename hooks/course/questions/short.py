"""`short`: a word or a phrase, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from course.questions._typed import check_typed, fits, plain
from course.questions.base import EXPLAINS, TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.model import Place
    from course.source import Entry

MOST_TYPOS: Final = 2
# With fewer letters for each typo another word is soon as near as the right one: "here" and "there", "4 cm" and "5 cm".
LETTERS_PER_TYPO: Final = 4


@dataclass(frozen=True, slots=True)
class Near:
    """An answer that is wrong and close enough to be answered: `feedback` is Markdown, `text` is not."""

    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class ShortQuestion(Question):
    """A question with a text field. `accept` is not empty, its first text is the one to show; no text is Markdown."""

    accept: tuple[str, ...]
    typos: int
    near: tuple[Near, ...] = field(default=(), metadata=EXPLAINS)


class Short:
    """The learner types a word or a phrase. Case, accents, punctuation and spaces do not count."""

    kind = "short"
    keys = frozenset({"accept", "near", "typos"})
    schema: Mapping[str, Any] = {
        "properties": {
            "accept": {"type": "array", "minItems": 1, "items": TEXT},
            "near": {"type": "object", "additionalProperties": TEXT},
            "typos": {"type": "integer", "minimum": 0, "maximum": MOST_TYPOS},
        },
        "required": ["accept"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read what is accepted, with how many typos, and what is near."""
        accept = entry.located("accept", required=True)
        if not accept and entry.count("accept"):
            entry.report("empty-value", at="accept", key="accept")
        typos = entry.integer("typos", 0, MOST_TYPOS, required=False)
        near = entry.pairs("near")
        check_typed(entry, accept)
        check_typed(entry, [(text, place) for text, _, place in near])
        _check_distances(entry, accept, typos, near)
        return ShortQuestion(
            **common,
            accept=tuple(text for text, _ in accept),
            typos=typos,
            near=tuple(Near(text, feedback) for text, feedback, _ in near),
        )

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`accept`: the plain forms; `typos`; `near`: the plain forms, in the author's order."""
        assert isinstance(question, ShortQuestion)
        return {
            "accept": [plain(text) for text in question.accept],
            "typos": question.typos,
            "near": [plain(near.text) for near in question.near],
        }

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """One point of one for a text that fits. A text without letters and digits is no answer."""
        typed = plain("".join(response[:1]))
        return Result(points=int(bool(typed) and fits(key["accept"], key["typos"], typed)), of=1, answered=bool(typed))


def _check_distances(
    entry: Entry, accept: list[tuple[str, Place]], typos: int, near: list[tuple[str, str, Place]]
) -> None:
    for text, place in accept:
        form = plain(text)
        if form and sum(map(str.isalpha, form)) < LETTERS_PER_TYPO * typos:
            entry.reporter.add("typos-short", place, text=text, typos=typos, least=LETTERS_PER_TYPO)
    accepted = [plain(text) for text, _ in accept]
    for text, _, place in near:
        form = plain(text)
        if form and fits(accepted, typos, form):
            entry.reporter.add("near-accepted", place, text=text)


TYPE: Final[QuestionType] = Short()
