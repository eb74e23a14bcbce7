"""Documents -> files: on all cores, only what changed, each on its own so that one that fails leaves the others."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from course.handouts.binding import make_epub
from course.handouts.paper import make_pdf
from course.handouts.plain import make_markdown, make_text
from course.handouts.plan import DOCUMENTS, FOLDER, STYLE, Handout, read_plan
from course.handouts.png import make_png
from course.render import TEMPLATES

_MADE: Final = "made.json"
# Who has a hand in the bytes: a newer release makes all files anew.
_TOOLS: Final = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "Pyphen", "resvg-py")


def _make_svg(folder: Path, source: str) -> bytes:
    return (folder / source).read_bytes()


MAKERS: Final[Mapping[str, Callable[[Path, str], bytes]]] = {
    "pdf": make_pdf,
    "markdown": make_markdown,
    "text": make_text,
    "svg": _make_svg,
    "png": make_png,
    "epub": make_epub,
}


@dataclass(slots=True)
class Outcome:
    """What a run did. `failed` says of each file that could not be made why."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def _silent(*_: object) -> None:
    """Say nothing."""


def make_handouts(
    folder: Path,
    site: Path,
    *,
    wanted: Callable[[str], bool] = bool,
    say: Callable[[int, int, str], None] = _silent,
) -> Outcome:
    """Make the files whose documents wait below `folder`, and put them into a built site.

    `wanted` chooses by their paths which to make anew; `say` is told how many of how many are done, and which came
    last. Raises FileNotFoundError where no documents wait.
    """
    documents, store = folder / DOCUMENTS, folder / "files"
    plan = read_plan(documents)
    before, keys = _read(folder / _MADE), dict(_keys(documents, plan))
    outcome = Outcome([], [one.path for one in plan if _is_fresh(one.path, store, keys, before)])
    waiting = [one for one in plan if one.path not in outcome.kept and wanted(one.path)]
    for done, (path, problem) in enumerate(_run(documents, store, waiting), 1):
        if problem:
            outcome.failed[path] = problem
        else:
            outcome.made.append(path)
        say(done, len(waiting), path)
    good = sorted([*outcome.kept, *outcome.made])
    (folder / _MADE).write_text(json.dumps({path: keys[path] for path in good}, indent=1), encoding="utf-8")
    _place(store, site / FOLDER, good)
    return outcome


def _is_fresh(path: str, store: Path, keys: Mapping[str, str], before: Mapping[str, str]) -> bool:
    return before.get(path) == keys[path] and (store / path).is_file()


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keys(documents: Path, plan: list[Handout]) -> Iterator[tuple[str, str]]:
    """For each file what its bytes depend on, as one hash."""
    common = hashlib.sha256(_recipe())
    style = (documents / STYLE).read_bytes()
    for one in plan:
        key = common.copy()
        key.update(one.maker.encode())
        key.update(style if one.maker == "pdf" else b"")
        path = documents / one.source
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            key.update(file.name.encode() + b"\0" + file.read_bytes())
        yield one.path, key.hexdigest()


def _recipe() -> bytes:
    """The makers themselves, and the releases that they use."""
    own = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    tokens = (TEMPLATES / "assets/stylesheets/tokens.css").read_bytes()
    return own + tokens + " ".join(map(_version, _TOOLS)).encode()


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _run(documents: Path, store: Path, waiting: list[Handout]) -> Iterator[tuple[str, str]]:
    """Make files in several processes; each with its problem, or an empty text."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not waiting:
        return
    with ProcessPoolExecutor(min(cores, len(waiting))) as pool:
        tasks = [pool.submit(make_file, documents, store, one) for one in waiting]
        for task in as_completed(tasks):
            yield task.result()


def make_file(documents: Path, store: Path, handout: Handout) -> tuple[str, str]:
    """Make one file; its path and what went wrong, or an empty text."""
    try:
        content = MAKERS[handout.maker](documents, handout.source)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are made all the same
        return handout.path, f"{documents / handout.source}: {type(error).__name__}: {error}"
    target = store / handout.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return handout.path, ""


def _place(store: Path, target: Path, paths: list[str]) -> None:
    """Copy the files to where readers find them, and nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    for path in paths:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(store / path, target / path)
