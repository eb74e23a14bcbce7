"""Templates in their quick environment say what Jinja's own would have said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from course.quick_jinja import QUICKER, Compiled, QuickEnvironment, QuickLoader
from jinja2 import Environment, StrictUndefined, Template, UndefinedError
from markupsafe import Markup

_PARTS = """{% macro row(one, mark="-") %}{{ mark }}{{ one }}{{ caller() if caller is defined }};{% endmacro %}"""
_FRAME = """<b>{% block inside %}{% endblock %}</b>{{ tail }}"""
_PAGE = """{% extends "frame" %}{% from "parts" import row %}
{% block inside %}{% for one in found %}{{ row(one, mark=loop.cycle("+", "*")) }}{{ double(one, by=2) }}{% endfor %}
{% call row("x") %}y{% endcall %}{{ super() }}{{ t("word") }}{% include "leaf" %}{% endblock %}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"parts": _PARTS, "frame": _FRAME, "page": _PAGE, "leaf": "{{ found | length }}"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def rendered(environment: Environment) -> str:
    environment.globals.update(t=str.upper, tail="&")
    environment.filters["t"] = str.upper
    return environment.get_template("page").render(found=["a", "<"], double=lambda one, by: one * by)


def test_calls_blocks_and_imports_give_what_they_give_elsewhere(folder: Path) -> None:
    quick = QuickEnvironment(loader=QuickLoader(folder), autoescape=True, undefined=StrictUndefined)
    plain = Environment(loader=QuickLoader(folder), autoescape=True, undefined=StrictUndefined)
    assert rendered(quick) == rendered(plain)
    assert "WORD" in rendered(quick)


def test_an_unknown_name_is_still_an_error(folder: Path) -> None:
    (folder / "bad").write_text("{{ nothing(1) }}", encoding="utf-8")
    quick = QuickEnvironment(loader=QuickLoader(folder), autoescape=True, undefined=StrictUndefined)
    with pytest.raises(UndefinedError):
        quick.get_template("bad").render()


def both(folder: Path, text: str) -> tuple[Template, Template]:
    (folder / "one").write_text(text, encoding="utf-8")
    kinds: tuple[type[Environment], ...] = (QuickEnvironment, Environment)
    quick, plain = (kind(loader=QuickLoader(folder), autoescape=True, undefined=StrictUndefined) for kind in kinds)
    return quick.get_template("one"), plain.get_template("one")


@pytest.mark.parametrize("value", ["<&'\">", "plain", Markup("<b>"), 7, None, ("<",), 1.5, Markup("<i>").unescape()])
def test_what_is_put_out_is_escaped_as_by_jinja(folder: Path, value: object) -> None:
    text = """{% macro m(a, b="<") %}{{ a }}{{ b }}{% endmacro %}{% set kept %}{{ value }}<i>{% endset %}
    {{ value }}{{ "<" ~ value }}{{ value ~ value ~ "&" }}{{ m(value) }}{{ m(value, value) }}
    {{ m(b=1, a=value) }}{{ kept }}
    {% filter upper %}{{ value }}{% endfilter %}"""
    quick, plain = both(folder, text)
    assert quick.render(value=value) == plain.render(value=value)


def test_code_that_jinja_makes_calls_what_is_quicker_here(folder: Path) -> None:
    quick, plain = both(folder, "{{ x }}{{ x ~ x }}{% macro m() %}{% endmacro %}")
    source = plain.environment.compile((folder / "one").read_text(), raw=True)
    for name, quicker in QUICKER.items():
        assert f"{name}(" in source
        assert name in plain.root_render_func.__globals__
        assert quick.root_render_func.__globals__[name] is quicker


def test_context_holds_what_that_of_jinja_holds(folder: Path) -> None:
    quick, plain = (template.new_context({"a": 1}) for template in both(folder, "{% block b %}{% endblock %}"))
    assert vars(quick).keys() == vars(plain).keys()
    assert (quick.get_all()["a"], quick.name, [*quick.blocks]) == (1, plain.name, [*plain.blocks])
    assert quick.eval_ctx.autoescape is plain.eval_ctx.autoescape is True


def kept(folder: Path, words: Callable[[str], str]) -> Template:
    """The template `one`, from an environment of its own, as each build has one."""
    environment = QuickEnvironment(loader=QuickLoader(folder), autoescape=True, bytecode_cache=Compiled(words))
    environment.globals["t"] = environment.filters["t"] = words
    return environment.get_template("one")


def test_a_template_is_compiled_once_for_all_builds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "one").write_text('{{ t("word") }} {{ value }}', encoding="utf-8")
    first = kept(folder, str.upper)
    monkeypatch.setattr(QuickEnvironment, "compile", None)
    again = kept(folder, str.upper)
    assert first is not again
    assert first.render(value="<") == again.render(value="<") == "WORD &lt;"


def test_code_is_kept_apart_by_the_words_that_are_written_into_it(folder: Path) -> None:
    (folder / "one").write_text('{{ t("Word") }}', encoding="utf-8")
    assert [kept(folder, words).render() for words in (str.upper, str.lower, str.upper)] == ["WORD", "word", "WORD"]


def test_a_template_that_changed_is_compiled_again(folder: Path) -> None:
    for text in ("before", "after"):
        (folder / "one").write_text(text, encoding="utf-8")
        assert kept(folder, str.upper).render() == text
