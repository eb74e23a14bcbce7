"""What servers are told: one source of rules, and each platform's file made from it; the compressed files."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import brotli
import pytest
import yaml
from course.cli import main
from course.errors import Report
from course.hosting import rules
from course.hosting.compress import compress_site
from course.hosting.server_files import Place, objects, server_file, write_platform_headers
from course.security import policy_in
from course.syllabus import load_syllabus

from tests.sites import TINY, BuiltSite, files_of

PROJECT = Path(__file__).resolve().parents[1]
PLACE = Place("/srv/course/current", "https://site.example/sub/path/")


@pytest.mark.parametrize(
    ("address", "cache"),
    [
        ("assets/javascripts/page.62448cf2.js", rules.FOREVER),
        ("assets/javascripts/workers/search.a7633da7.min.js", rules.FOREVER),
        ("assets/javascripts/page.62448cf2.js.br", rules.FOREVER),
        ("assets/javascripts/lunr/min/lunr.de.min.js", rules.SHORT),
        ("assets/images/mark.svg", rules.SHORT),
        ("files/sheet.20260101.pdf", rules.SHORT),
        ("lessons/a/index.html", rules.SHORT),
        ("sw.js", rules.SHORT),
        ("404.html", rules.LOST),
    ],
)
def test_only_names_with_a_hash_are_kept_for_good(address: str, cache: str) -> None:
    assert rules.cache_of(address) == cache


def test_what_pages_load_has_a_hash_or_is_the_icon(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        for link in page.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
            assert rules.is_hashed(re.sub(r"^(?:\.\./)*/?", "", link)), f"{address} loads {link}"


def test_every_file_of_a_site_has_a_type(site: BuiltSite) -> None:
    unknown = [name for name in rules.files_of(site.folder) if rules.type_of(name) == "application/octet-stream"]
    assert unknown == []


def test_nobody_may_frame_the_course_unless_named() -> None:
    assert rules.frame_policy(()) == "frame-ancestors 'none'"
    named = "frame-ancestors 'self' https://lms.example"  # the course itself too, for the preview of its ready code
    assert rules.frame_policy(("self", "https://lms.example")) == rules.frame_policy(("https://lms.example",)) == named
    assert rules.frame_policy(("*",)) == rules.frame_policy(("self", "*")) == "frame-ancestors *"


def test_the_header_repeats_and_forbids_nothing_that_pages_say_themselves(tiny: BuiltSite) -> None:
    said = {part.split()[0] for part in rules.headers()["Content-Security-Policy"].split(";")}
    assert said == {"frame-ancestors"}
    assert "frame-ancestors" not in policy_in(tiny.text("404.html"))


def setting(value: str, folder: Path) -> tuple[tuple[str, ...], list[str]]:
    text = (TINY / "mkdocs.yml").read_text(encoding="utf-8")
    line = f"  course:\n    frame_ancestors: {value}\n"
    (folder / "mkdocs.yml").write_text(text.replace("  course:\n", line), encoding="utf-8")
    report = Report()
    found = load_syllabus(folder, report).settings.frame_ancestors
    return found, [finding.message for finding in report.findings()]


@pytest.mark.parametrize(
    "origin", ["self", "*", "https://lms.example", "https://*.example.org", "http://127.0.0.1:8080"]
)
def test_sites_that_may_frame_are_origins(origin: str, tmp_path: Path) -> None:
    assert setting(f'["{origin}"]', tmp_path) == ((origin,), [])


@pytest.mark.parametrize(
    "origin", ["**", "lms.example", "https://a.example/x", "https://a.example; script-src *", "'self'"]
)
def test_what_is_no_origin_is_a_finding_and_reaches_no_header(origin: str, tmp_path: Path) -> None:
    assert setting(f'["{origin}"]', tmp_path) == ((), [f"'frame_ancestors' is '{origin}'"])


# The files


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_server_s_file_says_all_rules_and_nothing_of_this_machine(name: str) -> None:
    text = server_file(name, PLACE, ("https://lms.example",), Path("/etc/course"))
    for value in (*rules.headers(("https://lms.example",)).values(), rules.SHORT, rules.FOREVER, rules.LOST):
        assert value in text
    assert set(re.findall(r"/(?:home|root|tmp|work)\b", text)) == set()
    assert "/srv/course/current" in text


def test_the_site_holds_the_file_that_hosts_look_for(site: BuiltSite) -> None:
    text, headers = site.text("_headers"), rules.headers(site.course.settings.frame_ancestors)
    blocks = dict(re.findall(r"^(/\S*)\n((?:  .+\n)+)", text, re.MULTILINE))
    assert set(blocks) == {"/*", *(f"/{name}" for name in rules.files_of(site.folder) if rules.is_hashed(name))}
    assert blocks.pop("/*") == "".join(f"  {name}: {value}\n" for name, value in headers.items())
    assert set(blocks.values()) == {f"  Cache-Control: {rules.FOREVER}\n"}
    assert max(map(len, text.splitlines())) < 2000  # what Cloudflare Pages reads of a line


def test_no_host_gets_more_rules_than_it_reads(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for number in range(200):
        (tmp_path / f"assets/part.{number:08x}.js").touch()
    write_platform_headers(tmp_path, ())
    assert len(re.findall(r"^/", (tmp_path / "_headers").read_text(encoding="utf-8"), re.MULTILINE)) == 100


def test_the_list_for_stores_names_every_file_once_and_hashed_ones_first(tiny: BuiltSite) -> None:
    listed = objects(tiny.folder, ())["files"]
    assert isinstance(listed, list)
    names = [entry["file"] for entry in listed]
    shared = {str(path) for path in files_of(tiny.folder)} - {"_headers", "sitemap.xml.gz"}
    assert sorted(names) == sorted(shared)
    hashed = [rules.is_hashed(name) for name in names]
    assert hashed == sorted(hashed, reverse=True)


def test_the_command_writes_them_for_the_address_the_site_was_built_for(
    tiny: BuiltSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["hosting", str(tiny.folder), str(TINY / "mkdocs.yml"), "--folder", "/srv/tiny", "--into", str(tmp_path)]
    assert main(command) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Caddyfile", "nginx.conf", "objects.json"]
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert "not_found" in json.loads((tmp_path / "objects.json").read_text(encoding="utf-8"))


def test_the_command_says_when_there_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hosting", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} holds no built course (run 'make site' first)\n"


def test_the_page_for_operators_says_the_rules() -> None:
    text = (PROJECT / "docs/operating/index.md").read_text(encoding="utf-8")
    said = [rules.FOREVER, rules.SHORT, rules.LOST, *rules.headers(), rules.frame_policy(())]
    assert [one for one in said if f"`{one}`" not in text] == []


# The workflow for GitHub Pages

WORKFLOW = PROJECT / ".github/workflows/pages.yml"


def test_the_workflow_uses_only_pinned_actions_and_few_rights() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
    read = yaml.safe_load(text)
    assert read["permissions"] == {}
    assert {name: job["permissions"] for name, job in read["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_the_workflow_runs_commands_that_exist() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    targets = re.findall(r"\bmake (\w[\w-]*)", text)
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


# Compression


@pytest.fixture(scope="module")
def packed(tiny: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("packed") / "site"
    shutil.copytree(tiny.folder, site)
    compress_site(site)
    return site


def test_compressed_files_hold_what_the_others_do(packed: Path) -> None:
    pairs = [(path, path.with_name(path.name.removesuffix(path.suffix))) for path in packed.rglob("*.[bg][rz]")]
    assert len(pairs) > 2 * len(list(packed.rglob("index.html")))
    for path, plain in pairs:
        content = path.read_bytes()
        unpacked = brotli.decompress(content) if path.suffix == ".br" else gzip.decompress(content)
        assert unpacked == plain.read_bytes(), path
        assert len(content) < len(unpacked)
        assert path.stat().st_mtime_ns == plain.stat().st_mtime_ns


def test_compressing_twice_gives_the_same_files(packed: Path) -> None:
    before = {path: (packed / path).read_bytes() for path in files_of(packed)}
    compress_site(packed)
    assert {path: (packed / path).read_bytes() for path in files_of(packed)} == before


def test_what_is_compressed_already_stays_alone(tmp_path: Path) -> None:
    for ending in ("png", "woff2", "zip", "pdf", "webp", "unknown"):
        (tmp_path / f"file.{ending}").write_bytes(b"a" * 5000)
    (tmp_path / "small.svg").write_bytes(b"<svg/>")  # would grow
    compress_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in rules.SIBLINGS] == []


def test_a_compressed_file_that_no_longer_pays_is_deleted(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(b"a" * 5000)
    compress_site(tmp_path)
    assert (tmp_path / "a.html.br").is_file()
    page.write_bytes(b"a")
    compress_site(tmp_path)
    assert not (tmp_path / "a.html.br").exists()


def test_the_command_says_what_lessons_weigh(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compress", str(packed)]) == 0
    whole, lesson, once = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"{packed}: \d+ files, [\d,]+ bytes, [\d,]+ with gzip, [\d,]+ with brotli", whole)
    assert lesson.startswith("the middle one of the lessons: ")
    assert once.startswith("what it loads, once for all lessons, in 3 requests: ")


def test_a_site_without_lessons_is_compressed_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("x" * 99, encoding="utf-8")
    assert main(["compress", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
