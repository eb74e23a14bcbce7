"""The page that shows every part of a page in every state: a sample course, and the palette with its contrasts.

The sample lies in `sample/`, in the format of every course: what it shows is made by the code that makes lessons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import yaml
from markdown import Markdown
from markupsafe import Markup

from course.errors import CourseError, Report
from course.glossary import TermIndex
from course.links import Nowhere
from course.load import load_course
from course.markdown_ext import CourseMarkdown
from course.model import Lesson, Place
from course.palette import SURFACES, Pair, pairs, read_palette
from course.questions.base import Question
from course.render import Renderer
from course.views import ReferenceUse
from course.words import Words

SAMPLE: Final = Path(__file__).parent / "sample"
_EXTENSIONS: Final = ("attr_list", "tables", "fenced_code")


class Design:
    """The variables of the page; `templates` are the folders of templates, the first one's tokens are shown."""

    def __init__(self, words: Words, templates: tuple[Path, ...]) -> None:
        self._words, self._templates = words, templates

    def variables(self) -> dict[str, Any]:
        """Everything the template is given beside `page`; `course` is the sample."""
        course = load_course(SAMPLE).course
        answers = yaml.safe_load((SAMPLE / "answers.yml").read_text(encoding="utf-8"))
        lesson = _with_states(course.lessons[0], answers)
        markdown = CourseMarkdown(course, Renderer(course, self._words, self._templates), TermIndex(course.terms, "en"))
        state = markdown.begin(Nowhere(), lesson)
        content = Markup(Markdown(extensions=[*_EXTENSIONS, markdown]).convert(lesson.body))
        tokens = (self._templates[0] / "assets" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
        palette = read_palette(tokens)
        return {
            "course": course,
            "module": course.modules[0],
            "lesson": lesson,
            "content": content,
            "references": [
                ReferenceUse(number, course.references[key], tuple(state.uses.get(key, ())))
                for number, key in enumerate(state.cites, 1)
            ],
            "answers": {_copy_id(answer): answer for answer in answers},
            "findings": (_finding(lesson.place),),
            "palette": palette,
            "surfaces": SURFACES,
            "pairs": _by_colour(pairs(palette)),
        }


def _with_states(lesson: Lesson, answers: list[Mapping[str, Any]]) -> Lesson:
    """The lesson with a copy of a question for each state that the page shows beside the untouched one."""
    assert lesson.quiz
    known = {item.id: item for item in lesson.quiz.items}
    copies = [_copy(known[answer["to"]], answer) for answer in answers]
    return replace(lesson, quiz=replace(lesson.quiz, questions=(*lesson.quiz.questions, *copies)))


def _copy(question: Question, answer: Mapping[str, Any]) -> Question:
    return replace(question, id=_copy_id(answer), ask=f"{question.ask} ({answer['state']})")


def _copy_id(answer: Mapping[str, Any]) -> str:
    return f"{answer['to']}-{answer['state']}"


def _by_colour(found: list[Pair]) -> dict[str, list[Pair]]:
    names = dict.fromkeys(pair.colour for pair in found)
    return {name: [pair for pair in found if pair.colour == name] for name in names}


def _finding(place: Place) -> CourseError:
    """What an author is told, as an example."""
    report = Report()
    report.add("empty-file", place)
    return report.findings()[0]
