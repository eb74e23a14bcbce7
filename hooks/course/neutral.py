"""Words that a course keeps out of what outlives a page: a browser's history, bookmarks, results of search engines."""

from __future__ import annotations

import re
from functools import cache


@cache  # every permanent link asks for it
def neutral_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these words in a text; a final `*` stands for any ending. Without words it finds nothing."""
    stems = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else r"\b") for word in words]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(stems)})" if stems else r"(?!)", re.IGNORECASE)
