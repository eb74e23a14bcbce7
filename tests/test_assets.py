"""Style sheets and scripts: which travel together, and names that change with the content and with nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from course.assets import Assets, build_assets

FILES = {
    "stylesheets/base.css": "a { color: red; }",
    "stylesheets/tokens.css": ":root { --a: 1px; }",
    "stylesheets/print.css": "@media print { a { color: black; } }",
    "stylesheets/quiz.css": "q { top: 0; }",
    "stylesheets/question-x.css": "p { top: 0; }",
    "javascripts/exit.js": "// why\n(function () { leave(); })();",
    "javascripts/question-a.js": "(function () { a(); })();",
    "javascripts/quiz.js": "(function () { quiz(); })();",
    "javascripts/reflection.js": "(function () { r(); })();",
}


def build(folder: Path, **changed: str) -> Assets:
    for name, text in (FILES | changed).items():
        path = folder / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build_assets(folder)


def text(assets: Assets, addresses: tuple[str, ...]) -> str:
    (address,) = addresses
    return assets.files[address].decode()


def test_a_page_without_quiz_loads_nothing_of_the_quiz(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert text(assets, assets.scripts) == "(function(){leave();})();"
    assert "q{" not in text(assets, assets.styles)
    assert text(assets, assets.quiz_styles) == "p{top:0}\nq{top:0}"


def test_tokens_come_first_and_print_last(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert [line[0] for line in text(assets, assets.styles).splitlines()] == [":", "a", "@"]


def test_the_quiz_comes_before_the_question_types_that_register_with_it(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert re.findall(r"(\w+)\(\)", text(assets, assets.quiz_scripts).replace("function()", "")) == ["quiz", "a", "r"]


def test_the_same_files_give_the_same_names_and_bytes(tmp_path: Path) -> None:
    assert build(tmp_path / "a") == build(tmp_path / "b")


@pytest.mark.parametrize("name", FILES)
def test_a_change_renames_the_file_that_holds_it_and_no_other(name: str, tmp_path: Path) -> None:
    before, after = (
        build(tmp_path / "a"),
        build(
            tmp_path / "b", **{name: FILES[name].replace("0", "9") + "z{}" * ("css" in name) + "z()" * ("js" in name)}
        ),
    )
    assert len(set(before.files) - set(after.files)) == 1
    assert len(after.files) == len(before.files) == 4


def test_a_name_carries_eight_digits_of_its_content_s_hash(tmp_path: Path) -> None:
    assert all(
        re.fullmatch(r"assets/(?:stylesheets|javascripts)/(?:course|quiz)\.[0-9a-f]{8}\.(?:css|js)", name)
        for name in build(tmp_path).files
    )


def test_a_folder_without_assets_has_none(tmp_path: Path) -> None:
    assert build_assets(tmp_path) == Assets((), (), (), (), (), {})
