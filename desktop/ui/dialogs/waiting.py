"""Shown by a window that starts while a command holds the data folder: what runs, and *Stop and open*."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from desktop.processes.instance_client import Client, HolderLost
from desktop.ui.i18n.placeholders import fill
from workers.contract.codes import ProblemError

_LOOK_MS = 700


class Waiting(QDialog):
    """Accepted when the folder is free, also by itself when the command ends; rejected when the user gives
    up. Made by the window's start, before there is a theme or an application."""

    def __init__(self, data: Path, running: str) -> None:
        super().__init__()
        self._data = data
        self.setWindowTitle(self.tr("Bukvar"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(420)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._stop_button = self._buttons.addButton(self.tr("Stop and open"), role.ActionRole)
        self._stopping: Client | None = None
        self._buttons.addButton(self.tr("Do not open"), role.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self._buttons)
        self._stop_button.clicked.connect(self._stop)
        self._buttons.rejected.connect(self.reject)
        self._say(running)
        self._look = QTimer(self)
        self._look.timeout.connect(self._ask)
        self._look.start(_LOOK_MS)

    def _say(self, running: str) -> None:
        pattern = self.tr("A command is using this folder now: %1. It can be continued later.")
        self._words.setText(fill(pattern, running))

    def _ask(self) -> None:
        try:
            running = Client(self._data, timeout_s=0).show().running
        except (HolderLost, ProblemError):
            self.accept()
            return
        if self._stopping is None:
            self._say(running)

    def _stop(self) -> None:
        """Ask, and go on looking: the command brings its work to a safe point first."""
        self._stop_button.setEnabled(False)
        self._stop_button.setText(self.tr("Stopping…"))
        with contextlib.suppress(HolderLost, ProblemError):  # it may have ended by itself meanwhile
            self._stopping = Client(self._data, timeout_s=0)
            self._stopping.ask_to_stop()
