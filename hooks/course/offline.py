"""A copy of the site that is read from a disk: what no server does for it there, and the archive it travels in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

# Browsers let a page from a disk load scripts and fetch nothing else, so the search asks for the index as a script.
_INDEX: Final = "search/search_index"
# The same files give the same archive: the earliest day that its format knows, and one mode for every file.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644 << 16


def write_index_script(site: Path) -> None:
    """Put the search index beside itself as a script. A site without a search has none."""
    index = site / f"{_INDEX}.json"
    if index.is_file():
        text = index.read_text(encoding="utf-8")
        (site / f"{_INDEX}.js").write_text(f"var __index = {text}", encoding="utf-8")


def write_archive(folder: Path, name: str) -> Path:
    """Pack a folder into `<folder>.zip`, below a folder called `name`; the archive's path.

    The same files always give the same bytes.
    """
    archive = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            packed.writestr(entry, path.read_bytes())
    return archive
