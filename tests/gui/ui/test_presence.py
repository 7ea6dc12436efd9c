"""The window in the tray, the badge and what is told when long work ends."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.app import Application
from desktop.core.entities import LocalJob
from desktop.core.future import Future
from desktop.core.jobs.job_service import JobHandler
from desktop.ui.window import presence, work_model
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import pump
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Kind


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("данные")


@pytest.fixture
def application(data: Path, complaints: Complaints, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    complaints.expect("propagateSizeHints|ystemTray|raise")
    monkeypatch.setattr(presence, "can_stay", lambda: True)
    monkeypatch.setattr(work_model, "LONG_SECONDS", 0)
    with running_application(data, "ru") as application:
        yield application


@pytest.fixture
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def summarized(application: Application, problem: Code | None = None) -> None:
    """A summary that ends, well or with a problem."""
    pending: Future[dict[str, Any]] = Future()
    handler = JobHandler(Kind.CHAT, run_locally=lambda job, notify: pending)
    application.jobs.define(LocalJob.SUMMARY, handler)
    application.jobs.submit(LocalJob.SUMMARY, {"name": "Устав.pdf"})
    pending.reject(ProblemError(problem)) if problem else pending.resolve({})


def test_long_work_that_ends_behind_the_window_is_told_and_counted(
    application: Application, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda icon, title, text, *rest: told.append(text))
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    summarized(application, Code.NO_MODEL)
    assert window.presence.unseen == 1
    assert told and "Пересказ" in told[0] and "Устав.pdf" in told[0], "it says which work it was"
    assert "1" in window.rail.items["tasks"].accessibleDescription() and window.work.failed == 1
    window.go("tasks")
    assert window.work.failed == 0 and not window.rail.items["tasks"].accessibleDescription()
    window.presence.seen()
    assert window.presence.unseen == 0


def test_work_that_ends_before_ones_eyes_needs_no_notification(
    application: Application, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    summarized(application)
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


def test_the_icon_comes_and_goes_with_its_setting(application: Application, window: MainWindow) -> None:
    assert not window.presence.in_tray
    application.settings.change(tray_icon=True)
    assert window.presence.in_tray
    application.settings.change(tray_icon=False)
    assert not window.presence.in_tray


def test_without_it_closing_ends(window: MainWindow) -> None:
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.close()
    assert closed
