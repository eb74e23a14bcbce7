"""What every page owes a reader's privacy, without a browser: safety rules EX-1 to EX-10 and PR-1 to PR-13."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import lxml.html
from course.words import load_words

from tests.sites import ELSEWHERE, BuiltSite, Element, files_of, missing, problems

# Safety rule PR-9: what must not stand in a browser's history. Written out here, so that emptying a setting is noticed.
DENIED = re.compile(
    r"\b(?:sex|erotic|rape|rapist|raping|assault|abus|trauma|porn|fantas|kink|sham|infidelity)\w*", re.IGNORECASE
)


# The security policy and privacy


def policy_of(page: Element) -> dict[str, list[str]]:
    (content,) = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    return {name: values for name, *values in (part.split() for part in content.split(";") if part.strip())}


def test_policy_allows_hashes_and_nothing_inline(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        policy = policy_of(page)
        for name, values in policy.items():
            loose = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"} & set(values)
            yield from (f"{name} {value}" for value in loose)
        expected = {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        yield from (name for name, values in expected.items() if policy.get(name) != values)

    assert problems(site, find) == []


def test_policy_comes_before_anything_it_governs(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        (policy,) = page.xpath("//head/meta[@http-equiv]")
        yield from (item.tag for item in policy.itersiblings(preceding=True) if item.tag in {"script", "link", "style"})

    assert problems(site, find) == []


def test_policy_names_exactly_the_inline_scripts(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        inline = re.compile(r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>(.*?)</script>", re.DOTALL)
        scripts = inline.findall(site.text(address))
        digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
        hashes = {f"'sha256-{digest}'" for digest in digests}
        named = {value for value in policy_of(page)["script-src"] if value.startswith("'sha")}
        yield from (f"not named: {value}" for value in hashes - named)
        yield from (f"no such script: {value}" for value in named - hashes)
        if not hashes:
            yield "no inline script was found: this test looks at nothing"

    assert problems(site, find) == []


def test_no_style_or_handler_stands_in_the_html(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        for element in page.iter(lxml.html.etree.Element):
            for name in element.attrib:
                if name == "style" or name.startswith("on"):
                    yield f"<{element.tag} {name}={element.get(name)!r}>"
        yield from (f"<{element.tag}>" for element in page.xpath("//style | //base"))
        yield from (
            link for link in page.xpath("//@href | //@src | //@action") if link.lower().startswith("javascript:")
        )

    assert problems(site, find) == []


def test_pages_send_no_referrer(site: BuiltSite) -> None:
    assert (
        problems(site, lambda _, page: iter(missing(page, "//head/meta[@name='referrer'][@content='no-referrer']")))
        == []
    )


def test_nothing_is_loaded_from_elsewhere_or_plays(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        links = page.xpath(
            "//link[not(@rel='canonical' or @type='application/json+oembed')]/@href"
            " | //script/@src | //img/@src | //source/@src | //@srcset"
        )
        yield from (link for link in links if ELSEWHERE.match(link) and not link.startswith("data:"))
        yield from (
            f"<{element.tag}>"
            for element in page.xpath("//video|//audio|//iframe[@src or @srcdoc]|//object|//embed|//portal")
        )
        yield from (f"<{element.tag}>" for element in page.xpath("//animate|//set|//marquee|//blink"))

    assert problems(site, find) == []
    styles = [path for path in site.folder.rglob("*.css") if "main." not in path.name and "palette." not in path.name]
    assert styles
    for path in styles:
        assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", path.read_text(encoding="utf-8")) == [], path.name


def test_nothing_typed_can_reach_an_address(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        yield from (f"<form {form.attrib}>" for form in page.xpath("//form[@action or not(@method='dialog')]"))
        for area in page.xpath("//textarea"):
            attributes = {name: area.get(name) for name in ("name", "autocomplete", "spellcheck")}
            if attributes != {"name": None, "autocomplete": "off", "spellcheck": "false"}:
                yield f"<textarea> {attributes}"
        for field in page.xpath("//course-quiz//input"):
            if field.get("autocomplete") != "off":
                yield f"<input id={field.get('id')}> may be filled in by the browser"

    assert problems(site, find) == []


def neutral_texts(address: str, page: Element) -> Iterator[str]:
    """Everything of a page that outlives it: history, bookmarks, cards of other sites, names of downloads."""
    yield address
    yield from page.xpath("//title/text() | //meta[@name='description']/@content | //@data-file | //@download")
    yield from page.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]/@content")
    yield from (path for path in page.xpath("//link/@href | //script/@src | //img/@src"))


def test_what_outlives_a_page_is_neutral(course: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        for text in neutral_texts(address, page):
            yield from (f"{match[0]!r} in {text!r}" for match in DENIED.finditer(text))

    assert problems(course, find) == []
    assert [str(path) for path in files_of(course.folder) if DENIED.search(str(path))] == []


def test_every_page_has_a_title_of_its_own_and_a_description(site: BuiltSite) -> None:
    titles = [page.xpath("string(//title)") for page in site.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert problems(site, lambda _, page: iter(missing(page, "//meta[@name='description'][string(@content)]"))) == []


def test_every_page_can_clear_the_device_and_says_when_it_did(site: BuiltSite) -> None:
    found = "//footer//button[@data-clear]/following-sibling::*[@role='status']"
    assert problems(site, lambda _, page: iter(missing(page, found))) == []
    done = load_words(site.course.settings.language)("clear.done")
    bundle = re.compile(r"assets/javascripts/(lesson|review|page|educators|design)\.\w+\.js")
    scripts = {match[1]: site.text(name) for name in site.assets_of_pages() if (match := bundle.fullmatch(name))}
    assert len(scripts) == 5
    assert [name for name, script in scripts.items() if done not in script] == []


# Leaving quickly


def test_the_ways_out_come_first(site: BuiltSite) -> None:
    def find(_: str, page: Element) -> Iterator[str]:
        links = page.xpath("//body//a[@href]")[:4]
        if links[0].get("href") != "#content" or not page.xpath("//*[@id='content'][@tabindex='-1']//h1"):
            yield "the first link does not lead to the heading"
        ways = page.xpath("//a[@data-exit]")
        if ways[:1] != links[1:2] or len(ways) != 2:
            yield "the second link does not leave"
        if {way.get("href") for way in ways} != {exit_address(site)} or not page.xpath(
            "//header//a[@data-exit][@class='exit']"
        ):
            yield "the control in the header leads elsewhere"
        yield from (f"named '{way.text_content()}'" for way in ways if way.text_content().strip() != "Leave this site")

    assert problems(site, find) == []


def exit_address(site: BuiltSite) -> str:
    return site.course.settings.exit


def test_help_and_the_limits_of_leaving_are_one_click_away(site: BuiltSite) -> None:
    def find(address: str, page: Element) -> Iterator[str]:
        links = page.xpath("//body//a/@href")
        if not any(re.search(r"(?:^|/)help/$", link) for link in links):
            yield "no link to help"
        if not any(link.endswith(("help/#leaving", "#leaving")) for link in links):
            yield "no link to the limits"

    assert problems(site, find) == []
    limits = " ".join(site.pages["help/"].xpath("//section[h2[@id='leaving']]")[0].text_content().split())
    for words in ("history", "Back button", "monitored device", "private window"):
        assert words in limits


def test_the_control_promises_nothing(site: BuiltSite) -> None:
    promise = re.compile(r"\b(?:safe|safely|hidden|untraceable|anonymous|secret|erase[sd]?)\b", re.IGNORECASE)

    def find(address: str, page: Element) -> Iterator[str]:
        parts = page.xpath("//a[@data-exit] | //section[h2[@id='leaving']]")
        texts = [part.text_content() for part in parts] + page.xpath("//*[@data-exit-status]/@data-words")
        for text in texts:
            yield from (match[0] for match in promise.finditer(text))

    assert problems(site, find) == []
