"""What scripts say and put into pages, by the name of the script: the same everywhere, so it travels with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from course.links import Nowhere
from course.render import Renderer
from course.words import Words

_EXIT: Final = ("exit.title", "exit.loading", "exit.return", "exit.expired")
_PRESSES: Final = (2, 1)  # of Shift that are still to come
_MEMORY: Final = (
    "memory.off",
    "memory.on",
    "memory.deleted",
    "memory.blocked",
    "memory.full",
    "memory.future",
    "memory.unreadable",
)
_ALOUD: Final = (
    "speak.start",
    "speak.pause",
    "speak.go",
    "speak.reading",
    "speak.paused",
    "speak.part",
    "speak.stopped",
    "speak.end",
    "speak.failed",
)


def said(words: Words, places: Mapping[str, tuple[str, str]], render: Renderer) -> dict[str, object]:
    """The words of each script; those with braces are filled in by it. `places`: of `course.paths.Paths.places`."""
    modes = ("practice", "check", "pretest")
    tools = {mode: render("partials/quiz-tools", Nowhere(), {"mode": mode}) for mode in modes}
    return {
        "quiz": {**words.tree("said"), "tools": tools},
        "exit": _named(words, _EXIT) | {"press": [words("exit.press", count=count) for count in _PRESSES]},
        "clear": words("clear.done"),
        "remember": _named(words, _MEMORY),
        "progress": words("progress.opened"),
        "speak": words("speak.failed"),
        "aloud": _named(words, _ALOUD),
        "embed": words.tree("framed"),
        "route-bar": {"words": words.tree("path_bar"), "places": places},
        "find": {
            # The theme's script looks for its words under these names.
            "words": {f"search.{name}": text for name, text in words.tree("found").items()},
            "output": render("partials/search-output", Nowhere(), {}),
        },
    }


def _named(words: Words, keys: tuple[str, ...]) -> dict[str, object]:
    return {key.rpartition(".")[2]: words(key) for key in keys}
