"""Templates in their quick environment say what Jinja's own would have said."""

from __future__ import annotations

from pathlib import Path

import pytest
from course.quick_jinja import QuickEnvironment, QuickLoader
from jinja2 import Environment, StrictUndefined, UndefinedError

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
