"""A reader at a browser: opens pages of served sites, and notices what must never happen on any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Route, WebError

from tests.sites import Served

PHONE, DESK, SMALLEST = 390, 1280, 320
HEIGHT = 800
# Everything of WCAG 2.2 A and AA that axe knows, and what it thinks good practice.
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Serve(Protocol):
    """Serves a build of `tests.sites.VARIANTS` by its name."""

    def __call__(self, name: str) -> Served: ...


class Reader:
    """Opens pages, each in a clean profile. `problems` fills by itself; a test fails when it holds anything."""

    def __init__(self, browser: Browser, served: Serve) -> None:
        self.browser, self._served = browser, served
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._contexts: list[BrowserContext] = []
        self._known: list[str] = []

    def allow(self, start: str) -> None:
        """From now on requests to addresses that start like this are no problem."""
        self._known.append(start)

    def address(self, name: str, address: str = "") -> str:
        """The full address of a page."""
        return self._served(name).address + address

    def open(
        self,
        name: str,
        address: str = "",
        *,
        width: int = DESK,
        dark: bool = False,
        script: bool = True,
        touch: bool = False,
    ) -> Page:
        """Open a page of a build of `tests.sites.VARIANTS`."""
        self.allow(self._served(name).host)
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            has_touch=touch,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        self._watch(context)
        page = context.new_page()
        page.goto(self.address(name, address))
        return page

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._failed)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((*self._known, "data:", "blob:")):
            self.problems.append(f"asked for {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.problems.append(f"script: {error.error}")

    def close(self) -> None:
        """Close everything that was opened."""
        for context in self._contexts:
            context.close()


def settle(page: Page) -> None:
    """Wait until nothing is loading and scripts had their turn."""
    page.wait_for_load_state("networkidle")


def focused(page: Page) -> str:
    """What has the focus: tag, then id or words. `BODY` means that it was lost."""
    found: str = page.evaluate(
        "() => { const e = document.activeElement; return `${e.tagName} ${e.id || e.value || e.textContent.trim()}` }"
    )
    return found


def has_focus(locator: Locator) -> bool:
    """Whether an element has the focus."""
    return bool(locator.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, target: Locator, *, key: str = "Tab", limit: int = 150) -> None:
    """Press Tab until `target` has the focus. Fails when it is out of reach."""
    for _ in range(limit):
        page.keyboard.press(key)
        if has_focus(target):
            return
    raise AssertionError(f"{target} is not reached by {limit} presses of {key}; the focus is on {focused(page)}")


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    found: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@cache
def _axe() -> str:
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it stands, one line each."""
    page.evaluate(_axe())  # through the debugger, which the page's security policy does not govern
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(result => result.violations)",
        list(AXE_TAGS),
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


def answer_elsewhere(page: Page, start: str, handle: Callable[[Route], None]) -> None:
    """Answer requests to another host: none of them leaves this machine."""
    page.context.route(f"{start}**", handle)
