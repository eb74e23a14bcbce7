"""`course check`: the findings of a course on the terminal, without building it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from course.errors import ContentErrors
from course.load import load_course
from course.syllabus import CONFIG


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0 when the course may be built, 1 when it may not."""
    parser = argparse.ArgumentParser(prog="course", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read the whole course and say what is wrong with it")
    check.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    config: Path = parser.parse_args(arguments).config
    try:
        loaded = load_course(config.parent, config.name)
    except ContentErrors as error:
        print(error, file=sys.stderr)
        return 1
    for note in loaded.notes:
        print(note, file=sys.stderr)
    print(f"{config}: {len(loaded.course.lessons)} lessons, nothing to mend")
    return 0
