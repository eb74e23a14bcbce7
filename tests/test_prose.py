"""The prose of a page: paragraphs and sentences with their places."""

from __future__ import annotations

import pytest
from course.prose import Paragraph, paragraphs, plain_prose, sentences

TEXT = """\
## Heading

First line
second line.

- item one
- item two
  goes on

/// box | myth
    title: Not prose
In a box.
///

```
code
```

/// claim | strong
    id: x
Claimed.
///
| a | b |
<!-- course: scale -->
Last.
"""


def test_paragraphs_have_their_first_line_and_their_block() -> None:
    found = [(paragraph.text, paragraph.place.line, paragraph.block) for paragraph in paragraphs(TEXT, "a.md", 5)]
    assert found == [
        ("First line\nsecond line.", 7, ""),
        ("- item one", 10, ""),
        ("- item two\n  goes on", 11, ""),
        ("In a box.", 16, "myth"),
        ("Claimed.", 25, "claim"),
        ("Last.", 29, ""),
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*A* **b** `c` [d](e.md) f [@g; @h].", "A b c d f ."),
        ("- An  item\n  of two", "An item of two"),
        ("3. Third", "Third"),
        ("A {#b} c {: .d }", "A c"),
    ],
)
def test_plain_prose_is_what_is_read_aloud(text: str, plain: str) -> None:
    assert plain_prose(text) == plain


def said(text: str) -> list[tuple[str, int, int]]:
    (paragraph,) = paragraphs(text, "a.md", 1)
    return [(words, place.line, place.column) for words, place in sentences(paragraph)]


def test_sentences_begin_at_their_line_and_column() -> None:
    assert said("One is [@a]. Two\ngoes on! “Three?” (Four.) five") == [
        ("One is .", 1, 1),
        ("Two goes on!", 1, 14),
        ("“Three?”", 2, 10),
        ("(Four.) five", 2, 19),
    ]


@pytest.mark.parametrize("text", ["It is 3.5 or so", "See a.b and c", "e.g. this"])
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert len(said(text)) == 1


def test_a_paragraph_of_marks_alone_has_no_sentence() -> None:
    (paragraph,) = paragraphs("[@a]", "a.md", 1)
    assert isinstance(paragraph, Paragraph)
    assert list(sentences(paragraph)) == []
