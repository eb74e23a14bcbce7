"""Parts of the course -> HTML, through the templates below `overrides/`, always under autoescape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from course.body import CITATION_BEFORE, CITED_KEY
from course.inline import InlineMarkdown, page_links
from course.links import Links, Nowhere, resolve
from course.model import Course, Reference
from course.pages import url_of
from course.questions import QUESTION_TYPES
from course.questions.base import Question
from course.quick_jinja import Compiled, QuickEnvironment, QuickLoader, finished
from course.rights import rights_of
from course.words import Words, locale_of

TEMPLATES = Path(__file__).resolve().parents[2] / "overrides"
_KEPT = re.compile("\ue000([0-9]+)\ue001")
_DATA_LINKS_FROM = "lessons/"  # links in quizzes and front matter are written as in the lesson they belong to


class Renderer:
    """Renders templates for one course. `templates` are folders, the first that has a template wins."""

    def __init__(self, course: Course, words: Words, templates: tuple[Path, ...] = (TEMPLATES,)) -> None:
        self._inline, self._course = InlineMarkdown(), course
        self._environment = QuickEnvironment(
            loader=QuickLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(words),
        )
        self._environment.globals.update(t=words, course=course, key=answer_key, rights=rights_of(course, words))
        locale = locale_of(course.settings.language)
        self._environment.filters["day"] = lambda day, form="long": format_date(day, form, locale)
        self._environment.filters["t"] = words
        self._environment.filters["md"] = self._markdown
        self._environment.filters["cited"] = self._cited
        self._environment.filters["shown"] = lru_cache(maxsize=256)(self._shown)  # neighbours cite the same
        self._environment.filters["data"] = partial(htmlsafe_json_dumps, ensure_ascii=False, separators=(",", ":"))
        self._templates: dict[str, Template] = {}
        self._page = (Links(""), _DATA_LINKS_FROM)

    def _markdown(self, text: str) -> Markup:
        html = self._inline(text)
        if ".md" not in html:
            return html
        link, links_from = self._page
        for written, path in page_links(html):
            page, _, anchor = path.partition("#")
            address = link(url_of(resolve(links_from, page)) + (f"#{anchor}" if anchor else ""))
            # As plain texts: those of Markup would escape the quotes.
            html = Markup(str(html).replace(written, f'href="{escape(address)}"'))
        return html

    @pass_context
    def _cited(self, context: Context, text: str) -> Markup:
        """Inline Markdown that may cite; `state` is the `PageState` of the page, which numbers its sources."""
        if "[@" not in text:
            return self._markdown(text)
        groups: list[str] = []
        html = self._markdown(CITATION_BEFORE.sub(lambda group: _kept(groups, group["keys"]), text))
        return Markup(_KEPT.sub(lambda place: self._citation(context, groups[int(place[1])]), html))

    def _citation(self, context: Context, keys: str) -> str:
        uses = context["state"].cited(CITED_KEY.findall(keys), self._course.references)
        return str(self("partials/citation", context["link"], {"uses": uses})).strip()

    def _shown(self, reference: Reference, form: str = "reference") -> Markup:
        """A source, as it is shown wherever it is cited."""
        return self(f"partials/{form}", Nowhere(), {"reference": reference})

    def __call__(self, template: str, links: Links, variables: Mapping[str, Any]) -> Markup:
        """Render `overrides/<template>.html`; `link` and the variables are at hand in it."""
        loaded = self._templates.get(template)
        if loaded is None:
            loaded = self._templates[template] = self._environment.get_template(f"{template}.html")
        # Kept here for `md`: macros of other files know nothing of the page, and contexts of their own are dear.
        around, self._page = self._page, (links, variables.get("links_from", _DATA_LINKS_FROM))
        try:
            return finished(loaded.render({**variables, "link": links}))
        finally:
            self._page = around


def _kept(groups: list[str], keys: str) -> str:
    """A sign of no language that stands for a group of sources until its text is HTML."""
    groups.append(keys)
    return f"\ue000{len(groups) - 1}\ue001"


def answer_key(question: Question) -> dict[str, Any]:
    """The key of a question of any type, as the browser gets it."""
    return QUESTION_TYPES[question.type].answer_key(question)
