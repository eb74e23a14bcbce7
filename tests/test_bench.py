"""The benchmark compares like with like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from course.load import load_course
from course.questions.base import ChoiceQuestion, Option

from tests.bench import lighthouse
from tests.bench.areas import AREAS, Stopwatch, find
from tests.bench.invent import Invented
from tests.bench.measure import Cost, build, median
from tests.bench.plain import plain_body
from tests.bench.quizzes import Added, _question, question_bytes, singles
from tests.bench.quizzes import median as median_added
from tests.bench.sites import ENGINE, PLAIN, invented
from tests.bench.weigh import asset_bytes, gzipped, kind_of
from tests.sites import TINY


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return invented(tmp_path_factory.mktemp("bench"), lessons=25)


def test_invented_course_is_a_course(sites: dict[str, Path]) -> None:
    loaded = load_course(sites[ENGINE])
    assert [len(module.lessons) for module in loaded.course.modules] == [20, 5]
    assert all(lesson.quiz and len(lesson.quiz.questions) == 6 for lesson in loaded.course.lessons)
    assert all(650 <= lesson.words <= 800 for lesson in loaded.course.lessons)
    assert len(loaded.course.terms) == 150


def test_a_size_always_gives_the_same_course(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        Invented(tmp_path / name, lessons=2).write()
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        texts.append([path.read_bytes() for path in files])
    assert texts[0] == texts[1]


def test_both_sides_have_the_same_theme_and_nav(sites: dict[str, Path]) -> None:
    engine, plain = (yaml.safe_load((sites[side] / "mkdocs.yml").read_text("utf-8")) for side in (ENGINE, PLAIN))
    for key in ("nav", "plugins", "markdown_extensions"):
        assert engine[key] == plain[key]
    assert engine["theme"]["features"] == plain["theme"]["features"]
    assert "hooks" not in plain


def test_both_sides_have_the_same_words(sites: dict[str, Path]) -> None:
    lesson = load_course(sites[ENGINE]).course.lessons[3]
    text = (sites[PLAIN] / f"docs/lessons/{lesson.slug}.md").read_text(encoding="utf-8")
    assert lesson.quiz
    said = [lesson.summary, *lesson.key_points, *(question.why for question in lesson.quiz.questions)]
    assert [words for words in said if words not in text] == []
    assert "[@" not in text
    assert "///" not in text


def test_plain_side_builds(sites: dict[str, Path]) -> None:
    cost = build(sites[PLAIN])
    assert cost.seconds > 0
    assert cost.memory > 0
    assert (sites[PLAIN] / "site/lessons/lesson-0025/index.html").exists()


def test_build_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: nowhere\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="nowhere"):
        build(tmp_path)


def test_plain_body_opens_blocks_and_numbers_citations() -> None:
    text = "/// claim | strong\n    id: x\n    studied: people\nIt is so [@a; @b].\n///"
    assert plain_body(text, {"a": 1, "b": 2}).split("\n\n") == ["**Claim strong**", "people", "It is so \\[1, 2\\].\n"]


def test_median_is_taken_figure_by_figure() -> None:
    assert median([Cost(1, 30), Cost(2, 10), Cost(9, 20)]) == Cost(2, 20)


def test_time_of_an_inner_area_is_not_the_outer_ones() -> None:
    watch = Stopwatch()
    inner = watch.around("inner", lambda: sum(range(300_000)))
    watch.around("outer", inner)()
    assert watch.stop()["inner"] > watch.stop()["outer"]


@pytest.mark.parametrize("address", [address for addresses in AREAS.values() for address in addresses])
def test_functions_of_every_area_exist(address: str) -> None:
    owner, name = find(address)
    assert callable(getattr(owner, name))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/site/lessons/x/index.html", "HTML"),
        ("/site/assets/stylesheets/course.0.css", "style"),
        ("/site/assets/javascripts/bundle.0.js", "script"),
        ("/site/assets/javascripts/workers/search.0.js", "search worker"),
        ("/site/search/search_index.json", "search index"),
        ("/site/assets/images/mark.svg", "other"),
    ],
)
def test_kinds_of_files(address: str, kind: str) -> None:
    assert kind_of(address) == kind


def test_plugin_is_asked_the_same_in_its_own_syntax() -> None:
    options = (Option("a", "Sun", False, "No."), Option("b", "Life", True, ""))
    common: dict[str, Any] = {
        "objective": "o",
        "hints": (),
        "see": "",
        "cite": (),
        "sensitivity": "",
        "lesson": "",
        "scene": "",
    }
    question = ChoiceQuestion(id="q", type="single", ask="Whence?", why="So it is.", options=options, **common)
    assert _question(question) == "<quiz>\nWhence?\n- [ ] Sun\n- [x] Life\n\nSo it is.\n</quiz>"


def test_only_single_choice_is_compared() -> None:
    course = load_course(TINY).course
    for lesson in course.lessons:
        assert all(question.type == "single" for question in singles(lesson.quiz))
    assert sum(len(singles(lesson.quiz)) for lesson in course.lessons) >= 3


def test_bytes_of_a_question_are_those_that_go_with_the_quiz(tmp_path: Path) -> None:
    course = load_course(TINY).course
    page = "<main>Text.<course-quiz data-x>\n{}</course-quiz></main>"
    text = "".join(f"<p>{number * 7919}</p>" for number in range(500))
    asked = [(lesson.url, lesson.quiz) for lesson in course.lessons] + [(one.url, one.quiz) for one in course.checks]
    quizzes = {url: quiz for url, quiz in asked if quiz}
    for url in quizzes:
        (tmp_path / url).mkdir(parents=True)
        (tmp_path / url / "index.html").write_text(page.format(text), encoding="utf-8")
    questions = sum(len(quiz.items) for quiz in quizzes.values())
    added = gzipped(page.format(text)) - gzipped("<main>Text.</main>")
    assert question_bytes(tmp_path, course) == pytest.approx(added * len(quizzes) / questions)


def test_median_of_what_is_added_is_taken_figure_by_figure() -> None:
    assert median_added([Added(1, 9, 3), Added(2, 8, 2), Added(3, 7, 1)]) == Added(2, 8, 2)


def test_quizzes_are_a_part_of_what_lessons_load() -> None:
    sizes = asset_bytes()
    assert 0 < sizes["script of quizzes"] < sizes["all scripts of a lesson"]
    assert 0 < sizes["style of quizzes"] < sizes["all styles of a lesson"]


def report(points: float, time: float, **audits: float | None) -> bytes:
    """What Lighthouse would say: the same points in each category, the same time for each figure."""
    categories = {
        name: {"score": points, "auditRefs": [{"id": audit, "weight": 1} for audit in audits]}
        for name in lighthouse.CATEGORIES
    }
    found: dict[str, dict[str, float | None]] = {name: {"numericValue": time} for name in lighthouse.TIMES}
    found |= {name: {"score": score} for name, score in audits.items()}
    return json.dumps({"categories": categories, "audits": found}).encode()


def test_a_report_names_what_took_points_away() -> None:
    seen = lighthouse.read(report(0.98, 912.5, contrast=0, names=1, unasked=None))
    assert set(seen.points.values()) == {98}
    assert set(seen.times.values()) == {912.5}
    assert seen.faults == {"contrast"}


def test_several_visits_give_medians_and_all_faults() -> None:
    visits = [lighthouse.read(report(*figures)) for figures in ((1, 900), (0.5, 5000), (0.9, 950))]
    faulty = lighthouse.read(report(1, 0, late=0.4))
    seen = lighthouse.median([*visits, faulty, faulty])
    assert set(seen.points.values()) == {100}
    assert set(seen.times.values()) == {900}
    assert seen.faults == {"late"}


def test_a_page_that_lighthouse_could_not_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="no paint"):
        lighthouse.read(json.dumps({"runtimeError": {"message": "no paint"}}).encode())


def test_without_lighthouse_the_benchmark_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lighthouse.show_lighthouse(tmp_path)
    assert "No Lighthouse: there is no lighthouse" in capsys.readouterr().out
