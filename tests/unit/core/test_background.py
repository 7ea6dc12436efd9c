"""Large folders are gone at once, and their bytes a little later, without the window waiting."""

import threading
from pathlib import Path

import pytest

from desktop.core.future import Future
from desktop.core.jobs.background import Background, delete_folder, sweep_deleted
from desktop.processes.timers import QtTimers
from tests.helpers.gui import qt_app, wait_for


def put(folder: Path) -> Path:
    (folder / "part").mkdir(parents=True)
    (folder / "part" / "file").write_bytes(b"x")
    return folder


def test_work_runs_beside_the_event_loop_and_settles_in_it() -> None:
    qt_app()
    background, go = Background(QtTimers()), threading.Event()
    here, settled = threading.current_thread(), list[tuple[int, threading.Thread]]()

    def work() -> int:
        assert threading.current_thread() is not here
        go.wait(10)
        return 7

    done = background.run(work)
    done.then(lambda value: settled.append((value, threading.current_thread())))
    wait_for(lambda: done.completed, 0.1, must=False)
    assert not done.completed, "the loop goes on meanwhile"
    go.set()
    wait_for(lambda: done.completed)
    assert settled == [(7, here)]


def test_what_fails_is_told_to_whoever_waits() -> None:
    qt_app()

    def work() -> int:
        raise PermissionError(13, "no")

    failed: Future[int] = Background(QtTimers()).run(work)
    wait_for(lambda: failed.completed)
    with pytest.raises(PermissionError):
        failed.result()


def test_a_folder_is_gone_from_its_place_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[Path] = []
    monkeypatch.setattr("desktop.core.jobs.background._LITTLE", 0)
    monkeypatch.setattr("desktop.core.jobs.background.shutil.rmtree", lambda path, **_: held.append(path))
    delete_folder(put(tmp_path / "models" / "m"))
    delete_folder(tmp_path / "nothing")
    assert not (tmp_path / "models" / "m").exists()
    wait_for(lambda: held)
    assert held[0].exists() and held[0].parent == tmp_path / "models", "a kill came now"
    monkeypatch.undo()
    sweep_deleted([tmp_path / "models", tmp_path / "nowhere"])
    wait_for(lambda: not list((tmp_path / "models").iterdir()))
