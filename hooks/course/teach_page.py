"""What a teaching page needs beside its data: texts that cite, and what the course says of every session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from course.gather import Gathering
from course.page_state import PageState
from course.pages import SESSION, url_of
from course.views import ReferenceUse

_SESSION_ANCHOR = "session"


def teaching_parts(
    state: PageState, references: Callable[[PageState], list[ReferenceUse]], session: Markup | None
) -> dict[str, Any]:
    """Variables for `pages/teach`. `state` is that of the converted notes, `session` the page SESSION, if any.

    The texts of the front matter cite while the page is put together, so its sources are listed last, by `sources`.
    """
    own = replace(state, uses={key: list(places) for key, places in state.uses.items()})
    gathering = Gathering(state.links, {url_of(SESSION): _SESSION_ANCHOR})
    return {
        "state": own,
        "sources": partial(references, own),
        "session": gathering.take(session, url_of(SESSION)) if session else Markup(),
    }
