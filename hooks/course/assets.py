"""Style sheets and scripts: minified, put together into a few files, named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rcssmin
import rjsmin

# A page loads one style sheet and one script: fewer requests on a slow network, and they compress better together.
# Kind of page -> its bundle; all others load PAGE.
LESSON, REVIEW, PAGE = "lesson", "review", "page"
_BUNDLE_OF: Final = {"lesson": LESSON, "check": LESSON, "review": REVIEW, "cards": REVIEW, "completion": REVIEW}
# By the beginning of a file's name: the bundles that have it. All else is in all of them.
_ONLY_IN: Final = {
    "quiz": (LESSON, REVIEW),
    "question": (LESSON, REVIEW),
    "reflection": (LESSON,),
    "review": (REVIEW,),
    "cards": (REVIEW,),
    "completion": (REVIEW,),
    "home": (PAGE,),
    "pages": (PAGE, REVIEW),
    "sheet": (PAGE,),
}
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    bundles: Mapping[str, tuple[str, ...]]
    """The style sheet and the script of each bundle."""
    files: dict[str, bytes]

    def of(self, kind: str) -> tuple[str, ...]:
        """The style sheet and the script of a kind of page."""
        return self.bundles[_BUNDLE_OF.get(kind, PAGE)]


def build_assets(folder: Path) -> Assets:
    """Read `overrides/`; the same files always give the same names and bytes."""
    files: dict[str, bytes] = {}
    # Tokens first, because all others use them; print last, because it takes back what they do.
    styles = sorted(
        (folder / _STYLE).glob("*.css"), key=lambda path: (path.stem == "print", path.stem != "tokens", path.stem)
    )
    # quiz.js starts what the others offer it, so it comes last.
    scripts = sorted((folder / _SCRIPT).glob("*.js"), key=lambda path: (path.stem == "quiz", path.stem))
    bundles = {
        name: tuple(address for paths in (styles, scripts) for address in _bundle(files, name, _parts_of(name, paths)))
        for name in (LESSON, REVIEW, PAGE)
    }
    return Assets(bundles, files)


def _parts_of(bundle: str, paths: list[Path]) -> list[Path]:
    return [path for path in paths if bundle in _ONLY_IN.get(path.stem.partition("-")[0], (bundle,))]


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
