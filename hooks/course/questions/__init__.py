"""The question types. Each module of this package that offers `TYPE` is one; nothing else has to name it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from course.questions.base import QuestionType


def _modules() -> Iterator[ModuleType]:
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        yield import_module(f"{__name__}.{found.name}")


def find_types() -> dict[str, QuestionType]:
    """The question types by the word that authors write after `type:`, in alphabetical order."""
    types: list[QuestionType] = [module.TYPE for module in _modules() if hasattr(module, "TYPE")]
    return {found.kind: found for found in types}


QUESTION_TYPES: Final = find_types()
