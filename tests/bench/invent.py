"""Invents courses of any size, always the same for a size, in the format that authors write.

The words mean nothing; their number, and how often they cite, claim, ask and use terms, follow a real lesson.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

LESSONS_A_MODULE = 20
TERMS = 150
REFERENCES_A_LESSON = 2
_CITED = 8  # references that one lesson cites, of those of its neighbourhood
_USED = 8  # terms that one lesson uses

_ADJECTIVES = "early late deep shallow slow quick warm cold wet dry open hidden single mixed steady".split()
_NOUNS = "frost root canopy furrow seedling harvest orchard hedge trellis compost".split()
_PLACES = "valley terrace garden hillside meadow greenhouse allotment riverbank courtyard village".split()
_PEOPLE = "growers neighbours visitors pupils surveyors botanists volunteers millers keepers porters".split()
_VERBS = "describe measure compare notice record doubt explain repeat collect question".split()
_THINGS = (
    "the weight of the crop|the length of the season|a change in the light|the order of planting|the price of seed|"
    "the work of one week|an older report|the first cold night|a row without shade|the taste of the fruit"
).split("|")
_SENTENCES = (
    "In the {place} most {people} {verb} {thing}, and few of them ask where the {term} began.",
    "A {term} is easy to name and hard to see, because {thing} hides it for many weeks.",
    "When {people} {verb} {thing} again a year later, the {place} gives a different answer.",
    "Nobody who worked in the {place} expected {thing} to matter as much as the {term}.",
    "Some {people} {verb} less and wait longer, which costs them {thing} but spares the {place}.",
    "Two teams of {people} went to the same {place} and came back with two accounts of {thing}.",
    "What looks like a {term} from the road may be nothing more than {thing}.",
    "It helps to {verb} {thing} at the same hour, since the {place} changes between morning and noon.",
)


def _sentence(rng: random.Random, terms: list[str]) -> str:
    return rng.choice(_SENTENCES).format(
        place=rng.choice(_PLACES),
        people=rng.choice(_PEOPLE),
        verb=rng.choice(_VERBS),
        thing=rng.choice(_THINGS),
        term=rng.choice(terms),
    )


def _text(rng: random.Random, terms: list[str], sentences: int) -> str:
    return " ".join(_sentence(rng, terms) for _ in range(sentences))


def _term_names() -> list[str]:
    return [f"{adjective} {noun}" for adjective in _ADJECTIVES for noun in _NOUNS][:TERMS]


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _reference_id(number: int) -> str:
    return f"author-{number:04d}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


class Invented:
    """A course of `lessons` lessons, written below `root` by `write`."""

    def __init__(self, root: Path, lessons: int) -> None:
        self.root, self.lessons = root, lessons
        self.terms = _term_names()
        self.references = lessons * REFERENCES_A_LESSON

    def write(self) -> list[dict[str, Any]]:
        """Write `docs/` and `quizzes/`; returns the nav."""
        for number in range(1, self.lessons + 1):
            self._lesson(number)
        _write(self.root / "docs/glossary.yml", _yaml(list(self._glossary())))
        _write(self.root / "docs/references.yml", _yaml(list(self._bibliography())))
        _write(self.root / "docs/help.yml", _yaml([_SERVICE]))
        _write(self.root / "docs/index.md", f"---\ntitle: Home\n---\n\n{self._plain('home', 8)}\n")
        modules = [self._module(first) for first in range(1, self.lessons + 1, LESSONS_A_MODULE)]
        pages = [{"Glossary": "glossary.md"}, {"References": "references.md"}, {"Help": "help.md"}]
        return [{"Home": "index.md"}, *modules, *pages]

    def _plain(self, seed: str, sentences: int) -> str:
        return _text(random.Random(seed), self.terms, sentences)  # noqa: S311 - repeatable words, no secret

    def _module(self, first: int) -> dict[str, Any]:
        number = first // LESSONS_A_MODULE + 1
        title = f"Module {number}"
        front = {"id": f"module-{number}", "title": title, "summary": self._plain(title, 1)}
        _write(self.root / f"docs/modules/module-{number}.md", f"---\n{_yaml(front)}---\n\n{self._plain(title, 6)}\n")
        last = min(first + LESSONS_A_MODULE, self.lessons + 1)
        return {title: [f"modules/module-{number}.md", *(f"lessons/{_lesson_id(n)}.md" for n in range(first, last))]}

    def _lesson(self, number: int) -> None:
        rng = random.Random(number)  # noqa: S311
        start = max(0, min((number - 1) * REFERENCES_A_LESSON, self.references - _CITED))
        cites = [_reference_id(start + offset) for offset in range(_CITED)]
        lesson = _Lesson(number, rng, rng.sample(self.terms, _USED), cites)
        name = _lesson_id(number)
        _write(self.root / f"docs/lessons/{name}.md", f"---\n{_yaml(lesson.front())}---\n\n{lesson.body()}")
        _write(self.root / f"quizzes/{name}.yml", _yaml(lesson.quiz()))

    def _glossary(self) -> Iterator[dict[str, Any]]:
        for number, name in enumerate(self.terms):
            short = self._plain(name, 1).removesuffix(".")
            see = _slug(self.terms[number - 1])
            yield {"id": _slug(name), "term": name, "short": f"{short}.", "aliases": [f"{name} effect"], "see": [see]}

    def _bibliography(self) -> Iterator[dict[str, Any]]:
        for number in range(self.references):
            yield {
                "id": _reference_id(number),
                "authors": f"Author {number}, Second B",
                "year": 1980 + number % 45,
                "title": self._plain(_reference_id(number), 1).removesuffix("."),
                "source": f"Journal of Gardens {number % 60}(2):1-20",
                "url": f"https://example.org/{number}",
            }


_SERVICE = {"id": "library", "name": "The library", "country": "international", "url": "https://example.org/library"}
_OBJECTIVES = ("first-look", "second-look", "third-look")
_SECTIONS = ("where-it-begins", "what-was-measured", "who-was-missing", "what-follows")
_GRADES = ("strong", "moderate", "limited")


def _lesson_id(number: int) -> str:
    return f"lesson-{number:04d}"


class _Lesson:
    """One invented lesson: about 730 words, 8 references, 3 claims, 6 questions."""

    def __init__(self, number: int, rng: random.Random, terms: list[str], cites: list[str]) -> None:
        self.number, self.rng, self.terms, self.cites = number, rng, terms, cites

    def _say(self, sentences: int = 1) -> str:
        return _text(self.rng, self.terms, sentences)

    def front(self) -> dict[str, Any]:
        """The lesson's front matter."""
        return {
            "id": _lesson_id(self.number),
            "title": f"Lesson {self.number}",
            "heading": f"Lesson {self.number}: {self.rng.choice(_THINGS)}",
            "summary": self._say(),
            "level": 1 + self.number % 3,
            "audience": "upper-secondary",
            "needs": [_lesson_id(self.number - 1)] if self.number > 1 else [],
            "objectives": [{"id": name, "text": self._say().removesuffix(".")} for name in _OBJECTIVES],
            "key_points": [self._say() for _ in range(4)],
            "reflection": [{"id": f"prompt-{n}", "ask": self._say(), "setting": "alone"} for n in (1, 2)],
        }

    def body(self) -> str:
        """The lesson's text."""
        parts = [f"/// box | scene\n{self._say(4)}\n///"]
        for number, section in enumerate(_SECTIONS):
            parts += [f"## {section.replace('-', ' ').capitalize()} {{#{section}}}", self._paragraph(number)]
            if number < len(_GRADES):
                parts.append(self._claim(number))
            parts.append(self._paragraph(number + len(_SECTIONS)))
        return "\n\n".join(parts) + "\n"

    def _paragraph(self, number: int) -> str:
        cite = self.cites[number % len(self.cites)]
        return f"{self._say(2).removesuffix('.')} [@{cite}]. {self._say(2)}"

    def _claim(self, number: int) -> str:
        options = (
            f"    id: claim-{number}\n    cite: [{self.cites[number]}]\n    studied: 40 gardens\n    design: review"
        )
        return f"/// claim | {_GRADES[number]}\n{options}\n{self._say()}\n///"

    def quiz(self) -> dict[str, Any]:
        """The lesson's quiz file."""
        makers = (self._single, self._multiple, self._truefalse) * 2
        return {"quiz": "Check", "mode": "practice", "questions": [make(n) for n, make in enumerate(makers)]}

    def _question(self, number: int, kind: str) -> dict[str, Any]:
        return {
            "id": f"question-{number}",
            "type": kind,
            "ask": self._say(2),
            "objective": _OBJECTIVES[number % len(_OBJECTIVES)],
            "hints": [self._say()],
            "why": self._say(2),
            "see": f"#{_SECTIONS[number % len(_SECTIONS)]}",
        }

    def _single(self, number: int) -> dict[str, Any]:
        return {**self._question(number, "single"), "options": self._options({number % 4})}

    def _multiple(self, number: int) -> dict[str, Any]:
        return {
            **self._question(number, "multiple"),
            "scoring": "each-option",
            "options": self._options({0, number % 4}),
        }

    def _options(self, correct: set[int]) -> list[dict[str, Any]]:
        options = []
        for number, letter in enumerate("abcd"):
            option: dict[str, Any] = {"id": letter, "text": f"{self._say()} ({letter})", "feedback": self._say()}
            if number in correct:
                option["correct"] = True
            options.append(option)
        return options

    def _truefalse(self, number: int) -> dict[str, Any]:
        answers = {"answer": number % 2 == 0, "if_true": self._say(), "if_false": self._say()}
        return {**self._question(number, "truefalse"), **answers}
