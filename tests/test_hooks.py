"""What the hooks leave behind in the process that builds."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.broken import assemble


def config_of(name: str, folder: Path) -> MkDocsConfig:
    return load_config(str(assemble(name, folder / "course") / "mkdocs.yml"), site_dir=str(folder / "site"))


@pytest.mark.parametrize("name", ["_base", "duplicate-id"])
def test_collector_of_garbage_is_as_before_when_a_build_is_done_or_stopped(name: str, tmp_path: Path) -> None:
    before, config = gc.get_threshold(), config_of(name, tmp_path)
    try:
        if name == "_base":
            build(config)
        else:
            with pytest.raises(Abort):
                build(config)
        assert gc.get_threshold() == before
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
