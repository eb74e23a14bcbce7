"""Lessons from nginx with the shipped file, on this machine: `python -m tests.bench.load` after `make compress`.

The client and the server share the machine's cores, so the figures say what a server can do at least.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from course.hosting.compress import compress_site
from course.hosting.publish import CURRENT, publish

from tests.bench.sites import PROJECT
from tests.servers import binary, nginx

CONNECTIONS, THREADS, SWAPS = 64, 2, 20
SECONDS = 5  # several times 10,000 lessons


@dataclass(frozen=True, slots=True)
class Figures:
    """What wrk saw; times in milliseconds."""

    requests: int
    seconds: float
    median: float
    p99: float
    errors: int

    def __str__(self) -> str:
        rate = self.requests / self.seconds
        times = f"median {self.median:.2f} ms, p99 {self.p99:.2f} ms"
        return f"{self.requests:,} lessons, {rate:,.0f} a second, {times}, {self.errors} errors"


def missing() -> list[str]:
    """What is not installed."""
    return [name for name in ("nginx", "wrk") if not binary(name)]


def start(root: str, pages: list[str]) -> subprocess.Popen[str]:
    """Begin to fetch pages."""
    script = str(Path(__file__).parent / "lessons.lua")
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script]
    paths = [urlsplit(root + page).path for page in pages]
    return subprocess.Popen([*command, root, "--", *paths], stdout=subprocess.PIPE, text=True)


def figures(process: subprocess.Popen[str]) -> Figures:
    """Wait for its end."""
    said = process.communicate()[0]
    found = re.search(r"FIGURES (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    assert found, said
    requests, duration, median, p99, errors = map(int, found.groups())
    return Figures(requests, duration / 1e6, median / 1000, p99 / 1000, errors)


def show_load(site: Path) -> None:
    """Print what a server does with the lessons of a site, first in peace, then while builds are swapped."""
    if absent := missing():
        print(f"\nNo load test: there is no {' and no '.join(absent)} (on Debian: apt install nginx-light wrk)")
        return
    pages = [f"lessons/{path.parent.name}/" for path in sorted((site / "lessons").glob("*/index.html"))]
    compress_site(site)
    with tempfile.TemporaryDirectory(prefix="course-load-") as made:
        here, web = Path(made), Path(made) / "web"
        publish(site, web)
        with nginx(web / CURRENT, here) as root:
            print(f"\nnginx with the shipped file, {CONNECTIONS} connections, on this machine")
            print(f"{'in peace':>16}  {figures(start(root, pages))}")
            running, swaps = start(root, pages), 0
            while running.poll() is None and swaps < SWAPS:
                publish(site, web)
                swaps += 1
                time.sleep(0.05)
            print(f"{f'{swaps} swaps':>16}  {figures(running)}")


if __name__ == "__main__":
    show_load(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
