"""Templates for pages by the thousand: without Jinja's care for what no template here does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from functools import partial
from types import CodeType
from typing import Any, ClassVar, Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, Template
from jinja2.bccache import Bucket
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro, markup_join
from markupsafe import Markup, escape

finished: Final[Callable[[str], Markup]] = partial(str.__new__, Markup)
"""A text that is HTML already. `Markup` does the same, after asking in Python what kind of thing it is given."""

_SAID = re.compile(r'\bt\((?P<key>"[\w.]+")\)')
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_SPECIAL = re.compile("[&<>'\"]")
_ONLY_TEXTS: Final = {str}
_NO_NAMES: Final[set[str]] = set()


class QuickLoader(FileSystemLoader):
    """Makes templates smaller and quicker before they are compiled.

    Blanks that begin lines are left out: no template holds text in which they count. Words that are always the same are
    written in, because pages have hundreds of them, and Jinja works a filter of a constant out once and never a call.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template, made smaller."""
        source, path, is_fresh = super().get_source(environment, template)
        return _SAID.sub(r"(\g<key> | t)", _INDENT.sub("", source)), path, is_fresh


class Compiled(BytecodeCache):
    """What templates were compiled to, for the next build of this process: a live preview builds again and again, and
    compiling takes nine tenths of the time of a small course. Words are written into the code (`QuickLoader`), so it is
    kept by the `words` that they are; a template that changed has another checksum.
    """

    _codes: ClassVar[dict[tuple[object, str, str], CodeType]] = {}

    def __init__(self, words: object) -> None:
        self._words = words

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that was compiled before."""
        bucket.code = self._codes.get((self._words, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self._codes[self._words, bucket.key, bucket.checksum] = bucket.code


def _escape(value: Any) -> Any:
    """What a template puts out, escaped. Jinja's own makes `Markup` of each piece, also of what is `Markup` already."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL.search(value)):
        return value
    return escape(value)


def _join(parts: Iterable[Any]) -> str:
    """What `~` makes of its parts. Jinja's own asks each of them whether it is `Markup`."""
    known = tuple(parts)
    return "".join(known) if set(map(type, known)) == _ONLY_TEXTS else markup_join(known)


class _Macro(Macro):
    """A macro that is given all its arguments in order needs no care for the others."""

    def __init__(self, environment: Environment, func: Callable[..., str], *rest: Any) -> None:
        super().__init__(environment, func, *rest)
        self._called = func

    def __call__(self, *args: Any, **named: Any) -> str:
        if named or self.caller or len(args) != len(self.arguments):
            return super().__call__(*args, **named)
        return finished(self._called(*args))


# By these names the code that Jinja makes of a template calls them, for each piece that it puts out.
QUICKER: Final = {"escape": _escape, "markup_join": _join, "Macro": _Macro}


class _Template(Template):
    """A template whose code calls what is quicker here. Every template is under autoescape."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template that its code makes."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(QUICKER)
        return template


class _Context(Context):
    """The variables of a template, without what Jinja works out for each and is the same for all: every template knows
    the same globals, and none changes how it is escaped.

    Calls what templates call as it is. Jinja asks each time first whether it wants to be given the context.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> None:
        assert isinstance(environment, QuickEnvironment)
        self.parent, self.vars, self.exported_vars = parent, {}, set()
        self.environment, self.eval_ctx, self.name = environment, environment.evaluation, name
        self.globals_keys = _NO_NAMES
        self.blocks = {block: [found] for block, found in blocks.items()}

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
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.evaluation = EvalContext(self)
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
