"""Finding glossary terms: the longest form, whole words, plurals, acronyms, white space of any kind between words."""

from __future__ import annotations

import re

import pytest
from course.glossary import TermIndex, plural, surface_forms
from course.model import Place, Term
from hypothesis import given
from hypothesis import strategies as st


def term(name: str, *aliases: str) -> Term:
    return Term(name.lower().replace(" ", "-"), name, "Words.", aliases, (), (), Place("g.yml", 1, 1))


def found(text: str, *terms: Term, language: str = "en") -> list[tuple[str, str]]:
    """Which term was found under which words."""
    return [(match.term.term, text[match.start : match.end]) for match in TermIndex(terms, language).find(text)]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("cat", "cats"),
        ("theory", "theories"),
        ("day", "days"),
        ("bias", "biases"),
        ("match", "matches"),
        ("box", "boxes"),
    ],
)
def test_plurals_are_the_regular_ones(one: str, many: str) -> None:
    assert plural(one) == many


def test_forms_are_name_and_aliases_with_plurals_in_english_only() -> None:
    assert list(surface_forms(term("loaf", "big bread"), "en-GB")) == ["loaf", "loafs", "big bread", "big breads"]
    assert list(surface_forms(term("Brot"), "de")) == ["Brot"]


def test_the_longest_form_wins() -> None:
    terms = [term("bread"), term("bread knife"), term("bread knife rack")]
    assert found("A bread knife racks bread knives, bread.", *terms) == [
        ("bread knife rack", "bread knife racks"),
        ("bread", "bread"),
        ("bread", "bread"),
    ]


def test_a_longer_form_that_does_not_end_there_gives_way_to_the_shorter_one() -> None:
    assert found("bread knifes breadth", term("bread"), term("bread knife edge")) == [("bread", "bread")]


@pytest.mark.parametrize("text", ["breadth", "gingerbread", "bread_knife", "bread2", "ébread"])
def test_nothing_is_found_inside_a_word(text: str) -> None:
    assert found(text, term("bread")) == []


@pytest.mark.parametrize("text", ["bread", "(bread)", "bread-like", "“bread”", "bread's", "BREAD", "Breads."])
def test_a_word_may_stand_between_signs_and_in_any_case(text: str) -> None:
    assert [name for name, _ in found(text, term("bread"))] == ["bread"]


@pytest.mark.parametrize("space", [" ", "\n", "  ", "\t", "\u00a0", " \n  "])
def test_white_space_between_words_may_be_any(space: str) -> None:
    text = f"a bread{space}knife here"
    assert found(text, term("bread  knife")) == [("bread  knife", f"bread{space}knife")]


def test_an_acronym_is_not_the_word_of_the_same_letters() -> None:
    acronym = term("adverse event", "ACE")
    assert found("ACE and ACEs", acronym) == [("adverse event", "ACE"), ("adverse event", "ACEs")]
    assert found("an ace, two aces, Ace, ACES", acronym) == []


def test_the_first_of_two_terms_keeps_a_form() -> None:
    assert found("loaf", term("loaf"), term("bun", "loaf")) == [("loaf", "loaf")]


def test_a_letter_that_only_looks_alike_to_patterns_is_no_match() -> None:
    assert found("ſour sour", term("sour")) == [("sour", "sour")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert found("anything") == []


NAMES = st.lists(
    st.text(st.sampled_from("abAB .+(-é1ſİ"), min_size=1, max_size=7)
    .map(lambda name: " ".join(name.split()))
    .filter(bool),
    min_size=1,
    max_size=6,
)


@given(names=NAMES, pieces=st.lists(st.text(st.sampled_from("abAB .+(-é1ſİs\n"), max_size=8), max_size=8))
def test_positions_hold_the_words_of_the_term_and_never_overlap(names: list[str], pieces: list[str]) -> None:
    terms = [term(name) for name in names]
    text = " ".join([*pieces, *names, *pieces])
    end = 0
    for match in TermIndex(terms, "en").find(text):
        assert match.start >= end
        end = match.end
        words = " ".join(text[match.start : match.end].lower().split())
        assert words in {form.lower() for form in surface_forms(match.term, "en")}
        assert not re.match(r"\w", text[match.end : match.end + 1])
        assert not re.match(r"\w", text[match.start - 1 : match.start])


@given(
    name=st.text(st.sampled_from("abc "), min_size=1, max_size=8).map(lambda name: " ".join(name.split())).filter(bool)
)
def test_every_form_of_a_term_is_found_where_it_stands_alone(name: str) -> None:
    one = term(name)
    for form in surface_forms(one, "en"):
        assert found(f"x, {form}.", one) == [(one.term, form)]
