"""Plain questions, as readers type them, find a lesson that answers them."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.test_search import field, found

# What somebody might type, and a lesson that answers it.
QUESTIONS: Final = {
    "is more sex always better": "relationships-and-well-being",
    "correlation or cause": "reading-the-evidence",
    "what is consent": "choice-and-respect",
    "signs of coercive control": "choice-and-respect",
    "how to ask for what I need": "talking-about-needs",
    "cognitive and affective empathy": "empathy-and-understanding",
    "arguing with a partner": "disagreement-and-repair",
    "hiding feelings": "managing-emotions",
    "oxytocin love hormone": "brain-and-bonding",
    "stress and low desire": "stress-and-energy",
    "body image": "body-image",
    "shame and guilt": "kindness-to-oneself",
    "attachment style quiz": "attachment-patterns",
    "we want different amounts of sex": "different-levels-of-interest",
    "what is asexuality": "stigma-and-diversity",
    "open relationships and jealousy": "relationship-structures",
    "pornography": "technology-and-media",
    "couples after a birth": "becoming-parents-or-not",
    "antidepressants and desire": "mental-health-and-medicines",
    "what happens in sex therapy": "what-therapy-involves",
    "find a therapist": "finding-support",
    "does yoga help": "movement-and-awareness",
}
RESULTS_READ: Final = 5


def test_plain_questions_find_their_lesson(reader: Reader) -> None:
    page = reader.open("course", "help/")
    missed = {}
    for question, lesson in QUESTIONS.items():
        field(page).fill("")
        field(page).press_sequentially(question)
        expect(found(page).first).to_be_visible()
        page.wait_for_timeout(150)  # the list is drawn anew with each word
        items = page.locator(".md-search-result__item").all()[:RESULTS_READ]
        first = [item.locator("a").first.get_attribute("href") or "" for item in items]
        if not any(f"lessons/{lesson}/" in link for link in first):
            missed[question] = first
    assert not missed, "\n".join(f"{question}: {first}" for question, first in missed.items())
