"""How long things take, for the times that pages name."""

from __future__ import annotations

from math import ceil
from typing import Final

WORDS_PER_MINUTE: Final = 200  # Brysbaert 2019: 238 for English non-fiction; 200 leaves room to think
MINUTES_PER_QUESTION: Final = 1
MINUTES_PER_PROMPT: Final = 2


def minutes_for(words: int = 0, questions: int = 0, prompts: int = 0) -> int:
    """Minutes for reading words, answering questions and thinking about prompts."""
    return ceil(words / WORDS_PER_MINUTE) + questions * MINUTES_PER_QUESTION + prompts * MINUTES_PER_PROMPT
