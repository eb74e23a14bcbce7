"""Where the time of one build goes: CPU seconds by area, each without what it calls of another.

Run as `python -m tests.bench.areas FOLDER`: it puts a stopwatch around some functions of MkDocs, Material and the
engine, builds, and prints JSON. A profiler would slow small functions most and so blame the wrong ones.
"""

from __future__ import annotations

import functools
import importlib
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

REST = "start-up and the rest"
# Area -> where the functions are looked up by those who call them.
AREAS = {
    "load the course": ("course.builder:load_course",),
    "parse YAML": tuple(
        f"course.{module}:compose" for module in ("body", "data", "load", "rules", "source", "syllabus")
    ),
    "check the course": ("course.load:check_course",),
    "check its own rules": ("course.load:check_rules",),
    "Markdown": ("mkdocs.structure.pages:Page.render",),
    "citations, claims, boxes": ("course.markdown_ext:CourseMarkdown.part",),
    "glossary links": ("course.term_links:TermLinks.run",),
    "pages put together": ("course.site:Site.finished", "course.site:Site.searchable", "course.site:Site.content"),
    "questions of the review": ("course.review:Review._entry",),
    "worksheets, keys": ("course.page_data:PageData.of", "course.site:Site._write"),
    "pages to print": ("course.gather:Moving.take",),
    "theme's templates": ("mkdocs.commands.build:_build_page",),
    "search index": (
        "material.plugins.search.plugin:SearchPlugin.on_page_context",
        "material.plugins.search.plugin:SearchPlugin.on_post_build",
    ),
    "permanent links": (
        "course.ids_pages:_make_folder",
        "course.ids_pages:write_new",
        "course.ids_pages:Redirects._straight",
    ),
    "data for programs": ("course.exports.source:json_bytes", "course.exports.shape:Shape.fill"),
    "last checks": ("course.output:check_output",),
    "files written": ("mkdocs.utils:write_file", "mkdocs.utils:copy_file"),
}


class Stopwatch:
    """CPU seconds by area; time spent in an inner area is not the outer one's."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = [REST]
        self._since = 0.0  # the process's CPU clock starts with it, so imports count

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def around(self, area: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with the watch running for its area."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._running.append(area)
            try:
                return function(*args, **kwargs)
            finally:
                self._turn()
                self._running.pop()

        return timed

    def stop(self) -> dict[str, float]:
        """The seconds so far."""
        self._turn()
        return dict(self.seconds)


def find(address: str) -> tuple[Any, str]:
    """The owner of a function, and its name there, by an address such as `module:Class.function`."""
    module, _, path = address.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for step in owners:
        owner = getattr(owner, step)
    return owner, name


def _watch(stopwatch: Stopwatch, area: str, address: str) -> None:
    owner, name = find(address)
    setattr(owner, name, stopwatch.around(area, getattr(owner, name)))


def _build(folder: Path) -> dict[str, float]:
    stopwatch = Stopwatch()
    for area, addresses in AREAS.items():
        for address in addresses:
            _watch(stopwatch, area, address)
    from mkdocs.commands.build import build  # noqa: PLC0415 - after the stopwatch is in place
    from mkdocs.config import load_config  # noqa: PLC0415

    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return stopwatch.stop()


def seconds_by_area(folder: Path) -> dict[str, float]:
    """Build a folder in a process of its own; CPU seconds by area."""
    command = [sys.executable, "-m", "tests.bench.areas", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    areas: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return areas


if __name__ == "__main__":
    print(json.dumps(_build(Path(sys.argv[1]))))
