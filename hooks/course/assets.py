"""Style sheets and scripts: minified, put together into a few files, named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

# Which files travel together: a page without a quiz loads nothing of the quiz.
_WITH_QUIZ = ("quiz", "question", "reflection")
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    quiz_styles: tuple[str, ...]
    quiz_scripts: tuple[str, ...]
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
    bundles = [
        _bundle(files, [path for path in paths if path.stem.startswith(_WITH_QUIZ) == quiz], quiz)
        for paths in (styles, scripts)
        for quiz in (False, True)
    ]
    return Assets(bundles[0], bundles[2], bundles[1], bundles[3], files)


def _bundle(files: dict[str, bytes], paths: list[Path], quiz: bool) -> tuple[str, ...]:
    if not paths:
        return ()
    suffix = paths[0].suffix
    minify, folder = (rcssmin.cssmin, _STYLE) if suffix == ".css" else (rjsmin.jsmin, _SCRIPT)
    text = "\n".join(str(minify(path.read_text(encoding="utf-8"))) for path in paths)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    address = f"{folder}/{'quiz' if quiz else 'course'}.{digest}{suffix}"
    files[address] = text.encode()
    return (address,)
