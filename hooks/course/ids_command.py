"""`course ids`: the only writer of the lock file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.errors import ContentErrors, nearest
from course.ids import PublicId, collect_ids
from course.ids_lock import LOCK, Lock, confirm, with_new, write_lock
from course.load import load_course
from course.syllabus import CONFIG


def add_ids_command(commands: Any) -> None:
    """Add the command to those of `course`."""
    parser = commands.add_parser("ids", help="record the public ids that are new, so that they never get lost")
    parser.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    parser.add_argument(
        "--same", action="append", default=[], metavar="ID", help="this one is still the same thing, in other words"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail when an id is not recorded")
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    try:
        return _update(chosen.config, frozenset(chosen.same), check=chosen.check)
    except ContentErrors as error:
        return _fail(str(error))


def _update(config: Path, same: frozenset[str], *, check: bool) -> int:
    """Record what is new. What is lost has to be settled first: the lock must not be written over it."""
    loaded = load_course(config.parent, config.name)
    path, ids = config.parent / loaded.syllabus.docs / LOCK, collect_ids(loaded.course)
    for name in sorted(same):
        if name not in ids:
            return _fail(f"nothing has the public id '{name}' ({nearest(name, sorted(ids), what='ids')})")
    if same and loaded.lock:
        write_lock(path, confirm(loaded.lock, ids, same))
        return _update(config, frozenset(), check=check)
    lost = [str(finding) for finding in loaded.notes if not finding.is_note]
    if lost:
        return _fail("\n".join([*lost, f"{path}: no new id was recorded"]))
    return _record(path, loaded.lock or Lock(), ids, check=check)


def _record(path: Path, old: Lock, ids: Mapping[str, PublicId], *, check: bool) -> int:
    new = with_new(old, ids)
    count = len(new.entries) - len(old.entries)
    if new == old:
        print(f"{path}: {len(new.entries)} public ids, none new")
        return 0
    if check:
        return _fail(f"{path}: {count} public ids are not recorded (run 'make ids' and commit the file)")
    write_lock(path, new)
    print(f"{path}: {count} new public ids, {len(new.entries)} in all")
    return 0


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
