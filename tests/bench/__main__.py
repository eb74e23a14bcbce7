"""Runs the benchmark and prints it: `python -m tests.bench [--sizes 40 500 1000] [--runs 3] [--keep FOLDER]`."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

from course.load import load_course

from tests.bench.areas import REST, seconds_by_area
from tests.bench.lighthouse import show_lighthouse
from tests.bench.load import show_load
from tests.bench.measure import Cost, interleave
from tests.bench.peers import measure
from tests.bench.quizzes import median, question_bytes, table
from tests.bench.sites import ENGINE, PLAIN, invented, own
from tests.bench.weigh import KINDS, MOST_HTML, MOST_SCRIPT, MOST_STYLE, asset_bytes, loaded_bytes

RUNS = 3
SIZES = (40, 500, 1000)


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="lessons of the invented courses")
    parser.add_argument("--runs", type=int, default=RUNS, help="builds of each site; the median counts")
    parser.add_argument("--keep", type=Path, help="leave the sites in this new folder")
    options = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1800000000")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    folder = options.keep or Path(tempfile.mkdtemp(prefix="course-bench-"))
    try:
        run(folder, options.sizes, options.runs)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def run(folder: Path, sizes: list[int], runs: int) -> None:
    """Measure in a folder and print as it goes."""
    print(f"CPU seconds and peak memory, medians of {runs} builds in turns\n")
    print(f"{'course':>16}  {ENGINE:>18}  {PLAIN:>18}  {'seconds':>8}  {'memory':>8}")
    here = own(folder / "own")
    show_costs("this course", interleave(here, runs))
    sites = {size: invented(folder / str(size), size) for size in sizes}
    costs = {}
    for size in sizes:
        costs[size] = interleave(sites[size], runs)
        show_costs(f"{size} lessons", costs[size])
    show_growth(costs)
    show_areas("this course", here)
    show_areas(f"{max(sizes)} lessons", sites[max(sizes)])
    show_weights(here)
    show_peers(here, folder / "peers")
    show_quizzes(here[ENGINE], folder / "quizzes")
    show_load(here[ENGINE] / "site")
    show_lighthouse(here[ENGINE] / "site")


def show_costs(name: str, cost: dict[str, Cost]) -> None:
    """One line: both sides and their ratio."""
    engine, plain = cost[ENGINE], cost[PLAIN]
    sides = "  ".join(f"{side.seconds:7.2f} s {side.memory:4.0f} MiB" for side in (engine, plain))
    print(f"{name:>16}  {sides}  {engine.seconds / plain.seconds:7.2f}x  {engine.memory / plain.memory:7.2f}x")


def show_growth(costs: dict[int, dict[str, Cost]]) -> None:
    """Seconds for each further thousand lessons, between one size and the next: equal figures mean linear growth."""
    sizes = sorted(costs)
    print("\nCPU seconds for each further 1,000 lessons")
    for smaller, larger in pairwise(sizes):
        slopes = []
        for side in (ENGINE, PLAIN):
            more = costs[larger][side].seconds - costs[smaller][side].seconds
            slopes.append(f"{side} {1000 * more / (larger - smaller):6.2f}")
        print(f"{f'{smaller} to {larger}':>16}  {',  '.join(slopes)}")
    first, last = costs[sizes[0]], costs[sizes[-1]]
    factors = (f"{side} x{last[side].seconds / first[side].seconds:.1f}" for side in (ENGINE, PLAIN))
    print(f"{f'{sizes[0]} to {sizes[-1]}':>16}  {',  '.join(factors)}")


def show_areas(name: str, sites: dict[str, Path]) -> None:
    """Where the time of one build goes."""
    sides = {name: seconds_by_area(folder) for name, folder in sites.items()}
    engine, plain = sides[ENGINE], sides[PLAIN]
    print(f"\nWhere the time goes, {name}, CPU seconds\n{'':>26}  {ENGINE:>14}  {PLAIN:>14}")
    for area in sorted(engine, key=lambda name: (name == REST, -engine[name])):
        print(f"{area:>26}  {engine[area]:14.2f}  {plain.get(area, 0.0):14.2f}")
    print(f"{'together':>26}  {sum(engine.values()):14.2f}  {sum(plain.values()):14.2f}")


def show_weights(here: dict[str, Path]) -> None:
    """One lesson page of this course, the middle one by size, and our own assets."""
    pages = sorted((here[ENGINE] / "site/lessons").glob("*/index.html"), key=lambda path: path.stat().st_size)
    address = f"lessons/{pages[len(pages) // 2].parent.name}/"
    engine, plain = (loaded_bytes(here[side] / "site", address) for side in (ENGINE, PLAIN))
    print(f"\nBytes (brotli) of /{address} as loaded\n{'':>16}  {ENGINE:>14}  {PLAIN:>14}  {'more':>8}")
    rows = {kind: (engine[kind], plain[kind]) for kind in KINDS}
    rows["together"] = (engine.total(), plain.total())
    index = rows["search index"]
    # The index grows with the course, the page does not.
    rows["without index"] = (engine.total() - index[0], plain.total() - index[1])
    for kind, (ours, theirs) in rows.items():
        print(f"{kind:>16}  {ours:14,}  {theirs:14,}  {ours - theirs:8,}")
    print("\nOur scripts and styles, bytes (gzip)")
    for name, size in asset_bytes().items():
        print(f"{name:>30}  {size:6,}")


def show_peers(here: dict[str, Path], folder: Path) -> None:
    """The first lesson in a new browser and the second after it, here and on sites of others with the same words.

    Only the engine's pages have quizzes that answer; on the others the questions are text.
    """
    sites = {side: project / "site" for side, project in here.items()}
    course = load_course(here[ENGINE]).course
    print(f"\nFirst lesson cold, second after it: bytes (brotli) and requests\n{'':>16}  {'first':>14}  {'second':>14}")
    for name, found in measure(course, sites, here[PLAIN] / "docs", folder):
        if isinstance(found, str):
            print(f"{name:>16}  not measured: {found}")
        else:
            print(f"{name:>16}" + "".join(f"  {one.weights.total():9,} in {one.requests:2}" for one in found))


def show_quizzes(project: Path, folder: Path) -> None:
    """What quizzes add, beside a plugin's for the same questions: on all pages the same script, or page by page."""
    course = load_course(project).course
    sizes = asset_bytes()
    print("\nQuizzes, bytes (gzip), and what they may weigh")
    html = question_bytes(project / "site", course)
    for name, size, most in (
        ("script", sizes["script of quizzes"], MOST_SCRIPT),
        ("style", sizes["style of quizzes"], MOST_STYLE),
        ("HTML of a question", round(html), MOST_HTML),
    ):
        print(f"{name:>30}  {size:6,}  {most:6,}")
    rows = table(project / "site", course, folder)
    print(
        f"\nAdded to a page by its single-choice questions, bytes (gzip)\n{'':>36}  {ENGINE:>22}  {'mkdocs-quiz':>22}"
    )
    print(f"{'':>36}" + f"  {'script':>6} {'style':>6} {'a quest.':>8}" * 2)
    middle = ("median", median(own for _, own, _ in rows), median(other for _, _, other in rows))
    for name, *sides in (*rows, middle):
        print(f"{name:>36}" + "".join(f"  {one.script:6,} {one.style:6,} {one.html:8.0f}" for one in sides))


if __name__ == "__main__":
    main()
