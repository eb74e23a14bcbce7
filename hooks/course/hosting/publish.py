"""A new build takes the place of the old one in a single step, and nobody who reads an old page misses a file.

    <folder>/releases/20300131T120000.000000Z/   a whole build
    <folder>/current -> releases/...             what the server's configuration names
    <folder>/editions/2030-01/                   an edition that stays: see editions.py

The link is replaced by one `rename`, which no request can see half done. A page that somebody opened before may ask
for its style or script later, even days later (the search loads its script when it is first used). So each release
also holds the hashed files of those before it, for as long as `keep` says. The time of a hashed file is that of the
last publishing whose build had it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from course.hosting.editions import EDITIONS, PublishError, edition_of, link_editions
from course.hosting.rules import is_hashed

CURRENT: Final = "current"
_RELEASES: Final = "releases"
KEEP: Final = timedelta(
    days=30
)  # longer than a tab is likely to stay open; the files of a build are a tenth of a megabyte
RELEASES: Final = 3  # the current one, one to go back to, and one for servers that are slow to see the change


def publish(site: Path, folder: Path, *, keep: timedelta = KEEP, releases: int = RELEASES) -> Path:
    """Publish a built site in a folder; returns the release. Raises PublishError, and the old release stays."""
    current = folder / CURRENT
    if not (site / "index.html").is_file():
        raise PublishError(f"{site} holds no built course (run 'make site' first)")
    if edition := edition_of(site):
        raise PublishError(
            f"{site} was built as the edition '{edition}' (run 'make site', or publish it as an edition)"
        )
    if current.exists() and not current.is_symlink():
        raise PublishError(f"{current} is not a link (publish into another folder, or move it away)")
    now = datetime.now(UTC)
    release = folder / _RELEASES / f"{now:%Y%m%dT%H%M%S.%fZ}"
    unfinished = release.with_name(f".{release.name}")
    for name in _files(site):
        _place(site / name, unfinished / name, current / name, now if is_hashed(name.as_posix()) else None)
    for name in _files(current):
        if is_hashed(name.as_posix()):
            _carry(current / name, unfinished / name, now - keep)
    if (folder / EDITIONS).is_dir():
        link_editions(unfinished)
    unfinished.rename(release)
    _point(current, release)
    _prune(release, releases)
    return release


def _files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _place(source: Path, target: Path, published: Path, time: datetime | None) -> None:
    """Put a file of the build into the release, with the time given.

    Else a file that was published with this content before keeps its time, and copies that readers have stay valid.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    same = published.is_file() and filecmp.cmp(source, published, shallow=False)
    shutil.copy2(published if same else source, target)
    if time:
        os.utime(target, (time.timestamp(), time.timestamp()))


def _carry(published: Path, target: Path, since: datetime) -> None:
    """Take over a file that no longer is in the build, if pages that load it may still be open."""
    if not target.exists() and published.stat().st_mtime >= since.timestamp():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(published, target)


def _point(link: Path, release: Path) -> None:
    """Let the link lead to the release: a new link takes the old one's name, which is one step for the system."""
    new = link.with_name(f".{link.name}-{release.name}")
    new.symlink_to(release.relative_to(link.parent))
    new.replace(link)


def _prune(newest: Path, keep: int) -> None:
    """Delete old releases and what runs that were broken off have left."""
    found = sorted(path for path in newest.parent.iterdir() if path.is_dir())
    whole = [path for path in found if not path.name.startswith(".")]
    for path in {*found} - {*whole[-max(keep, 1) :], newest}:
        shutil.rmtree(path)
