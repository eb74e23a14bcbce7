"""What readers load on sites with the same words, made by others: Furo (Sphinx) and Starlight (Astro).

Furo comes with what `make bench` installs. Starlight needs `npm` and its registry; without either a line says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from course.model import Course

from tests.bench.quizzes import PYTHON
from tests.bench.weigh import Visit, visits

FURO, STARLIGHT = "Furo", "Starlight"
# The last line of releases that Node 20 runs.
_PACKAGES = {"astro": "^5.16.0", "@astrojs/starlight": "0.37.6"}
_PATIENCE_S = 900


class AbsentError(RuntimeError):
    """A peer cannot be built here; the message says why."""


def first_two(course: Course) -> tuple[str, str]:
    """The slugs of the first lessons."""
    one, two, *_ = course.lessons
    return one.slug, two.slug


def measure(course: Course, sites: Mapping[str, Path], docs: Path, folder: Path) -> dict[str, list[Visit] | str]:
    """Two visits on each site in `sites`, then on each peer, built below `folder` from Markdown in `docs`.

    For a peer that cannot be built: why.
    """
    slugs = first_two(course)
    found: dict[str, list[Visit] | str] = {
        name: visits(site, *(f"lessons/{slug}/" for slug in slugs)) for name, site in sites.items()
    }
    for name, make in PEERS.items():
        try:
            site = make(course, docs, folder / name.lower())
            found[name] = visits(site, *(f"lessons/{slug}/" for slug in slugs))
        except AbsentError as absent:
            found[name] = str(absent)
    return found


def furo(course: Course, docs: Path, folder: Path) -> Path:
    """Build with Sphinx, MyST and Furo, as their pages say to begin. Raises AbsentError."""
    shutil.copytree(docs / "lessons", folder / "lessons")
    names = "\n".join(f"lessons/{lesson.slug}" for lesson in course.lessons)
    _write(folder / "index.md", f"# {course.title}\n\n```{{toctree}}\n{names}\n```\n")
    settings = {"project": course.title, "extensions": ["myst_parser"], "html_theme": "furo"}
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
    _write(pages / "index.md", f"---\ntitle: {json.dumps(course.title)}\n---\n")
    _write(folder / "package.json", json.dumps({"type": "module", "private": True, "dependencies": _PACKAGES}))
    _write(folder / "astro.config.mjs", _ASTRO % (json.dumps(course.title), _sidebar(course)))
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
