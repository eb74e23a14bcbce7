"""A quiz of five hundred questions is built and works."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.broken import assemble
from tests.browser.reader import Pages
from tests.sites import BuiltSite, Variant, build, serve

COUNT = 500
QUESTION = """  - id: q{number}
    type: single
    ask: Ann opens the oven for the {number}th time. What does she see?
    objective: heat
    options:
      - {{id: loaf, text: A loaf, correct: {is_loaf}, feedback: It was there.}}
      - {{id: moon, text: The moon, correct: {is_moon}, feedback: It was not there.}}
    hints: [Look twice.]
    why: An oven holds what was put into it.
    see: "#heat"
"""


def questions() -> str:
    return "quiz: Many\nquestions:\n" + "".join(
        QUESTION.format(number=number, is_loaf=str(number % 2 == 0).lower(), is_moon=str(number % 2 == 1).lower())
        for number in range(COUNT)
    )


def test_five_hundred_questions_are_built_and_answered(tmp_path: Path, pages: Pages) -> None:
    root = assemble("_base", tmp_path / "course")
    (root / "quizzes/oven.yml").write_text(questions(), encoding="utf-8")
    site = BuiltSite("many", tmp_path / "site", "/", build(Variant(root), tmp_path / "site"))
    page = pages.take(script=True, fresh=True)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    with serve(site) as served:
        page.goto(f"{served.address}lessons/oven/")
        expect(page.locator("[data-question]")).to_have_count(COUNT)
        for number, value in ((0, "loaf"), (COUNT - 1, "loaf")):
            page.locator(f"#q-q{number} label:has([value={value}])").click()
            page.locator(f"#q-q{number} [data-do=check]").click()
        expect(page.locator("#q-q0 [data-result]")).to_have_text("Yes, that is right.", timeout=30_000)
        expect(page.locator(f"#q-q{COUNT - 1} [data-result]")).to_have_text(
            "Not quite: the reason is below.", timeout=30_000
        )
        page.locator("[data-do=summary]").click()
        said = "1 of 500 right at the first answer. Still open: 498."
        expect(page.locator("[data-score]")).to_have_text(said, timeout=30_000)
    page.context.close()
    assert problems == []
