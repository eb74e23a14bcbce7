"""What may be done with a course: one setting, said with the same words on pages, in their data and in every export."""

from __future__ import annotations

from course.model import Course
from course.words import Words


def rights_of(course: Course, words: Words) -> str:
    """The author's words; where there are none, all rights are reserved and linking is welcome."""
    return course.settings.rights or words("site.rights")
