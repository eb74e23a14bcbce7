"""Fixtures for tests of whole sites and of pages in a browser; `--update-golden`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.sites import Builds, BuiltSite, Served, serve

# The gate tries the same examples every time; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("gate", deadline=None, derandomize=True, database=None, max_examples=100)
settings.register_profile(
    "explore",
    deadline=None,
    max_examples=5000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ instead of comparing with it")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how much axe has looked at, when every page was looked at in every mode: see tests/browser/test_axe.py."""
    passed = terminalreporter.stats.get("passed", [])
    found = [value for report in passed for name, value in report.user_properties if name == "axe"]
    if found:
        pages = {(name, address) for name, address, *_ in found}
        modes = {(width, dark) for _, _, width, dark, _ in found}
        answered = sum(value[-1] for value in found)
        terminalreporter.write_line(
            f"axe (WCAG 2.2 A, AA, contrast of AAA, best practice): {len(pages)} pages x {len(modes)} modes, "
            f"{len(found)} views, {answered} answered questions in them, 0 violations"
        )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Builds by name (`tests.sites.VARIANTS`), each made once a run however many workers there are."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "sites"
    folder.mkdir(exist_ok=True)
    return Builds(folder)


@pytest.fixture(scope="session", params=["course", "tiny"])
def site(request: pytest.FixtureRequest, builds: Builds) -> BuiltSite:
    """The real course, then the tiny one."""
    return builds(request.param)


@pytest.fixture(scope="session")
def tiny(builds: Builds) -> BuiltSite:
    return builds("tiny")


@pytest.fixture(scope="session")
def course(builds: Builds) -> BuiltSite:
    return builds("course")


class Servers:
    """Servers by the name of the build they serve; each starts when first asked for."""

    def __init__(self, builds: Builds, stack: ExitStack) -> None:
        self._builds, self._stack = builds, stack
        self._served: dict[str, Served] = {}

    def __call__(self, name: str) -> Served:
        """Serve a site of VARIANTS."""
        if name not in self._served:
            self._served[name] = self._stack.enter_context(serve(self._builds(name)))
        return self._served[name]


@pytest.fixture(scope="session")
def served(builds: Builds) -> Iterator[Servers]:
    with ExitStack() as stack:
        yield Servers(builds, stack)


@pytest.fixture(scope="session")
def golden() -> Path:
    return Path(__file__).parent / "golden"
