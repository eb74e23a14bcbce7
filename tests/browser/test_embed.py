"""Lessons in other people's pages: another site's page shows them, in two browsers, with and without storage."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.browser import firefox
from tests.browser.reader import PHONE, Reader, answer_elsewhere, sideways, violations
from tests.sites import Builds, BuiltSite, serve

# Both stand for sites somewhere: Chromium lets no public page frame one of this machine.
SCHOOL, COURSE = "http://school.example/", "http://course.example/"
EXIT = "https://exit.example/"
LESSON = "lessons/what-rots/"
WHOLE = f"{LESSON}?embed=1"
VIEWS = {
    "lesson": WHOLE,
    "section": f"{WHOLE}&part=leaflet",
    "claim": f"{WHOLE}&part=claim-air-speeds",
    "question": f"{WHOLE}&part=q-helper",
    "quiz": "lessons/wet-and-dry/?embed=1&part=quiz",
    "key points": f"{WHOLE}&part=key-points",
    "figure": f"{WHOLE}&part=figure-cycle",
    "scene": "lessons/turning/?embed=1&part=q-eli",
    "check": "checks/first-steps/?embed=1",
    "term": "glossary/?embed=1&part=worm",
}
SANDBOX = 'sandbox="allow-scripts"'
PAGE = """<!doctype html><html lang="en"><title>Course</title><h1>Our course</h1>
<script>window.heard = []; addEventListener("message", ({data}) => heard.push(data))</script>
%s<script src="%sembed/v1/resize.js" async></script></html>"""
FITS = (
    "document.documentElement.scrollHeight <= innerHeight && innerHeight <= document.documentElement.scrollHeight + 1"
)


def page_of(root: str, *addresses: str, more: str = "") -> str:
    """Another site's page with a frame for each address below the course's root."""
    frames = (
        f'<iframe src="{root}{address}" title="Lesson" width="600" height="300" {more}></iframe>'
        for address in addresses
    )
    return PAGE % ("".join(frames), root)


@pytest.fixture
def page(reader: Reader, tiny: BuiltSite) -> Page:
    """A page of a browser that finds the other site and the course, each at an address of its own."""
    page = reader.open("tiny", "favicon.ico", fresh=True)
    for start in (SCHOOL, COURSE, EXIT):
        reader.allow(start)
    answer_elsewhere(page, COURSE, lambda route: send(route, tiny))
    answer_elsewhere(page, EXIT, lambda route: route.fulfill(content_type="text/html", body="<h1>Elsewhere</h1>"))
    return page


def send(route: Route, site: BuiltSite) -> None:
    route.fulfill(path=site.file(unquote(urlsplit(route.request.url).path.lstrip("/"))))


def visit(page: Page, *addresses: str, more: str = "") -> list[Frame]:
    """Open the other site's page; its frames."""
    body = page_of(COURSE, *addresses, more=more)
    page.context.unroute(f"{SCHOOL}**")
    answer_elsewhere(page, SCHOOL, lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(SCHOOL)
    return page.main_frame.child_frames


def fits(frame: Frame) -> None:
    """The frame gets as high as its content, no more, no less. Chromium lets frames rest that are not in view."""
    frame.frame_element().scroll_into_view_if_needed()
    frame.wait_for_function(f"() => {FITS}")
    assert frame.evaluate("document.documentElement.dataset.embed") in ("page", "part")


def told(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.evaluate("heard")
    return found


def test_heights_follow_across_sites(page: Page) -> None:
    shown = dict(zip(VIEWS, visit(page, *VIEWS.values()), strict=True))
    for frame in shown.values():
        fits(frame)
    for name, open_more in (
        ("question", "[data-do=hint]"),
        ("lesson", "#figure-cycle summary"),
        ("check", "[data-do=hint]"),
    ):
        frame = shown[name]
        before = frame.evaluate("innerHeight")
        frame.locator(open_more).first.click()
        frame.wait_for_function(f"() => innerHeight > {before}")
        fits(frame)
    shown["question"].locator("#q-helper label").first.click()
    shown["question"].locator("#q-helper [data-do=check]").click()
    expect(shown["question"].locator("#q-helper [data-result]")).not_to_be_empty()
    fits(shown["question"])


def test_a_height_is_told_once_in_three_dialects_and_says_nothing_else(page: Page) -> None:
    (frame,) = visit(page, VIEWS["claim"])
    fits(frame)
    heard = told(page)
    page.wait_for_timeout(400)
    assert told(page) == heard  # what the other page does with a height makes no new one
    height = heard[-1]["height"]
    assert heard[-2:] == [
        {"type": "course:height", "height": height},
        {"subject": "lti.frameResize", "height": height},
    ]
    assert {"context": "h5p", "action": "hello"} in heard
    page.evaluate("frames[0].postMessage({context: 'h5p', action: 'hello'}, '*')")
    answer = {"context": "h5p", "action": "resize", "scrollHeight": height}
    page.wait_for_function("answer => heard.some(one => JSON.stringify(one) === JSON.stringify(answer))", arg=answer)
    words = {"type", "height", "subject", "context", "action", "scrollHeight"}
    assert {key for message in told(page) for key in message} <= words


def test_quiz_works_where_nothing_can_be_stored(page: Page) -> None:
    (frame,) = visit(page, WHOLE, more=SANDBOX)
    assert frame.evaluate("(() => { try { return !!localStorage } catch { return false } })()") is False
    fits(frame)
    for question in frame.locator("course-quiz [data-question]").all():
        question.locator("label").first.click()
        question.locator("[data-do=check]").click()
        expect(question.locator("[data-result]")).not_to_be_empty()
    frame.locator("[data-remember]").check()
    expect(frame.locator("[data-memory-state]")).to_contain_text("lets pages store nothing")
    expect(frame.locator("[data-memory]")).to_contain_text("You see this page in a frame")
    fits(frame)


def test_leaving_takes_the_whole_window_away(page: Page) -> None:
    visit(page, VIEWS["claim"])[0].locator(".bar .exit").click()
    page.wait_for_url(EXIT)
    visit(page, VIEWS["question"])[0].locator("#q-helper label").first.click()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_leaving_empties_a_frame_that_may_not_lead_away(page: Page, reader: Reader) -> None:
    (frame,) = visit(page, VIEWS["claim"], more=SANDBOX)
    frame.locator(".bar .exit").click()
    frame.wait_for_url("about:blank")
    assert page.url == SCHOOL
    assert frame.locator("body").inner_text() == ""
    # Only Chromium's own word about the refused way, nothing of ours.
    assert all("Unsafe attempt to initiate navigation" in problem for problem in reader.problems)
    reader.problems.clear()


def test_links_lead_out_of_the_frame(page: Page) -> None:
    (frame,) = visit(page, VIEWS["claim"])
    frame.get_by_role("link", name="Open the full lesson").click()
    page.wait_for_url(f"{COURSE}{LESSON}#claim-air-speeds")
    assert page.evaluate("'embed' in document.documentElement.dataset") is False
    visit(page, VIEWS["claim"])[0].get_by_role(
        "link", name="Source 1"
    ).click()  # a place of the lesson that is not shown
    page.wait_for_url(f"{COURSE}{LESSON}#ref-brown-1998")
    (frame,) = visit(page, WHOLE)
    frame.locator("a.term").first.click()
    page.wait_for_url("**/glossary/#*")


def test_a_place_that_is_shown_is_reached_inside_the_frame(page: Page) -> None:
    (frame,) = visit(page, WHOLE)
    frame.locator("figure .claim__facts a").first.click()
    frame.wait_for_url("**#ref-*")
    assert page.url == SCHOOL


def test_frame_without_script_shows_the_page_and_the_way_out(page: Page, reader: Reader) -> None:
    (frame,) = visit(page, VIEWS["claim"], more='sandbox="allow-top-navigation-by-user-activation"')
    expect(frame.locator("#quiz")).to_be_visible()
    frame.locator(".bar .exit").click()
    page.wait_for_url(EXIT)
    reader.problems[:] = [one for one in reader.problems if "Blocked script execution" not in one]


@pytest.mark.parametrize("name", ["lesson", "claim", "question", "scene", "check", "term"])
def test_view_is_clean_and_holds_what_it_must(name: str, reader: Reader) -> None:
    page = reader.open("tiny", VIEWS[name], width=PHONE, dark=name == "question")
    expect(page.locator(".bar .exit")).to_be_visible()
    expect(page.locator(".brand")).to_contain_text("Home composting")
    expect(page.locator(".embed-full")).to_be_visible()
    shown = page.locator(".menu, .side, .foot__inner, .neighbours, [data-memory]").locator("visible=true")
    assert shown.count() == (1 if VIEWS[name] == WHOLE or name == "check" else 0)  # the memory's switch
    assert violations(page) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("part", ["three-helpers", "quiz", "key-points", "q-drips", "pre-damp"])
def test_every_part_repeats_the_audience_mark_and_the_content_note(part: str, reader: Reader) -> None:
    page = reader.open("tiny", f"lessons/wet-and-dry/?embed=1&part={part}")
    text = page.locator("#content").inner_text()
    for words in ("16+ with an educator", "Not homework", "rats", "Help and support"):
        assert words in text


def test_part_that_is_gone_shows_the_whole_page_and_says_so(reader: Reader) -> None:
    page = reader.open("tiny", f"{WHOLE}&part=never-was")
    expect(page.get_by_text("no longer here")).to_be_visible()
    expect(page.locator("#quiz")).to_be_visible()


def test_frame_with_a_lessons_old_address_still_shows_the_part(page: Page) -> None:
    (frame,) = visit(page, "lessons/moisture/?embed=1&part=squeeze")
    fits(frame)
    assert frame.url == f"{COURSE}lessons/wet-and-dry/?embed=1&part=squeeze"
    expect(frame.locator("#quiz")).to_be_hidden()


def test_page_is_whole_where_the_script_cannot_be_had(reader: Reader) -> None:
    page = reader.open("tiny", "favicon.ico", fresh=True)
    page.context.route("**/embed.*.js", lambda route: route.abort())
    page.goto(reader.address("tiny", WHOLE))
    expect(page.locator(".words").first).to_be_attached()
    expect(page.locator("h1")).to_be_visible()
    reader.problems.clear()  # the browser names the request that failed


def test_ready_code_follows_the_choice(reader: Reader) -> None:
    page = reader.open("course", "educators/embed/", fresh=True)
    page.locator("[data-page]").select_option(index=6)
    page.locator("[data-part]").select_option(value="quiz")
    code = page.locator("#snippet").input_value()
    assert "embed=1&amp;part=quiz" in code
    page.locator("[data-part]").select_option(index=2)
    assert ': Section 2" ' in page.locator("#snippet").input_value()  # never the author's words
    page.locator("[data-part]").select_option(value="quiz")
    assert "embed/v1/resize.js" in code
    page.locator("[data-grow]").uncheck()
    assert "<script" not in page.locator("#snippet").input_value()
    page.get_by_role("button", name="Preview").click()
    frame = page.frame_locator("[data-frame]")
    expect(frame.locator("#quiz")).to_be_visible()
    expect(frame.get_by_role("link", name="Open the full lesson")).to_be_visible()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".snippets [role=status]")).not_to_be_empty()
    assert violations(page) == []


@pytest.mark.skipif(firefox.find() is None, reason="there is no Firefox: `python -m tests.browser.firefox` says more")
def test_firefox_shows_them_too(builds: Builds, tmp_path: Path) -> None:
    path = firefox.find()
    assert path
    school = BuiltSite("school", tmp_path, "/", "")
    names = ("lesson", "section", "claim", "question", "check")
    with (
        serve(builds("tiny")) as course,
        serve(school) as other,
        tempfile.TemporaryDirectory() as folder,
        firefox.firefox(path, Path(folder) / "profile") as tab,
    ):
        (tmp_path / "404.html").write_text("gone")
        (tmp_path / "index.html").write_text(page_of(course.address, *(VIEWS[name] for name in names)))
        (tmp_path / "closed.html").write_text(page_of(course.address, VIEWS["quiz"], more=SANDBOX))
        at = f"http://school.example:{urlsplit(other.address).port}/"
        tab.open(at)
        shown = dict(zip(names, tab.frames(), strict=True))
        for frame in shown.values():
            tab.wait_for(FITS, frame)
        for frame in shown.values():
            assert tab.run("(() => { try { return !!localStorage } catch { return false } })()", frame) is False
        question = shown["question"]
        before = tab.run("innerHeight", question)
        tab.click("[data-question] label", question)
        tab.click("[data-do=check]", question)
        tab.wait_for(f"innerHeight > {before} && {FITS}", question)
        tab.click(".embed-full", shown["claim"])
        lesson = f"{course.address}{LESSON}#claim-air-speeds"
        tab.wait_for(f"location.href === '{lesson}' && document.readyState === 'complete'")
        tab.open(f"{at}closed.html")
        (quiz,) = tab.frames()
        tab.wait_for(FITS, quiz)
        tab.click("[data-question] label", quiz)
        tab.click("[data-do=check]", quiz)
        tab.wait_for("document.querySelector('[data-result]').textContent.length", quiz)
        tab.click(".bar .exit", quiz)
        tab.wait_for("!document.body.textContent.trim()", tab.frames()[0])
        assert tab.run("document.querySelector('h1').textContent") == "Our course"
        assert tab.problems == []
        tab.open(at)
        (_, _, claim, _, _) = tab.frames()
        tab.wait_for(FITS, claim)
        tab.click(".bar .exit", claim)
        tab.wait_for("!document.querySelector('iframe')")
        assert EXIT in tab.requests
