"""`course handouts`: files for paper and e-readers of a built site. `course handouts-system`: what they need."""

from __future__ import annotations

import argparse
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from course.errors import Report
from course.handouts.plan import workshop
from course.handouts.system import NotReadyError, check_fonts, check_libraries, obtain
from course.hosting.server_files import address_of
from course.syllabus import CONFIG, load_syllabus

_HERE = ("127.0.0.1", "localhost", "::1")


def add_commands(commands: Any) -> None:
    """Add the commands to those of `course`; each has its function as `run`."""
    parser = commands.add_parser("handouts", help="make PDFs, an e-book and texts of a site built with HANDOUTS=true")
    parser.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    parser.add_argument("site", nargs="?", type=Path, help="the folder of the site (default: site/ beside the config)")
    parser.add_argument("--only", default="*", help="only files whose path fits, such as 'lessons/*.pdf' (%(default)s)")
    parser.set_defaults(run=_handouts)
    parser = commands.add_parser("handouts-system", help="see that letters and libraries for PDFs are there")
    parser.set_defaults(run=_system)


def _system(_: argparse.Namespace) -> int:
    try:
        obtain()
    except NotReadyError as error:
        return _fail(str(error))
    return 0


def _handouts(chosen: argparse.Namespace) -> int:
    site = (chosen.site or chosen.config.parent / "site").resolve()
    course_id = load_syllabus(chosen.config.parent, Report(), chosen.config.name).settings.id
    try:
        check_libraries()
    except NotReadyError as error:
        return _fail(str(error))
    for note in (check_fonts(), _address_note(site)):
        if note:
            print(f"note: {note}", file=sys.stderr)
    from course.handouts.making import make_handouts  # noqa: PLC0415 - its packages are there only for handouts

    only = chosen.only
    try:
        outcome = make_handouts(workshop(site, course_id), site, wanted=lambda path: fnmatchcase(path, only), say=_say)
    except FileNotFoundError as error:
        return _fail(f"{error.filename}: no documents wait there (build the site with HANDOUTS=true: make handouts)")
    for path, problem in sorted(outcome.failed.items()):
        print(f"{path}: could not be made: {problem}", file=sys.stderr)
    counts = f"{len(outcome.made)} made, {len(outcome.kept)} unchanged, {len(outcome.failed)} failed"
    print(f"{site / 'handouts'}: {counts}")
    return int(bool(outcome.failed))


def _address_note(site: Path) -> str:
    """What to say when the sheets would send people to the machine that made them."""
    host = urlsplit(address_of(site)).hostname
    return (
        "the sheets name an address on this machine (say where the site is read: SITE_URL=...)" if host in _HERE else ""
    )


def _say(done: int, of: int, path: str) -> None:
    """One line that changes, or where nobody looks a line now and then."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done}/{of} {path}", end="" if done < of else "\n", file=sys.stderr, flush=True)
    elif done == of or done % 25 == 0:
        print(f"{done} of {of} handouts", file=sys.stderr, flush=True)


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
