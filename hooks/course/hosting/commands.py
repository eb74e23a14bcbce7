"""The commands for who publishes a course: `compress`, `hosting`, `publish`, `edition`, `deploy-check` and `pack`."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from course.errors import Report
from course.hosting.check import Visit, check_site
from course.hosting.compress import Sizes, compress_site, weigh_lessons
from course.hosting.editions import PublishError, publish_edition
from course.hosting.fetch import Client
from course.hosting.publish import CURRENT, KEEP, publish
from course.hosting.server_files import Place, address_of, write_server_files
from course.offline import write_archive
from course.release import EDITIONS as FOLDER
from course.syllabus import CONFIG, load_syllabus


def add_commands(commands: Any) -> None:
    """Add the commands to those of `course`; each has its function as `run`."""
    _add_compress(commands)
    _add_hosting(commands)
    _add_publish(commands)
    _add_edition(commands)
    _add_check(commands)
    _add_pack(commands)


def _add_compress(commands: Any) -> None:
    parser = commands.add_parser("compress", help="write compressed files beside those of a built site")
    parser.add_argument("site", type=Path, help="the folder of the site")
    parser.set_defaults(run=_compress)


def _compress(chosen: argparse.Namespace) -> int:
    sizes = compress_site(chosen.site)
    print(f"{chosen.site}: {len(sizes)} files, {sum(sizes.values(), Sizes(0, 0, 0))}")
    weight = weigh_lessons(chosen.site, sizes)
    if weight:
        print(f"the middle one of the lessons: {weight.page}")
        print(f"what it loads, once for all lessons, in {weight.requests - 1} requests: {weight.once}")
    return 0


def _add_hosting(commands: Any) -> None:
    parser = commands.add_parser("hosting", help="write the configuration of servers for a built site")
    parser.add_argument("site", type=Path, help="the folder of the site")
    parser.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    parser.add_argument("--folder", default=f"/srv/course/{CURRENT}", help="where the server finds it (%(default)s)")
    parser.add_argument("--into", type=Path, default=Path("build/hosting"), help="where to write (%(default)s)")
    parser.set_defaults(run=_hosting)


def _hosting(chosen: argparse.Namespace) -> int:
    place = Place(chosen.folder, address_of(chosen.site))
    if not place.address:
        return _fail(f"{chosen.site} holds no built course (run 'make site' first)")
    for path in write_server_files(chosen.site, place, _ancestors(chosen.config), chosen.into):
        print(f"{path}: for {place.address}, served from {place.folder}")
    return 0


def _add_publish(commands: Any) -> None:
    parser = commands.add_parser("publish", help="let a built site take the place of the one that is served")
    parser.add_argument("site", type=Path, help="the folder of the site")
    parser.add_argument("folder", type=Path, help="where releases are kept; the server sends its folder 'current'")
    parser.add_argument("--keep", type=int, default=KEEP.days, help="days for which old pages work (%(default)s)")
    parser.set_defaults(run=_publish)


def _publish(chosen: argparse.Namespace) -> int:
    try:
        release = publish(chosen.site, chosen.folder, keep=timedelta(days=chosen.keep))
    except PublishError as error:
        return _fail(str(error))
    print(f"{chosen.folder / CURRENT}: now {release.name}")
    return 0


def _add_edition(commands: Any) -> None:
    parser = commands.add_parser("edition", help="keep a built edition for good beside the course that is served")
    parser.add_argument("site", type=Path, help="the folder of the edition, built with EDITION=its name")
    parser.add_argument("folder", type=Path, help="where releases are kept")
    parser.set_defaults(run=_edition)


def _edition(chosen: argparse.Namespace) -> int:
    try:
        kept = publish_edition(chosen.site, chosen.folder)
    except PublishError as error:
        return _fail(str(error))
    print(f"{kept}: served as {FOLDER}{kept.name}/, for good")
    return 0


def _add_check(commands: Any) -> None:
    parser = commands.add_parser("deploy-check", help="look at a served site and say what is wrong with it")
    parser.add_argument("address", help="where it is read, with a slash at the end")
    parser.add_argument("config", nargs="?", type=Path, default=Path(CONFIG), help="the course's mkdocs.yml")
    parser.add_argument("--fixed-headers", action="store_true", help="the host lets nobody choose them: only note")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one answer (default: %(default)s)")
    parser.set_defaults(run=_check)


def _check(chosen: argparse.Namespace) -> int:
    root, client = chosen.address.rstrip("/") + "/", Client(chosen.timeout)
    failed = False
    for finding in check_site(Visit(root, client, _ancestors(chosen.config), chosen.fixed_headers)):
        print(finding, file=sys.stderr)
        failed |= not finding.note
    print(f"{root}: {len(client.answers)} answers, {'something' if failed else 'nothing'} to mend")
    return int(failed)


def _add_pack(commands: Any) -> None:
    parser = commands.add_parser("pack", help="put a copy that is read from a disk into an archive beside it")
    parser.add_argument("config", type=Path, help="the course's mkdocs.yml")
    parser.add_argument("folder", type=Path, help="the folder with the copy")
    parser.set_defaults(run=_pack)


def _pack(chosen: argparse.Namespace) -> int:
    name = load_syllabus(chosen.config.parent, Report(), chosen.config.name).settings.id
    print(f"Packed {write_archive(chosen.folder.resolve(), name)}")
    return 0


def _ancestors(config: Path) -> tuple[str, ...]:
    """The setting alone: a course that has a finding elsewhere may be served all the same."""
    return load_syllabus(config.parent, Report(), config.name).settings.frame_ancestors


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
