"""The folder of data goes elsewhere: links, folders that cannot be read, who comes too late."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import begun_move, moving
from desktop.data_place import FILE, write_place
from desktop.paths import AppPaths
from workers.contract.codes import Code, ProblemError


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    """A folder that was in use."""
    made = AppPaths.under(tmp_path / "a")
    made.prepare()
    made.database.write_bytes(b"database")
    (made.bases / "b1").mkdir()
    (made.bases / "b1" / "text.sqlite").write_bytes(b"texts")
    return made


def test_links_lead_to_the_same_as_before(paths: AppPaths, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name, to in (
        ("relative", "../../outside"), ("absolute", outside), ("own", paths.bases / "b1"),
        ("beside", "../bases/b1"), ("circle", "circle"),
    ):  # fmt: skip
        (paths.models / name).symlink_to(to)
    target = tmp_path / "far" / "away" / "b"
    moving.move(paths, target)
    links = {path.name: os.readlink(path) for path in (target / "models").iterdir()}
    assert links == {
        "relative": str(outside), "absolute": str(outside), "own": str(target / "bases" / "b1"),
        "beside": "../bases/b1", "circle": "circle",
    }  # fmt: skip


def test_a_folder_that_cannot_be_listed_stops_the_move(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refused(folder: Any) -> Iterator[os.DirEntry[str]]:
        if os.path.basename(folder) == "b1":
            raise OSError(5, "Input/output error", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(ProblemError) as told:
        moving.move(paths, tmp_path / "b")
    monkeypatch.undo()
    assert told.value.problem.code is Code.DISK_ERROR
    assert AppPaths.under(paths.data).data == paths.data


def test_a_mark_that_stays_does_not_deny_the_move(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == moving.MARK:
            raise OSError(5, "Input/output error")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    assert moving.move(paths, tmp_path / "b").data == str(tmp_path / "b")


def test_what_differs_is_copied_again_and_damaged_settings_stay(paths: AppPaths, tmp_path: Path) -> None:
    aside = paths.data / "settings.damaged-20261130-120000-000000.json"
    aside.write_text("{", encoding="utf-8")
    target = tmp_path / "b"
    moving.move(paths, target)
    copy = target / "bases" / "b1" / "text.sqlite"
    facts = copy.stat()
    copy.write_bytes(b"rotte")
    os.utime(copy, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (target / moving.MARK).write_bytes(os.fsencode(paths.data))
    with pytest.raises(ProblemError):
        moving.move(paths, target)
    moving.move(paths, target)
    assert copy.read_bytes() == b"texts"
    assert aside.exists()
    assert not (target / aside.name).exists()


def test_who_comes_late_learns_that_the_data_are_elsewhere(paths: AppPaths, tmp_path: Path) -> None:
    assert not paths.are_outdated()
    moving.move(paths, tmp_path / "b")
    assert paths.are_outdated()
    assert not paths.anew().are_outdated()


def test_a_lost_disk_names_the_file_that_leads_to_it(paths: AppPaths, tmp_path: Path) -> None:
    moving.move(paths, tmp_path / "b")
    (tmp_path / "b").rename(tmp_path / "unplugged")
    with pytest.raises(ProblemError) as told:
        paths.anew().prepare()
    file = paths.data / FILE
    assert told.value.problem.params == {"folder": str(tmp_path / "b"), "file": str(file)}
    file.unlink()
    assert paths.anew().data == paths.data
    write_place(paths.data, moving.DataPlace())
    assert paths.anew().data == paths.data


def test_no_old_copy_is_forgotten_by_another_move(paths: AppPaths, tmp_path: Path) -> None:
    moving.move(paths, tmp_path / "b")
    moved = paths.anew()
    with pytest.raises(ProblemError) as told:
        moving.check_target(moved, tmp_path / "c")
    assert told.value.problem.code is Code.MOVE_FORMER
    assert told.value.problem.params == {"folder": str(paths.data)}
    moving.remove_former(moved)
    moving.check_target(moved, tmp_path / "c")


def test_what_was_copied_in_vain_goes_and_nothing_else(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b"
    monkeypatch.setattr(moving, "_read_again", lambda file, on_read: "")  # a disk that keeps something else
    with pytest.raises(ProblemError) as told:
        moving.move(paths, target)
    assert told.value.problem.code is Code.DISK_ERROR
    assert moving.is_begun(paths, target)
    (target / "чужое.txt").write_text("own", encoding="utf-8")
    (target / "models" / "чужое.txt").write_text("own", encoding="utf-8")
    moving.drop_copy(paths, target)
    left = sorted(str(path.relative_to(target)) for path in target.rglob("*"))
    assert left == ["models", "models/чужое.txt", "чужое.txt"]
    assert paths.database.read_bytes() == b"database"
    assert not moving.is_begun(paths, target)
    moving.drop_copy(paths, target)  # without a mark it is nobody's copy
    moving.drop_copy(paths, paths.data)
    assert (target / "чужое.txt").exists()
    assert paths.database.exists()


def test_a_whole_copy_is_never_dropped(paths: AppPaths, tmp_path: Path) -> None:
    target = tmp_path / "b"
    moving.move(paths, target)
    (target / moving.MARK).write_bytes(os.fsencode(paths.data))  # as if it could not be deleted
    moving.drop_copy(AppPaths.under(paths.data), target)
    assert (target / paths.database.name).exists()
    assert moving.holds_data(target)


def test_a_folder_that_is_away_is_found_again_elsewhere(paths: AppPaths, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "b", tmp_path / "c"
    moving.move(paths, target)
    target.rename(elsewhere)
    with pytest.raises(ProblemError) as told:
        AppPaths.under(paths.data).prepare()
    assert told.value.problem.code is Code.DATA_AWAY
    assert not moving.holds_data(tmp_path)
    assert moving.holds_data(elsewhere)
    moving.use_folder(paths, elsewhere)
    again = AppPaths.under(paths.data)
    again.prepare()
    assert again.data == elsewhere
    moving.use_folder(paths, None)
    assert AppPaths.under(paths.data).data == paths.data


def test_a_disk_that_takes_no_note_is_left_all_the_same(
    paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(begun_move, "write_whole", full)
    assert moving.move(paths, tmp_path / "b").data == str(tmp_path / "b")
    assert (tmp_path / "b" / paths.database.name).read_bytes() == b"database"


def test_giving_up_one_copy_leaves_the_note_of_another(paths: AppPaths, tmp_path: Path) -> None:
    begun_move.note(paths.data, tmp_path / "stick")
    moving.drop_copy(paths, tmp_path / "other")
    assert begun_move.noted(paths.data) == tmp_path / "stick"
    moving.drop_copy(paths, tmp_path / "stick")
    assert begun_move.noted(paths.data) is None
