"""How lessons are taught: sums are right, sources are listed, and no page of a learner's holds a word of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from pathlib import Path

from course.body import CITATION_BEFORE
from course.load import load_course
from course.model_teaching import TEACHING_SETTINGS, Teaching
from course.pages import TEACHING_PARTS
from course.prose import plain_prose
from course.syllabus import TEACHING

from tests.building import build_folder, convert_text, markdown_of
from tests.sites import TINY, BuiltSite, Element

CANARY = "teachercanary"
PAGE = f"{TEACHING}what-rots/"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LEAST_WORDS = 7  # shorter sentences may be anybody's
# No words: where a text belongs. Titles, and what people say, may be the lesson's own.
_LABELS = {"path", "lesson", "cites", "id", "section", "activity", "setting", "claim"}
_QUOTED = {"title", "says"}


def texts(value: object, skip: set[str]) -> Iterator[str]:
    """Every text of a teaching text, however deep, but those of some keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner, skip)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in skip:
                yield from texts(getattr(value, one.name), skip)


def sentences_of(teaching: Teaching) -> set[str]:
    own = texts(teaching, _LABELS | _QUOTED)
    found = {plain_prose(part) for text in own for part in _SENTENCE_END.split(CITATION_BEFORE.sub("", text))}
    return {sentence for sentence in found if len(sentence.split()) >= _LEAST_WORDS}


def words_of(page: Element) -> str:
    """The words of a page without the numbers of sources."""
    copy = deepcopy(page)
    for number in copy.xpath("//sup[@class='cite']"):
        number.drop_tree()
    return " ".join(copy.text_content().split())


def published(site: BuiltSite) -> dict[str, str]:
    """The words of everything a learner may meet: pages, and files that scripts read."""
    pages = {name: " ".join(page.text_content().split()) for name, page in site.pages.items()}
    files = {
        path.relative_to(site.folder).as_posix(): " ".join(path.read_text(encoding="utf-8").split())
        for ending in ("json", "js", "xml", "txt", "webmanifest")
        for path in site.folder.rglob(f"*.{ending}")
    }
    return {name: text for name, text in {**pages, **files}.items() if not name.startswith(TEACHING)}


def test_no_sentence_for_teachers_is_published_elsewhere(site: BuiltSite) -> None:
    found = published(site)
    whole = "\n".join(found.values())
    leaked = [
        (teaching.path, sentence)
        for teaching in site.course.teachings.values()
        for sentence in sentences_of(teaching)
        if sentence in whole
    ]
    assert leaked == []


def test_there_are_sentences_to_look_for(site: BuiltSite) -> None:
    for teaching in site.course.teachings.values():
        sentences, page = sentences_of(teaching), words_of(site.pages[teaching.url])
        shown = [sentence for sentence in sentences if sentence in page]
        # The others hold what is written otherwise in HTML, such as quotation marks of a link.
        assert len(shown) > 5, teaching.path
        assert len(shown) > len(sentences) * 0.9, teaching.path


def test_a_word_for_teachers_is_only_where_it_is_taught(tiny: BuiltSite) -> None:
    names = {
        path.relative_to(tiny.folder).as_posix()
        for path in tiny.folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    }
    assert names == {f"{TEACHING}{slug}/index.html" for slug in ("shredders", "what-rots")}


def test_every_text_of_the_author_is_on_the_page(tiny: BuiltSite) -> None:
    teaching, page = tiny.course.teachings["what-rots"], words_of(tiny.pages[PAGE])
    written = [plain_prose(CITATION_BEFORE.sub("", text)) for text in texts(teaching, _LABELS | {"body"})]
    assert [text for text in written if text and text not in page] == []
    assert len(written) > 30


def cells(table: Element, row: str) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in line.xpath("td")] for line in table.xpath(row)]


def test_minutes_of_every_plan_add_up_to_its_length(site: BuiltSite) -> None:
    plans = site.course.settings.plans
    for teaching in site.course.teachings.values():
        table = site.pages[teaching.url].xpath("//section[h2/@id='plan']/table")[0]
        steps = cells(table, "tbody/tr")
        assert len(steps) == len(teaching.steps)
        sums = [sum(int(minutes) for minutes in column if minutes.isdigit()) for column in zip(*steps, strict=True)]
        assert cells(table, "tfoot/tr") == [[str(plan) for plan in plans]], teaching.path
        assert sums == list(plans), teaching.path


def test_step_that_a_plan_leaves_out_says_so_to_those_who_do_not_see_it(tiny: BuiltSite) -> None:
    assert ["–left out", "8"] in cells(tiny.pages[PAGE], "//table[1]/tbody/tr")


def test_every_setting_has_an_activity(site: BuiltSite) -> None:
    for teaching in site.course.teachings.values():
        assert [setting for setting in TEACHING_SETTINGS if not teaching.activities_for(setting)] == []


def test_teaching_page_lists_its_sources_in_the_order_of_its_text(tiny: BuiltSite) -> None:
    page = tiny.pages[PAGE]
    numbers = page.xpath("//sup[@class='cite']/a/text()")
    assert numbers == ["1", "2", "2", "1", "1", "2", "2", "1"]
    assert page.xpath("//section[@class='sources']//li/@id") == ["ref-green-2001", "ref-brown-1998"]
    back = page.xpath("//a[@class='sources__back']/@href")
    assert sorted(back) == sorted(f"#{anchor}" for anchor in page.xpath("//sup[@class='cite']/a/@id"))
    assert len(back) == len(numbers)


def test_putting_a_page_together_twice_gives_the_same() -> None:
    site, pages = build_folder(TINY)
    path = f"{TEACHING}what-rots.md"
    assert site.page(path).main == pages[path].main
    convert_text(site, path, markdown_of(site))
    assert site.page(path).main == pages[path].main


def test_misconception_names_the_grade_of_its_claim(tiny: BuiltSite) -> None:
    link = tiny.pages[PAGE].xpath("//a[@class='teach__claim']")[0]
    assert link.get("href").endswith("lessons/what-rots/#claim-always-hot")
    assert "Contradicted" in link.text_content()


def test_what_every_session_has_is_part_of_each_teaching_page(tiny: BuiltSite) -> None:
    page = tiny.pages[PAGE]
    assert page.xpath("//h3[@id='session.gloves']")
    assert page.xpath("//section[h2/@id='session']//a[@href='#session.gloves']")
    assert page.xpath("//section[h2/@id='session']//a[@href='../../../help/']")


def test_parts_of_a_teaching_page_are_listed_and_there(site: BuiltSite) -> None:
    for teaching in site.course.teachings.values():
        page = site.pages[teaching.url]
        listed = page.xpath("//nav[contains(@class, 'side--toc')]//a/@href")
        assert [link for link in listed if not page.xpath(f"//*[@id='{link[1:]}']")] == []
        assert set(listed) <= {f"#{part}" for part in TEACHING_PARTS}


def test_lesson_that_is_no_homework_says_so_where_it_is_taught(tiny: BuiltSite) -> None:
    words = tiny.pages[f"{TEACHING}shredders/"].text_content()
    assert "Not homework" in words
    assert "Do not set it as unsupervised work" in words
    assert "Not homework" not in tiny.pages[PAGE].text_content()


def test_lesson_leads_to_its_teaching_page_and_others_have_no_link(tiny: BuiltSite) -> None:
    link = "//a[. = 'Teach this lesson']/@href"
    assert tiny.pages["lessons/what-rots/"].xpath(link) == ["../../educators/lessons/what-rots/"]
    assert tiny.pages["lessons/turning/"].xpath(link) == []


def test_search_of_learners_leaves_teaching_pages_out(site: BuiltSite) -> None:
    docs = json.loads(site.text("search/search_index.json"))["docs"]
    assert [doc["location"] for doc in docs if doc["location"].startswith(TEACHING)] == []


def test_search_engines_may_list_teaching_pages(tiny: BuiltSite) -> None:
    assert tiny.pages[PAGE].xpath("//meta[@name='robots']") == []
    assert PAGE in tiny.text("sitemap.xml")


def test_framework_topics_are_those_of_the_lesson(tiny: BuiltSite) -> None:
    words = tiny.pages[PAGE].xpath("//section[h2/@id='alignment']")[0].text_content()
    assert "G1 What a heap is" in words
    assert "number invented" in words
    assert not tiny.pages[f"{TEACHING}shredders/"].xpath("//*[@id='alignment']")


def test_citation_of_a_lesson_names_course_year_and_address(tiny: BuiltSite) -> None:
    apa, *_ = tiny.pages[PAGE].xpath("//section[h2/@id='cite']//dd")
    words = " ".join(apa.text_content().split())
    assert words.startswith("Home composting. (2025, November 3). What rots")
    assert words.endswith("/id/what-rots/")


def test_course_without_teaching_texts_has_no_teaching_pages() -> None:
    _, pages = build_folder(Path(__file__).parent / "courses" / "rtl")
    assert [path for path in pages if path.startswith(TEACHING)] == []
    assert "Teach this lesson" not in "".join(str(page.main) for page in pages.values())


def test_educators_find_every_lesson_with_what_they_choose_by(site: BuiltSite) -> None:
    items = site.pages["educators/"].xpath("//*[@data-choose]//section//li")
    lessons = site.course.lessons
    assert [item.xpath("a/text()")[0] for item in items] == [lesson.title for lesson in lessons]
    for item, lesson in zip(items, lessons, strict=True):
        named = {code.partition("/")[0] for code in lesson.aligns}
        assert set(item.get("data-frameworks").split()) == named
        assert item.get("data-audience") == lesson.audience
        assert (item.get("data-homework") == "yes") is lesson.homework
        assert bool(item.get("data-plans")) is (lesson.id in site.course.teachings)


def test_every_task_of_the_educators_home_leads_somewhere(site: BuiltSite) -> None:
    items = site.pages["educators/"].xpath("//ul[@class='tasks']/li")
    assert [item for item in items if len(item.xpath(".//a")) != 1] == []
    assert items


def test_real_course_names_ten_tasks(course: BuiltSite) -> None:
    assert len(course.pages["educators/"].xpath("//ul[@class='tasks']/li")) == 10


def test_plans_of_a_course_are_its_own() -> None:
    assert load_course(TINY).course.settings.plans == (15, 30)
