"""The card of one piece of long work, the same on Documents and in Tasks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.label import ElidedLabel
from desktop.ui.widgets.progress import ProgressRow
from desktop.ui.widgets.translated import Translated


class JobCard(Translated, Card):
    """Shows what it is told; whoever owns the job answers its signals.

    Signals: `paused`, `resumed`, `cancelled` when their buttons are clicked.
    """

    paused = Signal()
    resumed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        line = row(None, 16, (16, 12, 16, 12))
        words = column(None, 6)
        self.progress = ProgressRow()
        self._subject = ElidedLabel("", "body", "tertiary")
        words.addWidget(self.progress)
        words.addWidget(self._subject)
        self._pause = Button("", "soft", "pause")
        self._resume = Button("", "outlined", "play")
        self._cancel = Button("", "quiet")
        self._pause.clicked.connect(self._on_pause)
        self._resume.clicked.connect(self.resumed)
        self._cancel.clicked.connect(self._on_cancel)
        line.addLayout(words, 1)
        for button in (self._pause, self._resume, self._cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        self._state = ""
        self.retranslate()

    def show_job(
        self, sentence: str, fraction: float, percent: str, subject: str = "", state: str = "running"
    ) -> None:
        """`state`: running, paused (or interrupted: can continue), failed (can be tried again), done."""
        if state != self._state:
            self._pause.set_idle()
            self._cancel.set_idle()
        self._state = state
        self.progress.show_progress(sentence, fraction, percent, state)
        self._subject.setText(subject)
        self._subject.setVisible(bool(subject))
        self._pause.setVisible(state == "running")
        self._resume.setVisible(state in ("paused", "failed"))
        self._cancel.setVisible(state != "done")
        self._resume.setText(self.tr("Try again") if state == "failed" else self.tr("Continue"))
        self.setAccessibleName(sentence)

    def _on_pause(self) -> None:
        self._pause.set_busy(self.tr("Pausing…"))
        self.paused.emit()

    def _on_cancel(self) -> None:
        self._cancel.set_busy(self.tr("Stopping…"))
        self.cancelled.emit()

    def retranslate(self) -> None:
        self._pause.setText(self.tr("Pause"))
        self._resume.setText(self.tr("Try again") if self._state == "failed" else self.tr("Continue"))
        self._cancel.setText(self.tr("Cancel"))
