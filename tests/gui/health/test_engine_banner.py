"""The line above the pages that tells once of an engine that failed its self-test."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.features.health.views.engine_banner import EngineBanner
from desktop.ui.widgets.button import Button
from desktop.ui.window.main_window import MainWindow
from tests.helpers.gui import wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.engine import EngineReport, EngineResult, EngineTry

TRIED = (
    EngineTry("zen4", "CPU", EngineResult.CRASHED, "SIGILL", 0.7),
    EngineTry("haswell", "CPU", EngineResult.PROVED, "difference 0.03", 0.7),
)
FELL_BACK = EngineReport("haswell", "CPU", "0.3.36 abc", TRIED, 1.0)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "data", "ru") as application:
        yield application


@pytest.fixture
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def found(application: Application, report: EngineReport) -> None:
    """The computer was looked at, with this end."""
    wait_for(lambda: application.hardware.hardware is not None, 60)
    assert application.hardware.hardware is not None
    application.hardware.hardware = replace(application.hardware.hardware, engine_report=report)
    application.change_publisher(Changes(hardware=True))


def test_it_is_told_until_it_is_understood(window: MainWindow, application: Application) -> None:
    banner = window.findChild(EngineBanner)
    assert banner is not None and not banner.isVisibleTo(window)
    application.hardware.probe()
    found(application, replace(FELL_BACK, tried=TRIED[1:]))
    assert not banner.isVisibleTo(window)  # all is well
    found(application, FELL_BACK)
    assert banner.isVisibleTo(window)
    assert "«zen4» не прошёл самопроверку" in banner.text() and "«haswell»" in banner.text()
    assert banner.accessibleName() == banner.text()
    banner.findChild(Button).click()
    assert not banner.isVisibleTo(window)
    found(application, FELL_BACK)
    assert not banner.isVisibleTo(window)
    assert application.settings.values.engines_told
