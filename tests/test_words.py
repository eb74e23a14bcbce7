"""The words of the interface: keys, counts, placeholders, languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from course import words as module
from course.words import FOLDER, Words, load_words

words = Words(
    {
        "a": {"b": "text", "braces": "{x}", "n": {"one": "{count} loaf", "other": "{count} loaves"}, "list": ["x", 1]},
        "top": "{count} of {of}",
        "number": 5,
    }
)


def test_a_key_is_the_path_to_its_text() -> None:
    assert (words("a.b"), words("number")) == ("text", "5")


@pytest.mark.parametrize(("count", "text"), [(1, "1 loaf"), (0, "0 loaves"), (2, "2 loaves")])
def test_a_count_chooses_the_form(count: int, text: str) -> None:
    assert words("a.n", count=count) == text


def test_a_key_without_forms_takes_a_count_as_a_placeholder() -> None:
    assert words("top", count=1, of=3) == "1 of 3"


def test_braces_stay_where_nothing_is_filled_in() -> None:
    assert words("a.braces") == "{x}"


def test_a_list_is_read_as_texts() -> None:
    assert words.list("a.list") == ("x", "1")


@pytest.mark.parametrize("key", ["a", "a.c", "a.list", "a.n"])
def test_what_is_no_text_is_an_unknown_key(key: str) -> None:
    with pytest.raises(KeyError):
        words(key)


@pytest.mark.parametrize("key", ["a", "a.b", "none"])
def test_what_is_no_list_is_an_unknown_key(key: str) -> None:
    with pytest.raises(KeyError):
        words.list(key)


def test_a_placeholder_that_nobody_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("top", count=1)


def test_keys_are_those_with_a_text_or_a_list() -> None:
    assert words.keys() == {"a.b", "a.braces", "a.n.one", "a.n.other", "a.list", "top", "number"}
    assert "a.b" in words
    assert "a" not in words


def test_a_language_falls_back_to_its_parent_and_then_to_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("en", "de", "de-AT"):
        (tmp_path / f"{name}.yml").write_text(f"a: {name}", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    load_words.cache_clear()
    assert [load_words(name)("a") for name in ("de-AT", "de-CH", "xx", "en-GB")] == ["de-AT", "de", "en", "en"]
    load_words.cache_clear()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_language_has_the_words_that_english_has(path: Path) -> None:
    own = Words(yaml.safe_load(path.read_text(encoding="utf-8"))).keys()
    assert own == load_words("en").keys()
