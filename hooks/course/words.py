"""The words of the interface: `strings/<language>.yml`, and what the engine must know of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError

from course.reading import SafeLoader

FOLDER = Path(__file__).parent / "strings"
FALLBACK = "en"


class Words:
    """The interface's words in one language. `t("area.key", count=2)` gives a text; placeholders are `{name}`."""

    def __init__(self, tree: Mapping[str, object], language: str = FALLBACK) -> None:
        self._tree, self._flat = tree, dict(_flatten(tree))
        self._form: Callable[[int], str] = locale_of(language).plural_form

    def __call__(self, key: str, *, count: int | str | None = None, **values: object) -> str:
        """The text of a key. With `count` a key may have the forms that CLDR gives its language: `.one`, `.other` ...

        A form that the words leave out is `.other`. Raises KeyError if unknown.
        """
        if count is not None:
            values["count"] = count
            forms = (f"{key}.{form}" for form in (self._form(count) if isinstance(count, int) else "", "other"))
            key = next((form for form in forms if form in self._flat), key)
        text = self._flat[key]
        if not isinstance(text, str):
            raise KeyError(key)
        return text.format(**values) if values else text

    def list(self, key: str) -> tuple[str, ...]:
        """The items of a key that holds a list. Raises KeyError if unknown."""
        items = self._flat[key]
        if not isinstance(items, list):
            raise KeyError(key)
        return tuple(map(str, items))

    def tree(self, key: str) -> Mapping[str, object]:
        """All that stands below a key, with its placeholders. Raises KeyError if it is unknown or one text."""
        found = self._tree[key]
        if not isinstance(found, Mapping):
            raise KeyError(key)
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._flat

    def keys(self) -> frozenset[str]:
        """Every key that has a text or a list."""
        return frozenset(self._flat)


def locale_of(language: str) -> Locale:
    """What CLDR knows of a language (`en-GB`, `he`); of English where it does not know the language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)


def direction_of(language: str) -> str:
    """`rtl` for languages that are written from right to left, else `ltr`."""
    return "rtl" if locale_of(language).character_order == "right-to-left" else "ltr"


def _flatten(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found += _flatten(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", value if isinstance(value, list) else str(value)))
    return found


@cache
def load_words(language: str) -> Words:
    """The words of a language (`en-GB`, `en`, `ar`, ...): its own file, else its parent language's, else English."""
    names = (language, language.partition("-")[0], FALLBACK)
    path = next(path for name in names if (path := FOLDER / f"{name}.yml").is_file())
    return Words(yaml.load(path.read_text(encoding="utf-8"), SafeLoader), path.stem)  # noqa: S506 - it is safe
