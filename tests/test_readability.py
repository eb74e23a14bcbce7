"""How hard a text is to read."""

from __future__ import annotations

import warnings

from course.prose import paragraphs, sentences
from course.readability import SAMPLE, reading_grade, syllables

from tests.sites import BuiltSite

# As dictionaries divide them.
KNOWN = {
    1: "cat loved makes lone wished friends thought queue eye asked breathe moves year walked changed",
    2: "whether about table couples wanted wishes something closeness trial sacred hundred study being science "
    "movement people lion places changes safely between reason wider partner moment create",
    3: "sexual somebody nobody idea radio medicine evidence attachment family connected beautiful another remember",
    4: "anxiety situation identity emergency community relationship emotional experience",
    5: "sexuality university opportunity personality",
}
EASY = "The cat sat on the mat. " * 40
HARD = (
    "Notwithstanding considerable methodological heterogeneity, longitudinal investigations demonstrate "
    "comparatively unambiguous associations between interpersonal communication and psychological adjustment. "
) * 10


def test_nearly_all_words_are_divided_as_dictionaries_do() -> None:
    words = [(word, count) for count, words in KNOWN.items() for word in words.split()]
    wrong = {word: syllables(word) for word, count in words if syllables(word) != count}
    assert len(wrong) <= len(words) / 20, wrong


def test_grade_follows_the_formula() -> None:
    # 6 words and 6 syllables a sentence: 0.39 * 6 + 11.8 * 1 - 15.59 is below nought.
    assert reading_grade(EASY, "en") == 1
    assert (reading_grade(HARD, "en-GB") or 0) > 20


def test_languages_that_the_formula_was_not_made_for_have_no_grade() -> None:
    assert [reading_grade(EASY, language) for language in ("he", "de", "enm")] == [None, None, None]


def test_text_that_is_too_short_has_no_grade() -> None:
    assert reading_grade("word " * (SAMPLE - 1) + ".", "en") is None
    assert reading_grade("word " * SAMPLE + ".", "en") is not None


def test_code_and_options_of_blocks_are_not_counted() -> None:
    block = "\n\n/// claim | strong\n    id: incomprehensibility\n    studied: all\nThe cat sat.\n///\n"
    assert reading_grade(EASY + block * 20, "en") == 1


def test_grades_of_lessons_agree_with_another_program(course: BuiltSite) -> None:
    """Textstat divides words by places to hyphenate, which are fewer than syllables: up to a grade and a half less."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat  # noqa: PLC0415 - says so itself when it is imported

    for lesson in course.course.lessons:
        text = " ".join(words for part in paragraphs(lesson.body, "", 1) for words, _ in sentences(part))
        ours, theirs = reading_grade(lesson.body, "en"), textstat.flesch_kincaid_grade(text)
        assert ours is not None
        assert -1 < ours - theirs < 2, lesson.slug


def test_lessons_show_their_grade(course: BuiltSite) -> None:
    for lesson in course.course.lessons:
        facts = [fact.text_content() for fact in course.pages[lesson.url].xpath("//ul[@class='facts']/li")]
        assert f"Reading level: about grade {reading_grade(lesson.body, 'en')}" in facts, lesson.slug
