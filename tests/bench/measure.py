"""Builds sites in processes of their own and says what they took."""

from __future__ import annotations

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
    """Build the site of a folder. Raises RuntimeError with the build's own words when it fails."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--config-file",
        str(folder / "mkdocs.yml"),
    ]
    log = folder / "build.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the build of {folder} failed:\n{log.read_text(encoding='utf-8')}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT / _MEBIBYTE)


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
