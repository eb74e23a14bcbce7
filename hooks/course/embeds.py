"""Lessons and checks in other people's pages: what can be embedded, and what tells other systems how (oEmbed).

A page's own address with `?embed=1` is its view for frames, `&part=<anchor>` one part of it; `embed.js` makes them in
the browser. So an embed is as permanent as the page and its anchors are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from course.body import CITATION, plain
from course.model import Course, Lesson, Module
from course.model_quiz import Check, Quiz
from course.questions.base import Question
from course.questions.scenario import ScenarioQuestion
from course.words import Words

FOLDER: Final = "embed/"
RESIZER: Final = f"{FOLDER}v1/resize.js"
"""Other sites load it, so this address never gets a script that understands something else."""
VIEW: Final = "?embed=1"
WIDTH, HEIGHT = 640, 800  # pixels; the height is that of frames whose page does not listen
EMBEDDED: Final = ("lesson", "check")
"""The kinds of public ids whose pages can be shown, and are described for oEmbed."""
_LABEL: Final = 90  # characters of a claim or a question in a list
_GAP: Final = re.compile(r"\{+[^{}]*\}+")  # of a cloze: holds what is right

Render = Callable[[dict[str, object]], Markup]
"""From `src`, `title`, `width` and `height` to the code that others paste."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can stand alone in a frame: its anchor, and what it is called in lists."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Embed:
    """A page that others can show. `url` is below the site's root, `groups` are its parts by the name of their kind."""

    title: str
    url: str
    code: str
    groups: tuple[tuple[str, tuple[Part, ...]], ...]
    lesson: Lesson | None
    check: Check | None


class Embeds:
    """What of a course can be embedded. `address` is that of the site's root; a copy to carry has none."""

    def __init__(self, course: Course, words: Words, address: str, render: Render) -> None:
        self._course, self._words, self.address, self._render = course, words, address, render

    def groups(self) -> list[tuple[Module | None, list[Embed]]]:
        """All pages by module; those of the whole course come last, under None."""
        course = self._course
        found: list[tuple[Module | None, list[Embed]]] = []
        for module in (*course.modules, None):
            embeds = [self._of_lesson(lesson) for lesson in (module.lessons if module else ())]
            wanted = module.id if module else ""
            embeds += [self._of_check(check) for check in course.checks if check.module == wanted]
            found += [(module, embeds)] if embeds else []
        return found

    def _of_lesson(self, lesson: Lesson) -> Embed:
        code = str(self._code(lesson.title, lesson.url, "100%"))
        return Embed(lesson.title, lesson.url, code, tuple(self._parts(lesson)), lesson, None)

    def _of_check(self, check: Check) -> Embed:
        title = self._title_of(check)
        return Embed(title, check.url, str(self._code(title, check.url, "100%")), (), None, check)

    def _title_of(self, check: Check) -> str:
        module = next((module.title for module in self._course.modules if module.id == check.module), "")
        return self._words("check.title", of=module or self._course.settings.name)

    def _parts(self, lesson: Lesson) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """The parts of a lesson by kind; kinds that it has none of are left out."""
        parts = {
            "sections": [Part(one.id, one.title) for one in lesson.sections if one.level == 2],
            "claims": [Part(f"claim-{one.id}", _short(one.text)) for one in lesson.claims],
            "figures": [Part(f"figure-{one.id}", one.title) for one in lesson.figures],
            "questions": self._questions(lesson.quiz) if lesson.quiz else [],
            "others": self._others(lesson),
        }
        names = self._words.tree("embed_kinds")
        yield from ((str(names[kind]), tuple(found)) for kind, found in parts.items() if found)

    def _questions(self, quiz: Quiz) -> list[Part]:
        """One by one; of a scene only the whole makes sense, and questions of a check are explained all at once."""
        if quiz.mode != "practice":
            return []
        return [Part(f"q-{one.id}", _short(_asked(one))) for one in quiz.after]

    def _others(self, lesson: Lesson) -> list[Part]:
        keys = {
            "key-points": ("lesson.key_points", True),
            "reflection": ("reflection.title", bool(lesson.reflection)),
            "quiz": ("lesson.quiz", bool(lesson.quiz and lesson.quiz.after)),
        }
        return [Part(anchor, self._words(key)) for anchor, (key, is_there) in keys.items() if is_there]

    def _code(self, title: str, url: str, width: str) -> Markup:
        src = f"{self.address}{url}{VIEW}"
        return self._render({"src": src, "title": title, "width": width, "height": HEIGHT})

    def files(self, script: Path, old: Mapping[str, str]) -> dict[str, bytes]:
        """What is published beside pages: the description of every page for oEmbed, and the script at `script`.

        `old` are addresses that pages had, each with that of today: their descriptions stay where they were.
        """
        if not self.address:
            return {}
        embeds = [(lesson.title, lesson.url) for lesson in self._course.lessons]
        embeds += [(self._title_of(check), check.url) for check in self._course.checks]
        found = {description_of(url): self._description(title, url) for title, url in embeds}
        found |= {description_of(was): found[description_of(now)] for was, now in old.items()}
        return {RESIZER: script.read_bytes(), **found}

    def _description(self, title: str, url: str) -> bytes:
        settings = self._course.settings
        said = {
            "type": "rich",
            "version": "1.0",
            "title": title,
            "provider_name": settings.publisher or settings.name,
            "provider_url": self.address,
            "html": str(self._code(title, url, str(WIDTH))),
            "width": WIDTH,
            "height": HEIGHT,
        }
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


def description_of(url: str) -> str:
    """Where the page at an address below the root is described for oEmbed."""
    return f"{FOLDER}{url.rstrip('/')}.json"


def discovery_of(address: str, url: str) -> str:
    """The whole address to look for it. Clients expect the page's own address in it, though a file asks for none."""
    return f"{address}{description_of(url)}?url={address}{url}"


def _asked(question: Question) -> str:
    """What a question asks, without what is right."""
    return question.stem if isinstance(question, ScenarioQuestion) else _GAP.sub("…", question.ask)


def _short(text: str) -> str:
    """A text of data as a label: without marks, not too long."""
    bare = " ".join(plain(CITATION.sub("", text)).split())
    return bare if len(bare) <= _LABEL else bare[:_LABEL].rpartition(" ")[0] + " …"
