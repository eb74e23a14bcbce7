"""Lessons one after the other, for paper."""

from __future__ import annotations

from course.links import Links
from course.model import Lesson, Module
from course.prints import Prints
from markupsafe import Markup

from tests.sites import BuiltSite


def test_module_and_course_hold_all_their_lessons_in_order(site: BuiltSite) -> None:
    for module in site.course.modules:
        page = site.pages[f"print/{module.slug}/"]
        assert page.xpath("//article/@id") == [lesson.slug for lesson in module.lessons]
    assert site.pages["print/course/"].xpath("//article/@id") == [lesson.slug for lesson in site.course.lessons]


def test_lesson_says_first_for_whom_it_is_and_what_it_touches(site: BuiltSite) -> None:
    for lesson in site.course.lessons:
        (head,) = site.pages["print/course/"].xpath(f"//article[@id='{lesson.slug}']/header")
        said = head.text_content()
        assert site.pages[lesson.url].xpath("string(//ul[@class='facts']/li[3])") in said
        assert bool(head.xpath(".//*[@class='content-note']")) is bool(lesson.content_note)


def test_ids_are_unique_and_links_between_gathered_lessons_stay(site: BuiltSite) -> None:
    page = site.pages["print/course/"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [link for link in page.xpath("//main//article//a/@href") if "/lessons/" in link] == []


def test_prints_are_left_to_those_who_look_for_them(site: BuiltSite) -> None:
    assert site.pages["print/course/"].xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert '"print/' not in site.text("search/search_index.json")
    for module in site.course.modules:
        assert site.pages[module.url].xpath(f"//main//a[@href='../../print/{module.slug}/']")


def test_lesson_is_taken_up_once_and_its_links_fit_each_print(site: BuiltSite) -> None:
    course, asked = site.course, []
    everywhere = Markup("").join(Markup('<a href="../../{}">').format(lesson.url) for lesson in course.lessons)

    def paper(lesson: Lesson, _: Module) -> Markup:
        asked.append(lesson)
        return everywhere

    prints = Prints(course, paper, lambda _: Markup())
    for module in (*course.modules, None):
        inside = module.lessons if module else course.lessons
        here = "".join(
            f'<a href="#{lesson.slug}">' if lesson in inside else f'<a href="../../{lesson.url}">'
            for lesson in course.lessons
        )
        found = prints.parts(module, Links("print/any/"))
        assert [str(text) for _, _, lessons in found for _, text in lessons] == [here] * len(inside)
    assert asked == [*course.lessons]
