"""A damaged database: what is said, the copy of the day before, and the commands that put it back."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import window
from desktop.app import Application
from desktop.paths import AppPaths
from desktop.processes.single_instance import LOCK
from desktop.storage.database import Database, begin_anew
from tests.helpers.gui import qt_app
from tests.helpers.models import install_into
from tests.unit.storage.test_backups import damage
from workers.contract.codes import Code, ProblemError

ROOT = Path(__file__).resolve().parents[2]


def bukvar(data: Path, *arguments: str, rest: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", *arguments, "--data-dir", str(data)]
    environment = {**os.environ, "BUKVAR_REST": str(rest)}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=environment)


def test_commands_restore_the_copy_that_the_last_end_made(tmp_path: Path) -> None:
    data = tmp_path / "Мои данные"
    assert bukvar(data, "base", "create", "Приказы").returncode == 0
    listed = bukvar(data, "backups", "list", "--json")
    (copy,) = [json.loads(line) for line in listed.stdout.splitlines()]
    file = AppPaths.under(data).database
    damage(file)
    refused = bukvar(data, "base", "list")
    assert refused.returncode == 1
    assert "bukvar backups restore" in refused.stderr
    assert bukvar(data, "backups", "restore", "такой копии нет").returncode == 1
    restored = bukvar(data, "backups", "restore", "--json")
    assert json.loads(restored.stdout)["restored"] == copy["name"]
    assert "Приказы" in bukvar(data, "base", "list").stdout
    file.unlink()
    for _ in range(2):
        assert "backups begin-anew" in bukvar(data, "base", "list").stderr
    assert bukvar(data, "backups", "begin-anew").returncode == 0
    assert bukvar(data, "base", "list").stdout == ""


def test_a_process_that_only_rests_gives_way_to_a_restored_copy(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    install_into(data)
    assert bukvar(data, "base", "create", "Приказы").returncode == 0
    bukvar(data, "search", "отпуск", "--base", "Приказы", rest=60)
    lock = QLockFile(str(data / LOCK))
    assert not lock.tryLock(0)  # it rests
    assert bukvar(data, "backups", "restore").returncode == 0


@pytest.mark.parametrize("role", ["AcceptRole", "DestructiveRole", "RejectRole"])
def test_the_window_offers_the_newest_copy_or_an_empty_one(tmp_path: Path, role: str) -> None:
    data = tmp_path / "данные"
    assert bukvar(data, "base", "create", "Приказы").returncode == 0
    paths = AppPaths.under(data)
    damage(paths.database)
    broken = paths.database.read_bytes()
    qt_app()

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if box.buttonRole(one).name == role).click()

    QTimer.singleShot(300, answer)
    application = window._opened(paths)  # nothing else is asked or said: nobody would answer here
    assert (application is not None) is (role != "RejectRole")
    if application is not None:
        application.database.close()
    assert (paths.database.read_bytes() == broken) is (role == "RejectRole")
    if role != "RejectRole":
        listed = bukvar(data, "base", "list").stdout
        assert ("Приказы" in listed) is (role == "AcceptRole")


def test_a_newer_database_is_offered_no_copy(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "data")
    paths.prepare()
    Database(paths.database).close()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("UPDATE schema_version SET version = 999")
        connection.commit()
    with pytest.raises(ProblemError) as told:
        window._opened(paths)
    assert told.value.code is Code.DATA_NEWER


def test_a_row_that_nothing_can_read_is_offered_a_copy_and_an_empty_one_leaves_files_alone(
    tmp_path: Path,
) -> None:
    qt_app()
    paths = AppPaths.under(tmp_path / "data")
    paths.prepare()
    Database(paths.database).close()
    for name in ("adapters/a.gguf", "runs/r/checkpoint"):
        (paths.data / name).parent.mkdir(parents=True, exist_ok=True)
        (paths.data / name).write_bytes(b"hours of work")
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(
            "INSERT INTO runs VALUES ('r', 'b', 'no state', '2026-01-01 00:00:00.000000', '{}')"
        )
        connection.commit()
    with pytest.raises(ProblemError) as told:
        window._application(paths)
    assert told.value.code is Code.DATA_DAMAGED
    with pytest.raises(ProblemError) as sound:  # SQLite sees nothing
        begin_anew(paths.database, paths.backups, paths.bases)
    assert sound.value.code is Code.DATA_SOUND
    begin_anew(paths.database, paths.backups, paths.bases, told=True)
    application = Application(paths)
    application.recover()
    application.database.close()
    assert (paths.data / "adapters" / "a.gguf").exists()
    assert (paths.data / "runs" / "r" / "checkpoint").exists()
