"""What readers load on sites with the same words, made by others: Furo (Sphinx) and Starlight (Astro).

Furo comes with what `make bench` installs. Starlight needs `npm` and its registry; without either a line says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from course.model import Course

from tests.bench.quizzes import PYTHON
from tests.bench.weigh import Visit, visits

TITLE = "Course"
FURO, STARLIGHT = "Furo", "Starlight"
# The last line of releases that Node 20 runs.
_PACKAGES = {"astro": "^5.16.0", "@astrojs/starlight": "0.37.6"}
_PATIENCE_S = 900


class AbsentError(RuntimeError):
    """A peer cannot be built here; the message says why."""


def measure(
    course: Course, sites: Mapping[str, Path], docs: Path, folder: Path
) -> Iterator[tuple[str, list[Visit] | str]]:
    """Two visits on each site in `sites`, then on each peer, built below `folder` from Markdown in `docs`.

    For a peer that cannot be built: why.
    """
    addresses = [f"lessons/{lesson.slug}/" for lesson in course.lessons[:2]]
    for name, site in sites.items():
        yield name, visits(site, *addresses)
    for name, make in PEERS.items():
        try:
            yield name, visits(make(course, docs, folder / name.lower()), *addresses)
        except AbsentError as absent:
            yield name, str(absent)


def furo(course: Course, docs: Path, folder: Path) -> Path:
    """Build with Sphinx, MyST and Furo, as their pages say to begin. Raises AbsentError."""
    shutil.copytree(docs / "lessons", folder / "lessons")
    names = "\n".join(f"lessons/{lesson.slug}" for lesson in course.lessons)
    _write(folder / "index.md", f"# {TITLE}\n\n```{{toctree}}\n{names}\n```\n")
    settings = {"project": TITLE, "extensions": ["myst_parser"], "html_theme": "furo"}
    _write(folder / "conf.py", "".join(f"{name} = {value!r}\n" for name, value in settings.items()))
    _run([str(PYTHON), "-m", "sphinx", "-q", "-b", "dirhtml", str(folder), str(folder / "site")], folder)
    return folder / "site"


def starlight(course: Course, docs: Path, folder: Path) -> Path:
    """Build with Astro and Starlight, as its page says to begin. Raises AbsentError."""
    npm = shutil.which("npm")
    if npm is None:
        raise AbsentError("npm is not installed")
    pages = folder / "src/content/docs"
    for lesson in course.lessons:
        text = (docs / f"lessons/{lesson.slug}.md").read_text(encoding="utf-8")
        _write(pages / f"lessons/{lesson.slug}.md", f"---\ntitle: {json.dumps(lesson.title)}\n---\n{_without_h1(text)}")
    _write(pages / "index.md", f"---\ntitle: {json.dumps(TITLE)}\n---\n")
    _write(folder / "package.json", json.dumps({"type": "module", "private": True, "dependencies": _PACKAGES}))
    _write(folder / "astro.config.mjs", _ASTRO % (json.dumps(TITLE), _sidebar(course)))
    _write(folder / "src/content.config.mjs", _CONTENT)
    _run([npm, "install", "--no-audit", "--no-fund", "--loglevel=error"], folder)
    _run([npm, "exec", "--", "astro", "build"], folder)
    return folder / "dist"


PEERS: Mapping[str, Callable[[Course, Path, Path], Path]] = {FURO: furo, STARLIGHT: starlight}

_ASTRO = """import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: %s, sidebar: %s })] });
"""
_CONTENT = """import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""


def _sidebar(course: Course) -> str:
    """The modules and their lessons, as every page of the engine and of Material has them too."""
    groups = [
        {"label": module.title, "items": [{"slug": f"lessons/{lesson.slug}"} for lesson in module.lessons]}
        for module in course.modules
    ]
    return json.dumps(groups)


def _without_h1(text: str) -> str:
    return re.sub(r"\A# .*\n", "", text)


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE_S
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AbsentError(f"{command[0]} did not end: {error}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise AbsentError(said[-1] if said else f"{command[0]} failed")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
