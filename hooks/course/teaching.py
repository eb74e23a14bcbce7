"""A file of `docs/educators/lessons/` -> `Teaching`: how to teach one lesson."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from course.body import CITATION, CITED_KEY, LINK, Body
from course.errors import nearest
from course.material import TeachingFile
from course.model import Place
from course.model_teaching import TEACHING_SETTINGS, Activity, Misconception, Step, Teaching
from course.prose import Paragraph, paragraphs
from course.source import Entry, FrontMatter

KEYS: Final = (
    "lesson",
    "purpose",
    "preview",
    "not_for",
    "prepare",
    "steps",
    "activities",
    "sensitive",
    "differentiation",
    "misconceptions",
)
STEP_KEYS: Final = ("id", "title", "minutes", "section", "activity", "do", "ask")
ACTIVITY_KEYS: Final = ("id", "setting", "title", "minutes", "do", "needs")
_WAYS: Final = ("easier", "further", "access")
# Fewer help nobody, more nobody reads on the way to a lesson.
_AMOUNTS: Final = {"prepare": (2, 5), "sensitive": (2, 4), "misconceptions": (2, 4)}
_NOTE_WORDS: Final = (80, 200)
LONGEST: Final = 240  # minutes of a plan

Part = TypeVar("Part", Step, Activity)


def parse_teaching(front: FrontMatter, body: Body, path: str, plans: tuple[int, ...]) -> TeachingFile:
    """Read one file. `path` is below `docs/`, `plans` are the lengths of plans; findings go to the entry's report."""
    return _Parser(front.entry, plans).parse(front, body, path)


@dataclass(slots=True)
class _Parser:
    """Reads the keys in the order of the page, and keeps what rules across files need of the texts."""

    entry: Entry
    plans: tuple[int, ...]
    cites: list[tuple[str, Place]] = field(default_factory=list)
    links: list[tuple[str, Place]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[tuple[str, Place]] = field(default_factory=list)
    claims: list[tuple[str, Place]] = field(default_factory=list)

    def parse(self, front: FrontMatter, body: Body, path: str) -> TeachingFile:
        entry = self.entry
        entry.allow(KEYS)
        self.amounts(body)
        purpose, preview, not_for = (self.text(entry, key) for key in ("purpose", "preview", "not_for"))
        self.cites += body.cites
        self.paragraphs += paragraphs(front.body, entry.path, front.body_line)
        prepare = self.texts(entry, "prepare", required=True)
        steps, activities = self.steps(), self.activities()
        sensitive = self.texts(entry, "sensitive", required=True)
        easier, further, access = self.ways()
        misconceptions = tuple(self.misconception(item) for item in entry.entries("misconceptions", required=True))
        cites = tuple(dict.fromkeys(key for key, _ in self.cites))
        teaching = Teaching(
            path=path,
            lesson=entry.text("lesson", required=True),
            purpose=purpose,
            preview=preview,
            not_for=not_for,
            prepare=prepare,
            steps=steps,
            activities=activities,
            sensitive=sensitive,
            easier=easier,
            further=further,
            access=access,
            misconceptions=misconceptions,
            body=front.body,
            cites=cites,
        )
        body.cites[:], body.links[len(body.links) :] = self.cites, self.links
        return TeachingFile(teaching, entry.spots("lesson"), body, self.sections, self.claims, self.paragraphs)

    def text(self, entry: Entry, key: str) -> str:
        """A text that may cite."""
        return self.keep(entry.text(key, required=True), entry.place_of(key))

    def texts(self, entry: Entry, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of such texts."""
        return tuple(self.keep(text, place) for text, place in entry.located(key, required=required))

    def keep(self, text: str, place: Place) -> str:
        for group in CITATION.finditer(text):
            self.cites += [(key, place) for key in CITED_KEY.findall(group["keys"])]
        self.links += [(match["target"].strip("<>"), place) for match in LINK.finditer(text)]
        self.paragraphs.append(Paragraph(text, place, ""))
        return text

    def plain(self, entry: Entry, key: str, *, required: bool = True) -> str:
        """A text that cites nothing: a title, or words that somebody says."""
        text = entry.text(key, required=required)
        for found in CITATION.finditer(text):
            entry.report("citation-in-data", at=key, words=found[0])
        self.paragraphs.append(Paragraph(text, entry.place_of(key), ""))
        return text

    def amounts(self, body: Body) -> None:
        """Report lists with too few or too many items, and notes of too few or too many words."""
        counts = {key: (self.entry.count(key), limits, "items") for key, limits in _AMOUNTS.items()}
        counts["notes"] = (body.words, _NOTE_WORDS, "words")
        for key, (count, (low, high), what) in counts.items():
            if not low <= count <= high and (what == "words" or key in self.entry):
                self.entry.report("amount", at=key, key=key, count=count, what=what, low=low, high=high)

    def steps(self) -> tuple[Step, ...]:
        """The steps; the minutes of each plan add up to its length."""
        entries = self.entry.entries("steps", required=True)
        found = _unique([(self.step(item), item) for item in entries])
        for plan in self.plans if found else ():
            total = sum(step.lasts(plan) for step in found)
            if total != plan:
                self.entry.report("plan-sum", at="steps", plan=plan, total=total)
        return found

    def step(self, entry: Entry) -> Step:
        entry.allow(STEP_KEYS)
        section, activity = entry.text("section"), entry.text("activity")
        if section:
            self.sections.append((section, entry.place_of("section")))
        self.known_activity(activity, entry)
        return Step(
            id=entry.id(),
            title=self.plain(entry, "title"),
            minutes=self.minutes(entry),
            section=section,
            activity=activity,
            do=self.text(entry, "do"),
            ask=self.texts(entry, "ask"),
        )

    def known_activity(self, activity: str, entry: Entry) -> None:
        known = [item.text("id") for item in self.entry.entries("activities")] if activity else []
        if activity and activity not in known:
            entry.report("unknown-activity", at="activity", id=activity, advice=nearest(activity, known))

    def minutes(self, entry: Entry) -> tuple[tuple[int, int], ...]:
        group = entry.entry("minutes", required=True)
        if group is None:
            return ()
        names = {str(plan): plan for plan in self.plans}
        group.allow(names)
        return tuple((plan, group.integer(name, 1, LONGEST)) for name, plan in names.items() if name in group)

    def activities(self) -> tuple[Activity, ...]:
        """The activities; every setting has one."""
        entries = self.entry.entries("activities", required=True)
        found = _unique([(self.activity(item), item) for item in entries])
        there = {activity.setting for activity in found}
        for setting in TEACHING_SETTINGS if found else ():
            if setting not in there:
                self.entry.report("setting-missing", at="activities", setting=setting)
        return found

    def activity(self, entry: Entry) -> Activity:
        entry.allow(ACTIVITY_KEYS)
        return Activity(
            id=entry.id(),
            setting=entry.choice("setting", TEACHING_SETTINGS),
            title=self.plain(entry, "title"),
            minutes=entry.integer("minutes", 1, LONGEST),
            do=self.text(entry, "do"),
            needs=self.plain(entry, "needs", required=False),
        )

    def ways(self) -> tuple[str, str, str]:
        """Differentiation: easier, further, access."""
        entry = self.entry.entry("differentiation", required=True)
        if entry is None:
            return "", "", ""
        entry.allow(_WAYS)
        return self.text(entry, "easier"), self.text(entry, "further"), self.text(entry, "access")

    def misconception(self, entry: Entry) -> Misconception:
        entry.allow(("says", "answer", "claim"))
        claim = entry.text("claim")
        if claim:
            self.claims.append((claim, entry.place_of("claim")))
        return Misconception(self.plain(entry, "says"), self.text(entry, "answer"), claim)


def _unique(pairs: Iterable[tuple[Part, Entry]]) -> tuple[Part, ...]:
    """The parts of a list, after a finding for every id that stands twice in it."""
    first: dict[str, Entry] = {}
    parts = []
    for part, entry in pairs:
        if part.id and part.id in first:
            place = first[part.id].place
            entry.report("duplicate-id", at="id", id=part.id, first=f"{place.path}:{place.line}")
        first.setdefault(part.id, entry)
        parts.append(part)
    return tuple(parts)
