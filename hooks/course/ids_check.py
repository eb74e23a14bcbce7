"""Rules about what was published: no public id vanishes, becomes another kind of thing, or comes to mean another one.

They compare the course with its lock file. What they find stops a release and not a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from course.data import MOVED
from course.errors import Report
from course.ids import PublicId, collect_ids
from course.ids_lock import ALIKE, LOCK, Lock, Locked, LockError, is_alike, likeness, read_lock
from course.ids_moved import Successors, check_targets
from course.material import Material
from course.model import Place
from course.syllabus import LESSONS


def check_lock(material: Material, root: Path, report: Report) -> Lock | None:
    """Compare the course in the project folder `root` with its lock file, and return that; None where there is none.

    For a course that was read to its end: of another one nobody knows what is missing.
    """
    docs, lock = material.syllabus.docs, None
    try:
        lock = read_lock(root / docs / LOCK)
    except LockError as error:
        report.add("lock-broken", Place(f"{docs}/{LOCK}", error.line, 1), problem=error, advice=error.advice)
    check = _LockCheck(material, root, lock or Lock(), report)
    check_targets(material.course, check.ids, check.lock.entries, report)
    if lock is not None:
        check.run()
    return lock


class _LockCheck:
    def __init__(self, material: Material, root: Path, lock: Lock, report: Report) -> None:
        self.material, self.lock, self.report = material, lock, report
        self.docs = material.syllabus.docs
        self.ids = collect_ids(material.course)
        self.successors = Successors(material.course, self.ids)
        moved = root / self.docs / MOVED
        lines = moved.read_text(encoding="utf-8").count("\n") if moved.is_file() else 0
        self.end = Place(f"{self.docs}/{MOVED}", lines + 1, 1)
        """Where an entry of `moved.yml` can be added."""

    def run(self) -> None:
        new = [name for name in self.ids if name not in self.lock.entries]
        for name, locked in self.lock.entries.items():
            found = self.ids.get(name)
            if found is None:
                self.vanished(name, locked, new)
            else:
                self.compare(found, locked)
        if new:
            place = Place(f"{self.docs}/{LOCK}", 1, 1)
            self.report.add("ids-new", place, count=len(new), id=new[0])

    def vanished(self, name: str, locked: Locked, new: list[str]) -> None:
        owner = name.rpartition("/")[0]
        if self.successors.find(name) or (owner in self.lock.entries and owner not in self.ids):
            return  # what was a part of something lost comes back with it
        heir = next((one for one in self.likely(locked, new)), None)
        if heir and heir.kind == "lesson" and heir.lesson:
            place, advice = self.aliases_of(heir), f"here: '{_aliases(name, heir.lesson.aliases)}'"
        else:
            place, advice = self.end, f"here: {self.line(name, heir)}"
        self.report.add("id-lost", place, kind=locked.kind, id=name, advice=advice)

    def likely(self, locked: Locked, new: list[str]) -> Iterator[PublicId]:
        """What is new, of the same kind, and says the same; the most alike first."""
        scores = {
            name: max((likeness(old, now) for old in locked.words for now in self.ids[name].words), default=0.0)
            for name in new
            if self.ids[name].kind == locked.kind
        }
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        return (self.ids[name] for name in ranked if scores[name] >= ALIKE)

    def line(self, name: str, heir: PublicId | None = None) -> str:
        """The entry of `moved.yml` that lets a lost id lead somewhere: to its heir, or to what is nearest."""
        if heir:
            return f"- {{was: {name}, now: {heir.id}}}"
        nearest = self.successors.nearest(name.rpartition("/")[0])
        now = nearest.id if nearest else self.material.course.settings.id
        return f'- {{was: {name}, now: {now}, because: "One sentence on what became of it."}}'

    def compare(self, found: PublicId, locked: Locked) -> None:
        place, advice = self.place_of(found), f"to {self.end.path}: {self.line(found.id)}"
        if found.kind != locked.kind:
            said = {"old": locked.kind, "new": found.kind}
            self.report.add("id-changed-kind", place, id=found.id, advice=advice, **said)
        elif not is_alike(locked.kind, locked.words, found.words):
            said = {"old": locked.words[0], "new": found.words[0]}
            self.report.add("id-reused", place, id=found.id, advice=advice, **said)
        for page in locked.pages:
            if page != found.url and found.lesson and found.kind == "lesson":
                self.old_page(page, found)

    def old_page(self, page: str, found: PublicId) -> None:
        """The old address of a lesson has to be among its aliases."""
        assert found.lesson
        slug = page.removeprefix(LESSONS).rstrip("/")
        if slug not in found.lesson.aliases and all(slug != lesson.slug for lesson in self.material.course.lessons):
            aliases = _aliases(slug, found.lesson.aliases)
            self.report.add("address-lost", self.aliases_of(found), address=page, alias=aliases)

    def aliases_of(self, found: PublicId) -> Place:
        files = (file for file in self.material.lessons if file.lesson is found.lesson)
        return next(file.entry.place_of("aliases") for file in files)

    def place_of(self, found: PublicId) -> Place:
        return found.place or _question_places(self.material).get(found.id) or Place(f"{self.docs}/{LOCK}", 1, 1)


def _aliases(name: str, others: tuple[str, ...]) -> str:
    return f"aliases: [{', '.join((*others, name))}]"


def _question_places(material: Material) -> Mapping[str, Place]:
    """Where the id of each question stands, by its public id."""
    quizzes = {file.lesson.public_id: file.quiz for file in material.lessons if file.quiz}
    quizzes |= {check.public_id: material.checks[check.slug] for check in material.course.checks}
    return {f"{owner}/q-{name}": place for owner, quiz in quizzes.items() for name, place in quiz.parsed.ids}
