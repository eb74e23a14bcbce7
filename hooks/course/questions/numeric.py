"""`numeric`: a number, typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from course.questions._typed import LONGEST
from course.questions.base import TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry

# How numbers are typed; question-numeric.js reads them in the same way.
_UNSEEN: Final = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHER_DIGIT: Final = re.compile(r"[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")  # Arabic, Persian, full width
_SPACE: Final = re.compile(r"[\s'’]")  # what stands between thousands, beside point and comma
_MINUS: Final = r"\-\u2010-\u2015\u2212\ufe63\uff0d"
_NUMBER: Final = re.compile(
    rf"([^0-9.,+{_MINUS}]*)([+{_MINUS}]?) *([.,]?[0-9](?:[0-9., ]*[0-9])?[.,]?)([^0-9].*)?", re.DOTALL
)
# Thousands, or groups of two as in India, with the same sign between all groups.
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}([ .,])(?:[0-9]{2,3}\1)*[0-9]{3}")
_DIGITS: Final = re.compile(r"[0-9]*")


@dataclass(frozen=True, slots=True)
class NumericQuestion(Question):
    """A question whose answer is a number. `tolerance` is not negative; `unit` is plain text and may be empty."""

    answer: Decimal
    tolerance: Decimal
    unit: str = ""

    @property
    def shown(self) -> str:
        """The answer in words for a page, with its unit."""
        return self._shown(self.answer)

    @property
    def span(self) -> tuple[str, str]:
        """The smallest and the largest number that is right, likewise."""
        exact = Context(prec=40)  # two numbers of at most 15 digits on each side of the point
        ends = exact.subtract(self.answer, self.tolerance), exact.add(self.answer, self.tolerance)
        return self._shown(ends[0]), self._shown(ends[1])

    def _shown(self, number: Decimal) -> str:
        # A word stands apart from its number, a sign does not: 5 cm, 5%.
        space = "\u00a0" if self.unit[:1].isalpha() else ""
        return f"{number:f}".replace("-", "\u2212") + space + self.unit


class Numeric:
    """The learner types a number, with decimal point or comma, with or without unit and thousands separators."""

    kind = "numeric"
    keys = frozenset({"answer", "tolerance", "unit"})
    schema: Mapping[str, Any] = {
        "properties": {"answer": {"type": "number"}, "tolerance": {"type": "number", "minimum": 0}, "unit": TEXT},
        "required": ["answer"],
    }

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read the number, how far off an answer may be (no distance without a word), and the unit."""
        answer = entry.decimal("answer")
        tolerance = entry.decimal("tolerance", low=Decimal(0), required=False)
        unit = entry.text("unit")
        if unit and re.match(rf"[0-9.,+{_MINUS}]", unit):
            entry.report("unit-number", at="unit", unit=unit)
        return NumericQuestion(**common, answer=answer, tolerance=tolerance, unit=unit)

    def answer_key(self, question: Question) -> dict[str, Any]:
        """`answer` and `tolerance`: digits with a point, without exponent; `unit`: as it is compared."""
        assert isinstance(question, NumericQuestion)
        return {
            "answer": f"{question.answer:f}",
            "tolerance": f"{question.tolerance:f}",
            "unit": _unit_form(question.unit),
        }

    def score(self, key: dict[str, Any], response: list[str]) -> Result:
        """One point of one when a reading of the number is near enough. What is no number is unreadable, not wrong."""
        typed = _cleaned("".join(response[:1]))
        if not typed:
            return Result(points=0, of=1, answered=False)
        numbers = list(_readings(typed, key["unit"]))
        if not numbers:
            return Result(points=0, of=1, answered=False, unreadable=True)
        answer, tolerance = Fraction(key["answer"]), Fraction(key["tolerance"])
        return Result(points=int(any(abs(number - answer) <= tolerance for number in numbers)), of=1)


def _cleaned(typed: str) -> str:
    """A typed text with plain digits and spaces, and without signs that nobody sees."""
    text = _UNSEEN.sub("", typed[:LONGEST])
    return _SPACE.sub(" ", _OTHER_DIGIT.sub(lambda digit: str(ord(digit[0]) & 15), text)).strip(" ")


def _readings(typed: str, unit: str) -> Iterator[Fraction]:
    """What a typed text can mean: nothing, one number, or two where a sign may be decimal or separate thousands.

    `unit` may stand before or behind the number, or be missing; any other word makes the text unreadable.
    """
    match = _NUMBER.fullmatch(typed)
    if not match:
        return
    before, sign, digits, after = match.groups(default="")
    if {_unit_form(before), _unit_form(after)} - {"", unit}:
        return
    for point in ".,":
        whole, _, part = digits.partition(point)
        if _DIGITS.fullmatch(part) and (_DIGITS.fullmatch(whole) or _GROUPED.fullmatch(whole)):
            number = Fraction(f"{re.sub('[^0-9]', '', whole) or 0}.{part or 0}")
            yield -number if sign not in {"", "+"} else number


def _unit_form(text: str) -> str:
    """A unit as it is compared: `M²`, `m ²` and `m2` are one."""
    return re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", text).lower())


TYPE: Final[QuestionType] = Numeric()
