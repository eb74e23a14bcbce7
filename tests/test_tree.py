"""The files of a built site."""

from __future__ import annotations

from pathlib import Path

from course.tree import list_files


def test_files_come_by_folder_and_name_without_folders_that_are_left_out(tmp_path: Path) -> None:
    for name in ("b.html", "a-b/x", "a/z", "a/id/y", "id/one/x", "id/y"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list_files(tmp_path, ("id/",)) == ["a/id/y", "a/z", "a-b/x", "b.html"]
    assert len(list_files(tmp_path)) == 6
