"""Plain questions, as readers type them, find a lesson that answers them."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

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


def ask(page: Page, question: str) -> None:
    """Ask just this: the list is drawn anew with each key, so all but the last letter arrive without one."""
    field(page).fill("?")
    field(page).press("Backspace")
    expect(found(page)).to_have_count(0)
    field(page).fill(question[:-1])
    field(page).press_sequentially(question[-1])
    expect(found(page).first).to_be_visible()


def test_plain_questions_find_their_lesson(reader: Reader) -> None:
    page = reader.open("course", "help/")
    field(page).click()
    missed = {}
    for question, lesson in QUESTIONS.items():
        ask(page, question)
        items = page.locator(".md-search-result__item").all()[:RESULTS_READ]
        first = [item.locator("a").first.get_attribute("href") or "" for item in items]
        if not any(f"lessons/{lesson}/" in link for link in first):
            missed[question] = first
    assert not missed, "\n".join(f"{question}: {first}" for question, first in missed.items())
