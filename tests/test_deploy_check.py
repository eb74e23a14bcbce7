"""`course deploy-check`, against a stand-in that serves well, and against one for each way to serve badly."""

from __future__ import annotations

import shutil
from email.message import Message
from pathlib import Path

import pytest
from course.cli import main
from course.hosting.check import CHECKS, Visit, check_site
from course.hosting.compress import compress_site
from course.hosting.fetch import Answer, Client
from course.hosting.rules import FOREVER

from tests.servers import free_port
from tests.sites import TINY, Builds
from tests.standin import Fault, Reply, serve_badly

CONFIG = str(TINY / "mkdocs.yml")


def compressed(builds: Builds, name: str, folder: Path) -> Path:
    """A copy of a built site with its compressed files."""
    shutil.copytree(builds(name).folder, folder)
    compress_site(folder)
    return folder


@pytest.fixture(scope="module")
def site(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compressed(builds, "tiny", tmp_path_factory.mktemp("served") / "site")


def findings(site: Path, fault: Fault = lambda _: None, *, fixed: bool = False, below: str = "/") -> list[str]:
    """What the check says, without the address of the root; the tests' build names another port."""
    with serve_badly(site, fault, below) as root:
        said = [str(found) for found in check_site(Visit(root, Client(10), fixed=fixed))]
    return [line.replace(root, "/") for line in said if "note: was built for" not in line]


def failures(site: Path, fault: Fault, *, fixed: bool = False) -> list[str]:
    return [line for line in findings(site, fault, fixed=fixed) if ": note: " not in line]


def test_a_site_that_is_served_well_has_no_finding(site: Path) -> None:
    assert findings(site) == []


def test_a_site_below_a_path_has_none_either(builds: Builds, tmp_path: Path) -> None:
    assert findings(compressed(builds, "tiny-below", tmp_path / "site"), below="/sub/path/") == []


def is_page(reply: Reply) -> bool:
    return reply.status == 200 and (reply.path.endswith("/") or not reply.path)


def is_hashed(reply: Reply) -> bool:
    return reply.headers.get("Cache-Control") == FOREVER


def always(name: str, value: str) -> Fault:
    """A header that every answer has."""
    return lambda reply: reply.headers.update({name: value})


def never(name: str) -> Fault:
    return lambda reply: reply.headers.pop(name, None)


def on_pages(**headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: is_page(reply) and reply.headers.update(named)


def on_hashed(cache: str) -> Fault:
    return lambda reply: is_hashed(reply) and reply.headers.update({"Cache-Control": cache})


def as_it_is(reply: Reply) -> None:
    """Compress nothing."""
    if reply.headers.pop("Content-Encoding", None):
        reply.body = b"x" * 2000


def brotli_for_all(reply: Reply) -> None:
    if is_page(reply):
        reply.headers["Content-Encoding"] = "br"


def old_copy(reply: Reply) -> None:
    """A compressed file that belongs to another version."""
    if reply.headers.get("Content-Encoding") == "br":
        reply.body = b"\x8b\x02\x80older\x03"


def status(wanted: int, given: int) -> Fault:
    """Answer with another status than the right one."""

    def change(reply: Reply) -> None:
        if reply.status == wanted:
            reply.status = given

    return change


def other_page(reply: Reply) -> None:
    if reply.status == 404:
        reply.body = b"<h1>404 Not Found</h1>"


def with_script(reply: Reply) -> None:
    """A network in between counts readers."""
    if is_page(reply) and "Content-Encoding" not in reply.headers:
        reply.body = reply.body.replace(b"</head>", b"<script>count()</script></head>")


def without_policy(reply: Reply) -> None:
    if is_page(reply) and "Content-Encoding" not in reply.headers:
        reply.body = reply.body.replace(b"Content-Security-Policy", b"X-Nothing")


def gone(part: str) -> Fault:
    """Files with this in their name are missing."""

    def change(reply: Reply) -> None:
        if part in reply.path and is_hashed(reply):
            reply.status, reply.headers["Cache-Control"] = 404, "no-store"

    return change


def leads_to(address: str) -> Fault:
    return lambda reply: reply.status == 301 and reply.headers.update({"Location": address})


FAULTS: dict[str, tuple[Fault, str]] = {
    "no policy header": (never("Content-Security-Policy"), "does not say 'frame-ancestors 'none''"),
    "frames for all": (always("Content-Security-Policy", "frame-ancestors *"), "does not say 'frame-ancestors 'none''"),
    "policy for scripts": (
        always("Content-Security-Policy", "frame-ancestors 'none'; script-src 'self'"),
        "header says 'script-src 'self'': pages have their own, and both apply",
    ),
    "types guessed": (never("X-Content-Type-Options"), "says X-Content-Type-Options: nothing, not 'nosniff'"),
    "referrer": (always("Referrer-Policy", "unsafe-url"), "says Referrer-Policy: unsafe-url, not 'no-referrer'"),
    "permissions": (never("Permissions-Policy"), "says Permissions-Policy: nothing, not"),
    "opener": (never("Cross-Origin-Opener-Policy"), "says Cross-Origin-Opener-Policy: nothing, not 'same-origin'"),
    "no compression": (as_it_is, "neither brotli nor gzip"),
    "brotli for all": (brotli_for_all, "comes as br to who cannot read that"),
    "old compressed files": (old_copy, "is another file with br (renew the compressed files)"),
    "no vary": (never("Vary"), "lacks 'Vary: Accept-Encoding'"),
    "hashed for a day": (on_hashed("max-age=86400"), "may be kept for good, and says 'max-age=86400'"),
    "hashed asked again": (on_hashed("max-age=31536000"), "may be kept for good, and says 'max-age=31536000'"),
    "pages for good": (on_pages(Cache_Control=FOREVER), f"may change under the same name, and says '{FOREVER}'"),
    "pages for a day": (on_pages(Cache_Control="max-age=86400"), "may change under the same name"),
    "pages as long as one likes": (never("Cache-Control"), "does not say for how long it may be kept"),
    "nothing to ask again by": (never("ETag"), "has neither ETag nor Last-Modified"),
    "sent whole each time": (status(304, 200), "asked for again, is answered with status 200, not 304"),
    "soft 404": (status(404, 200), "leads nowhere, and is answered with status 200, not 404"),
    "another 404 page": (other_page, "is not answered with the course's own page for dead addresses"),
    "dead for good": (always("Cache-Control", FOREVER), f"leads nowhere today, and says '{FOREVER}'"),
    "404 page without style": (
        gone("stylesheets/page."),
        "is loaded by the page for dead addresses, and answered with",
    ),
    "page not there": (status(200, 500), "/: answered with status 500, not 200"),
    "page as text": (on_pages(Content_Type="text/plain"), "has the type 'text/plain', not text/html"),
    "page in another encoding": (on_pages(Content_Type="text/html; charset=latin1"), "charset=latin1', not text/html"),
    "script put in": (with_script, "its scripts are not those that its policy allows"),
    "policy taken out": (without_policy, "holds no security policy"),
    "script missing": (gone("lesson."), "is loaded by /lessons/"),
    "script as text": (always("Content-Type", "text/plain"), "has the type 'text/plain'"),
    "back to http": (leads_to("http://elsewhere.example/"), "leads to http://elsewhere.example/, not to"),
    "no way to the page": (status(301, 404), "without its slash is answered with status 404, not a redirect"),
    "cookie": (always("Set-Cookie", "visitor=7; Secure"), "sets a cookie: visitor"),
    "reports elsewhere": (
        always("Report-To", '{"endpoints":[{"url":"https://reports.example/x"}]}'),
        "its header Report-To names another host: reports.example",
    ),
    "font from elsewhere": (
        always("Link", "<//fonts.example/a.woff2>; rel=preload"),
        "its header Link names another host: fonts.example",
    ),
    "another server": (always("Alt-Svc", 'h3="other.example:443"'), "its header Alt-Svc names another host"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_and_fails(name: str, site: Path) -> None:
    fault, words = FAULTS[name]
    found = failures(site, fault)
    assert [line for line in found if words in line], found


def test_every_check_has_a_fault_that_only_it_names(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = {
        "pages": on_pages(Content_Type="text/plain"),
        "headers": never("Permissions-Policy"),
        "compression": never("Vary"),
        "caching": on_hashed("max-age=86400"),
        "dead addresses": other_page,
        "root": leads_to("/elsewhere/"),
        "privacy": always("Set-Cookie", "a=b"),
    }
    assert set(CHECKS) - set(alone) == {"address", "https"}  # below, without a server
    for name, fault in alone.items():
        with monkeypatch.context() as without:
            without.delitem(CHECKS, name)
            assert failures(site, fault) == [], name


def test_gzip_alone_is_a_note(site: Path) -> None:
    def change(reply: Reply) -> None:
        packed = site / (reply.path or "index.html")
        packed = packed / "index.html" if packed.is_dir() else packed
        if reply.headers.get("Content-Encoding") == "br":
            reply.headers["Content-Encoding"] = "gzip"
            reply.body = packed.with_name(packed.name + ".gz").read_bytes()

    found = findings(site, change)
    assert found
    assert all(": note: comes as gzip" in line for line in found)


def test_a_host_that_lets_nobody_choose_headers_gets_notes(site: Path) -> None:
    def change(reply: Reply) -> None:
        for name in ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy"):
            reply.headers.pop(name, None)
        reply.headers["Cache-Control"] = "max-age=600"

    assert failures(site, change)
    assert failures(site, change, fixed=True) == []
    assert any("Referrer-Policy" in line for line in findings(site, change, fixed=True))


def test_a_site_built_for_another_path_is_named(builds: Builds, tmp_path: Path) -> None:
    site = compressed(builds, "tiny-below", tmp_path / "site")
    with serve_badly(site) as root:
        said = [str(found) for found in check_site(Visit(root, Client(10)))]
    address = "https://site.example/sub/path/"
    assert f"{root}: was built for {address} (build it with SITE_URL={root})" in said


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "course/"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert [str(found) for found in check_site(Visit(address, Client()))] == [
        f"{address}: is no address of a site (write https://...)"
    ]


# The command


def test_the_command_ends_well_and_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve_badly(site) as root:
        assert main(["deploy-check", root.rstrip("/"), CONFIG]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{root}: ")
    assert said.out.endswith(" answers, nothing to mend\n")


def test_the_command_prints_one_line_a_finding_and_fails(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve_badly(site, always("Set-Cookie", "visitor=7")) as root:
        assert main(["deploy-check", root, CONFIG]) == 1
    said = capsys.readouterr()
    assert f"{root}: sets a cookie: visitor" in said.err.splitlines()
    assert said.out.endswith(" answers, something to mend\n")


def test_a_server_that_is_not_there_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deploy-check", f"http://127.0.0.1:{free_port()}/", CONFIG]) == 1
    assert "gave no answer (" in capsys.readouterr().err


def test_the_command_expects_the_setting(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "mkdocs.yml"
    text = (TINY / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("  course:\n", "  course:\n    frame_ancestors: [https://lms.example]\n"), "utf-8")
    with serve_badly(site) as root:
        assert main(["deploy-check", root, str(config)]) == 1
        assert "does not say 'frame-ancestors 'self' https://lms.example'" in capsys.readouterr().err
    with serve_badly(site, always("Content-Security-Policy", "frame-ancestors 'self' https://lms.example")) as root:
        assert main(["deploy-check", root, str(config)]) == 0


# https, without a server


class Told(Client):
    """A client that is told the answers."""

    def __init__(self, answers: dict[str, tuple[int, dict[str, str]]]) -> None:
        super().__init__()
        self.told = answers

    def get(self, address: str, encodings: str = "identity", **_: str) -> Answer:
        if address not in self.told:
            raise ConnectionRefusedError
        code, headers = self.told[address]
        message = Message()
        for name, value in headers.items():
            message[name] = value
        return Answer(address, code, message, b"")


ROOT = "https://course.example/a/"
BOUND = {"Strict-Transport-Security": "max-age=1"}
PLAIN = "http://course.example/a/"


@pytest.mark.parametrize(
    ("root", "answers", "words"),
    [
        (ROOT, {ROOT: (200, BOUND), PLAIN: (301, {"Location": ROOT})}, []),
        (ROOT, {ROOT: (200, {}), PLAIN: (308, {"Location": ROOT})}, ["note: sends no Strict-Transport-Security"]),
        (ROOT, {ROOT: (200, BOUND)}, ["note: gives no answer; a redirect"]),
        (ROOT, {ROOT: (200, BOUND), PLAIN: (200, {})}, ["is answered with status 200, not with a redirect to https"]),
        (ROOT, {ROOT: (200, BOUND), PLAIN: (302, {"Location": PLAIN})}, ["is answered with status 302, not with"]),
        ("https://course.example:8443/", {"https://course.example:8443/": (200, BOUND)}, []),
        (PLAIN, {}, ["is not https"]),
        ("http://localhost/", {}, []),
    ],
)
def test_https_is_looked_at(root: str, answers: dict[str, tuple[int, dict[str, str]]], words: list[str]) -> None:
    found = [str(finding) for finding in CHECKS["https"](Visit(root, Told(answers)))]
    assert len(found) == len(words)
    assert all(word in line for word, line in zip(words, found, strict=True))
