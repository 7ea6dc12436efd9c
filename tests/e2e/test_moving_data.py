"""The folder of data goes elsewhere: by real processes, with kills on the way; a base answers there."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop import begun_move, moving
from desktop.data_place import DataPlace, read_place
from desktop.paths import AppPaths
from desktop.processes.own_command import OwnCommand
from desktop.processes.single_instance import Holder
from desktop.settings.policy import Policy
from desktop.ui.dialogs.moving_data import MovingData
from tests.helpers.gui import qt_app, wait_for
from tests.helpers.models import install_into
from workers.contract.codes import Code, ProblemError
from workers.files import sha256_of


def bukvar(data: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    """The command typed for real; what it printed."""
    command = [sys.executable, "-m", "desktop", *typed, "--data-dir", str(data), "--json"]
    environment = {**os.environ, "BUKVAR_REST": "0"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def content(folder: Path) -> dict[str, str]:
    """Every file of the data with its hash."""
    own = ("bukvar.lock", "bukvar.address", "settings.json", "data_folder.json", begun_move.NOTE)
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in own]
    names = {path: path.relative_to(folder) for path in files}
    return {str(n): sha256_of(p) for p, n in names.items() if n.parts[0] not in ("logs", "cache")}


def make_data(root: Path, size: int = 0) -> AppPaths:
    """A folder of data that was in use, with a model of `size` bytes."""
    paths = AppPaths.under(root)
    paths.prepare()
    paths.database.write_bytes(b"database")
    (paths.bases / "b1" / "vectors").mkdir(parents=True)
    (paths.bases / "b1" / "text.sqlite").write_bytes(os.urandom(3000))
    (paths.models / "m").mkdir()
    (paths.models / "m" / "m.gguf").write_bytes(os.urandom(1 << 20) * (size >> 20) or b"m")
    (paths.models / "link").symlink_to(paths.models / "m")
    paths.settings_file.write_text("{}", encoding="utf-8")
    (paths.logs / "bukvar.log").write_text("log", encoding="utf-8")
    return paths


def test_a_base_answers_where_its_data_were_moved_to(tmp_path: Path) -> None:
    root, target = tmp_path / "данные", tmp_path / "другой диск" / "Буквар"
    install_into(root)
    file = tmp_path / "отпуск.txt"
    file.write_text("Ежегодный отпуск длится двадцать восемь календарных дней.", encoding="utf-8")
    rows(bukvar(root, "base", "create", "Кадры"))
    assert rows(bukvar(root, "import", "--base", "Кадры", str(file)))
    before = content(root)
    moved = rows(bukvar(root, "data", "move", str(target)))
    assert moved[-1] == {"moved": str(target), "former": str(root)}
    progress = [row for row in moved if "progress" in row]
    assert progress[-1]["done"] == progress[-1]["total"]
    assert content(target) == before
    assert rows(bukvar(root, "data", "where")) == [{"folder": str(target), "former": str(root)}]
    found = rows(bukvar(root, "search", "--base", "Кадры", "сколько дней отпуск"))
    assert "двадцать восемь" in json.dumps(found, ensure_ascii=False)
    assert rows(bukvar(root, "data", "remove-former")) == []
    assert content(root) == {}
    assert (root / "settings.json").exists() or read_place(root).data == str(target)
    found = rows(bukvar(root, "search", "--base", "Кадры", "сколько дней отпуск"))
    assert "двадцать восемь" in json.dumps(found, ensure_ascii=False)
    away = target.rename(tmp_path / "без диска")  # unplugged: nothing is made anew in its place
    refused = bukvar(root, "data", "where")
    assert refused.returncode == 1
    assert str(target) in refused.stderr
    assert not target.exists()
    away.rename(target)


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_a_kill_at_any_moment_leaves_one_whole_folder(tmp_path: Path) -> None:
    paths = make_data(tmp_path / "a", 96 << 20)
    before, target = content(paths.data), tmp_path / "b"
    for wait in (0.0, 0.05, 0.2):  # seconds after the first bytes
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "data", "move", str(target), "--data-dir", str(paths.data)],
            stdout=subprocess.DEVNULL,
        )
        until(lambda: (target / moving.MARK).exists())
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = AppPaths.under(paths.data)
        assert content(now.data) == before, "whichever is in use is whole"
        assert now.data == target or begun_move.noted(paths.data) == target
    now = AppPaths.under(paths.data)
    if now.data == paths.data:
        moving.move(paths, target)
    assert content(AppPaths.under(paths.data).data) == before
    assert not (target / moving.MARK).exists() and begun_move.noted(target) is None
    assert os.readlink(target / "models" / "link") == str(target / "models" / "m")


def until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_what_is_copied_is_taken_again_and_what_differs_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = make_data(tmp_path / "a")
    target = tmp_path / "b"
    real, seen = moving._read_again, []

    def spoiled(file: Path, on_read: Callable[[int], None]) -> str:
        seen.append(file)
        return "other" if len(seen) == 3 else real(file, on_read)

    monkeypatch.setattr(moving, "_read_again", spoiled)
    with pytest.raises(ProblemError) as told:
        moving.move(paths, target)
    assert told.value.problem.code is Code.DISK_ERROR
    assert AppPaths.under(paths.data).data == paths.data
    monkeypatch.undo()
    (paths.models / "m" / "m.gguf").unlink()  # removed between the two attempts
    moving.move(paths, target)
    assert content(target) == content(paths.data)
    back = AppPaths.under(paths.data)
    moving.remove_former(back)
    moving.move(back, paths.data)  # home again, where settings and logs still lie
    assert AppPaths.under(paths.data).data == paths.data
    assert content(paths.data) == content(target)


@pytest.mark.parametrize(
    ("kind", "network", "code"),
    [("vfat", False, Code.MOVE_FAT), ("exfat", False, Code.MOVE_FAT), ("cifs", True, Code.MOVE_NETWORK)],
)
def test_disks_that_cannot_keep_a_database_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, network: bool, code: Code
) -> None:
    paths = make_data(tmp_path / "a")
    monkeypatch.setattr(moving, "disk_of", lambda folder: (kind, network))
    with pytest.raises(ProblemError) as told:
        moving.check_target(paths, tmp_path / "b")
    assert told.value.problem.code is code
    assert not (tmp_path / "b").exists()


def test_other_folders_that_cannot_be_used_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = make_data(tmp_path / "a")
    full = tmp_path / "full"
    full.mkdir()
    (full / "other.txt").touch()

    def code(target: Path, paths: AppPaths = paths) -> Code:
        with pytest.raises(ProblemError) as told:
            moving.check_target(paths, target)
        return told.value.problem.code

    assert code(paths.data / "inside") is Code.MOVE_INSIDE
    assert code(tmp_path) is Code.MOVE_INSIDE
    assert code(full) is Code.MOVE_NOT_EMPTY
    fixed = AppPaths.under(paths.data, Policy(data_folder=str(paths.data)))
    assert code(tmp_path / "b", fixed) is Code.SET_BY_ADMINISTRATOR
    monkeypatch.setattr(moving.os, "access", lambda place, mode: False)
    assert code(tmp_path / "b") is Code.FOLDER_NOT_WRITABLE
    monkeypatch.undo()
    monkeypatch.setattr("workers.disk.free_space", lambda folder: 1000)
    assert code(tmp_path / "b") is Code.DISK_FULL


def test_nothing_moves_while_somebody_has_the_folder(tmp_path: Path) -> None:
    qt_app()
    paths = make_data(tmp_path / "a")
    holder = Holder.acquire(paths.data, listens=False)  # as another command that moves them
    assert holder is not None
    try:
        refused = bukvar(paths.data, "data", "move", str(tmp_path / "b"))
    finally:
        holder.close()
    assert refused.returncode == 1
    assert not (tmp_path / "b").exists()


def test_the_start_moves_first_and_asks_about_the_old_copy(tmp_path: Path) -> None:
    qt_app()
    paths = make_data(tmp_path / "a")
    before, target = content(paths.data), tmp_path / "b"
    moving.want_move(paths, target)
    assert read_place(paths.data) == DataPlace(moving_to=str(target))

    dialog = moving_dialog(paths, target)
    wait_for(lambda: dialog.leave.text() == "Keep it", 60)
    assert AppPaths.under(paths.data).data == target
    assert content(paths.data) == content(target) == before, "nothing is removed unasked"
    dialog.act.click()
    wait_for(lambda: dialog.isHidden(), 60)
    assert content(paths.data) == {}
    assert content(target) == before


def test_stopped_on_the_way_nothing_is_left_on_the_other_disk(tmp_path: Path) -> None:
    qt_app()
    paths = make_data(tmp_path / "a", 256 << 20)
    before, target = content(paths.data), tmp_path / "b"
    dialog = moving_dialog(paths, target)
    wait_for(lambda: (target / moving.MARK).exists(), 60)
    dialog.leave.click()
    assert not dialog.isHidden(), "the copy is being removed"
    wait_for(lambda: dialog.isHidden(), 60)
    assert not target.exists()
    assert AppPaths.under(paths.data).data == paths.data
    assert content(paths.data) == before


def moving_dialog(paths: AppPaths, target: Path) -> MovingData:
    """The dialog of a start that moves, with its real command, shown."""

    def begin(action: str) -> OwnCommand:
        place: Sequence[str] = (str(target),) if action in ("move", "drop-copy") else ()
        return OwnCommand(paths.data, ("data", action, *place, *paths.options))

    dialog = MovingData(paths.data, target, begin)
    dialog.show()
    return dialog
