"""Templates for pages by the thousand: without Jinja's care for what no template here does."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from jinja2.runtime import Context

_SAID = re.compile(r'\bt\((?P<key>"[\w.]+")\)')
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class QuickLoader(FileSystemLoader):
    """Makes templates smaller and quicker before they are compiled.

    Blanks that begin lines are left out: no template holds text in which they count. Words that are always the same are
    written in, because pages have hundreds of them, and Jinja works a filter of a constant out once and never a call.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template, made smaller."""
        source, path, is_fresh = super().get_source(environment, template)
        return _SAID.sub(r"(\g<key> | t)", _INDENT.sub("", source)), path, is_fresh


class _Context(Context):
    """Calls what templates call as it is. Jinja asks each time first whether it wants to be given the context."""

    @staticmethod
    def call(
        called: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """What the call gives. The variables of loops and blocks are for what wants the context."""
        return called(*args, **named)


class QuickEnvironment(Environment):
    """Templates do not change while it lives, and neither do its globals once the first of them is loaded.

    What templates call is not given the context: a filter may ask for it.
    """

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """The template of a name. Each is included, extended or imported ten thousand times."""
        found = self._known.get(name) if isinstance(name, str) else name
        if found is None:
            found = self._known[str(name)] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, as one dictionary: Jinja copies it for each rendering."""
        return {**self.globals, **(d or {})}
