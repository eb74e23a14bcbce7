"""Style sheets and scripts: which travel together, and names that change with the content and with nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from course.assets import Assets, build_assets

FILES = {
    "stylesheets/base.css": "a { color: red; }",
    "stylesheets/tokens.css": ":root { --a: 1px; }",
    "stylesheets/print.css": "@media print { a { color: black; } }",
    "stylesheets/home.css": "h1 { top: 0; }",
    "stylesheets/quiz.css": "q { top: 0; }",
    "stylesheets/question-x.css": "p { top: 0; }",
    "javascripts/exit.js": "// why\n(function () { leave(); })();",
    "javascripts/memory.js": "(function () { remembered(); })();",
    "javascripts/question-a.js": "(function () { a(); })();",
    "javascripts/quiz-check.js": "(function () { check(); })();",
    "javascripts/quiz.js": "(function () { quiz(); })();",
    "javascripts/reflection.js": "(function () { r(); })();",
}

QUIZZES, BUNDLES = {"lesson", "review", "design"}, {"lesson", "review", "page", "design", "educators"}


def build(folder: Path, **changed: str) -> Assets:
    for name, text in (FILES | changed).items():
        path = folder / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build_assets(folder)


def text(assets: Assets, addresses: tuple[str, ...], suffix: str) -> str:
    (address,) = (address for address in addresses if address.endswith(suffix))
    return assets.files[address].decode()


def test_a_page_without_quiz_loads_nothing_of_the_quiz(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert text(assets, assets.bundles["page"], ".js") == "(function(){remembered();})();\n(function(){leave();})();"
    assert "q{" not in text(assets, assets.bundles["page"], ".css")
    assert "p{top:0}\nq{top:0}" in text(assets, assets.bundles["lesson"], ".css")


def test_a_lesson_loads_nothing_of_the_pages_around_it(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert "h1{top:0}" in text(assets, assets.bundles["page"], ".css")
    assert "h1{top:0}" not in text(assets, assets.bundles["lesson"], ".css")


def test_words_that_scripts_say_come_first_and_only_with_their_scripts(tmp_path: Path) -> None:
    build(tmp_path, **{"javascripts/aloud.js": "aloud()"})
    assets = build_assets(tmp_path, said={"quiz": {"right": "Yes – “so”"}, "exit": "Gone", "aloud": "Read"})
    start = "window.courseWords={...window.courseWords,..."
    quizzes = start + '{"exit":"Gone","quiz":{"right":"Yes – “so”"}}};\n'
    assert text(assets, assets.bundles["lesson"], ".js").startswith(quizzes)
    assert text(assets, assets.bundles["review"], ".js").startswith(quizzes)
    assert text(assets, assets.bundles["page"], ".js").startswith(start + '{"exit":"Gone"}};\n')
    assert assets.files[assets.aloud].decode() == start + '{"aloud":"Read"}};\naloud()'


def test_what_the_search_needs_is_loaded_with_it(tmp_path: Path) -> None:
    theme = tmp_path / "theme/assets"
    for name, content in {
        "stylesheets/main.1.min.css": "body{--a:1;--b:2}.md-typeset{top:0}.md-search-result{left:var(--b)}",
        "javascripts/bundle.1.min.js": "",
        "javascripts/workers/search.1.min.js": "",
    }.items():
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text(content, encoding="utf-8")
    build(tmp_path, **{"javascripts/find.js": "find()", "stylesheets/results.css": "i{top:0}"})
    assets = build_assets(tmp_path, tmp_path / "theme", said={"find": {"words": {"none": "Nothing"}}})
    for kind in ("lesson", "plain", "review"):
        style = text(assets, assets.of(kind), ".css")
        assert not any(name in style for name in ("md-typeset", "md-search-result", "i{", "--b"))
    words, _, code = assets.files[assets.find].decode().rpartition("\n")
    assert code == "find()"
    needs = json.loads(words[len("window.courseWords={...window.courseWords,...") : -2])["find"]
    assert needs["said"] == {"words": {"none": "Nothing"}}
    assert needs["script"] == "assets/javascripts/bundle.1.min.js"
    assert needs["worker"] == "assets/javascripts/workers/search.1.min.js"
    results = assets.files[needs["style"]].decode()
    assert results == "body{--b:2}.md-typeset{top:0}.md-search-result{left:var(--b)}\ni{top:0}"


def test_tokens_come_first_and_print_last(tmp_path: Path) -> None:
    assets = build(tmp_path)
    assert [line[0] for line in text(assets, assets.bundles["page"], ".css").splitlines()] == [":", "a", "h", "@"]


def test_the_quiz_comes_after_everything_that_offers_it_something(tmp_path: Path) -> None:
    assets = build(tmp_path)
    script = text(assets, assets.bundles["lesson"], ".js").replace("function()", "")
    assert re.findall(r"(\w+)\(\)", script) == ["remembered", "leave", "a", "r", "quiz"]
    first, *_, last = (assets.files[address].decode() for address in assets.of("check"))
    assert "check();" in first
    assert "quiz();" in last


def test_the_same_files_give_the_same_names_and_bytes(tmp_path: Path) -> None:
    assert build(tmp_path / "a") == build(tmp_path / "b")


@pytest.mark.parametrize("name", FILES)
def test_a_change_renames_the_files_that_hold_it_and_no_other(name: str, tmp_path: Path) -> None:
    before, after = (
        build(tmp_path / "a"),
        build(
            tmp_path / "b", **{name: FILES[name].replace("0", "9") + "z{}" * ("css" in name) + "z()" * ("js" in name)}
        ),
    )
    part = re.split(r"[/.]", name)[1]
    bundles = {
        "home": {"page", "design"},
        "reflection": {"lesson", "design"},
        "quiz": QUIZZES,
        "question-x": QUIZZES,
        "question-a": QUIZZES,
        "quiz-check": {"review", "design", "quiz-check"},
    }.get(part, BUNDLES)
    changed = set(before.files) - set(after.files)
    assert {address.rpartition("/")[2].partition(".")[0] for address in changed} == bundles
    assert len(after.files) == len(before.files) == 2 * len(BUNDLES) + 1


def test_a_name_carries_eight_digits_of_its_content_s_hash(tmp_path: Path) -> None:
    assert all(
        re.fullmatch(
            r"assets/(?:stylesheets|javascripts)/(?:lesson|review|page|design|educators|quiz-check)\.[0-9a-f]{8}\.\w+",
            name,
        )
        for name in build(tmp_path).files
    )


def test_a_folder_without_assets_has_none(tmp_path: Path) -> None:
    names = (*BUNDLES, "device", "links", "moved", "embed", "path", "check")
    assert build_assets(tmp_path) == Assets(dict.fromkeys(names, ()), {})


def test_what_few_readers_use_is_in_no_bundle(tmp_path: Path) -> None:
    before = build(tmp_path / "a")
    after = build(tmp_path / "b", **{"javascripts/aloud.js": "aloud()", "javascripts/device.js": "device()"})
    assert {name: after.bundles[name] for name in ("lesson", "review", "page")} == {
        name: before.bundles[name] for name in ("lesson", "review", "page")
    }
    assert after.files[after.aloud] == b"aloud()"
    assert after.of("device")[:-1] == after.of("plain")
    assert after.files[after.of("device")[-1]] == b"device()"


def test_what_only_a_copy_for_a_disk_needs_is_nowhere_else(tmp_path: Path) -> None:
    here = build(tmp_path, **{"javascripts/offline.js": "offline()"})
    there = build_assets(tmp_path, offline=True)
    assert not any(b"offline()" in content for content in here.files.values())
    assert all(b"offline()" in there.files[there.of(kind)[1]] for kind in ("lesson", "review", "plain"))
