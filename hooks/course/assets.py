"""Style sheets and scripts: minified, put together into a few files, named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

# Which files travel together, by the beginning of their names; all others are on every page. A lesson loads nothing of
# the pages around it, and they load nothing of a quiz.
_LESSON = ("quiz", "question", "reflection")
_AROUND = ("home", "pages")
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    quiz_styles: tuple[str, ...]
    quiz_scripts: tuple[str, ...]
    around_styles: tuple[str, ...]
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
    everywhere = [path for path in (*styles, *scripts) if not path.stem.startswith((*_LESSON, *_AROUND))]
    return Assets(
        styles=_bundle(files, "course", [path for path in everywhere if path.suffix == ".css"]),
        scripts=_bundle(files, "course", [path for path in everywhere if path.suffix == ".js"]),
        quiz_styles=_bundle(files, "quiz", [path for path in styles if path.stem.startswith(_LESSON)]),
        quiz_scripts=_bundle(files, "quiz", [path for path in scripts if path.stem.startswith(_LESSON)]),
        around_styles=_bundle(files, "pages", [path for path in styles if path.stem.startswith(_AROUND)]),
        files=files,
    )


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
