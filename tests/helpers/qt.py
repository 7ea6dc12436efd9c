"""Qt for tests: one application without a screen, a loop that waits, and an ear for Qt's own complaints."""

import os
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication


def qt_application() -> QCoreApplication:
    """The one application of a test run. A QApplication, as widgets are tested in the same process."""
    return QCoreApplication.instance() or QApplication(["bukvar-tests"])


def wait_until(condition: Callable[[], Any], timeout: float = 20.0, what: str = "") -> None:
    """Run the event loop until `condition()` is true; fails the test after `timeout` seconds. The loop sleeps
    between events: nothing is polled faster than every 20 ms."""
    qt_application()
    loop = QEventLoop()
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, f"not within {timeout} s: {what or condition}"
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def spin(seconds: float) -> None:
    """Run the event loop for a while: for what must not happen."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= end, seconds + 20)


# The offscreen platform has no window manager to tell the smallest size to, and says so.
_OFFSCREEN = "This plugin does not support propagateSizeHints()"


class QtComplaints:
    """Qt's warnings and worse, collected from `handler` (see qInstallMessageHandler)."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def handler(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and message != _OFFSCREEN:
            self.lines.append(f"{kind.name}: {message}")
