"""Parts of the course -> HTML, through the templates below `overrides/`, always under autoescape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from course.inline import InlineMarkdown, page_links
from course.links import Links, resolve
from course.model import Course
from course.pages import url_of
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.words import Words

TEMPLATES = Path(__file__).resolve().parents[2] / "overrides"
_SAID = re.compile(r'\bt\((?P<key>"[\w.]+")\)')
_DATA_LINKS_FROM = "lessons/"  # links in quizzes and front matter are written as in the lesson they belong to


class _Loader(FileSystemLoader):
    """Has words that are always the same written into templates when they are compiled: pages have hundreds of them.

    Jinja works a filter of a constant out once, and never a call.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_fresh = super().get_source(environment, template)
        return _SAID.sub(r"(\g<key> | t)", source), path, is_fresh


class Renderer:
    """Renders templates for one course. `templates` are folders, the first that has a template wins."""

    def __init__(self, course: Course, words: Words, templates: tuple[Path, ...] = (TEMPLATES,)) -> None:
        self._inline = InlineMarkdown()
        self._environment = Environment(
            loader=_Loader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(t=words, course=course, key=answer_key)
        self._environment.filters["t"] = words
        self._environment.filters["md"] = self._markdown
        self._environment.filters["data"] = partial(htmlsafe_json_dumps, ensure_ascii=False, separators=(",", ":"))
        self._templates: dict[str, Template] = {}
        self._link = Links("")

    def _markdown(self, text: str) -> Markup:
        html = self._inline(text)
        links = page_links(html) if ".md" in html else ()
        for written, path in links:
            page, _, anchor = path.partition("#")
            address = self._link(url_of(resolve(_DATA_LINKS_FROM, page)) + (f"#{anchor}" if anchor else ""))
            # As plain texts: those of Markup would escape the quotes.
            html = Markup(str(html).replace(written, f'href="{escape(address)}"'))
        return html

    def __call__(self, template: str, links: Links, variables: Mapping[str, Any]) -> Markup:
        """Render `overrides/<template>.html`; `link` and the variables are at hand in it."""
        loaded = self._templates.get(template)
        if loaded is None:
            loaded = self._templates[template] = self._environment.get_template(f"{template}.html")
        # Kept here for `md`: macros of other files know nothing of the page, and contexts of their own are dear.
        self._link = links
        return Markup(loaded.render(link=links, **variables))


def answer_key(question: Question) -> dict[str, Any]:
    """The key of a question of any type, as the browser gets it."""
    return QUESTION_TYPES[question.type].answer_key(question)
