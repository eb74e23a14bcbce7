"""The words of the interface: keys, counts, placeholders, languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from course import words as module
from course.words import FOLDER, Words, direction_of, load_words, locale_of

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


def test_a_tree_holds_what_stands_below_a_key_with_its_placeholders() -> None:
    assert words.tree("a")["braces"] == "{x}"


@pytest.mark.parametrize("key", ["top", "none"])
def test_what_is_no_group_is_no_tree(key: str) -> None:
    with pytest.raises(KeyError):
        words.tree(key)


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


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", ["one", "other", "other"]), ("he", ["one", "two", "other"]), ("ja", ["other"] * 3), ("xx", ["one"])],
)
def test_a_language_has_the_forms_that_cldr_gives_it(language: str, forms: list[str]) -> None:
    tree = {"n": {form: form for form in ("zero", "one", "two", "few", "many", "other")}}
    assert [Words(tree, language)("n", count=count) for count in range(1, len(forms) + 1)] == forms


def test_a_form_that_is_left_out_is_the_general_one() -> None:
    assert Words({"n": {"one": "a", "other": "b"}}, "he")("n", count=2) == "b"


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("ar-EG", "rtl"), ("en-GB", "ltr"), ("xx", "ltr")])
def test_a_language_has_its_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))
FORMS = ("zero", "one", "two", "few", "many", "other")


def words_of(language: str) -> dict[str, object]:
    """A language's own texts by key."""
    path = FOLDER / f"{language}.yml"
    return Words(yaml.safe_load(path.read_text(encoding="utf-8")))._flat


def counted(language: str) -> dict[str, set[str]]:
    """The keys whose text depends on a count, with the forms that they have."""
    found: dict[str, set[str]] = {}
    for key in words_of(language):
        stem, _, form = key.rpartition(".")
        if form in FORMS:
            found.setdefault(stem, set()).add(form)
    return found


def plain(language: str) -> set[str]:
    """The keys that have one text whatever the count."""
    return {key for key in words_of(language) if key.rpartition(".")[2] not in FORMS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_that_english_has(language: str) -> None:
    ours, theirs = plain(language) | set(counted(language)), plain("en") | set(counted("en"))
    assert {"missing": sorted(theirs - ours), "unknown": sorted(ours - theirs)} == {"missing": [], "unknown": []}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_the_general_form_and_none_that_the_language_lacks(language: str) -> None:
    known = {*locale_of(language).plural_form.tags, "other"}
    assert {key: forms for key, forms in counted(language).items() if "other" not in forms or forms - known} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_places_that_english_has(language: str) -> None:
    """`{count}` may be said in words: "two lessons"."""

    def places(texts: dict[str, object], key: str) -> set[str]:
        same = [str(text) for name, text in texts.items() if name == key or name.rpartition(".")[0] == key]
        return set(re.findall(r"\{\w+\}", " ".join(same))) - {"{count}"}

    own, english = words_of(language), words_of("en")
    keys = plain("en") | set(counted("en"))
    different = {key: (places(own, key), places(english, key)) for key in keys}
    assert {key: pair for key, pair in different.items() if pair[0] != pair[1]} == {}


def test_no_language_has_a_text_in_another_alphabet() -> None:
    """A word that was left in English would be read aloud by the wrong voice."""
    latin = re.compile(r"(?<![{\w])[A-Za-z]{3,}(?![\w}])")
    foreign = {key: latin.findall(str(text)) for key, text in words_of("he").items()}
    known = {"Shift", "doi", "org", "notes", "txt", "review", "json"}
    known |= {"PDF", "EPUB", "SVG", "PNG", "Markdown"}  # formats are called so everywhere
    # Names of styles and formats, which have no others.
    known |= {
        "APA",
        "MLA",
        "BibTeX",
        "LaTeX",
        "RIS",
        "SKOS",
        "CSL",
        "JSON",
        "Schema",
        "Atom",
        "CSV",
        "iCalendar",
        "JavaScript",
    }
    assert {key: found for key, found in foreign.items() if set(found) - known} == {}
