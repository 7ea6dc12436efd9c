"""What workers say on standard error: files that do not grow for ever, and the last lines."""

from pathlib import Path

import pytest

from desktop.processes import worker_log
from desktop.processes.worker_log import LAST, WorkerLog


def test_the_last_lines_are_kept(tmp_path: Path) -> None:
    log = WorkerLog(tmp_path, "echo")
    for number in range(100):
        log.write(f"строка {number}\nend ".encode())
    assert len(log.last()) == LAST
    assert log.last()[-2:] == ("end строка 99", "end ")
    log.write(b"x" * 200_000 + b"\n\xff\xfe\n")
    assert len(log.last()[-2]) <= 1000
    assert log.last()[-1] == "\ufffd\ufffd"
    log.begin()
    assert log.last() == ()
    assert "строка 0" in (tmp_path / "worker-echo.log").read_text("utf-8", "replace")


def test_files_are_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_log, "_LIMIT", 1000)
    log = WorkerLog(tmp_path, "chat")
    for number in range(200):
        log.write(f"{number} {'x' * 90}\n".encode())
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["worker-chat.log", *(f"worker-chat.log.{number}" for number in (1, 2, 3))]
    assert all(path.stat().st_size < 1200 for path in tmp_path.iterdir())
    assert "199 x" in (tmp_path / "worker-chat.log").read_text()


def test_a_folder_that_is_gone_stops_nobody(tmp_path: Path) -> None:
    log = WorkerLog(tmp_path / "gone", "chat")
    log.write(b"words\n")
    assert log.last() == ("words",)
