"""`course check` says what is wrong with a course, `course references` asks doi.org for its sources.

`course schema` writes the JSON Schema of quiz files, by which editors complete and check them; other commands bring a
built course to its readers.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from course.errors import ContentErrors
from course.handouts.commands import add_commands as add_handouts
from course.hosting.commands import add_commands
from course.ids_command import add_ids_command
from course.indexes import FRESH_DAYS, checks_due
from course.load import Loaded, load_course
from course.resolve import DOI_ORG, check_references, write_checked
from course.schema import write_schemas
from course.syllabus import CONFIG


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0 when the course may be built, 1 when it may not."""
    parser = argparse.ArgumentParser(prog="course", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read the whole course and say what is wrong with it")
    commands.add_parser("schema", help="write the JSON Schema of quiz files beside them")
    references = commands.add_parser("references", help="compare every DOI with its record; writes 'checked_on'")
    references.add_argument("--base", default=DOI_ORG, help="where DOIs are resolved (default: %(default)s)")
    references.add_argument("--timeout", type=float, default=20, help="seconds for one answer (default: %(default)s)")
    for command in commands.choices.values():
        command.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    add_commands(commands)
    add_ids_command(commands)
    add_handouts(commands)
    chosen = parser.parse_args(arguments)
    if "run" in chosen:
        return int(chosen.run(chosen))
    if chosen.command == "schema":
        print("\n".join(write_schemas(chosen.config.parent)))
        return 0
    try:
        loaded = load_course(chosen.config.parent, chosen.config.name)
    except ContentErrors as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.command == "references":
        return _references(loaded, chosen.config.parent, chosen.base, chosen.timeout)
    for note in loaded.notes:
        print(note, file=sys.stderr)
    return _checked(loaded, chosen.config, datetime.now(UTC).date())


def _checked(loaded: Loaded, config: Path, today: date) -> int:
    """Say which services have to be checked again; one that was not for too long stops a release (safety rule HD-2).

    A public id that leads nowhere stops one, too.
    """
    too_old, lost = False, any(not note.is_note for note in loaded.notes)
    for service, age in checks_due(loaded.course, today):
        stale = age > FRESH_DAYS
        too_old |= stale
        place, label = service.place, "" if stale else "note: "
        words = f"'{service.id}' was checked {age} days ago (read its own page again, then set 'verified_on')"
        print(f"{place.path}:{place.line}:{place.column}: {label}{words}", file=sys.stderr)
    if not (too_old or lost):
        print(f"{config}: {len(loaded.course.lessons)} lessons, nothing to mend")
    return int(too_old or lost)


def _references(loaded: Loaded, root: Path, base: str, timeout: float) -> int:
    """Ask for the records; say what disagrees; write the day beside what agrees."""
    path = root / loaded.syllabus.docs / "references.yml"
    agreed, asked = set(), 0
    for answer in check_references(list(loaded.course.references.values()), base=base, timeout=timeout):
        asked += 1
        if answer.problem:
            place = answer.reference.place
            print(f"{place.path}:{place.line}:{place.column}: {answer.reference.id}: {answer.problem}", file=sys.stderr)
        else:
            agreed.add(answer.reference.id)
    if agreed:
        write_checked(path, agreed, datetime.now(UTC).date())
    print(f"{len(agreed)} of {asked} records agree with their entries; they have 'checked_on' now")
    return 0 if len(agreed) == asked else 1
