"""One browser a worker; every test of this folder counts as a browser test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.chromium import launch
from tests.browser.reader import Reader, Serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launch(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def remembering_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that brings pages back as they were left."""
    started = launch(playwright, back_forward_cache=True)
    yield started
    started.close()


def watched(browser: Browser, served: Serve) -> Iterator[Reader]:
    reader = Reader(browser, served)
    yield reader
    reader.close()
    assert reader.problems == []


@pytest.fixture
def reader(browser: Browser, served: Serve) -> Iterator[Reader]:
    """A reader whose test fails when a page asks another host, breaks its security policy or reports an error."""
    yield from watched(browser, served)


@pytest.fixture
def returning_reader(remembering_browser: Browser, served: Serve) -> Iterator[Reader]:
    """The same in a browser with its back/forward cache on."""
    yield from watched(remembering_browser, served)
