"""A copy on the device: only at the reader's wish, whole or not at all, one build at a time, and gone without rest."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from course.device import WORKER, write_device_copy
from course.render import TEMPLATES
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import Pages, answer_elsewhere, watch
from tests.browser.test_exit import EXIT
from tests.browser.test_reflection import NO_TRACES, TRACES
from tests.sites import Builds, Handler

BELOW = "/sub/path/"
KEEP, REMOVE = "Keep this course on my device", "Remove the copy"
DEVICE = "about/device/"


class Host:
    """A host whose folder can change and which can go away. `asked`: the paths that were asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked = folder, list[str]()
        host = self

        class Counting(Handler):
            def send_head(self) -> Any:
                host.asked.append(self.path)
                return super().send_head()

        handler = partial(Counting, directory=str(folder), below=BELOW)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}{BELOW}"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Go away: whoever asks is refused."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()


@pytest.fixture
def host(builds: Builds, tmp_path: Path) -> Iterator[Host]:
    host = Host(Path(shutil.copytree(builds("tiny-below").folder, tmp_path / "site")))
    yield host
    host.stop()


@pytest.fixture
def context(pages: Pages, host: Host) -> Iterator[BrowserContext]:
    """A browser profile of its own: a worker outlives pages."""
    context = pages.browser.new_context()
    context.set_default_timeout(20_000)
    problems = watch(context, host.address, EXIT)
    yield context
    context.close()
    assert problems == []


def traces(page: Page) -> object:
    return page.evaluate(TRACES)


def eventually(test: Callable[[], bool], say: str) -> None:
    end = time.monotonic() + 20
    while not test():
        assert time.monotonic() < end, say
        time.sleep(0.05)


def keep(context: BrowserContext, host: Host) -> Page:
    """Keep a copy; the page that it was done on."""
    page = context.new_page()
    page.goto(host.address + DEVICE)
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("[data-device] [role=status]")).to_contain_text("is kept on this device")
    return page


def change(host: Host, mark: str) -> None:
    """A new build: every page says `mark`, and every style and script has another name."""
    for path in host.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        html = re.sub(r"\b(lesson|review|page)\.\w{8}(?=\.(?:css|js))", rf"\1.{mark}", html)
        path.write_text(html.replace("</h1>", f" {mark}</h1>"), encoding="utf-8")
    for path in [*host.folder.rglob("*.css"), *host.folder.rglob("*.js")]:
        if name := re.fullmatch(r"(lesson|review|page)\.\w{8}(\.\w+)", path.name):
            path.rename(path.with_name(f"{name[1]}.{mark}{name[2]}"))
    write_device_copy(host.folder, TEMPLATES / "worker/sw.js")


def test_nothing_is_registered_or_asked_for_before_the_button_is_pressed(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + DEVICE)
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    expect(page.get_by_text(re.compile(r"It takes \d+\.\d MB"))).to_be_visible()
    assert traces(page) == NO_TRACES
    assert not any(WORKER in path for path in host.asked)


def test_everything_works_when_the_host_is_gone(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    host.stop()
    failed: list[str] = []
    context.on("weberror", lambda error: failed.append(str(error.error)))
    page.goto(host.address + "lessons/what-rots/")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main").evaluate("e => getComputedStyle(e.querySelector('h1')).fontFamily").startswith('"Iowan')
    question = page.locator("[data-question]").first
    question.locator("label").first.click()
    question.locator("[data-do=check]").click()
    expect(question.locator("[data-result]")).not_to_be_empty()
    page.locator("input[name=query]").press_sequentially("squeeze")
    page.locator(".md-search-result__item a[href*='lessons/wet-and-dry']").first.click()
    page.wait_for_url("**/lessons/wet-and-dry/**")
    for address in ("", "glossary/", "glossary/index.html", "glossary", "help/?a=b#leaving", DEVICE):
        page.goto(host.address + address)
        expect(page.locator("h1")).to_be_visible()
    page.goto(host.address + "lessons/gone/")
    expect(page.locator("h1")).to_have_text("There is no page here")
    assert failed == []


@pytest.mark.parametrize("way", [REMOVE, "Clear everything on this device"])
def test_nothing_is_left_after_removing(way: str, context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    assert traces(page) != NO_TRACES
    page.get_by_role("button", name=way).click()
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    assert traces(page) == NO_TRACES
    page.goto(host.address + "help/")
    page.goto(host.address + DEVICE)
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    assert traces(page) == NO_TRACES


def test_focus_and_words_follow_the_keyboard(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + DEVICE)
    page.get_by_role("button", name=KEEP).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=REMOVE)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="is kept on this device")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=KEEP)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="The copy is removed.")).to_be_visible()


def test_a_host_that_sends_another_file_than_the_list_names_leaves_nothing(context: BrowserContext, host: Host) -> None:
    with (host.folder / "help/index.html").open("a", encoding="utf-8") as file:
        file.write("<!-- a build that is half there -->")
    page = context.new_page()
    page.goto(host.address + DEVICE)
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("[data-device] [role=status]")).to_contain_text("nothing was kept")
    expect(page.get_by_role("button", name=KEEP)).to_be_enabled()
    assert traces(page) == NO_TRACES


WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"


NEW = "aaaaaaaa"
LOADED = (
    "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(element => element.href || element.src)"
)


def is_new(page: Page) -> bool:
    """Whether a page is of the new build; fails when its words, its style and its script are not of one."""
    names = (re.search(r"/(?:lesson|review|page)\.(\w{8})\.", name) for name in page.evaluate(LOADED))
    builds = {name[1] == NEW for name in names if name} | {NEW in page.locator("h1").inner_text()}
    assert len(builds) == 1
    return builds.pop()


def test_a_new_build_takes_over_between_two_pages_and_is_never_mixed(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    other = context.new_page()
    for opened in (page, other):
        opened.goto(host.address + "lessons/what-rots/")
    change(host, NEW)
    page.evaluate(UPDATE)
    eventually(lambda: bool(page.evaluate(WAITING)), "the new build does not come")
    page.goto(host.address + "help/")
    assert not is_new(page)  # two pages are open: both stay with the old build
    other.close()
    page.goto(host.address + "lessons/wet-and-dry/")
    expect(page.locator("h1")).to_contain_text(NEW)
    assert is_new(page)
    assert len(page.evaluate("caches.keys()")) == 1
    host.stop()
    page.goto(host.address)
    assert is_new(page)
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily").startswith('"Iowan')


def test_a_newer_worker_that_does_not_answer_stops_nobody(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    page.goto(host.address)
    (host.folder / WORKER).write_text("// of somebody else's making", encoding="utf-8")
    page.evaluate(UPDATE)
    eventually(lambda: bool(page.evaluate(WAITING)), "the new worker does not come")
    page.goto(host.address + "help/")
    expect(page.locator("h1")).to_have_text("Help")
    page.wait_for_timeout(300)
    expect(page.locator("h1")).to_have_text("Help")


def test_an_update_asks_only_for_what_changed(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    path = host.folder / "help/index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</h1>", " anew</h1>"), encoding="utf-8")
    write_device_copy(host.folder, TEMPLATES / "worker/sw.js")
    page.goto(host.address)  # now the worker answers
    host.asked.clear()
    page.evaluate(UPDATE)
    eventually(lambda: bool(page.evaluate(WAITING)), "the new build does not come")
    assert {name.removeprefix(BELOW) for name in host.asked} == {WORKER, "device.json", "help/"}
    page.goto(host.address + "help/")
    expect(page.locator("h1")).to_have_text("Help anew")


def test_an_update_that_is_half_there_leaves_the_old_copy_whole(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    change(host, NEW)
    (host.folder / "help/index.html").write_text("half", encoding="utf-8")
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => {}) }")
    page.wait_for_function("async () => !(await navigator.serviceWorker.getRegistration()).installing")
    host.stop()
    page.goto(host.address + "help/")
    expect(page.locator("h1")).to_have_text("Help")
    assert len(page.evaluate("caches.keys()")) == 1


def test_other_courses_on_the_host_keep_theirs(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + DEVICE)
    page.evaluate("caches.open('course http://127.0.0.1/another/ 1')")
    page.get_by_role("button", name=KEEP).click()
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    assert page.evaluate("caches.keys()") == ["course http://127.0.0.1/another/ 1"]


def test_leaving_quickly_works_from_the_copy(context: BrowserContext, host: Host) -> None:
    page = keep(context, host)
    answer_elsewhere(page, EXIT, lambda route: route.fulfill(content_type="text/html", body="<h1>Elsewhere</h1>"))
    page.goto(host.address + "lessons/what-rots/")
    page.locator("header .exit").click()
    expect(page.locator("h1")).to_have_text("Elsewhere")
