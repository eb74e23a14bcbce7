"""Editions: states of the course that stay as they are, each at an address of its own, `v/<edition>/`.

    <folder>/editions/2030-01/         the edition, written once
    <folder>/releases/.../v -> ../../editions

Each release leads to all of them, so that publishing touches none. A course of which somebody has taught last year can
so be opened as it was. Its pages name the current ones as their originals and say so to readers. They do not ask
search engines to stay away: beside the name of an original that would be said of the original, too.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from course.release import EDITIONS as ADDRESS
from course.release import is_edition_name

EDITIONS: Final = "editions"
_LINK: Final = ADDRESS.rstrip("/")
_MARK: Final = re.compile(r'data-edition="(?P<name>[^"]+)"')  # of `overrides/partials/edition.html`


class PublishError(Exception):
    """Nothing was published; the message says why and what to do."""


def edition_of(site: Path) -> str:
    """The name of the edition that a site was built as; empty for the course as it is now."""
    home = site / "index.html"
    found = _MARK.search(home.read_text(encoding="utf-8")) if home.is_file() else None
    return found["name"] if found else ""


def publish_edition(site: Path, folder: Path) -> Path:
    """Keep a built edition in a folder with releases; returns its own folder. Raises PublishError, and nothing changes.

    An edition that is there is never written again: people have linked to what it says.
    """
    name = edition_of(site)
    if not is_edition_name(name):
        raise PublishError(f"{site} holds no edition (run 'make edition', which builds one)")
    kept = folder / EDITIONS / name
    if kept.exists():
        raise PublishError(f"{kept} is there and stays as it is (give this one another name)")
    unfinished = kept.with_name(f".{name}")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was broken off
    shutil.copytree(site, unfinished)
    unfinished.rename(kept)
    for release in (folder / "releases").glob("[!.]*"):
        link_editions(release)
    return kept


def link_editions(release: Path) -> None:
    """Let a release lead to the editions. Raises PublishError where the site has a page of that name itself."""
    link = release / _LINK
    if link.is_symlink():
        return
    if link.exists():
        raise PublishError(f"{link} is a part of the site (move it: that address belongs to editions)")
    link.symlink_to(Path("..") / ".." / EDITIONS)
