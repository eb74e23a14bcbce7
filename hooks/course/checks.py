"""Rules across files. One function a rule; each gets the material and the report; `RULES` is the list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import relpath

from course.checks_addresses import check_addresses
from course.checks_quiz import check_answer_patterns, check_checks, check_quiz_links, check_quizzes, check_stems
from course.checks_teaching import check_teaching, teaching_anchors
from course.errors import Report, nearest
from course.glossary import surface_forms
from course.ids_moved import check_public_ids
from course.links import is_absolute, resolve
from course.material import LessonFile, Material
from course.model import Course, Place
from course.model_article import ArticleHeading
from course.model_changes import lesson_changes
from course.model_quiz import items_of
from course.neutral import neutral_pattern
from course.pages import FOR_PAPER, GENERATED, generated
from course.paths import check_paths
from course.syllabus import LESSONS, MODULES

_PARTS = ("content", "objectives", "key-points", "reflection", "quiz", "references")
_SCALE = "scale"


def check_course(material: Material, report: Report) -> None:
    """Apply every rule; findings go to the report."""
    for rule in RULES:
        rule(material, report)


def _unique(items: Iterable[tuple[str, Place]], report: Report) -> None:
    first: dict[str, Place] = {}
    for item, place in items:
        if item and item in first:
            report.add("duplicate-id", place, id=item, first=f"{first[item].path}:{first[item].line}")
        first.setdefault(item, place)


def check_ids(material: Material, report: Report) -> None:
    """Ids are unique: lessons and modules in the course, anchors, claims, objectives and prompts in a lesson."""
    _unique(((file.lesson.id, file.entry.place_of("id")) for file in material.lessons), report)
    _unique(((module.id, module.place) for module in material.course.modules), report)
    for file in material.lessons:
        lesson, top = file.lesson, Place(file.entry.path, 1, 1)
        anchors = [(anchor, top) for anchor in lesson_anchors(file)]
        anchors += [(section.id, section.place) for section in lesson.sections]
        anchors += [(part.id, part.place) for part in lesson.sensitive]
        anchors += [(f"figure-{figure.id}", figure.place) for figure in lesson.figures]
        _unique(anchors, report)
        _unique(((claim.id, claim.place) for claim in lesson.claims), report)
        _unique(((objective.id, objective.place) for objective in lesson.objectives), report)
        _unique(((prompt.id, file.entry.place_of("reflection")) for prompt in lesson.reflection), report)
    for path, body in material.bodies():
        if not path.startswith(LESSONS):
            _unique(((section.id, section.place) for section in body.sections), report)


def _citations(material: Material) -> Iterator[tuple[str, Place]]:
    """Every citation of the course with its place."""
    for _, body in material.bodies():
        yield from body.cites
    for quiz in material.all_quizzes():
        for _, entry in quiz.pairs():
            yield from entry.located("cite")
    for term in material.course.terms:
        for key in term.cite:
            yield key, term.place


def check_citations(material: Material, report: Report) -> None:
    """Every citation names a reference; a reference that nobody cites is worth a note."""
    if material.lacks_data("references.yml", material.course.references):
        return
    known, used = sorted(material.course.references), set()
    for key, place in _citations(material):
        used.add(key)
        if key not in material.course.references:
            report.add("unknown-citation", place, id=key, advice=nearest(key, known, what="references"))
    unread = any(
        material.lacks_lesson(path[len(LESSONS) : -len(".md")]) for path in material.paths if path.startswith(LESSONS)
    )
    for key, reference in material.course.references.items():
        if key not in used and not unread:
            report.add("unused-reference", reference.place, id=key)


def _targets(material: Material, report: Report) -> set[str]:
    """Paths below `docs/` that a link may lead to. A page is not missed where its data file has findings of its own."""
    faulty = {finding.path for finding in report.findings()}
    unsure = {path for path, kind in GENERATED.items() if material.place(f"{kind}.yml").path in faulty}
    return {*material.paths, *generated(material.course), *unsure}


def check_nav(material: Material, report: Report) -> None:
    """What the nav names outside the modules is a page of the author's or one that the engine writes."""
    known = _targets(material, report)
    for section in material.syllabus.sections:
        for entry in section.pages:
            is_part = entry.path.startswith((LESSONS, MODULES))  # the loader has spoken of these
            if not is_part and entry.path.endswith(".md") and entry.path not in known:
                report.add("nav-without-file", entry.place, path=entry.path)


def check_terms(material: Material, report: Report) -> None:
    """`see` names terms, and no form of words leads to two terms."""
    course = material.course
    known = sorted(term.id for term in course.terms)
    forms: dict[str, str] = {}
    for term in course.terms:
        for other in term.see:
            if other not in known:
                report.add("unknown-term", term.place, id=other, advice=nearest(other, known, what="terms"))
        for form in surface_forms(term, course.settings.language):
            owner = forms.setdefault(form.lower(), term.id)
            if owner != term.id:
                report.add("duplicate-term", term.place, form=form, first=owner)


def check_lesson_links(material: Material, report: Report) -> None:
    """`needs` names lessons and `aligns` names codes of frameworks."""
    lessons = sorted(material.course.lesson_by_id)
    codes = sorted(
        f"{framework.id}/{code.code}" for framework in material.course.frameworks for code in framework.codes
    )
    known = set(codes)
    for file in material.lessons:
        for need, place in file.entry.located("needs"):
            if need not in lessons and not material.lacks_lesson(need):
                report.add("unknown-lesson", place, id=need, advice=nearest(need, lessons, what="lessons"))
        for code, place in file.entry.located("aligns"):
            if code not in known and not material.lacks_data("alignment.yml", codes):
                report.add("unknown-alignment", place, id=code, advice=nearest(code, codes, what="codes"))


def anchors_of(material: Material) -> dict[str, frozenset[str]]:
    """The anchors of every page, by its path below `docs/`."""
    course = material.course
    anchors: dict[str, frozenset[str]] = {
        path: frozenset(
            ("content", *(section.id for section in body.sections), *(f"ref-{key}" for key, _ in body.cites))
        )
        for path, body in material.bodies()
    }
    for file in material.lessons:
        lesson = file.lesson
        anchors[file.path] |= lesson_anchors(file) | {part.id for part in lesson.sensitive}
        anchors[file.path] |= {f"figure-{figure.id}" for figure in lesson.figures}
    for teaching in material.teachings:
        anchors[teaching.teaching.path] |= teaching_anchors(teaching.teaching, course.settings.plans)
    anchors["glossary.md"] = frozenset(term.id for term in course.terms)
    anchors["references.md"] = frozenset(course.references)
    anchors["evidence.md"] = frozenset(f"{lesson.id}/{claim.id}" for lesson, claim in course.claims()) | {_SCALE}
    headings: tuple[ArticleHeading, ...] = course.article.headings if course.article else ()
    anchors["about/article.md"] = frozenset(heading.id for heading in headings)
    anchors["about/changes.md"] = _change_anchors(course)
    anchors["help.md"] = frozenset(service.id for service in course.services)
    return anchors


def _change_anchors(course: Course) -> frozenset[str]:
    lessons = (lesson_changes(lesson.id) for lesson in course.lessons if course.changes_of(lesson))
    return frozenset((*(change.anchor for change in course.changes), *lessons))


def lesson_anchors(file: LessonFile) -> frozenset[str]:
    """The anchors that the engine makes for a lesson's parts, whatever their authors call them."""
    lesson = file.lesson
    found = {*_PARTS, *(f"ref-{key}" for key in lesson.cites), *(f"claim-{claim.id}" for claim in lesson.claims)}
    found |= {f"objective-{objective.id}" for objective in lesson.objectives}
    found |= {f"after-{part.id}" for part in lesson.sensitive}
    if quiz := lesson.quiz:
        found |= {f"q-{question.id}" for question in (*quiz.after, *items_of(quiz.after))}
        found |= {f"pre-{question.id}" for question in (*quiz.before, *items_of(quiz.before))}
        found |= {"pretest"} if quiz.before else set()
    return frozenset(found)


def check_links(material: Material, report: Report) -> None:
    """Links inside the course lead to a page, a file and an anchor that exist."""
    anchors = anchors_of(material)
    targets = sorted(_targets(material, report))
    for path, body in material.bodies():
        for link, place in body.links:
            if not is_absolute(link):
                _check_link(link, place, path, anchors, targets, report)


def _check_link(
    link: str, place: Place, path: str, anchors: dict[str, frozenset[str]], targets: list[str], report: Report
) -> None:
    target, _, fragment = link.partition("#")
    page = resolve(path, target) if target else path
    if page not in targets:
        likely = (known for known in targets if not known.startswith(FOR_PAPER))
        written = [relpath(known, str(PurePosixPath(path).parent)) for known in likely]
        report.add("dead-link", place, target=link, advice=nearest(target, written, what="pages"))
    elif fragment and page in anchors and fragment not in anchors[page]:
        advice = nearest(fragment, sorted(anchors[page]), what="anchors")
        report.add("dead-anchor", place, page=page, id=fragment, advice=advice)


def check_article(material: Material, report: Report) -> None:
    """Every heading of the source article is covered and every claim of it is taught, unless it is planned."""
    course = material.course
    lessons = sorted(course.lesson_by_id)
    claims = {f"{lesson.id}/{claim.id}" for lesson, claim in course.claims()}
    for heading in course.article.headings if course.article else ():
        if not heading.planned:
            _check_covered(heading, lessons, material, report)
        for claim in heading.claims:
            for lesson, name in claim.taught:
                address = f"{lesson}/{name}"
                if address not in claims and not material.lacks_lesson(lesson):
                    advice = nearest(address, sorted(claims), what="claims")
                    report.add("unknown-claim", claim.place, id=address, advice=advice)


def _check_covered(heading: ArticleHeading, lessons: list[str], material: Material, report: Report) -> None:
    if not heading.lessons:
        report.add("heading-uncovered", heading.place, id=heading.id)
    for lesson in heading.lessons:
        if lesson not in lessons and not material.lacks_lesson(lesson):
            report.add("unknown-lesson", heading.place, id=lesson, advice=nearest(lesson, lessons, what="lessons"))
    for claim in heading.claims:
        if not claim.taught:
            report.add("claim-untaught", claim.place, id=claim.id)


def check_changes(material: Material, report: Report) -> None:
    """What changed is told of lessons and pages that exist."""
    lessons = sorted(material.course.lesson_by_id)
    pages = sorted(page for page in _targets(material, report) if page.endswith(".md"))
    for change in material.course.changes:
        for lesson in change.lessons:
            if lesson not in lessons and not material.lacks_lesson(lesson):
                report.add("unknown-lesson", change.place, id=lesson, advice=nearest(lesson, lessons, what="lessons"))
        for page in change.pages:
            if page not in pages:
                report.add("unknown-page", change.place, path=page, advice=nearest(page, pages, what="pages"))


def check_neutral_words(material: Material, report: Report) -> None:
    """Titles, addresses and file names hold no word that the course's settings keep out of a browser's history."""
    denied = neutral_pattern(material.course.settings.neutral)
    for file in material.lessons:
        _neutral(denied, file.lesson.title, "the title", file.entry.place_of("title"), report)
        _neutral(denied, file.lesson.summary, "the summary", file.entry.place_of("summary"), report)
    for page in material.pages:
        _neutral(denied, page.page.title, "the title", page.entry.place_of("title"), report)
        _neutral(denied, page.page.summary, "the summary", page.entry.place_of("summary"), report)
    for path in sorted(material.paths):
        if path.endswith(".md") or path.startswith("figures/"):
            _neutral(denied, path, "the address", material.place(path), report)
    for ready in material.course.paths:  # it becomes a part of the path's address
        _neutral(denied, ready.title, "the title", ready.place, report)
    config = Place(material.config, 1, 1)
    for section in material.syllabus.sections:
        _neutral(denied, section.title, "the nav", section.pages[0].place if section.pages else config, report)


def _neutral(denied: re.Pattern[str], text: str, what: str, place: Place, report: Report) -> None:
    for match in denied.finditer(text):
        report.add("not-neutral", place, word=match[0], what=what)


Rule = Callable[[Material, Report], None]
RULES: tuple[Rule, ...] = (
    check_addresses,
    check_ids,
    check_nav,
    check_citations,
    check_terms,
    check_lesson_links,
    check_links,
    check_article,
    check_changes,
    check_neutral_words,
    check_quizzes,
    check_quiz_links,
    check_checks,
    check_stems,
    check_answer_patterns,
    check_teaching,
    check_public_ids,
    check_paths,
)
