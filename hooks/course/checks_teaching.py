"""Rules about teaching texts: what ties them to their lessons."""

from __future__ import annotations

from pathlib import PurePosixPath

from course.errors import Report, nearest
from course.material import LessonFile, Material, TeachingFile
from course.model import Place
from course.model_teaching import Teaching
from course.pages import TEACHING_PARTS
from course.syllabus import TEACHING


def teaching_anchors(teaching: Teaching, plans: tuple[int, ...]) -> frozenset[str]:
    """The anchors that the engine makes for the parts of a teaching page."""
    parts = {*TEACHING_PARTS, "content", "objectives", "references", *(f"plan-{plan}" for plan in plans)}
    parts |= {f"step-{step.id}" for step in teaching.steps}
    return frozenset(parts | {f"activity-{activity.id}" for activity in teaching.activities})


def check_teaching(material: Material, report: Report) -> None:
    """A teaching text belongs to one lesson and names its parts; where there are texts, every lesson is to have one."""
    by_id = {file.lesson.id: file for file in material.lessons}
    first: dict[str, Place] = {}
    for text in material.teachings:
        lesson, place = text.teaching.lesson, text.entry.place_of("lesson")
        if lesson in first:
            report.add("duplicate-id", place, id=lesson, first=f"{first[lesson].path}:{first[lesson].line}")
        first.setdefault(lesson, place)
        if lesson in by_id:
            _check_parts(text, by_id[lesson], place, report)
        elif lesson and not material.lacks_lesson(lesson):
            report.add("unknown-lesson", place, id=lesson, advice=nearest(lesson, sorted(by_id), what="lessons"))
    for file in material.lessons if material.teachings else ():
        path = f"{TEACHING}{file.lesson.slug}.md"
        if file.lesson.id not in first and path not in material.paths:
            report.add("lesson-without-teaching", Place(file.entry.path, 1, 1), path=path)


def _check_parts(text: TeachingFile, file: LessonFile, place: Place, report: Report) -> None:
    lesson = file.lesson
    if PurePosixPath(text.teaching.path).stem != lesson.slug:
        report.add("teaching-name", place, id=lesson.id, slug=lesson.slug)
    sections = [section.id for section in lesson.sections]
    for section, at in text.sections:
        if section not in sections:
            advice = nearest(section, sections, what="anchors")
            report.add("dead-anchor", at, page=file.path, id=section, advice=advice)
    claims = [claim.id for claim in lesson.claims]
    for claim, at in text.claims:
        if claim not in claims:
            advice = nearest(claim, claims, what="claims")
            report.add("unknown-claim", at, id=f"{lesson.id}/{claim}", advice=advice)
