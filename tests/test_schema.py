"""The JSON Schema of quiz files: in step with the model, true to the courses, strict with what is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from course.cli import main
from course.errors import CATALOGUE
from course.questions import QUESTION_TYPES
from course.schema import FILES, quiz_schema, schema_text
from jsonschema import Draft202012Validator

from tests import broken
from tests.sites import COURSE, ROOT, TINY

# What a schema can say of a file by itself. All else that is found in quizzes takes other files, words or counting.
BY_SCHEMA = {
    "bad-id",
    "empty-value",
    "missing-key",
    "no-correct-option",
    "not-one-of",
    "option-without-feedback",
    "out-of-range",
    "question-type",
    "scenario-inside",
    "too-few-options",
    "too-few-parts",
    "too-many-parts",
    "too-small",
    "two-correct-options",
    "unknown-key",
    "wrong-type",
}
# No data at all: there is nothing for a schema to look at.
NOT_READ = {"not-utf-8", "empty-file", "yaml-syntax"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


QUIZZES = [path for course in (COURSE, TINY) for path in sorted((course / "quizzes").rglob("*.yml"))]
by_path = pytest.mark.parametrize("path", QUIZZES, ids=name_of)


def is_check(path: Path) -> bool:
    return path.parent.name == "checks"


def faults(data: Any, *, check: bool) -> list[str]:
    validator = Draft202012Validator(quiz_schema(check=check))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_committed_schema_is_what_the_model_gives(name: str) -> None:
    committed = (ROOT / name).read_text(encoding="utf-8")
    assert committed == schema_text(check=FILES[name]), "run `make schema`"


@pytest.mark.parametrize("check", [False, True])
def test_schema_is_valid_itself(check: bool) -> None:
    Draft202012Validator.check_schema(quiz_schema(check=check))


def test_command_writes_both_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path / "mkdocs.yml")]) == 0
    assert capsys.readouterr().out.split() == list(FILES)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in FILES} == {
        name: schema_text(check=check) for name, check in FILES.items()
    }


@by_path
def test_every_quiz_is_valid(path: Path) -> None:
    assert faults(read(path), check=is_check(path)) == []


@by_path
def test_first_line_leads_editors_to_the_schema(path: Path) -> None:
    line = path.read_text(encoding="utf-8").partition("\n")[0]
    start = "# yaml-language-server: $schema="
    assert line.startswith(start)
    name = "quizzes/checks/check.schema.json" if is_check(path) else "quizzes/quiz.schema.json"
    assert (path.parent / line.removeprefix(start)).resolve() == ROOT / name


def broken_quizzes() -> Iterator[tuple[str, str]]:
    """Every quiz file of a broken course: the course's name, the file's path."""
    for name in broken.names():
        for path in sorted((broken.FOLDER / name).glob("quizzes/**/*.yml")):
            yield name, path.relative_to(broken.FOLDER / name).as_posix()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], set[str]]:
    """The codes of the findings in each quiz file of a broken course."""
    folder = tmp_path_factory.mktemp("broken")
    codes: dict[tuple[str, str], set[str]] = {}
    for name in {name for name, _ in broken_quizzes()}:
        for finding in broken.findings(broken.assemble(name, folder / name)):
            codes.setdefault((name, finding.path), set()).add(finding.code)
    return codes


@pytest.mark.parametrize(("name", "path"), list(broken_quizzes()))
def test_schema_refuses_just_what_it_can_see(name: str, path: str, found: dict[tuple[str, str], set[str]]) -> None:
    codes = found.get((name, path), set())
    if not codes & NOT_READ:
        refused = faults(read(broken.FOLDER / name / path), check="/checks/" in path)
        assert bool(refused) is bool(codes & BY_SCHEMA), (codes, refused)


def test_each_finding_that_a_schema_can_see_is_seen(found: dict[tuple[str, str], set[str]]) -> None:
    assert set(CATALOGUE) >= BY_SCHEMA
    assert set().union(*found.values()) >= BY_SCHEMA


GOOD: dict[str, Any] = {"quiz": "Q", "questions": [{"id": "a", "type": "reflect", "ask": "A", "objective": "b"}]}
GOOD["questions"][0] |= {"why": "W", "sample": "S"}


@pytest.mark.parametrize("change", [{"lesson": "x"}, {"options": []}, {"sample": None}, {"cite": "x"}, {"hints": [{}]}])
def test_keys_of_another_type_or_kind_of_file_are_refused(change: dict[str, Any]) -> None:
    assert faults(GOOD, check=False) == []
    assert faults({**GOOD, "questions": [{**GOOD["questions"][0], **change}]}, check=False)


def test_checks_need_a_lesson_for_each_question() -> None:
    (fault,) = faults(GOOD, check=True)
    assert "'lesson' is a required property" in fault


def undescribed(schema: Any, path: str = "") -> Iterator[str]:
    if isinstance(schema, list):
        for one in schema:
            yield from undescribed(one, path)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                names = {name for name, one in value.items() if not one.get("description")}
                yield from (f"{path}/{name}" for name in names)
            if key not in {"if", "contains"}:
                yield from undescribed(value, f"{path}/{key}")


@pytest.mark.parametrize("check", [False, True])
def test_every_key_has_its_words(check: bool) -> None:
    assert list(undescribed(quiz_schema(check=check))) == []


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_type_has_keys_of_the_schema_that_its_parser_knows(kind: str) -> None:
    properties = json.loads(schema_text())["$defs"][kind]["properties"]
    assert QUESTION_TYPES[kind].keys <= set(properties)
