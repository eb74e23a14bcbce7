"""Style sheets and scripts: minified, put together into a few files, named by their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rcssmin
import rjsmin

from course.theme_style import reduce_style

# A page loads one style sheet and one script: fewer requests on a slow network, and they compress better together.
# Kind of page -> its bundle; all others load PAGE.
LESSON, REVIEW, PAGE, DESIGN = "lesson", "review", "page", "design"
_BUNDLE_OF: Final = {
    "lesson": LESSON,
    "check": LESSON,
    "review": REVIEW,
    "cards": REVIEW,
    "completion": REVIEW,
    "design": DESIGN,
}
# Scripts that are files of their own: of one kind of page, and one that is loaded when it is first used.
_OF_KIND: Final = {"device": "device", "links": "copylink", "moved": "moved"}
_LATER: Final = "aloud"
# By the beginning of a file's name: the bundles that have it. All else is in all of them.
_ONLY_IN: Final = {
    "quiz": (LESSON, REVIEW, DESIGN),
    "question": (LESSON, REVIEW, DESIGN),
    "reflection": (LESSON, DESIGN),
    "remember": (LESSON, REVIEW, DESIGN),
    "review": (REVIEW,),
    "cards": (REVIEW,),
    "completion": (REVIEW,),
    "home": (PAGE, DESIGN),
    "lost": (PAGE,),
    "pages": (PAGE, REVIEW, DESIGN),
    "sheet": (PAGE, DESIGN),
    "speak": (LESSON,),
    "gathered": (PAGE,),
    "links": (PAGE,),
    "design": (DESIGN,),
    **dict.fromkeys((*_OF_KIND.values(), _LATER), ()),
}
# Only in a copy that is read from a disk.
_OFFLINE: Final = "offline"
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    bundles: Mapping[str, tuple[str, ...]]
    """The style sheet and the script of each bundle, and of kinds of page that have a script of their own."""
    files: dict[str, bytes]
    search: str = ""
    """The theme's script: only the search needs it, so it is loaded when somebody reaches for that."""
    aloud: str = ""
    """The script that reads a lesson aloud, loaded when somebody asks for that."""

    def of(self, kind: str) -> tuple[str, ...]:
        """The style sheet and the script of a kind of page."""
        return self.bundles[kind if kind in _OF_KIND else _BUNDLE_OF.get(kind, PAGE)]


def build_assets(
    folder: Path, theme: Path | None = None, said: Mapping[str, object] | None = None, *, offline: bool = False
) -> Assets:
    """Read `overrides/` and the theme's own folder; the same files always give the same names and bytes.

    `said` are the words that scripts of quizzes say: they are the same on every page, so they travel with the scripts.
    `offline`: the pages will be read from a disk.
    """
    files: dict[str, bytes] = {}
    # Tokens first, because all others use them; print last, because it takes back what they do.
    styles = sorted(
        (folder / _STYLE).glob("*.css"), key=lambda path: (path.stem == "print", path.stem != "tokens", path.stem)
    )
    # memory.js is what many others read, so it comes first; quiz.js starts what they offer it, so it comes last.
    scripts = sorted(
        (path for path in (folder / _SCRIPT).glob("*.js") if offline or path.stem != _OFFLINE),
        key=lambda path: (path.stem == "quiz", path.stem != "memory", path.stem),
    )
    own = "".join(path.read_text(encoding="utf-8") for path in styles)
    style = reduce_style(_find(theme, f"{_STYLE}/main.*.min.css"), own) if theme else ""
    words = f"window.courseWords={json.dumps(said, ensure_ascii=False, separators=(',', ':'))};" if said else ""
    bundles = {
        name: tuple(
            address
            for paths, first in ((styles, style), (scripts, words if name in _ONLY_IN["quiz"] else ""))
            for address in _bundle(files, name, _parts_of(name, paths), first)
        )
        for name in (LESSON, REVIEW, PAGE, DESIGN)
    }
    alone = {
        name: _bundle(files, name, [path for path in scripts if path.stem == name], "")
        for name in (*_OF_KIND.values(), _LATER)
    }
    bundles |= {kind: (*bundles[PAGE], *alone[name]) for kind, name in _OF_KIND.items()}
    search = next(theme.glob(f"{_SCRIPT}/bundle.*.min.js")).relative_to(theme).as_posix() if theme else ""
    return Assets(bundles, files, search, "".join(alone[_LATER]))


def is_needless(address: str, language: str) -> bool:
    """Whether a file of the theme's is one that no page asks for."""
    if address.endswith(".map") or address.startswith((f"{_STYLE}/", "assets/images/")):
        return True
    return address.startswith(f"{_SCRIPT}/lunr/") and language.partition("-")[0] == "en"


def _find(folder: Path, pattern: str) -> str:
    return next(folder.glob(pattern)).read_text(encoding="utf-8")


def _parts_of(bundle: str, paths: list[Path]) -> list[Path]:
    return [path for path in paths if bundle in _ONLY_IN.get(path.stem.partition("-")[0], (bundle,))]


def _bundle(files: dict[str, bytes], name: str, paths: list[Path], first: str) -> tuple[str, ...]:
    """Put the files of a bundle together behind what comes first."""
    if not paths:
        return ()
    suffix = paths[0].suffix
    minify, folder = (rcssmin.cssmin, _STYLE) if suffix == ".css" else (rjsmin.jsmin, _SCRIPT)
    texts = [first, *(str(minify(path.read_text(encoding="utf-8"))) for path in paths)]
    text = "\n".join(filter(None, texts))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    address = f"{folder}/{name}.{digest}{suffix}"
    files[address] = text.encode()
    return (address,)
