"""A reader at a browser: opens pages of served sites, and notices what must never happen on any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Route, WebError

from tests.sites import Served

PHONE, DESK, SMALLEST = 390, 1280, 320
HEIGHT = 800
# Everything of WCAG 2.2 that axe knows, contrast of 7:1 included, and what it thinks good practice.
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Serve(Protocol):
    """Serves a build of `tests.sites.VARIANTS` by its name."""

    def __call__(self, name: str) -> Served: ...


class Pages:
    """Browser pages that serve one test after another: opening one costs more than most tests do."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._idle: dict[bool, list[Page]] = {True: [], False: []}

    def take(self, *, script: bool, touch: bool = False, fresh: bool = False) -> Page:
        """A page with scripts on or off. `fresh` for tests that change what cannot be put back."""
        if self._idle[script] and not touch and not fresh:
            return self._idle[script].pop()
        context = self.browser.new_context(java_script_enabled=script, has_touch=touch)
        context.set_default_timeout(20_000)
        return context.new_page()

    def put_back(self, page: Page, *, script: bool, hosts: list[str]) -> None:
        """Keep a page for later tests, after taking away every trace of this one."""
        page.context.unroute_all()
        page.context.clear_cookies()
        for host in hosts if script else ():
            page.goto(f"{host}/assets/images/mark.svg")  # storage belongs to a host and is reached from its pages
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        if not (script and hosts):  # a picture does nothing more, so there is no need to leave it
            page.goto("about:blank")
        page.mouse.move(0, 0)
        self._idle[script].append(page)


class Reader:
    """Opens pages, each without any memory. `problems` fills by itself; a test fails when it holds anything."""

    def __init__(self, pages: Pages, served: Serve) -> None:
        self._pages, self._served = pages, served
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._known: list[str] = []
        self._hosts: list[str] = []
        self._open: list[tuple[Page, bool, bool]] = []

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
        fresh: bool = False,
        late: bool = False,
    ) -> Page:
        """Open a page of a build of `tests.sites.VARIANTS`. `fresh`: in a browser profile that is thrown away.

        All of it is laid out, as it is for a reader in the end, unless it is to be `late`: of what is not, a browser
        gives no text, and a test that looks for words which must not be there would find none.
        """
        host = self._served(name).host
        self.allow(host)
        if host not in self._hosts:
            self._hosts.append(host)
        page = self._pages.take(script=script, touch=touch, fresh=fresh)
        self._open.append((page, script, touch or fresh))
        page.set_viewport_size({"width": width, "height": HEIGHT})
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion="reduce", forced_colors="none")
        self._watch(page.context)
        page.goto(self.address(name, address))
        if script and not late:
            lay_out(page)
        return page

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._failed)

    def _ignore(self, context: BrowserContext) -> None:
        context.remove_listener("request", self._asked)
        context.remove_listener("console", self._said)
        context.remove_listener("weberror", self._failed)

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
        """Give back what was opened."""
        for page, script, spent in self._open:
            self._ignore(page.context)
            if spent or page.is_closed():
                page.context.close()
            else:
                self._pages.put_back(page, script=script, hosts=self._hosts)


def watch(context: BrowserContext, *known: str) -> list[str]:
    """What a context of a test's own must never do, as it does it: ask elsewhere, or try what the policy forbids."""
    found: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((*known, "data:", "blob:")):
            found.append(f"asked for {request.url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(f"console: {message.text}")

    context.on("request", asked)
    context.on("console", said)
    return found


def settle(page: Page) -> None:
    """Wait until nothing is loading and scripts had their turn."""
    page.wait_for_load_state("networkidle")


def rest(page: Page) -> None:
    """Let what the page has begun end. Quicker than `settle`, and enough where nothing is fetched later."""
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")


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


# Through an object: the security policy allows no style in the page.
_LAY_OUT = """() => {
  if (window.laidOut) return;
  window.laidOut = new CSSStyleSheet();
  window.laidOut.replaceSync('* { content-visibility: visible !important }');
  document.adoptedStyleSheets.push(window.laidOut);
}"""


def lay_out(page: Page) -> None:
    """Lay out what is far below as well, which readers get when they come near (later.css), so that it is looked at."""
    page.evaluate(_LAY_OUT)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    lay_out(page)
    found: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


# Most of axe's time goes into contrast. Its reading of a colour's text is remembered, as pages have few colours; and
# the rule for 7:1 can be asked to look at one text of each look. A look is the colours, grounds and sizes of an element
# and of all it stands in; what is placed freely, and so may lie over anything, always has a look of its own.
_QUICKER = """
(() => {
  const colour = axe.commons.color.Color.prototype, read = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    const one = known.get(text);
    if (one) return Object.assign(this, one);
    read.call(this, text);
    known.set(text, {r: this.r, g: this.g, b: this.b, alpha: this.alpha});
    return this;
  };
  const SHOWS = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter', 'mixBlendMode', 'textShadow',
    'fontSize', 'fontWeight'];
  let looks, seen;
  const look = element => {
    if (!element) return '';
    if (looks.has(element)) return looks.get(element);
    const style = getComputedStyle(element), outer = look(element.parentElement);
    const free = !['static', 'relative'].includes(style.position) || style.zIndex !== 'auto';
    const found = `${outer}/${free ? looks.size : ''}${SHOWS.map(name => style[name])}`;
    const short = seen.names.get(found) ?? seen.names.set(found, `${seen.names.size}`).get(found);
    looks.set(element, short);
    return short;
  };
  const rule = axe._audit.rules.find(({id}) => id === 'color-contrast-enhanced'), matches = rule.matches;
  rule.matches = function (element, ...rest) {
    if (!looks) return matches.call(this, element, ...rest);
    const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!words && !element.matches('input, select, textarea')) return false; // nothing of its own to read
    const shown = look(element);
    if (seen.has(shown) || !matches.call(this, element, ...rest)) return false;
    seen.add(shown);
    return true;
  };
  axe.oneOfEachLook = wanted => {
    [looks, seen] = wanted ? [new Map(), Object.assign(new Set(), {names: new Map()})] : [];
  };
})()"""


@cache
def _axe() -> str:
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8") + _QUICKER


# Who passes at 7:1 passes at 4.5:1, so the lesser rule would only look at every text once more.
_RUN_AXE = """([runOnly, each]) => {
  axe.oneOfEachLook(!each);
  const rules = runOnly.type === 'tag' ? {'color-contrast': {enabled: false}} : {};
  return axe.run(document, {runOnly, rules, resultTypes: ['violations'], preload: false})
    .then(result => result.violations);
}"""


def violations(page: Page, *rules: str, each: bool = True) -> list[str]:
    """What axe finds wrong with a page as it stands, one line each; by AXE_TAGS, or by some rules alone.

    Without `each` the contrast of one text of each look is measured instead of every text's.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())  # through the debugger, which the page's security policy does not govern
    lay_out(page)
    only = {"type": "rule" if rules else "tag", "values": list(rules or AXE_TAGS)}
    found: list[dict[str, Any]] = page.evaluate(_RUN_AXE, [only, each])
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


def answer_elsewhere(page: Page, start: str, handle: Callable[[Route], None]) -> None:
    """Answer requests to another host: none of them leaves this machine."""
    page.context.route(f"{start}**", handle)
