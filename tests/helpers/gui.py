"""What tests of the window need: an application without a screen, a theme, a loop that waits."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.theme import Theme, theme
from desktop.ui.widgets import PopupList

W = TypeVar("W", bound=QWidget)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def qt_app() -> QApplication:
    """The one QApplication of a test run."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["bukvar-tests"])


def plain_theme(mode: str = "light") -> Theme:
    """The theme for widgets tested without a window; made once, like in the application."""
    qt_app()
    try:
        return theme()
    except IndexError:
        return Theme(RESOURCES, mode)


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


def visible(widget: QWidget, kind: type[W]) -> W:
    """The one child of a class that is to be seen in the window of a widget (a popup, a dialog, a menu)."""
    (found,) = (child for child in widget.window().findChildren(kind) if child.isVisible())
    return found


def choose(widget: QWidget, text: str) -> None:
    """Click the row that begins with `text` in the list that is open."""
    (row,) = (row for row in rows(widget) if row.text().startswith(text))
    row.click()


def rows(widget: QWidget) -> list[QAbstractButton]:
    """The rows of the list that is open in the window of a widget."""
    return visible(widget, PopupList).rows()
