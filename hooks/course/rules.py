"""A course's own rules for its texts: `docs/rules.yml`. Without that file there are none.

The rules speak of words, sentences, numbers and links; what they name is the course's business, how they are checked is
the engine's. Each finding stands at its line and column; `exempt` lists the places that may break a rule, with reasons.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.body import CITATION
from course.errors import Report
from course.glossary import trie_pattern
from course.material import LessonFile, Material
from course.model import Place
from course.prose import Paragraph, paragraphs, sentences
from course.reading import compose, is_file, read_text
from course.source import Entry, entry_of

FILE = "rules.yml"
_KEYS = ("sentence_words", "links", "cite_numbers", "avoid", "causal", "sentences", "runs", "exempt")
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NUMBER = re.compile(r"\d")
_LESSON_LINK = re.compile(r"\]\((?:\.\./lessons/)?(?P<slug>[a-z0-9-]+)\.md")
_HASH_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Avoid:
    """Words that a course does not use, as one pattern, and what it writes instead."""

    pattern: re.Pattern[str]
    instead: str


@dataclass(frozen=True, slots=True)
class Exempt:
    """A place that may break a rule: the file, words that stand in the offending text, and why."""

    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one course. A number of 0 and an empty list stand for no rule."""

    sentence_words: int
    links: int
    cite_numbers: bool
    avoid: tuple[Avoid, ...]
    avoided: re.Pattern[str]
    """All words to avoid in one pattern: a text is read once for them."""
    causal_designs: tuple[str, ...]
    causal: re.Pattern[str] | None
    fixed: tuple[tuple[str, tuple[str, ...], Place], ...]
    run_words: int
    runs: frozenset[str]
    exempt: tuple[Exempt, ...]

    def allows(self, path: str, text: str) -> bool:
        """True when this text of this file is exempt."""
        return any(item.file == path and item.words in text for item in self.exempt)


def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole words; a final `*` stands for any ending, a space for any white space."""
    folded = [(" ".join(word.rstrip("*").split()).lower(), word.endswith("*")) for word in words]
    whole = trie_pattern(word for word, is_stem in folded if word and not is_stem)
    stems = trie_pattern(word for word, is_stem in folded if word and is_stem)
    parts = [rf"(?:{whole})(?!\w)"] * bool(whole) + [rf"(?:{stems})\w*"] * bool(stems)
    return re.compile(rf"\b(?:{'|'.join(parts)})" if parts else r"(?!)", re.IGNORECASE)


def load_rules(docs: Path, name: str, report: Report) -> Rules | None:
    """The rules of the course below `docs`, or None when it has none or they cannot be read."""
    path = f"{name}/{FILE}"
    if not is_file(docs / FILE):
        return None
    text = read_text(docs / FILE, path, report)
    entry = entry_of(compose(text, path, report), path, report) if text is not None else None
    if entry is None:
        return None
    entry.allow(_KEYS)
    causal, runs = entry.entry("causal"), entry.entry("runs")
    avoid = entry.entries("avoid")
    verbs = causal.texts("words", required=True) if causal else ()
    return Rules(
        sentence_words=entry.integer("sentence_words", 0, 100, required=False),
        links=entry.integer("links", 0, 20, required=False),
        cite_numbers=entry.boolean("cite_numbers", default=False),
        avoid=tuple(_avoid(item) for item in avoid),
        avoided=words_pattern(tuple(word for item in avoid for word in item.texts("words"))),
        causal_designs=causal.texts("designs", required=True) if causal else (),
        causal=words_pattern(verbs) if verbs else None,
        fixed=tuple(_fixed(item) for item in entry.entries("sentences")),
        run_words=runs.integer("words", 3, 20) if runs else 0,
        runs=_hashes(docs, name, runs, report) if runs else frozenset(),
        exempt=tuple(_exempt(item) for item in entry.entries("exempt")),
    )


def _avoid(entry: Entry) -> Avoid:
    entry.allow(("words", "instead"))
    return Avoid(words_pattern(entry.texts("words", required=True)), entry.text("instead", required=True))


def _fixed(entry: Entry) -> tuple[str, tuple[str, ...], Place]:
    entry.allow(("text", "lessons"))
    return entry.text("text", required=True), entry.texts("lessons", required=True), entry.place


def _exempt(entry: Entry) -> Exempt:
    entry.allow(("file", "words", "why"))
    entry.text("why", required=True)
    return Exempt(entry.text("file", required=True), entry.text("words", required=True))


def _hashes(docs: Path, name: str, runs: Entry, report: Report) -> frozenset[str]:
    runs.allow(("words", "file"))
    file = runs.text("file", required=True)
    text = read_text(docs / file, f"{name}/{file}", report) if file else None
    return frozenset(text.split()) if text else frozenset()


def hash_run(words: list[str]) -> str:
    """The hash under which a run of words is listed: enough to recognise it, too little to read it."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_HASH_LENGTH]


def check_rules(rules: Rules, material: Material, root: Path, report: Report) -> None:
    """Apply a course's own rules to its lessons, teaching texts, quizzes and data."""
    for file in material.lessons:
        checker = _Lesson(rules, file, report)
        checker.check()
    for teaching in material.teachings:
        for paragraph in teaching.paragraphs:
            _check_sentences(rules, paragraph, report)
    for path in _texts(root, material):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        _check_words(rules, path, text, report)
        _check_runs(rules, path, text, report)
    _check_fixed(rules, material, report)


def _texts(root: Path, material: Material) -> Iterator[str]:
    """Every file that readers' words come from, by its path; what is kept out of the search is for other people."""
    docs = root / material.syllabus.docs
    skipped = {docs / file.page.path for file in material.pages if not file.page.searched}
    for path in (*sorted(docs.rglob("*.md")), *sorted((root / "quizzes").rglob("*.yml"))):
        if path not in skipped and is_file(path):
            yield path.relative_to(root).as_posix()
    for name in ("glossary.yml", "article.yml", "help.yml"):
        if (docs / name).is_file():
            yield f"{material.syllabus.docs}/{name}"


def _check_sentences(rules: Rules, paragraph: Paragraph, report: Report) -> None:
    limit = rules.sentence_words
    for sentence, place in sentences(paragraph) if limit else ():
        count = len(sentence.split())
        if count > limit and not rules.allows(place.path, sentence):
            report.add("sentence-long", place, count=count, limit=limit)


def _check_words(rules: Rules, path: str, text: str, report: Report) -> None:
    for found in rules.avoided.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        line = text[start:].partition("\n")[0]
        place = Place(path, text.count("\n", 0, start) + 1, found.start() - start + 1)
        instead = next(avoid.instead for avoid in rules.avoid if avoid.pattern.match(text, found.start()))
        if not rules.allows(path, line):
            report.add("word-avoided", place, word=found[0], instead=instead)


def _check_runs(rules: Rules, path: str, text: str, report: Report) -> None:
    if not rules.runs:
        return
    tokens = [
        (match[0], number, match.start() + 1)
        for number, line in enumerate(text.lower().replace("’", "'").split("\n"), 1)
        for match in _TOKEN.finditer(line)
    ]
    for at in range(len(tokens) - rules.run_words + 1):
        run = [token for token, _, _ in tokens[at : at + rules.run_words]]
        if hash_run(run) in rules.runs and not rules.allows(path, " ".join(run)):
            report.add("text-shared", Place(path, tokens[at][1], tokens[at][2]), text=" ".join(run))


def _check_fixed(rules: Rules, material: Material, report: Report) -> None:
    by_id = {file.lesson.id: file for file in material.lessons}
    for text, lessons, _ in rules.fixed:
        for lesson in lessons:
            if lesson in by_id and text not in " ".join(by_id[lesson].lesson.body.split()):
                report.add("sentence-missing", Place(by_id[lesson].entry.path, 1, 1), text=text)


class _Lesson:
    """The rules of one lesson's text."""

    def __init__(self, rules: Rules, file: LessonFile, report: Report) -> None:
        self.rules, self.file, self.report = rules, file, report
        self.path = file.entry.path

    def check(self) -> None:
        """Apply all of them."""
        lesson = self.file.lesson
        for paragraph in paragraphs(lesson.body, self.path, lesson.body_line):
            _check_sentences(self.rules, paragraph, self.report)
            self.numbers(paragraph)
        self.causal()
        others = {match["slug"] for match in _LESSON_LINK.finditer(lesson.body)} - {lesson.slug}
        if len(others) < self.rules.links:
            self.report.add("few-links", Place(self.path, 1, 1), count=len(others), least=self.rules.links)

    def numbers(self, paragraph: Paragraph) -> None:
        """A number that is reported as found needs its source; people in made-up scenes have ages and nothing else."""
        if not self.rules.cite_numbers or paragraph.block in ("scene", "vignette", "claim", "figure", "note"):
            return
        found = _NUMBER.search(re.sub(r"\]\([^)]*\)", "]", CITATION.sub("", paragraph.text)))
        if found and not CITATION.search(paragraph.text) and not self.rules.allows(self.path, paragraph.text):
            self.report.add("number-uncited", paragraph.place)

    def causal(self) -> None:
        """What only goes together takes no verb of cause; a belief that is wrong, or unknown, may be told as it is."""
        for claim in self.file.lesson.claims:
            graded = claim.grade not in ("contradicted", "unclear")
            if self.rules.causal and graded and claim.design in self.rules.causal_designs:
                match = self.rules.causal.search(claim.text)
                if match and not self.rules.allows(self.path, claim.text):
                    self.report.add("claim-causal", claim.place, id=claim.id, word=match[0], design=claim.design)
