"""Publishing: a new build in one step, and old pages keep what they load."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from course.cli import main
from course.hosting.editions import PublishError, publish_edition
from course.hosting.publish import CURRENT, publish
from course.hosting.rules import is_hashed

DAY = 86400


def built(folder: Path, digest: str, text: str = "a page") -> Path:
    """A site of one page with one style sheet."""
    style = folder / f"assets/stylesheets/page.{digest}.css"
    style.parent.mkdir(parents=True)
    style.write_text(digest, encoding="utf-8")
    style.with_name(style.name + ".br").write_bytes(b"packed")
    (folder / "index.html").write_text(f'{text} <link rel="stylesheet" href="{digest}">', encoding="utf-8")
    (folder / "help.html").write_text("the same in every build", encoding="utf-8")
    return folder


def style_in(folder: Path, digest: str) -> Path:
    return folder / CURRENT / f"assets/stylesheets/page.{digest}.css"


def age(path: Path, days: float) -> None:
    """Let a file be older."""
    time = path.stat().st_mtime - days * DAY
    os.utime(path, (time, time))


def test_the_first_build_is_published(tmp_path: Path) -> None:
    release = publish(built(tmp_path / "site", "11111111"), tmp_path / "web")
    current = tmp_path / "web" / CURRENT
    assert current.is_symlink()
    assert current.resolve() == release.resolve()
    assert not current.readlink().is_absolute()  # the folder may be moved
    assert (current / "index.html").is_file()


def test_pages_are_new_and_old_pages_find_their_files(tmp_path: Path) -> None:
    publish(built(tmp_path / "one", "11111111"), tmp_path / "web")
    publish(built(tmp_path / "two", "22222222"), tmp_path / "web")
    assert "22222222" in (tmp_path / "web" / CURRENT / "index.html").read_text(encoding="utf-8")
    for digest in ("11111111", "22222222"):
        assert style_in(tmp_path / "web", digest).read_text(encoding="utf-8") == digest
    assert style_in(tmp_path / "web", "11111111").with_suffix(".css.br").is_file()


def test_old_files_go_some_days_after_the_last_build_that_had_them(tmp_path: Path) -> None:
    web, keep = tmp_path / "web", timedelta(days=30)
    publish(built(tmp_path / "one", "11111111"), web)
    publish(built(tmp_path / "two", "22222222"), web)
    age(style_in(web, "11111111"), 29)
    publish(built(tmp_path / "three", "33333333"), web, keep=keep)
    assert style_in(web, "11111111").is_file()
    age(style_in(web, "11111111"), 2)
    publish(built(tmp_path / "four", "44444444"), web, keep=keep)
    assert not style_in(web, "11111111").exists()
    assert style_in(web, "22222222").is_file()


def test_a_file_that_is_in_use_does_not_age(tmp_path: Path) -> None:
    web = tmp_path / "web"
    site = built(tmp_path / "one", "11111111")
    age(site / "assets/stylesheets/page.11111111.css", 400)
    publish(site, web)
    publish(built(tmp_path / "two", "22222222"), web)
    assert style_in(web, "11111111").is_file()


def test_old_pages_that_are_gone_are_not_kept(tmp_path: Path) -> None:
    one, two = built(tmp_path / "one", "11111111"), built(tmp_path / "two", "22222222")
    (one / "old.html").write_text("old", encoding="utf-8")
    publish(one, tmp_path / "web")
    publish(two, tmp_path / "web")
    assert not (tmp_path / "web" / CURRENT / "old.html").exists()


def test_what_did_not_change_keeps_its_time(tmp_path: Path) -> None:
    """Servers make the tag by which browsers ask again of time and size."""
    web = tmp_path / "web"
    one, two = built(tmp_path / "one", "11111111"), built(tmp_path / "two", "22222222", text="another page")
    for name in ("help.html", "index.html"):
        age(one / name, 5)
    publish(one, web)
    before = {name: (web / CURRENT / name).stat().st_mtime_ns for name in ("help.html", "index.html")}
    publish(two, web)
    after = {name: (web / CURRENT / name).stat().st_mtime_ns for name in before}
    assert after["help.html"] == before["help.html"]
    assert after["index.html"] != before["index.html"]


def test_some_releases_stay_to_go_back_to(tmp_path: Path) -> None:
    web = tmp_path / "web"
    releases = [publish(built(tmp_path / f"{number}", f"{number}" * 8), web, releases=2) for number in range(4)]
    (web / "releases/.broken-off").mkdir()
    releases.append(publish(built(tmp_path / "5", "55555555"), web, releases=2))
    assert sorted((web / "releases").iterdir()) == releases[-2:]
    assert sorted(path.name for path in web.iterdir()) == [CURRENT, "releases"]


def test_going_back_is_publishing_the_old_build(tmp_path: Path) -> None:
    one, two = built(tmp_path / "one", "11111111"), built(tmp_path / "two", "22222222")
    for site in (one, two, one):
        publish(site, tmp_path / "web")
    assert "11111111" in (tmp_path / "web" / CURRENT / "index.html").read_text(encoding="utf-8")
    assert style_in(tmp_path / "web", "22222222").is_file()


def test_nothing_is_published_without_a_site_or_over_a_folder(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="holds no built course"):
        publish(tmp_path / "nowhere", tmp_path / "web")
    (tmp_path / "web" / CURRENT).mkdir(parents=True)
    with pytest.raises(PublishError, match="is not a link"):
        publish(built(tmp_path / "one", "11111111"), tmp_path / "web")
    assert list((tmp_path / "web").iterdir()) == [tmp_path / "web" / CURRENT]


def as_edition(site: Path, name: str = "2030-1") -> Path:
    """A site as a build with EDITION makes it."""
    home = site / "index.html"
    home.write_text(f'<aside data-edition="{name}"></aside>' + home.read_text(encoding="utf-8"), encoding="utf-8")
    return site


def test_edition_is_there_for_every_release_and_stays(tmp_path: Path) -> None:
    web = tmp_path / "web"
    publish(built(tmp_path / "one", "11111111"), web)
    kept = publish_edition(as_edition(built(tmp_path / "kept", "33333333")), web)
    assert kept == web / "editions/2030-1"
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert "33333333" in (web / CURRENT / "v/2030-1/index.html").read_text(encoding="utf-8")
    for number in range(2, 7):
        publish(built(tmp_path / f"{number}", f"{number}" * 8), web, releases=1)
    assert "33333333" in (web / CURRENT / "v/2030-1/index.html").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before
    assert not (web / CURRENT / "v").readlink().is_absolute()


def test_edition_before_the_first_release_is_found_by_it(tmp_path: Path) -> None:
    web = tmp_path / "web"
    publish_edition(as_edition(built(tmp_path / "kept", "33333333")), web)
    publish(built(tmp_path / "one", "11111111"), web)
    assert (web / CURRENT / "v/2030-1/index.html").is_file()


def test_edition_is_never_written_again(tmp_path: Path) -> None:
    web = tmp_path / "web"
    kept = publish_edition(as_edition(built(tmp_path / "kept", "33333333")), web)
    with pytest.raises(PublishError, match="stays as it is"):
        publish_edition(as_edition(built(tmp_path / "other", "44444444")), web)
    assert "33333333" in (kept / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in kept.parent.iterdir()] == ["2030-1"]


def test_edition_and_current_course_are_not_taken_for_each_other(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="holds no edition"):
        publish_edition(built(tmp_path / "one", "11111111"), tmp_path / "web")
    with pytest.raises(PublishError, match="was built as the edition '2030-1'"):
        publish(as_edition(built(tmp_path / "kept", "33333333")), tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_site_with_a_part_of_the_name_of_editions_is_not_published(tmp_path: Path) -> None:
    web, site = tmp_path / "web", built(tmp_path / "one", "11111111")
    publish_edition(as_edition(built(tmp_path / "kept", "33333333")), web)
    (site / "v").mkdir()
    (site / "v/index.html").write_text("a page", encoding="utf-8")
    with pytest.raises(PublishError, match="belongs to editions"):
        publish(site, web)
    assert not (web / CURRENT).exists()


def test_files_of_an_edition_are_kept_as_long_as_those_of_the_course() -> None:
    assert is_hashed("v/2030-1/assets/stylesheets/page.33333333.css")
    assert not is_hashed("v/2030-1/lessons/page.33333333.css")


def test_command_keeps_an_edition_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, web = as_edition(built(tmp_path / "kept", "33333333")), tmp_path / "web"
    assert main(["edition", str(site), str(web)]) == 0
    assert capsys.readouterr().out == f"{web / 'editions/2030-1'}: served as v/2030-1/, for good\n"
    assert main(["edition", str(site), str(web)]) == 1
    assert "stays as it is" in capsys.readouterr().err


def test_the_command_says_what_is_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, web = built(tmp_path / "one", "11111111"), tmp_path / "web"
    assert main(["publish", str(site), str(web), "--keep", "7"]) == 0
    assert capsys.readouterr().out == f"{web / CURRENT}: now {(web / CURRENT).resolve().name}\n"
    assert main(["publish", str(tmp_path / "nowhere"), str(web)]) == 1
    assert capsys.readouterr().err.endswith("holds no built course (run 'make site' first)\n")
