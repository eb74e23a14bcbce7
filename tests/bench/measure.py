"""Builds sites in processes of their own and says what they took."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_MEBIBYTE = 1024 * 1024
# Linux counts ru_maxrss in KiB, macOS in bytes.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: CPU seconds (user and system) and peak memory in MiB."""

    seconds: float
    memory: float


def build(folder: Path) -> Cost:
    """Build the site of a folder. Raises RuntimeError with the build's own words when it fails.

    Started from a small process: Linux counts what the process that starts another held as that one's memory.
    """
    command = [sys.executable, "-m", "tests.bench.measure", str(folder)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the build of {folder} failed:\n{done.stderr}")
    return Cost(*json.loads(done.stdout))


def _measured(folder: str) -> int:
    """Build in a child, print its cost, return its exit status."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", f"{folder}/mkdocs.yml"]
    process = subprocess.Popen(command, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT / _MEBIBYTE]))
    return process.returncode


def interleave(folders: Mapping[str, Path], runs: int) -> dict[str, Cost]:
    """Build each folder `runs` times, in turns so that a busy moment of the machine meets all; medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in folders}
    for _ in range(runs):
        for name, folder in folders.items():
            costs[name].append(build(folder))
    return {name: median(found) for name, found in costs.items()}


def median(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


if __name__ == "__main__":
    sys.exit(_measured(sys.argv[1]))
