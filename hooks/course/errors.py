"""What can be wrong with a course: one catalogue of findings, each with its words and what to do about it.

Every finding has a code. The authoring guide's error reference lists every code; a test fails when one is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from course.model import Place


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: `message` and `hint` are format strings.

    A `note` stops nothing. What is of `release` stops `course check`, and so whatever is to be published; a build
    goes on, so that an author can look at a page while its links are still to be mended.
    """

    message: str
    hint: str
    note: bool = False
    release: bool = False


CATALOGUE: Final[dict[str, Kind]] = {
    # Files
    "file-missing": Kind("the file does not exist", "create it, or take its name out of {where}"),
    "not-utf-8": Kind("the file is not UTF-8: byte {byte} cannot be read", "save the file as UTF-8"),
    "empty-file": Kind("the file is empty", "write its content, or delete it"),
    "address-taken": Kind("the site writes '{address}' itself", "put the file elsewhere below docs/"),
    "yaml-syntax": Kind("this is not YAML: {problem}", "check indentation, colons and quotes here and just above"),
    "front-matter-missing": Kind("there is no front matter", "begin the file with '---', keys, '---'"),
    "front-matter-open": Kind("the front matter has no end", "close it with a line '---'"),
    # Keys and values
    "unknown-key": Kind("unknown key '{key}'", "{advice}"),
    "duplicate-key": Kind("key '{key}' stands here twice", "keep one of them"),
    "missing-key": Kind("'{key}' is missing", "add a line '{key}: ...'"),
    "empty-value": Kind("'{key}' is empty", "write a value, or delete the line"),
    "wrong-type": Kind("'{key}' is {actual}, not {expected}", "write {expected}"),
    "not-one-of": Kind("'{key}' is '{value}'", "use one of: {allowed}"),
    "out-of-range": Kind("'{key}' is {value}", "write a number from {low} to {high}"),
    "too-small": Kind("'{key}' is {value}", "write {low} or more"),
    "bad-id": Kind("'{id}' is not an id", "use lower-case letters, digits and single hyphens, a letter first"),
    "duplicate-id": Kind("id '{id}' is already used at {first}", "give this one an id of its own"),
    # The syllabus
    "lesson-not-in-nav": Kind("the lesson is not in the nav", "add '{path}' to a module in {config}"),
    "module-not-in-nav": Kind("the module is not in the nav", "begin a section of {config} with '{path}'"),
    "module-misplaced": Kind("'{path}' stands inside a section", "begin a section of its own with it"),
    "nav-without-file": Kind("the nav names '{path}', which does not exist", "write that file, or delete this line"),
    "nav-twice": Kind("'{path}' stands in the nav twice", "keep one of them"),
    "lesson-outside-module": Kind(
        "'{path}' is not in a module", "put it under a section that begins with a page of modules/"
    ),
    # Ids of other parts
    "citation-in-data": Kind("'{words}' is not read here", "cite in the text of a page, or with the key 'cite'"),
    "unknown-citation": Kind("no reference has the id '{id}'", "{advice}"),
    "unknown-term": Kind("no glossary term has the id '{id}'", "{advice}"),
    "bad-age-band": Kind("'{given}' is not an age band", "write years as 12-15, 15+ or 15-18+"),
    "unknown-alignment": Kind("no framework has the code '{id}'", "{advice}"),
    "unknown-lesson": Kind("no lesson has the id '{id}'", "{advice}"),
    "unknown-claim": Kind("no claim has the address '{id}'", "{advice}"),
    "unknown-objective": Kind("the lesson has no objective '{id}'", "{advice}"),
    "dead-anchor": Kind("'{page}' has no anchor '#{id}'", "{advice}"),
    "dead-link": Kind("the link leads to '{target}', which does not exist", "{advice}"),
    "unknown-page": Kind("there is no page '{path}'", "{advice}"),
    "unused-reference": Kind("nobody cites '{id}'", "cite it, or delete it", note=True),
    # Lessons
    "heading-without-id": Kind("heading '{title}' has no id", "end the line with an id: '## {title} {{#{slug}}}'"),
    "heading-level": Kind(
        "this heading is of level {level}", "use '##' and '###'; the page's '#' comes from 'heading'"
    ),
    "unknown-block": Kind("there is no block '{name}'", "{advice}"),
    "block-open": Kind("the block '{name}' has no end", "close it with a line '///'"),
    "block-nested": Kind(
        "'{slashes} {name}' stands inside '{slashes} {outer}'", "begin and end the outer one with one more slash"
    ),
    "claim-outside-lesson": Kind("a claim stands outside a lesson", "move it to the lesson that teaches it"),
    "block-misplaced": Kind(
        "'///' stands where no block begins or ends", "begin and end a block at the start of a line, outside lists"
    ),
    "block-argument": Kind("the block '{name}' says '{value}'", "use one of: {allowed}"),
    "claim-without-citation": Kind(
        "claim '{id}' cites nothing", "add 'cite: [...]'; 'unclear' may say 'cite: none-found'"
    ),
    "claim-none-found": Kind("claim '{id}' is '{grade}' and names no source", "cite one, or grade it 'unclear'"),
    "claim-paragraphs": Kind("claim '{id}' has {count} paragraphs", "say it in one"),
    "figure-missing": Kind("there is no figure '{file}'", "draw it as docs/figures/{file}"),
    "figure-not-svg": Kind("'{file}' cannot be used: {problem}", "export it as plain SVG with a viewBox"),
    "content-note-long": Kind("the content note has {words} words", "use at most {limit}: the topic and how detailed"),
    "not-neutral": Kind("'{word}' would stand in the reader's history", "find neutral words for {what}"),
    "unknown-marker": Kind("there is no part '{name}'", "{advice}"),
    # Glossary and article
    "term-long": Kind("the definition has {words} words", "use at most {limit}"),
    "duplicate-term": Kind("'{form}' already leads to the term '{first}'", "take it out of one of the two"),
    "heading-uncovered": Kind(
        "no lesson covers the heading '{id}'", "add 'lessons: [...]', or 'planned: true' until it exists"
    ),
    "claim-untaught": Kind("no graded claim teaches '{id}'", "add 'taught: [lesson/claim]'"),
    # Quizzes
    "quiz-without-lesson": Kind("no lesson has the slug '{slug}'", "name the file like its lesson"),
    "objective-without-question": Kind("no question checks the objective '{id}'", "write one in {quiz}"),
    "check-without-module": Kind(
        "no module has the slug '{slug}'", "the check of the whole course is 'course'; {advice}"
    ),
    "check-lesson": Kind("'{id}' is no lesson of '{slug}'", "{advice}"),
    "unknown-pretest": Kind("the quiz has no question '{id}'", "{advice}"),
    "pretest-without-see": Kind(
        "'{id}' is asked before the text and does not say where the answer is", "add 'see' with an anchor of the lesson"
    ),
    "scenario-inside": Kind("a scenario stands inside a scenario", "list its questions in the outer one"),
    "question-type": Kind("there is no question type '{value}'", "{advice}"),
    "too-few-options": Kind("the question has {count} options", "offer at least two"),
    "no-correct-option": Kind("no option is correct", "add 'correct: true' to one"),
    "two-correct-options": Kind("options {ids} are both correct", "keep one, or use 'type: multiple'"),
    "option-without-feedback": Kind("option '{id}' has no feedback", "write what a learner who picks it should know"),
    "duplicate-option-text": Kind("options '{first}' and '{id}' say the same", "change one of them"),
    "too-few-parts": Kind("'{key}' has too few entries: {count}", "write at least {fewest}"),
    "too-many-parts": Kind(
        "'{key}' has too many entries: {count}", "write at most {most}, or make two questions of it"
    ),
    "duplicate-text": Kind("'{first}' and '{id}' say the same", "change one of them"),
    "answer-unreadable": Kind("'{text}' cannot be typed as an answer", "write letters or digits, at most {most} signs"),
    "answer-twice": Kind("'{first}' and '{text}' count as the same answer", "keep one of them"),
    "near-accepted": Kind("'{text}' is near and accepted at once", "take it out of 'near' or out of 'accept'"),
    "typos-short": Kind(
        "'{text}' is too short for 'typos: {typos}'", "allow fewer: an answer needs {least} letters for each"
    ),
    "unit-number": Kind("the unit '{unit}' begins like a number", "write the unit alone, without a number"),
    "gap-none": Kind("the text has no gap", "write one: '{{right|wrong}}' to choose, '{{{{right}}}}' to type"),
    "gap-open": Kind("a brace stands alone: '{near}'", "close the gap; a brace that is meant as one is '\\{{'"),
    "gap-choices": Kind("the gap '{gap}' has too few choices", "write the right one first, then at least one wrong"),
    "gap-many": Kind("the text has {count} gaps", "use at most {most}, or make two questions of it"),
    "all-of-the-above": Kind("option '{id}' says '{text}'", "name the options it stands for, or use 'type: multiple'"),
    "correct-always-longest": Kind(
        "the correct option is the longest in all {count} choice questions", "lengthen wrong ones or shorten right ones"
    ),
    "correct-same-position": Kind(
        "the correct option stands at position {position} in all {count} choice questions", "move some"
    ),
    "stem-about-reader": Kind(
        "the question says '{word}'", "ask about a third person, never about the reader's own life"
    ),
    # Teaching texts
    "lesson-without-teaching": Kind("nothing says how to teach this lesson", "write docs/{path}", note=True),
    "teaching-name": Kind("the lesson '{id}' is the file '{slug}.md'", "name this file '{slug}.md' too"),
    "plan-sum": Kind("the plan of {plan} minutes adds up to {total}", "change minutes of its steps"),
    "setting-missing": Kind("there is no activity for '{setting}'", "write one"),
    "unknown-activity": Kind("no activity here has the id '{id}'", "{advice}"),
    "amount": Kind("'{key}' has {count} {what}", "write {low} to {high}"),
    # Public ids
    "id-lost": Kind("{kind} '{id}' was published and is gone", "give it back its id, or add {advice}", release=True),
    "id-changed-kind": Kind(
        "'{id}' was published as {old} and is {new} now",
        "give this one an id of its own and add {advice}; if it is the same thing, run 'course ids --same {id}'",
        release=True,
    ),
    "id-reused": Kind(
        "'{id}' was published for '{old}' and now stands for '{new}'",
        "if only the words are new, run 'course ids --same {id}'; else give this one an id of its own and add {advice}",
        release=True,
    ),
    "address-lost": Kind("'/{address}' was published and is gone", "add '{alias}'", release=True),
    "lock-broken": Kind("the lock file cannot be used: {problem}", "{advice}", release=True),
    "ids-new": Kind(
        "not recorded yet: {count} public ids, such as '{id}'", "run 'make ids' before you publish", note=True
    ),
    "unknown-public-id": Kind("nothing has the public id '{id}'", "{advice}", release=True),
    "unknown-part": Kind("no lesson, section or check has the public id '{id}'", "{advice}"),
    "alias-taken": Kind("'{id}' already leads to {first}", "take it out of one of the two"),
    # A course's own rules
    "word-avoided": Kind("'{word}' stands here", "{instead}"),
    "sentence-long": Kind("the sentence has {count} words", "use at most {limit}: make it two"),
    "sentence-missing": Kind("the lesson does not say: {text}", "add the sentence word for word, in a box"),
    "claim-causal": Kind("claim '{id}' says '{word}' of a {design} finding", "say what goes with what"),
    "number-uncited": Kind("this paragraph reports a number and cites nothing", "cite its source with [@key]"),
    "few-links": Kind("the lesson links to {count} other lessons", "link to at least {least}"),
    "text-shared": Kind("these words stand in the source text: {text}", "write them afresh"),
}


@dataclass(frozen=True, slots=True, order=True)
class CourseError:
    """One finding: where it stands, what is wrong, what to do. `str()` is the line that people read."""

    path: str
    line: int
    column: int
    message: str
    hint: str
    code: str = field(compare=False)

    @property
    def is_note(self) -> bool:
        """True when the finding stops nothing."""
        return CATALOGUE[self.code].note

    @property
    def stops_build(self) -> bool:
        """True when nothing can be built with it; what stops only a release is left to `course check`."""
        return not (CATALOGUE[self.code].note or CATALOGUE[self.code].release)

    def __str__(self) -> str:
        label = "note: " if self.is_note else ""
        return f"{self.path}:{self.line}:{self.column}: {label}{self.message} ({self.hint})"


class ContentErrors(Exception):
    """All findings of one run, in the order of files and lines; at least one of them stops the build."""

    def __init__(self, findings: tuple[CourseError, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


class Report:
    """Collects findings, so that one run names all of them."""

    def __init__(self) -> None:
        self._findings: set[CourseError] = set()

    def add(self, code: str, place: Place, **values: object) -> None:
        """Add a finding of the catalogue at a place; `values` fill the placeholders of its words."""
        kind = CATALOGUE[code]
        # An author's value may hold line breaks; a finding is one line.
        message, hint = (" ".join(words.format(**values).split()) for words in (kind.message, kind.hint))
        self._findings.add(CourseError(place.path, place.line, place.column, message, hint, code))

    def findings(self) -> tuple[CourseError, ...]:
        """All findings so far, sorted by path, line and column."""
        return tuple(sorted(self._findings))

    def raise_errors(self) -> None:
        """Raise `ContentErrors` when a finding stops the build."""
        findings = self.findings()
        if any(finding.stops_build for finding in findings):
            raise ContentErrors(findings)


def nearest(word: str, known: list[str], *, what: str = "known") -> str:
    """Advice for a word that is not known: the nearest known one, else the list (its first twelve)."""
    known = [one for one in known if one]  # what has no id yet is reported where it stands
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if not known:
        return "there are none yet"
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"{what}: {shown}"
