"""Style sheets and scripts: minified, put together into a few files, named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

# A page loads one style sheet and one script: fewer requests on a slow network, and they compress better together.
# By the beginning of their names: what only lessons need, and what lessons do not need. All else is in both.
_LESSON = ("quiz", "question", "reflection")
_AROUND = ("home", "pages")
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    lesson: tuple[str, ...]
    """The style sheet and the script of lessons."""
    page: tuple[str, ...]
    """Those of all other pages."""
    files: dict[str, bytes]


def build_assets(folder: Path) -> Assets:
    """Read `overrides/`; the same files always give the same names and bytes."""
    files: dict[str, bytes] = {}
    # Tokens first, because all others use them; print last, because it takes back what they do.
    styles = sorted(
        (folder / _STYLE).glob("*.css"), key=lambda path: (path.stem == "print", path.stem != "tokens", path.stem)
    )
    # quiz.js defines what the question types register with, so it comes before them.
    scripts = sorted((folder / _SCRIPT).glob("*.js"), key=lambda path: (path.stem != "quiz", path.stem))
    lesson = [_without(paths, _AROUND) for paths in (styles, scripts)]
    page = [_without(paths, _LESSON) for paths in (styles, scripts)]
    return Assets(
        lesson=tuple(address for paths in lesson for address in _bundle(files, "lesson", paths)),
        page=tuple(address for paths in page for address in _bundle(files, "page", paths)),
        files=files,
    )


def _without(paths: list[Path], beginnings: tuple[str, ...]) -> list[Path]:
    return [path for path in paths if not path.stem.startswith(beginnings)]


def _bundle(files: dict[str, bytes], name: str, paths: list[Path]) -> tuple[str, ...]:
    if not paths:
        return ()
    suffix = paths[0].suffix
    minify, folder = (rcssmin.cssmin, _STYLE) if suffix == ".css" else (rjsmin.jsmin, _SCRIPT)
    text = "\n".join(str(minify(path.read_text(encoding="utf-8"))) for path in paths)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    address = f"{folder}/{name}.{digest}{suffix}"
    files[address] = text.encode()
    return (address,)
