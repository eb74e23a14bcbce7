"""How hard a text is to read: its Flesch-Kincaid grade, the school year in the United States that it suits.

Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new readability formulas": 0.39 words a sentence, 11.8
syllables a word, less 15.59. It counts lengths and knows nothing of meaning; that is all a number can honestly tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

from course.prose import paragraphs, split_sentences

# The formula was fitted to English, and so are the rules for syllables. Other languages show no level.
LANGUAGES = frozenset({"en"})
SAMPLE = 100  # words: the formula's authors measured passages of about this length, and less says little
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# Written as a syllable and not spoken as one: loved, makes, lone, likeness, somebody; but not wanted, wishes, table.
_MUTE = re.compile(
    r"(?<![td])(?<![cd]r)ed$|(?<![aeioucgsxzl])(?<!sh)(?<!ch)es$|(?<=[aeiour]l)es$|(?<![aeiouyl])e$|(?<=[aeiour]l)e$"
    r"|(?<![aeioul])e(?=(?:ment|ness|less|ful|ly|body|thing|times?|one|where|how)s?$)"
)
# Vowels side by side that are spoken as two: science, create, radio, usual, lion, being, idea, anxiety.
_TWO = re.compile(
    r"i(?:a(?!l|n)|o(?!us|n)|u)|(?<![cstgx])(?<!fr)ie[nt]|^scie|iety|(?:tr|^d)ial|^lion|^creat|eati[ov]|(?<![gq])ua"
    r"|[aeoy]ing|uous?$|[dr]eas?$|uity"
)


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; right for about nine words in ten."""
    low = word.lower().replace("’", "'").partition("'")[0]
    return max(1, len(_VOWELS.findall(_MUTE.sub("", low))) + len(_TWO.findall(low)))


def reading_grade(body: str, language: str) -> int | None:
    """The grade of a page's Markdown, rounded, at least 1; None where it cannot be told."""
    if language.partition("-")[0] not in LANGUAGES:
        return None
    found = [words for paragraph in paragraphs(body, "", 1) for _, words in split_sentences(paragraph.text)]
    words = _WORD.findall("\n".join(found))
    if len(words) < SAMPLE:
        return None
    grade = 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(1, round(grade))
