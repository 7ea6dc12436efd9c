"""What tests of the window need: an application without a screen, a theme, a loop that waits."""

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Theme
from desktop.ui.theme import theming as _theming

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def qt_app() -> QApplication:
    """The one QApplication of a test run."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["bukvar-tests"])


def plain_theme(mode: str = "light") -> Theme:
    """The theme for widgets tested without a window; made once, like in the application."""
    qt_app()
    if not _theming._installed:
        Theme(RESOURCES, mode)
    return _theming._installed[-1]


def pump(seconds: float = 0.05) -> None:
    """Run the event loop for a while."""
    wait_for(lambda: False, seconds, must=False)


def wait_for(ready: Callable[[], object], seconds: float = 10.0, must: bool = True) -> bool:
    """Run the event loop until `ready()`; fails the test when it does not come in time (`must`)."""
    app = qt_app()
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            assert not must, "did not happen in time"
            return False
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        app.sendPostedEvents()
        time.sleep(0.002)
    return True
