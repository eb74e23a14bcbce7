"""Rename, move, delete and reword each kind of thing: links live, or the check names exactly what to add.

Each edit is made to a copy of the tiny course whose ids are recorded. What the findings say to add is then added word
for word: after that nothing is found, and every id that was ever recorded leads to something that is there.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest
from course.cli import main
from course.errors import CourseError
from course.ids import collect_ids
from course.ids_lock import LOCK, read_lock
from course.ids_moved import Successors
from course.load import load_course
from course.site import Site

from tests.broken import findings
from tests.building import TODAY, build_folder
from tests.sites import TINY, addresses_of


@dataclass(frozen=True)
class Scratch:
    """A copy of the tiny course, to be edited."""

    root: Path

    def edit(self, *pairs: tuple[str, str], files: str = "**/*", needed: bool = True) -> None:
        """Replace texts in all files; each has to be there, unless it is not `needed`."""
        for old, new in pairs:
            found = 0
            for path in self.root.glob(files):
                if path.suffix in (".md", ".yml"):
                    text = path.read_text(encoding="utf-8")
                    found += text.count(old)
                    path.write_text(text.replace(old, new), encoding="utf-8")
            assert found or not needed, old

    def cut(self, path: str, start: str, end: str) -> None:
        """Take out the text from `start` up to `end`."""
        text = (self.root / path).read_text(encoding="utf-8")
        before, _, rest = text.partition(start)
        _, mark, after = rest.partition(end)
        assert mark, (start, end)
        (self.root / path).write_text(before + mark + after, encoding="utf-8")

    def rename(self, folder: str, old: str, new: str) -> None:
        for path in self.root.glob(f"{folder}/{old}.*"):
            path.rename(path.with_name(new + path.suffix))

    def add(self, finding: CourseError) -> None:
        """Do what a finding says."""
        told = re.search(r"'(aliases: \[.*\])'|(- \{was: .*\})$", finding.hint)
        assert told, finding
        path = self.root / (finding.path if told[1] else "docs/moved.yml")
        if told[1]:
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^aliases: .*$", told[1], text, flags=re.MULTILINE), encoding="utf-8")
        else:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{told[2]}\n")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course with a fresh lock."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("ids") / "course", ignore=shutil.ignore_patterns("site")))
    (root / "docs" / LOCK).unlink(missing_ok=True)
    # Their own rules say more of what was edited than this is about.
    for path in ("paths.yml", "changes.yml"):
        (root / "docs" / path).unlink()
    for path in ("lessons", "index.md", "session.md"):
        left_out = root / "docs/educators" / path
        shutil.rmtree(left_out) if left_out.is_dir() else left_out.unlink()
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    absent = ("educators/index.md", "educators/session.md", "about/changes.md")
    lines = [line for line in config.splitlines(keepends=True) if not line.strip().endswith(absent)]
    (root / "mkdocs.yml").write_text("".join(lines), encoding="utf-8")
    assert main(["ids", str(root / "mkdocs.yml")]) == 0
    return root


@pytest.fixture
def scratch(recorded: Path, tmp_path: Path) -> Scratch:
    return Scratch(Path(shutil.copytree(recorded, tmp_path / "course")))


def lost(root: Path) -> list[CourseError]:
    return [finding for finding in findings(root) if not finding.is_note]


def targets(root: Path) -> dict[str, tuple[str, bool]]:
    """Every page that leads on: the address it leads to, below the root, and whether it does so at once."""
    loaded = load_course(root)
    found = {}
    for file, content in Site(loaded, TODAY).redirects.files():
        page = lxml.html.document_fromstring(content.decode())
        (link,) = page.xpath("//main//a[not(@rel)]/@href")
        address = re.sub(r"^(\.\./)+", "", link) if link != "./" else ""
        found[file.removesuffix("index.html")] = (
            "" if address == "./" else address,
            bool(page.xpath("//meta[@http-equiv='refresh']")),
        )
    return found


def assert_every_old_id_leads_somewhere(root: Path) -> None:
    loaded = load_course(root)
    assert loaded.lock
    there = {found.url for found in collect_ids(loaded.course).values()}
    led = targets(root)
    assert {f"id/{name}/" for name in loaded.lock.entries} <= set(led)
    assert {address for address, _ in led.values()} <= there | set(addresses_of(root))


def sole(text: str) -> Callable[[Scratch], None]:
    """An edit of one text: `old -> new`."""
    old, _, new = text.partition(" -> ")
    return lambda scratch: scratch.edit((old, new))


REWORDED = {
    "lesson's title": "title: What rots\n -> title: What rots away\n",
    "module's title": "title: First steps -> title: The first steps",
    "heading": "## Three helpers { -> ## Who helps {",
    "text below a heading": "Bacteria, fungi and worms do the work -> Fungi do some of it",
    "claim": "A heap that is turned to let in air rots faster -> A turned heap, with air let in, rots faster",
    "question": "Ada wonders who turns *scraps* into soil. Which -> Who turns *scraps* into soil, Ada wonders. Which",
    "wrong option": "text: The lid of the bin -> text: The colour of the bin",
    "option's id": "id: straw -> id: dry-straw",
    "term": "term: squeeze test -> term: the test by squeezing",
    "figure": "title: The cycle of scraps -> title: How scraps go round",
    "objective": "text: sort scraps into greens and browns -> text: sort greens and browns",
    "prompt": "What does a household throw away most? -> What is it that a household throws away?",
    "name of a check": "quiz: What stayed of the course -> quiz: The whole course again",
    "check's question": "ask: The helpers of a heap need air. -> ask: Do the helpers of a heap need air?",
    "scene": "Eli's heap was warm *in March*. -> In March, Eli's heap was warm.",
}


@pytest.mark.parametrize("what", REWORDED)
def test_rewording_is_no_loss(what: str, scratch: Scratch) -> None:
    sole(REWORDED[what])(scratch)
    assert lost(scratch.root) == []


def test_moving_a_lesson_to_another_module_is_no_loss(scratch: Scratch) -> None:
    scratch.edit(
        ("      - lessons/turning.md\n", ""), ("larger-heaps.md\n", "larger-heaps.md\n      - lessons/turning.md\n")
    )
    assert [finding for finding in lost(scratch.root) if finding.code.startswith(("id-", "address"))] == []


def rename_file(scratch: Scratch) -> None:
    scratch.rename("docs/lessons", "what-rots", "rotting")
    scratch.rename("quizzes", "what-rots", "rotting")
    scratch.rename("docs/educators/lessons", "what-rots", "rotting")
    scratch.edit(("what-rots.md", "rotting.md"))


def rename_lesson_id(scratch: Scratch) -> None:
    scratch.edit(("id: what-rots", "id: rotting"), ("needs: [what-rots]", "needs: [rotting]"))
    scratch.edit(("lesson: what-rots", "lesson: rotting"), ("[what-rots/", "[rotting/"), ("[what-rots]", "[rotting]"))
    scratch.edit((", what-rots]", ", rotting]"), files="docs/article.yml")
    scratch.edit(("[what-rots, ", "[rotting, "), files="docs/*.yml", needed=False)
    scratch.edit(("needs: [what-rots, ", "needs: [rotting, "), ("evidence.md#what-rots/", "evidence.md#rotting/"))


def rename_lesson(scratch: Scratch) -> None:
    rename_file(scratch)
    rename_lesson_id(scratch)


def rename_module(scratch: Scratch) -> None:
    scratch.rename("docs/modules", "larger-heaps", "big-heaps")
    scratch.edit(("modules/larger-heaps.md", "modules/big-heaps.md"))


def rename_check(scratch: Scratch) -> None:
    scratch.rename("docs/modules", "first-steps", "beginning")
    scratch.rename("quizzes/checks", "first-steps", "beginning")
    scratch.edit(("modules/first-steps.md", "modules/beginning.md"))


MOVED: dict[str, tuple[Callable[[Scratch], None], set[str], dict[str, str]]] = {
    "lesson's file": (
        rename_file,
        {"address-lost"},
        {
            "lessons/what-rots/": "lessons/rotting/",
            "keys/what-rots/": "keys/rotting/",
            "id/what-rots/": "lessons/rotting/",
        },
    ),
    "lesson's id": (
        rename_lesson_id,
        {"id-lost"},
        {"id/what-rots/claim-air-speeds/": "lessons/what-rots/#claim-air-speeds"},
    ),
    "lesson": (
        rename_lesson,
        {"id-lost"},
        {
            "lessons/what-rots/": "lessons/rotting/",
            "worksheets/what-rots/": "worksheets/rotting/",
            "id/what-rots/q-greens/": "lessons/rotting/#q-greens",
        },
    ),
    "module": (
        rename_module,
        {"id-lost"},
        {"modules/larger-heaps/": "modules/big-heaps/", "print/larger-heaps/": "print/big-heaps/"},
    ),
    "check": (
        rename_check,
        {"id-lost"},
        {"checks/first-steps/": "checks/beginning/", "keys/checks/first-steps/": "keys/checks/beginning/"},
    ),
    "course": (sole("id: home-composting -> id: composting"), {"id-lost"}, {"id/home-composting/": ""}),
    "section": (
        lambda scratch: scratch.edit(("three-helpers", "helpers")),
        {"id-lost"},
        {"id/what-rots/three-helpers/": "lessons/what-rots/#helpers"},
    ),
    "claim": (
        lambda scratch: scratch.edit(("air-speeds", "air-helps")),
        {"id-lost"},
        {"id/what-rots/claim-air-speeds/": "lessons/what-rots/#claim-air-helps"},
    ),
    "figure": (
        sole("id: cycle -> id: round"),
        {"id-lost"},
        {"id/what-rots/figure-cycle/": "lessons/what-rots/#figure-round"},
    ),
    "objective": (
        lambda scratch: scratch.edit(("sort-scraps", "sort-kitchen-scraps")),
        {"id-lost"},
        {"id/what-rots/objective-sort-scraps/": "lessons/what-rots/#objective-sort-kitchen-scraps"},
    ),
    "question": (
        sole("- id: helper\n -> - id: who-helps\n"),
        {"id-lost"},
        {"id/what-rots/q-helper/": "lessons/what-rots/#q-who-helps"},
    ),
    "question of a check": (
        sole("- id: machine -> - id: which-tool"),
        {"id-lost"},
        {"id/check/course/q-machine/": "checks/course/#q-which-tool"},
    ),
    "term": (sole("- id: worm\n -> - id: worms\n"), {"id-lost"}, {"id/term/worm/": "glossary/#worms"}),
}


@pytest.mark.parametrize("what", MOVED)
def test_what_got_another_id_or_address_is_named_with_what_to_add(what: str, scratch: Scratch) -> None:
    edit, codes, led = MOVED[what]
    edit(scratch)
    found = lost(scratch.root)
    assert {finding.code for finding in found} == codes
    for finding in found:
        scratch.add(finding)
    assert lost(scratch.root) == []
    assert_every_old_id_leads_somewhere(scratch.root)
    now = targets(scratch.root)
    assert {address: now[address] for address in led} == {address: (new, True) for address, new in led.items()}
    assert main(["ids", str(scratch.root / "mkdocs.yml")]) == 0
    assert lost(scratch.root) == []


def delete_lesson(scratch: Scratch) -> None:
    for path in scratch.root.glob("**/shredders.*"):
        path.unlink()
    scratch.cut("mkdocs.yml", "      - lessons/shredders.md\n", "  - Glossary")
    scratch.cut("quizzes/checks/course.yml", "  - id: machine", "  - id: share")
    scratch.cut("docs/article.yml", "  - id: machines", "  - id: seas")


DELETED: dict[str, tuple[Callable[[Scratch], None], list[str]]] = {
    "lesson": (delete_lesson, ["check/course/q-machine", "shredders"]),
    "section": (
        lambda scratch: scratch.edit(("## The cycle {#cycle}\n", ""), files="docs/lessons/what-rots.md"),
        ["what-rots/cycle"],
    ),
    "claim": (
        lambda scratch: scratch.cut("docs/lessons/what-rots.md", "/// claim | unclear", "/// box | myth"),
        ["what-rots/claim-talking-helps"],
    ),
    "figure": (
        lambda scratch: scratch.cut("docs/lessons/what-rots.md", "/// figure", "/// box | note"),
        ["what-rots/figure-cycle"],
    ),
    "question of a check": (
        lambda scratch: scratch.cut("quizzes/checks/course.yml", "  - id: machine", "  - id: share"),
        ["check/course/q-machine"],
    ),
    "term": (lambda scratch: scratch.cut("docs/glossary.yml", "- id: worm\n", "- id: fungus"), ["term/worm"]),
    "prompt": (
        sole('  - {id: town, ask: "What could a town do?", setting: group}\n -> '),
        ["what-rots/reflection-town"],
    ),
}


@pytest.mark.parametrize("what", DELETED)
def test_what_was_deleted_is_named_and_then_leads_to_what_is_nearest_with_a_word(what: str, scratch: Scratch) -> None:
    edit, names = DELETED[what]
    edit(scratch)
    found = lost(scratch.root)
    assert sorted(re.findall(r"'([^']+)'", finding.message)[0] for finding in found) == names
    for finding in found:
        assert (finding.path, finding.column) == ("docs/moved.yml", 1)
        scratch.add(finding)
    assert lost(scratch.root) == []
    assert_every_old_id_leads_somewhere(scratch.root)
    for name in names:
        assert targets(scratch.root)[f"id/{name}/"][1] is False
    pages = dict(Site(load_course(scratch.root), TODAY).redirects.files())
    assert "One sentence on what became of it." in pages[f"id/{names[0]}/index.html"].decode()


def test_retired_thing_without_an_entry_still_leads_to_its_lesson(scratch: Scratch) -> None:
    DELETED["claim"][0](scratch)
    assert targets(scratch.root)["id/what-rots/claim-talking-helps/"] == ("lessons/what-rots/", False)


REPLACED = {
    "term": (
        "term/worm",
        "term: worm\n  short: A small animal that eats what rots. -> term: rain barrel\n  short: It holds water.",
    ),
    "claim": (
        "turning/claim-cold-air",
        "A heap that has gone cold probably warms again when it is turned. -> Worms flee from frost.",
    ),
    "question": (
        "check/course/q-air",
        "ask: The helpers of a heap need air. -> ask: Rain barrels keep moss away.",
    ),
    "section": (
        "turning/leave",
        """## When to leave it {#leave}

In frost a heap keeps its warmth best when nobody opens it. -> ## Tools {#leave}

A fork and a bucket are plenty.""",
    ),
}


@pytest.mark.parametrize("what", REPLACED)
def test_another_thing_under_the_same_id_is_named(what: str, scratch: Scratch) -> None:
    name, edit = REPLACED[what]
    sole(edit)(scratch)
    (finding,) = lost(scratch.root)
    assert finding.code == "id-reused"
    assert f"run 'course ids --same {name}'" in finding.hint
    place = (scratch.root / finding.path).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert name.rpartition("/")[2].removeprefix("q-").removeprefix("claim-") in place or "claim" in place
    assert main(["ids", str(scratch.root / "mkdocs.yml"), "--same", name]) == 0
    assert lost(scratch.root) == []


def test_another_thing_gets_an_id_of_its_own_and_the_old_one_leads_on(scratch: Scratch) -> None:
    name, edit = REPLACED["term"]
    sole(edit)(scratch)
    (finding,) = lost(scratch.root)
    scratch.add(finding)
    scratch.edit(("- id: worm\n", "- id: rain-barrel\n"))
    assert lost(scratch.root) == []
    assert targets(scratch.root)[f"id/{name}/"] == ("", False)


def test_another_kind_of_thing_under_the_same_id_is_named(scratch: Scratch) -> None:
    part = "/// sensitive\n    id: cycle\n    note: One line on what rots.\nIt smells.\n///\n"
    scratch.edit(("## The cycle {#cycle}\n", part), files="docs/lessons/what-rots.md")
    (finding,) = lost(scratch.root)
    assert (finding.code, finding.path) == ("id-changed-kind", "docs/lessons/what-rots.md")
    assert "was published as section and is sensitive now" in finding.message


def test_reading_goes_on_where_a_part_has_moved_twice(scratch: Scratch) -> None:
    MOVED["section"][0](scratch)
    scratch.add(lost(scratch.root)[0])
    assert main(["ids", str(scratch.root / "mkdocs.yml")]) == 0
    rename_lesson(scratch)
    for finding in lost(scratch.root):
        scratch.add(finding)
    assert lost(scratch.root) == []
    assert targets(scratch.root)["id/what-rots/three-helpers/"] == ("lessons/rotting/#helpers", True)


def test_page_keeps_the_anchors_that_its_parts_had(scratch: Scratch) -> None:
    for what in ("section", "question", "term"):
        MOVED[what][0](scratch)
    for finding in lost(scratch.root):
        scratch.add(finding)
    _, pages = build_folder(scratch.root)
    lesson = lxml.html.fragment_fromstring(pages["lessons/what-rots.md"].main, create_parent=True)
    assert lesson.xpath("//h2[@id='helpers']/span/@id") == ["three-helpers"]
    assert lesson.xpath("//*[@id='q-who-helps']//span/@id")[0] == "q-helper"
    assert 'id="worm"' in pages["glossary.md"].main


def test_entries_in_a_circle_lead_nowhere_and_are_named(scratch: Scratch) -> None:
    (scratch.root / "docs/moved.yml").write_text("- {was: a/b, now: a/c}\n- {was: a/c, now: a/b}\n", encoding="utf-8")
    assert [str(finding).partition(" (")[0] for finding in lost(scratch.root)] == [
        "docs/moved.yml:1:9: nothing has the public id 'a/c'",
        "docs/moved.yml:2:9: nothing has the public id 'a/b'",
    ]


def test_parts_follow_what_they_are_a_part_of() -> None:
    course = load_course(TINY).course
    successors = Successors(course, collect_ids(course))
    alias = successors.find("moisture/squeeze")
    assert alias
    assert (alias.id, alias.exact) == ("wet-and-dry/squeeze", True)
    inexact = successors.find("moisture/never-there")
    assert inexact
    assert (inexact.id, inexact.exact) == ("wet-and-dry", False)
    assert successors.find("nowhere/x") is None


def test_a_build_goes_on_and_says_what_is_lost(scratch: Scratch) -> None:
    MOVED["term"][0](scratch)
    site, _ = build_folder(scratch.root)
    assert [finding.code for finding in site.notes if not finding.is_note] == ["id-lost"]


def test_recorded_ids_of_a_course_without_findings_are_unchanged_by_a_second_run(scratch: Scratch) -> None:
    path = scratch.root / "docs" / LOCK
    before = read_lock(path)
    assert main(["ids", str(scratch.root / "mkdocs.yml")]) == 0
    assert read_lock(path) == before
