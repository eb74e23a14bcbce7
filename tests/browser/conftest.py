"""One browser a worker; every test of this folder counts as a browser test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser.chromium import launch
from tests.browser.reader import Pages, Reader, Serve

# As long as contexts wait for everything else: a machine with too much to do is slow, not wrong.
expect.set_options(timeout=20_000)


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
def pages(playwright: Playwright) -> Iterator[Pages]:
    """A browser's pages."""
    browser = launch(playwright)
    yield Pages(browser)
    browser.close()


@pytest.fixture(scope="session")
def kept_pages(playwright: Playwright) -> Iterator[Pages]:
    """The same of a browser that brings pages back as they were left."""
    browser = launch(playwright, back_forward_cache=True)
    yield Pages(browser)
    browser.close()


def watched(pages: Pages, served: Serve) -> Iterator[Reader]:
    reader = Reader(pages, served)
    yield reader
    reader.close()
    assert reader.problems == []


@pytest.fixture
def reader(pages: Pages, served: Serve) -> Iterator[Reader]:
    """A reader whose test fails when a page asks another host, breaks its security policy or reports an error."""
    yield from watched(pages, served)


@pytest.fixture
def returning_reader(kept_pages: Pages, served: Serve) -> Iterator[Reader]:
    """The same in a browser with its back/forward cache on."""
    yield from watched(kept_pages, served)
