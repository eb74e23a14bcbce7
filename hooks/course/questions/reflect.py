"""`reflect`: an open question with a sample answer. Nothing is right or wrong, nothing is counted or kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from course.questions.base import EXPLAINS, TEXT, Question, QuestionType, Result

if TYPE_CHECKING:
    from course.source import Entry


@dataclass(frozen=True, slots=True)
class ReflectQuestion(Question):
    """`sample` is one answer among many (Markdown), shown to compare with."""

    sample: str = field(metadata=EXPLAINS)
    scored: ClassVar[bool] = False


class Reflect:
    """The learner writes; the page shows a sample answer and judges nothing."""

    kind = "reflect"
    keys = frozenset({"sample"})
    schema: Mapping[str, Any] = {"properties": {"sample": TEXT}, "required": ["sample"]}

    def parse(self, entry: Entry, common: dict[str, Any]) -> Question:
        """Read `sample`."""
        return ReflectQuestion(**common, sample=entry.text("sample", required=True))

    def answer_key(self, question: Question) -> dict[str, Any]:
        """Empty: there is nothing to compare with."""
        return {}

    def score(self, key: dict[str, Any], response: Sequence[str]) -> Result:
        """No points of none; anything but white space is an answer."""
        return Result(points=0, of=0, answered=any(str(text).strip() for text in response))


TYPE: Final[QuestionType] = Reflect()
