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

from course.theme_style import parse_style, reduce_style

# A page loads one style sheet and one script: fewer requests on a slow network, and they compress better together.
# Kind of page -> its bundle; all others load PAGE.
LESSON, REVIEW, PAGE, DESIGN, EDUCATORS = "lesson", "review", "page", "design", "educators"
_BUNDLE_OF: Final = {
    "lesson": LESSON,
    "review": REVIEW,
    "cards": REVIEW,
    "completion": REVIEW,
    "design": DESIGN,
    "educators": EDUCATORS,
    "teach": EDUCATORS,
    "alignment": EDUCATORS,
    "framework": EDUCATORS,
}
# Scripts that are files of their own: of kinds of page, those that are loaded when first used, and one for frames.
_OF_KIND: Final = {
    "device": "device",
    "links": "copylink",
    "moved": "moved",
    "embed": "snippets",
    "check": "quiz-check",
    "path": "route",
}
_ALOUD, _FIND, _FRAMED, _BAR = "aloud", "find", "embed", "route-bar"
# The search's style sheet, loaded with its script.
_RESULTS: Final = "results"
# By a file's name or its beginning: the bundles that have it. All else is in all of them.
_ONLY_IN: Final = {
    **dict.fromkeys((*_OF_KIND.values(), _ALOUD, _FIND, _FRAMED, _BAR), ()),
    "quiz": (LESSON, REVIEW, DESIGN),
    "question": (LESSON, REVIEW, DESIGN),
    "reflection": (LESSON, DESIGN),
    "remember": (LESSON, REVIEW, DESIGN),
    "review": (REVIEW,),
    "cards": (REVIEW,),
    "completion": (REVIEW,),
    "quiz-check": (REVIEW, DESIGN),
    "home": (PAGE, DESIGN),
    "emblem": (PAGE, REVIEW, DESIGN),
    "lost": (PAGE,),
    "pages": (PAGE, REVIEW, DESIGN, EDUCATORS),
    "sheet": (PAGE, DESIGN, EDUCATORS),
    "teach": (EDUCATORS,),
    "speak": (LESSON,),
    "gathered": (PAGE,),
    "links": (PAGE,),
    "later": (LESSON, PAGE, EDUCATORS),
    "design": (DESIGN,),
    "results": (DESIGN,),
}
# Sheets of the files that are made of the pages: hooks/course/handouts.
_ELSEWHERE: Final = ("handout", "book")
# Only in a copy that is read from a disk.
_OFFLINE: Final = "offline"
_STYLE, _SCRIPT = "assets/stylesheets", "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below the site's root, and the files to write."""

    bundles: Mapping[str, tuple[str, ...]]
    """The style sheet and the script of each bundle, and of kinds of page that have a script of their own."""
    files: dict[str, bytes]
    find: str = ""
    """The script that fetches what the search needs, loaded when somebody reaches for that."""
    aloud: str = ""
    """The script that reads a lesson aloud, loaded when somebody asks for that."""
    framed: str = ""
    """The script that makes the view for frames, loaded where the address asks for that."""

    def of(self, kind: str) -> tuple[str, ...]:
        """The style sheet and the script of a kind of page."""
        return self.bundles[kind if kind in _OF_KIND else _BUNDLE_OF.get(kind, PAGE)]


def build_assets(
    folder: Path,
    theme: Path | None = None,
    said: Mapping[str, object] | None = None,
    *,
    offline: bool = False,
) -> Assets:
    """Read `overrides/` and the theme's own folder; the same files always give the same names and bytes.

    `said` are the words that scripts say, by the name of the script: they are the same on every page, so they travel
    with the scripts. `offline`: the pages will be read from a disk.
    """
    files: dict[str, bytes] = {}
    styles, scripts = _sources(folder, offline=offline)
    frame, results = _of_theme(theme, styles)
    bundles = {
        name: (
            *_bundle(files, name, _parts_of(name, styles), frame + (results if name == DESIGN else "")),
            *_script(files, name, _parts_of(name, scripts), said or {}),
        )
        for name in (LESSON, REVIEW, PAGE, DESIGN, EDUCATORS)
    }
    found = _bundle(files, _FIND, [path for path in styles if path.stem == _RESULTS], results)
    said = {**said, _FIND: {**_needs_of_search(theme, found), "said": said[_FIND]}} if theme and said else said
    bar = _script(files, _BAR, [path for path in scripts if path.stem == _BAR], said or {})
    if bar and said:
        said = {**said, _FRAMED: {"words": said[_FRAMED], "bar": bar[0].rpartition("/")[2]}}
    alone = {
        name: _script(files, name, [path for path in scripts if path.stem == name], said or {})
        for name in (*_OF_KIND.values(), _ALOUD, _FIND, _FRAMED)
    }
    bundles |= {kind: (*bundles[PAGE], *alone[_OF_KIND[kind]]) for kind in ("device", "links", "moved", "embed")}
    bundles["path"] = (*bundles[EDUCATORS], *alone["route"])
    # What a quiz is to find comes before the quiz's own script.
    bundles["check"] = (*alone["quiz-check"], *bundles[LESSON])
    return Assets(bundles, files, *("".join(alone[name]) for name in (_FIND, _ALOUD, _FRAMED)))


def is_needless(address: str, language: str) -> bool:
    """Whether a file of the theme's is one that no page asks for."""
    if address.endswith(".map") or address.startswith((f"{_STYLE}/", "assets/images/")):
        return True
    return address.startswith(f"{_SCRIPT}/lunr/") and language.partition("-")[0] == "en"


def _sources(folder: Path, *, offline: bool) -> tuple[list[Path], list[Path]]:
    """Style sheets and scripts in the order in which bundles hold them."""
    # Tokens first, because all others use them; print last, because it takes back what they do.
    styles = sorted(
        (path for path in (folder / _STYLE).glob("*.css") if path.stem not in _ELSEWHERE),
        key=lambda path: (path.stem == "print", path.stem != "tokens", path.stem),
    )
    # memory.js is what many others read, so it comes first; quiz.js starts what they offer it, so it comes last.
    scripts = sorted(
        (path for path in (folder / _SCRIPT).glob("*.js") if offline or path.stem != _OFFLINE),
        key=lambda path: (path.stem == "quiz", path.stem != "memory", path.stem),
    )
    return styles, scripts


def _of_theme(theme: Path | None, styles: list[Path]) -> tuple[str, str]:
    """What pages need of the theme's sheet, and what its search needs besides."""
    if not theme:
        return "", ""
    rules = parse_style(next(theme.glob(f"{_STYLE}/main.*.min.css")).read_text(encoding="utf-8"))
    own: dict[bool, str] = {False: "", True: ""}
    for path in styles:
        own[path.stem == _RESULTS] += path.read_text(encoding="utf-8")
    return reduce_style(rules, own[False]), reduce_style(rules, own[True], search=True)


def _needs_of_search(theme: Path, style: tuple[str, ...]) -> dict[str, str]:
    """The addresses of all that the search loads: our style for it, the theme's script, and the worker of that."""
    patterns = {"script": f"{_SCRIPT}/bundle.*.min.js", "worker": f"{_SCRIPT}/workers/search.*.min.js"}
    found = {name: next(theme.glob(pattern)).relative_to(theme).as_posix() for name, pattern in patterns.items()}
    return {"style": "".join(style), **found}


def _parts_of(bundle: str, paths: list[Path]) -> list[Path]:
    return [
        path
        for path in paths
        if bundle in _ONLY_IN.get(path.stem, _ONLY_IN.get(path.stem.partition("-")[0], (bundle,)))
    ]


def _script(files: dict[str, bytes], name: str, paths: list[Path], said: Mapping[str, object]) -> tuple[str, ...]:
    """Put scripts together behind the words that they say."""
    words = {path.stem: said[path.stem] for path in paths if path.stem in said}
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return _bundle(files, name, paths, f"window.courseWords={{...window.courseWords,...{text}}};" if words else "")


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
