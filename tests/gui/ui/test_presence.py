"""The window in the tray, the badge and what is told when long work ends."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.ui.window import presence
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import pump
from tests.helpers.window import open_window, running_application


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("данные")


@pytest.fixture
def window(data: Path, complaints: Complaints, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    complaints.expect("propagateSizeHints|ystemTray|raise")
    monkeypatch.setattr(presence, "can_stay", lambda: True)
    with running_application(data, "ru") as application, open_window(application) as window:
        window.application = application  # type: ignore[attr-defined]
        yield window


def ended(window: MainWindow, state: JobState) -> None:
    """A task of two minutes ends."""
    jobs = window.application.jobs  # type: ignore[attr-defined]
    now = datetime.now(UTC)
    began = now - timedelta(seconds=120)
    job = JobRecord("j1", "summary", "", JobState.RUNNING, {"name": "Устав.pdf"}, began, now)
    jobs._jobs["j1"] = job
    window.work._on_changes(Changes(jobs=frozenset({"j1"})))
    jobs._jobs["j1"] = JobRecord("j1", "summary", "", state, job.params, began, now, code="no_model")
    window.work._on_changes(Changes(jobs=frozenset({"j1"})))


def test_long_work_that_ends_behind_the_window_is_told_and_counted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda icon, title, text, *rest: told.append(text))
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    ended(window, JobState.FAILED)
    assert window.presence.unseen == 1
    assert told and "Пересказ" in told[0] and "Устав.pdf" in told[0], "it says which work it was"
    assert "1" in window.rail.items["tasks"].accessibleDescription() and window.work.failed == 1
    window.go("tasks")
    assert window.work.failed == 0 and not window.rail.items["tasks"].accessibleDescription()
    window.presence.seen()
    assert window.presence.unseen == 0


def test_work_that_ends_before_ones_eyes_needs_no_notification(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    ended(window, JobState.SUCCEEDED)
    assert window.presence.unseen == 0 and window.work.failed == 0


def test_with_an_icon_in_the_tray_closing_hides_and_quitting_ends(window: MainWindow) -> None:
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.presence.set_tray(True)
    window.close()
    assert not window.isVisible() and not closed
    window.presence.wanted.emit()
    pump(0.05)
    assert window.isVisible()
    window.quit()
    assert closed


def test_without_it_closing_ends(window: MainWindow) -> None:
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.close()
    assert closed
