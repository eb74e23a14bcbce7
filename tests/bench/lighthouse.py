"""What Lighthouse says of four pages, mobile, from nginx with the shipped file: `python -m tests.bench.lighthouse`.

Lighthouse is no part of the project: `npm install -g lighthouse` puts it on the path. Its times are computed for a slow
telephone and a slow network from what it saw here, so they hold on any machine that is not busy.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.hosting.compress import compress_site

from tests.bench.sites import PROJECT
from tests.browser.chromium import from_environment, from_path
from tests.servers import binary, nginx

RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# As Lighthouse names them; milliseconds, but for the last, which has no unit.
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one visit, or medians of several: points of 100 by category, times by name, audits that took points away."""

    points: dict[str, float]
    times: dict[str, float]
    faults: frozenset[str]


def _browser() -> Path | None:
    return from_environment() or from_path()


def missing() -> list[str]:
    """What is not installed."""
    there = {"lighthouse": shutil.which("lighthouse"), "nginx": binary("nginx"), "Chromium": _browser()}
    return [name for name, path in there.items() if not path]


def pages_of(site: Path) -> dict[str, str]:
    """A page of each kind that readers spend time on, by what it is."""
    lessons = sorted((site / "lessons").glob("*/index.html"), key=lambda path: path.stat().st_size)
    checks = sorted((site / "checks").glob("*/index.html"))
    found = {"home": "", "heaviest lesson": f"lessons/{lessons[-1].parent.name}/"}
    if checks:
        found["quiz"] = f"checks/{checks[0].parent.name}/"
    return found | {"glossary": "glossary/"}


def visit(address: str) -> Seen:
    """One visit with an empty cache. Raises RuntimeError with Lighthouse's own words when it fails."""
    command = ["lighthouse", address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    path = _browser()
    assert path
    said = subprocess.run(
        [*command, f"--chrome-flags={_FLAGS}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "CHROME_PATH": str(path)},
    )
    if said.returncode:
        raise RuntimeError(f"Lighthouse could not visit {address}:\n{said.stderr.decode(errors='replace')}")
    return read(said.stdout)


def read(report: bytes) -> Seen:
    """What a report of Lighthouse's says. Raises ValueError when the page could not be read."""
    found = json.loads(report)
    if error := found.get("runtimeError"):
        raise ValueError(error["message"])
    audits = found["audits"]
    weighty = {one["id"] for name in CATEGORIES for one in found["categories"][name]["auditRefs"] if one["weight"]}
    return Seen(
        {name: 100 * (found["categories"][name]["score"] or 0) for name in CATEGORIES},
        {name: audits[name]["numericValue"] for name in TIMES},
        frozenset(name for name in weighty if audits[name]["score"] is not None and audits[name]["score"] < 1),
    )


def median(visits: list[Seen]) -> Seen:
    """The median of each figure, and all faults."""
    return Seen(
        {name: statistics.median(seen.points[name] for seen in visits) for name in CATEGORIES},
        {name: statistics.median(seen.times[name] for seen in visits) for name in TIMES},
        frozenset().union(*(seen.faults for seen in visits)),
    )


def measure(site: Path, runs: int = RUNS) -> Iterator[tuple[str, Seen]]:
    """Each page's medians, as they come. Writes the compressed files beside those of the site."""
    compress_site(site)
    with tempfile.TemporaryDirectory() as here, nginx(site, Path(here)) as root:
        for name, address in pages_of(site).items():
            yield name, median([visit(root + address) for _ in range(runs)])


def show_lighthouse(site: Path) -> None:
    """Print it, or what is not there."""
    if absent := missing():
        print(f"\nNo Lighthouse: there is no {' and no '.join(absent)} (npm install -g lighthouse; apt install nginx)")
        return
    print(f"\nLighthouse, mobile, medians of {RUNS}; milliseconds on a slow network\n")
    names = ("speed", "access", "practice", "search", "first", "largest", "blocked", "shift")
    print(f"{'':>16}" + "".join(f"{name:>10}" for name in names))
    for name, seen in measure(site):
        points = "".join(f"{value:10.0f}" for value in seen.points.values())
        *times, shift = seen.times.values()
        print(f"{name:>16}{points}" + "".join(f"{value:10,.0f}" for value in times) + f"{shift:10.3f}", flush=True)
        if seen.faults:
            print(f"{'':>16}  less than full: {', '.join(sorted(seen.faults))}")


if __name__ == "__main__":
    show_lighthouse(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
