"""The files of a built site."""

from __future__ import annotations

from pathlib import Path

import pytest
from course.tree import list_files, read_pieces


def test_files_come_by_folder_and_name_without_folders_that_are_left_out(tmp_path: Path) -> None:
    for name in ("b.html", "a-b/x", "a/z", "a/id/y", "id/one/x", "id/y"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list_files(tmp_path, ("id/",)) == ["a/id/y", "a/z", "a-b/x", "b.html"]
    assert len(list_files(tmp_path)) == 6


@pytest.mark.parametrize("size", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 17) + 1])
def test_a_file_read_in_pieces_is_whole(size: int, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(bytes(number % 251 for number in range(size)))
    pieces = list(read_pieces(str(tmp_path / "x")))
    assert b"".join(pieces) == (tmp_path / "x").read_bytes()
    assert pieces


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").touch()
    (tmp_path / "a/round").symlink_to(tmp_path)
    assert list_files(tmp_path) == ["a/x"]
