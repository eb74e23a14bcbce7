"""The broken courses of `tests/courses/broken/`: each folder lays a few files over `_base`, a course without a fault.

`expected.txt` of a folder holds the findings, as they are printed; `remove.txt`, if any, names what is taken away.
To build one by hand: `python -m tests.broken duplicate-id /tmp/course`, then `make site COURSE=/tmp/course`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from course.errors import ContentErrors, CourseError
from course.load import load_course

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "tests" / "courses" / "broken"
BASE = FOLDER / "_base"
EXPECTED, REMOVE = "expected.txt", "remove.txt"


def names() -> list[str]:
    """The broken courses."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path != BASE)


def expected(name: str) -> list[str]:
    """The lines that a broken course is to print."""
    return (FOLDER / name / EXPECTED).read_text(encoding="utf-8").splitlines()


def assemble(name: str, root: Path) -> Path:
    """Put a broken course (or `_base`) together in a new folder, ready for MkDocs too; returns the folder."""
    shutil.copytree(BASE, root)
    removed = FOLDER / name / REMOVE
    for path in removed.read_text(encoding="utf-8").split() if removed.is_file() else ():
        target = root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    if name != BASE.name:
        shutil.copytree(FOLDER / name, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED, REMOVE))
    for shared in ("hooks", "overrides"):
        (root / shared).symlink_to(PROJECT / shared)
    return root


def findings(root: Path) -> tuple[CourseError, ...]:
    """Everything that one load of a course finds, notes too."""
    try:
        return load_course(root).notes
    except ContentErrors as errors:
        return errors.findings


if __name__ == "__main__":
    print(f"make site COURSE={assemble(sys.argv[1], Path(sys.argv[2]))}")
