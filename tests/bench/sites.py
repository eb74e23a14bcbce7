"""Project folders to build: a course as the engine builds it, and its words as plain MkDocs + Material does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from course.load import load_course

from tests.bench.invent import Invented
from tests.bench.plain import write_plain

PROJECT = Path(__file__).resolve().parents[2]
ENGINE, PLAIN = "this engine", "plain Material"


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose `!ENV [NAME, default]` stands for the default here."""


def _default(loader: yaml.Loader, node: yaml.Node) -> Any:
    return loader.construct_sequence(node)[-1] if isinstance(node, yaml.SequenceNode) else ""


_Loader.add_constructor("!ENV", _default)


def read_settings() -> dict[str, Any]:
    """The project's own `mkdocs.yml`, with addresses that hold from any folder."""
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, _Loader)  # noqa: S506 - a safe loader with one more tag
    settings["theme"]["custom_dir"] = str(PROJECT / settings["theme"]["custom_dir"])
    settings["hooks"] = [str(PROJECT / hook) for hook in settings["hooks"]]
    settings["docs_dir"] = str(PROJECT / settings["docs_dir"])
    settings.pop("watch", None)
    return settings


def invented(folder: Path, lessons: int) -> dict[str, Path]:
    """A course of that many lessons, on both sides."""
    engine = folder / "engine"
    settings = read_settings()
    settings["nav"] = Invented(engine, lessons).write()
    settings["docs_dir"] = "docs"
    settings["extra"]["course"] = {"id": "invented", "name": "Invented", "exit": "https://example.org/"}
    _write(engine, settings)
    return {ENGINE: engine, PLAIN: _plain(folder / "plain", engine, settings)}


def own(folder: Path) -> dict[str, Path]:
    """The course of this project, on both sides. The engine's side is built from a configuration elsewhere."""
    engine = folder / "engine"
    engine.mkdir(parents=True)
    settings = read_settings()
    for name in ("docs", "quizzes"):
        (engine / name).symlink_to(PROJECT / name)
    settings["docs_dir"] = "docs"
    _write(engine, settings)
    return {ENGINE: engine, PLAIN: _plain(folder / "plain", engine, settings)}


def _plain(folder: Path, engine: Path, settings: dict[str, Any]) -> Path:
    theme = {key: value for key, value in settings["theme"].items() if key not in {"custom_dir", "favicon"}}
    theme["language"] = theme["language"].partition("-")[0]  # a variant of a language is the project's own template
    dropped = ("hooks", "exclude_docs", "extra")
    kept = {key: value for key, value in settings.items() if key not in dropped}
    _write(folder, {**kept, "theme": theme})
    write_plain(load_course(engine).course, folder / "docs")
    return folder


def _write(folder: Path, settings: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
