"""What an object of the JSON files consists of, said once: the data, its JSON Schema and the page for programmers.

`Field.value` takes the thing and the source. An empty value of an optional field is left out of the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeAlias, TypeVar

from course.exports.source import Source

Schema: TypeAlias = dict[str, Any]
Thing = TypeVar("Thing")

TEXT: Final[Schema] = {"type": "string", "minLength": 1}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
FLAG: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
OBJECT: Final[Schema] = {"type": "object"}
LASTING: Final = "The link that lasts; it leads to the address."
"""What every `permanent` is."""


def list_of(schema: Mapping[str, Any]) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": schema}


def one_of(values: Iterable[str]) -> Schema:
    """The schema of a text that is one of a few."""
    return {"enum": list(values)}


@dataclass(frozen=True, slots=True)
class Field(Generic[Thing]):
    """A field: its name, its schema, what it means, and how it is found. `shape` is that of the objects in it."""

    name: str
    schema: Schema
    words: str
    value: Callable[[Thing, Source], Any]
    optional: bool = False
    shape: Shape[Any] | None = None


@dataclass(frozen=True, slots=True)
class Shape(Generic[Thing]):
    """A kind of object: its name, what it stands for, its fields in order."""

    name: str
    words: str
    fields: tuple[Field[Thing], ...]

    def fill(self, thing: Thing, source: Source) -> dict[str, Any]:
        """The object of a thing."""
        found = ((field, field.value(thing, source)) for field in self.fields)
        return {field.name: value for field, value in found if not field.optional or not _is_empty(value)}

    def schema(self) -> Schema:
        """The object's schema. It allows fields that are added later."""
        return {
            "type": "object",
            "description": self.words,
            "properties": {field.name: {**field.schema, "description": field.words} for field in self.fields},
            "required": [field.name for field in self.fields if not field.optional],
        }

    @property
    def parts(self) -> tuple[Shape[Any], ...]:
        """The shapes of the objects in it, those in these too, each once."""
        found: dict[str, Shape[Any]] = {}
        for field in self.fields:
            if field.shape:
                found |= {shape.name: shape for shape in (field.shape, *field.shape.parts)}
        return tuple(found.values())


def objects(
    name: str, shape: Shape[Any], words: str, value: Callable[[Any, Source], Iterable[Any]], *, optional: bool = True
) -> Field[Any]:
    """A field that holds a list of objects; `value` finds the things that they are made of."""

    def fill(thing: Any, source: Source) -> list[dict[str, Any]]:
        return [shape.fill(one, source) for one in value(thing, source)]

    return Field(name, list_of(shape.schema()), words, fill, optional, shape)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
