"""Every file for other programs, read back by a program that did not write it."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from course.exports import FORMATS, formats_of
from course.exports.json_schema import SHAPES, described
from course.exports.source import csv_bytes
from course.hosting.rules import TYPES
from course.ids import collect_ids
from course.ids_moved import former_names
from course.prose import plain_prose
from course.words import load_words
from lxml import etree
from pybtex.database import Person, parse_string
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from tests.sites import BuiltSite

HOME = "http://127.0.0.1:8000/"
API = "api/v1/"
# Everything that a lesson's file may tell. A field that is added is added here, after a look at who may read it.
LESSON_FIELDS = """$schema course version language rights id number title summary level minutes audience minimum_age
    homework content_note changed_on address permanent heading module needs objectives sections claims key_points terms
    figures reflection questions sources topics worksheet answers reviewed changes""".split()
COURSE_FIELDS = """$schema id name language version made_on publisher rights credit minutes address modules lessons
    frameworks changes""".split()
PART_FIELDS = {
    "module": "id number title summary minutes lessons address permanent",
    "lesson_entry": """id number title summary level minutes audience minimum_age homework content_note changed_on
        address permanent module data""",
    "framework": "id title publisher year address",
    "change": "id on kind what address",
    "objective": "id text address permanent",
    "section": "id title level address permanent",
    "claim": "id text grade design studied sources address permanent",
    "term": "id term definition address permanent",
    "figure": "id title description address permanent",
    "prompt": "id text setting permanent",
    "question": """id type scene ask objective before_text scored care content key hints why see sources revision
        address permanent""",
    "topic": "framework framework_title code title",
}
# Keys of the authors' files that are for those who keep them (design: editorial fields).
EDITORIAL = re.compile(r'"(?:verified|caution|tier|certainty|role|doi_checked|checked_by|misconception)"')


def data_of(site: BuiltSite, path: str) -> Any:
    return json.loads(site.text(API + path))


def lessons_of(site: BuiltSite) -> Iterator[tuple[Any, Any]]:
    """Every lesson with its file."""
    return ((lesson, data_of(site, f"lessons/{lesson.id}.json")) for lesson in site.course.lessons)


# Everything together


def test_every_format_is_published_under_a_type_that_servers_know(site: BuiltSite) -> None:
    for found in formats_of(site.course):
        assert found.path.rpartition(".")[2] in TYPES
        if found.is_one_file:
            assert site.file(found.path).is_file(), found.path
    published = {path.relative_to(site.folder).as_posix() for path in (site.folder / API).rglob("*.*")}
    named = {found.path for found in FORMATS if found.is_one_file and found.path.startswith(API)}
    former = (name for names in former_names(site.course).values() for name in names)
    lessons = {f"{API}lessons/{name}.json" for name in (*former, *(lesson.id for lesson in site.course.lessons))}
    assert published == named | lessons | {f"{API}schema/{shape.name}.json" for shape in SHAPES}


def test_every_format_has_its_words() -> None:
    words = load_words("en")
    assert [found.name for found in FORMATS if f"exports.{found.name}" not in words] == []


def test_a_course_without_a_part_has_no_file_of_it(site: BuiltSite) -> None:
    bare = replace(site.course, terms=(), references={}, changes=(), frameworks=())
    assert [found.name for found in formats_of(bare)] == ["course_json", "lesson_json", "json_schema"]


# JSON


def test_files_are_as_their_published_schema_says(site: BuiltSite) -> None:
    schemas = {shape.name: data_of(site, f"schema/{shape.name}.json") for shape in SHAPES}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validators = {
        name: jsonschema.Draft202012Validator(closed(schema), format_checker=formats)
        for name, schema in schemas.items()
    }
    data = data_of(site, "course.json")
    assert data["$schema"] == schemas["course"]["$id"]
    validators["course"].validate(data)
    for _, lesson in lessons_of(site):
        assert lesson["$schema"] == schemas["lesson"]["$id"]
        validators["lesson"].validate(lesson)


def closed(schema: Any) -> Any:
    """A schema that allows no field but those it names: the published one leaves room for later ones."""
    if isinstance(schema, dict):
        more = {"additionalProperties": False} if "properties" in schema else {}
        return {key: closed(value) for key, value in schema.items()} | more
    return [closed(one) for one in schema] if isinstance(schema, list) else schema


def test_schema_notices_what_is_wrong(tiny: BuiltSite) -> None:
    validator = jsonschema.Draft202012Validator(
        data_of(tiny, "schema/lesson.json"), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    lesson = data_of(tiny, "lessons/turning.json")
    assert validator.is_valid(lesson)
    for name, value in [
        ("audience", "child"),
        ("minutes", "ten"),
        ("claims", [{}]),
        ("title", ""),
        ("changed_on", "today"),
    ]:
        assert not validator.is_valid({**lesson, name: value}), name


def test_public_fields_are_these_and_no_others() -> None:
    shapes = {shape.name: [field.name for field in shape.fields] for shape in described()}
    expected = {"course": COURSE_FIELDS, "lesson": LESSON_FIELDS}
    expected |= {name: fields.split() for name, fields in PART_FIELDS.items()}
    assert {name: sorted(fields) for name, fields in shapes.items()} == {
        name: sorted(fields) for name, fields in expected.items()
    }


def test_no_editorial_field_is_in_any_file(site: BuiltSite) -> None:
    for path in (site.folder / API).rglob("*.json"):
        assert EDITORIAL.findall(path.read_text(encoding="utf-8")) == [], path.name
    notes = " ".join(path.read_text(encoding="utf-8") for path in (site.folder / API).rglob("references.*"))
    authors = (site.source / "docs" / "references.yml").read_text(encoding="utf-8")
    secrets = re.findall(r"^ +(?:caution|claim): *(['\"]?)(.{20,60}?)\1$", authors, re.MULTILINE)
    assert [text for _, text in secrets if text in notes] == []


def test_ids_and_addresses_lead_to_what_they_name(site: BuiltSite) -> None:
    def places(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            address = value.get("address", "")
            yield from [address] if address.startswith(HOME) else []
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from places(inner)

    for data in (data_of(site, "course.json"), *(found for _, found in lessons_of(site))):
        for address in places(data):
            page, _, anchor = address.removeprefix(HOME).partition("#")
            assert page in site.pages, address
            assert not anchor or anchor in site.anchors[page], address


def test_permanent_links_lead_to_the_addresses_beside_them(site: BuiltSite) -> None:
    def pairs(value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict) and "permanent" in value:
            yield value["permanent"], value.get("address", "")
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from pairs(inner)

    def place(link: str) -> str:
        (refresh,) = site.redirects[link.removeprefix(HOME)].xpath("//meta[@http-equiv='refresh']/@content")
        return urljoin(link, str(refresh).removeprefix("0; url="))

    for data in (data_of(site, "course.json"), *(found for _, found in lessons_of(site))):
        found = list(pairs(data))
        assert found
        # A question that is offered before the text, too, has two places.
        wrong = [pair for pair in found if pair[1] and place(pair[0]).replace("#pre-", "#q-") != pair[1]]
        assert wrong == []
        assert [link for link, _ in found if not place(link)] == []


def test_file_of_a_lesson_stays_where_the_lesson_had_another_name(tiny: BuiltSite) -> None:
    assert former_names(tiny.course)["wet-and-dry"] == ["moisture"]
    assert data_of(tiny, "lessons/moisture.json") == data_of(tiny, "lessons/wet-and-dry.json")


def test_lesson_file_says_what_the_lesson_says(site: BuiltSite) -> None:
    for lesson, data in lessons_of(site):
        assert data["address"] == HOME + lesson.url
        assert [one["id"] for one in data.get("objectives", [])] == [
            f"{lesson.id}/objective-{one.id}" for one in lesson.objectives
        ]
        assert [(one["grade"], one["sources"]) for one in data.get("claims", [])] == [
            (one.grade, list(one.cite)) for one in lesson.claims
        ]
        assert [one["id"] for one in data.get("sources", [])] == list(lesson.cites)
        asked = lesson.quiz.items if lesson.quiz else ()
        assert [one["id"] for one in data.get("questions", [])] == [f"{lesson.id}/q-{one.id}" for one in asked]
        assert (data["audience"], data["homework"]) == (lesson.audience, lesson.homework)
        assert data.get("content_note", "") == lesson.content_note


def test_terms_of_a_lesson_are_those_that_its_page_links(site: BuiltSite) -> None:
    for lesson, data in lessons_of(site):
        links = site.pages[lesson.url].xpath("//div[@class='prose']//a[contains(@href, 'glossary/#')]/@href")
        linked = {f"term/{link.rpartition('#')[2]}" for link in links}
        assert {term["id"] for term in data.get("terms", [])} == linked, lesson.id


# The glossary


def test_glossary_table_is_read_by_a_spreadsheets_rules(site: BuiltSite) -> None:
    content = site.file(f"{API}glossary.csv").read_bytes()
    rows = rows_of(content)
    assert [(row["id"], row["term"]) for row in rows] == [(f"term/{one.id}", one.term) for one in site.course.terms]
    assert [row["definition"] for row in rows] == [plain_prose(one.short) for one in site.course.terms]
    assert content.startswith(b"\xef\xbb\xbf")  # else spreadsheets take it for an older encoding


def rows_of(content: bytes) -> list[dict[str, str]]:
    """A table's rows as the library of Python reads them, which did not write the guard."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_no_cell_of_a_table_is_a_formula() -> None:
    content = csv_bytes([("id", "text"), ("=1+1", "\rx"), ("-2", "a,b"), ("@now", "שלום")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert [tuple(row.values()) for row in rows_of(content)] == [("'=1+1", "'\rx"), ("'-2", "a,b"), ("'@now", "שלום")]


# Curriculum frameworks


def test_alignment_table_says_what_the_pages_say(site: BuiltSite) -> None:
    content = site.file(f"{API}alignment.csv").read_bytes()
    rows = rows_of(content)
    shared = {(row["framework"], row["code"], row["title"]) for row in rows if row["lesson"]}
    gaps = {(row["framework"], row["code"]) for row in rows if not row["lesson"]}
    told, open_codes = set(), set()
    for framework in site.course.frameworks:
        page = site.pages[framework.url_here]
        for item in page.xpath("//ul[@class='codes']/li"):
            code = item.get("id").removeprefix("code-")
            titles = item.xpath("ul/li/a[1]/text()")
            told |= {(framework.id, code, title) for title in titles}
            open_codes |= set() if titles else {(framework.id, code)}
    assert (shared, gaps) == (told, open_codes)
    assert len(rows) == len(shared) + len(gaps)
    assert content.startswith(b"\xef\xbb\xbf")


def test_alignment_table_names_words_certainty_audience_and_links(site: BuiltSite) -> None:
    lessons = site.course.lesson_by_id
    codes = {f"{one.id}/{code.code}": (one, code) for one in site.course.frameworks for code in one.codes}
    for row in rows_of(site.file(f"{API}alignment.csv").read_bytes()):
        framework, code = codes[row["id"]]
        assert (row["framework title"], row["topic"], row["certainty"]) == (framework.title, code.title, code.certainty)
        if row["lesson"]:
            lesson = lessons[row["lesson"]]
            assert (row["audience"], row["content note"]) == (lesson.audience, plain_prose(lesson.content_note))
            assert row["homework"] == ("yes" if lesson.homework else "no")
            assert row["address"].removeprefix(HOME) in site.redirects
            assert not row["teaching"] or row["teaching"].removeprefix(HOME) in site.pages


def test_pages_on_alignment_link_the_table(site: BuiltSite, builds: Any) -> None:
    pages = ["educators/alignment/", *(one.url_here for one in site.course.frameworks)]
    for address in pages:
        (link,) = site.pages[address].xpath("//a[contains(@href, 'alignment.csv')]/@href")
        assert urljoin(HOME + address, link) == f"{HOME}{API}alignment.csv"
    assert "alignment.csv" not in builds("tiny-offline").text("educators/alignment.html")


def test_glossary_as_skos_is_a_thesaurus(site: BuiltSite) -> None:
    graph = Graph().parse(data=site.text(f"{API}glossary.rdf"), format="xml")
    concepts = {str(one) for one in graph.subjects(RDF.type, SKOS.Concept)}
    ids = collect_ids(site.course)
    links = {term.id: HOME + ids[term.public_id].link for term in site.course.terms}
    assert concepts == set(links.values())
    assert {str(one) for one in graph.objects(None, SKOS.related)} <= concepts
    labels = {(str(one), str(label)) for one, label in graph.subject_objects(SKOS.prefLabel)}
    assert labels == {(links[term.id], term.term) for term in site.course.terms}
    assert {
        str(label.language).lower()  # type: ignore[attr-defined]
        for label in graph.objects(None, SKOS.definition)
    } == {site.course.settings.language.lower()}


# The sources


def test_bibtex_is_read_with_every_source_in_it(site: BuiltSite) -> None:
    found = parse_string(site.text(f"{API}references.bib"), "bibtex")
    assert list(found.entries) == list(site.course.references)
    for key, reference in site.course.references.items():
        fields = found.entries[key].fields
        assert fields["year"] == str(reference.year)
        assert fields.get("doi", "") == reference.doi
        bare = re.sub(r"[{}]|\\(?=[&%$#_])", "", fields["title"])
        assert bare == reference.title


def test_bibtex_knows_first_from_family_names(course: BuiltSite) -> None:
    found = parse_string(course.text(f"{API}references.bib"), "bibtex").entries
    (first, *_) = found["vanderkolk-2014"].persons["author"]
    assert (first.prelast_names, first.last_names) == (["van", "der"], ["Kolk"])
    assert found["vanderkolk-2014"].persons["author"][-1] == Person("others")
    (body,) = found["who-2006"].persons["author"]
    assert str(body) == "{World Health Organization}"


def test_ris_is_read_with_every_source_in_it(site: BuiltSite) -> None:
    text = site.text(f"{API}references.ris")
    # Two letters, two spaces, a hyphen, a space: nothing else is a line of RIS.
    assert [line for line in text.splitlines() if not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
    found = rispy.loads(text)
    assert [entry["id"] for entry in found] == list(site.course.references)
    for entry, reference in zip(found, site.course.references.values(), strict=True):
        assert (entry["title"], entry["year"]) == (reference.title, str(reference.year))
        assert entry.get("doi", "") == reference.doi
        assert entry["authors"]


def test_csl_json_makes_references_of_every_source(site: BuiltSite) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the reader, about fields that its style does not use
        source = CiteProcJSON(data_of(site, "references.json"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, source, formatter.plain)
        for key in site.course.references:
            made.register(Citation([CitationItem(key)]))
        made.sort()
        written = [str(one) for one in made.bibliography()]
    assert len(written) == len(site.course.references)
    for reference in site.course.references.values():
        assert any(str(reference.year) in one for one in written)


# What changed


def test_feed_tells_of_every_change(site: BuiltSite) -> None:
    feed = feedparser.parse(site.file("changes.atom").read_bytes())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert [entry.summary for entry in feed.entries] == [plain_prose(one.what) for one in site.course.changes]
    assert feed.feed.updated_parsed[:3] == site.course.changes[0].on.timetuple()[:3]
    for entry in feed.entries:
        page, _, anchor = entry.link.removeprefix(HOME).partition("#")
        assert anchor in site.anchors[page]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_feed_is_found_from_the_page_of_changes(site: BuiltSite) -> None:
    (link,) = site.pages["about/changes/"].xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
    assert link == "../../changes.atom"


def test_each_lesson_has_a_feed_of_its_own(site: BuiltSite) -> None:
    for lesson in site.course.lessons:
        changes, file = site.course.changes_of(lesson), site.file(f"changes/{lesson.id}.atom")
        assert file.is_file() == bool(changes)
        if not changes:
            continue
        feed = feedparser.parse(file.read_bytes())
        assert [entry.link for entry in feed.entries] == [HOME + change.url for change in changes]
        assert {tag.term for entry in feed.entries for tag in entry.tags} >= {lesson.id}


def test_feed_holds_what_atom_asks_for(tiny: BuiltSite) -> None:
    name = {"a": "http://www.w3.org/2005/Atom"}
    feed = etree.fromstring(tiny.file("changes.atom").read_bytes())
    for part in (feed, *feed.findall("a:entry", name)):
        assert [len(part.findall(f"a:{one}", name)) for one in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.find("a:author/a:name", name).text == tiny.course.settings.author


# Rights


@pytest.mark.parametrize("path", ["course.json", "lessons/{id}.json"])
def test_rights_are_the_same_everywhere(path: str, site: BuiltSite) -> None:
    lesson = site.course.lessons[0]
    rights = site.course.settings.rights or "All rights reserved; linking is welcome."
    assert data_of(site, path.format(id=lesson.id))["rights"] == rights
    assert rights in site.pages[lesson.url].xpath("string(//footer)")
    assert f'"copyrightNotice":"{rights}"' in site.text(lesson.url)
    assert rights in site.text("changes.atom")
    assert rights in site.text(f"{API}glossary.rdf")


# A copy for a disk


def test_copy_for_a_disk_holds_no_file_with_addresses(builds: Any) -> None:
    offline = builds("tiny-offline")
    assert not (offline.folder / "api").exists()
    assert list(offline.folder.rglob("*.atom")) == []
    assert "A copy for a disk does not have them." in offline.text("educators/data.html")
    assert ".atom" not in offline.text("about/changes.html")


def test_data_is_no_part_of_the_copy_on_a_device(site: BuiltSite) -> None:
    assert [path for path in json.loads(site.text("device.json"))["files"] if path.startswith("api/")] == []
