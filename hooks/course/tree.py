"""The files of a built site. `pathlib` takes several times as long to find them, and a large course has 25,000."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path


def list_files(site: Path, left_out: Collection[str] = ()) -> list[str]:
    """The addresses of all files below a folder, in the order of folders and names. `left_out`: folders (`a/b/`)."""
    found: list[str] = []
    for folder, folders, names in os.walk(site):
        start = "".join(f"{step}/" for step in Path(folder).relative_to(site).parts)
        found += [start + name for name in names]
        folders[:] = [name for name in folders if f"{start}{name}/" not in left_out]
    return sorted(found, key=lambda name: name.split("/"))
