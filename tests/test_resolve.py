"""The check of references, against a stand-in that answers like doi.org, also when doi.org would fail."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from course.cli import main
from course.model import Place, Reference
from course.resolve import check_references, write_checked

from tests.broken import BASE, PROJECT

RECORD = {"title": ["Bread and Time: A Study"], "issued": {"date-parts": [[2001, 3]]}}
STUCK = threading.Event()


class StandIn(BaseHTTPRequestHandler):
    """One address for each way an answer can go."""

    def do_GET(self) -> None:
        answers = {
            "/10.1/good": (200, json.dumps(RECORD)),
            "/10.1/string-title": (200, json.dumps({"title": "Bread & time. A study"})),
            "/10.1/short-title": (200, json.dumps({"title": "Bread and Time", "issued": {}})),
            "/10.1/other": (200, json.dumps({"title": ["Geology of Wales"]})),
            "/10.1/later": (200, json.dumps({**RECORD, "issued": {"date-parts": [[2009]]}})),
            "/10.1/nameless": (200, json.dumps({"title": None})),
            "/10.1/garbage": (200, "<html>\xff"),
            "/10.1/list": (200, "[1]"),
            "/10.1/gone": (404, ""),
            "/10.1/broken": (500, ""),
        }
        if self.path == "/10.1/slow":
            STUCK.wait(10)
        if self.path == "/10.1/moved":
            self.send_response(302)
            self.send_header("Location", "/10.1/good")
            self.end_headers()
            return
        status, body = answers.get(self.path, (404, ""))
        if status == 200:
            assert self.headers["Accept"] == "application/vnd.citationstyles.csl+json"
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode("latin-1"))

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    STUCK.set()
    server.shutdown()
    server.server_close()


def reference(doi: str) -> Reference:
    place = Place("docs/references.yml", 1, 3)
    return Reference("hill-2001", "Hill A", 2001, "Bread and time: a study", "Journal", doi, "", None, place)


@pytest.mark.parametrize(
    ("doi", "problem"),
    [
        ("10.1/good", ""),
        ("10.1/string-title", ""),
        ("10.1/short-title", ""),
        ("10.1/moved", ""),
        ("10.1/other", "the DOI belongs to 'Geology of Wales'"),
        ("10.1/later", "the record says 2009, the entry 2001"),
        ("10.1/nameless", "the DOI belongs to ''"),
        ("10.1/garbage", "the answer is not a record"),
        ("10.1/list", "the answer is not a record"),
        ("10.1/gone", "the DOI was answered with status 404"),
        ("10.1/broken", "the DOI was answered with status 500"),
        ("10.1/slow", "no answer (timed out)"),
    ],
)
def test_each_answer_is_told_apart(stand_in: str, doi: str, problem: str) -> None:
    (answer,) = check_references([reference(doi)], base=stand_in, timeout=0.5)
    assert answer.problem == problem


def test_a_host_that_cannot_be_reached_is_a_problem_and_no_crash() -> None:
    (answer,) = check_references([reference("10.1/good")], base="http://127.0.0.1:1/", timeout=1)
    assert answer.problem.startswith("no answer (")


def test_references_without_doi_are_not_asked_for() -> None:
    assert list(check_references([reference("")], base="http://127.0.0.1:1/")) == []


def test_only_the_day_of_the_named_entries_is_written(tmp_path: Path) -> None:
    path = tmp_path / "references.yml"
    before = "# first\n- id: a\n  title: 'x: y'\n  checked_on: 2001-01-01\n\n- id: b\n  title: z"
    path.write_text(before, encoding="utf-8")
    write_checked(path, {"a", "c"}, date(2027, 1, 31))
    assert path.read_text(encoding="utf-8") == (
        "# first\n- id: a\n  checked_on: 2027-01-31\n  title: 'x: y'\n\n- id: b\n  title: z"
    )
    write_checked(path, {"b"}, date(2027, 1, 31))
    assert path.read_text(encoding="utf-8").endswith("- id: b\n  checked_on: 2027-01-31\n  title: z")


def test_the_day_is_written_into_short_entries_too(tmp_path: Path) -> None:
    path = tmp_path / "references.yml"
    path.write_text("- {id: a, checked_on: 2001-01-01, title: x}\n- {id: b, title: y}\n", encoding="utf-8")
    write_checked(path, {"a", "b"}, date(2027, 1, 31))
    assert path.read_text(encoding="utf-8") == (
        "- {id: a, checked_on: 2027-01-31, title: x}\n- {id: b, checked_on: 2027-01-31, title: y}\n"
    )


def test_the_command_names_what_disagrees_and_dates_the_rest(
    stand_in: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    path = course / "docs/references.yml"
    good, gone = "  doi: 10.1/good\n  year: 2001\n  title: Bread and time", "  doi: 10.1/gone\n  year: 2010\n  title: T"
    entries = {"hill-2001": good, "moss-2010": gone}
    path.write_text(
        "".join(f"- id: {name}\n  authors: A\n{rest}\n" for name, rest in entries.items()), encoding="utf-8"
    )
    assert main(["references", str(course / "mkdocs.yml"), "--base", stand_in]) == 1
    said = capsys.readouterr()
    assert "docs/references.yml:6:3: moss-2010: the DOI was answered with status 404" in said.err
    assert said.out.startswith("1 of 2 records agree")
    assert path.read_text(encoding="utf-8").count("checked_on") == 1


def test_the_makefile_offers_it() -> None:
    assert "course references" in (PROJECT / "Makefile").read_text(encoding="utf-8")
