"""The card of one piece of long work, the same on Documents and in Tasks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.label import Label
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
        self._subject = Label("", "body", "tertiary", wrap=True)
        words.addWidget(self.progress)
        words.addWidget(self._subject)
        self.pause_button = Button("", "soft", "pause")
        self.resume_button = Button("", "outlined", "play")
        self.cancel_button = Button("", "quiet")
        self.pause_button.clicked.connect(self._on_pause)
        self.resume_button.clicked.connect(self.resumed)
        self.cancel_button.clicked.connect(self._on_cancel)
        line.addLayout(words, 1)
        for button in (self.pause_button, self.resume_button, self.cancel_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        self._state = ""
        self.retranslate()

    def show_job(
        self, sentence: str, fraction: float, percent: str, subject: str = "", state: str = "running"
    ) -> None:
        """`state`: running, paused (or interrupted: can continue), failed (can be tried again), done."""
        if state != self._state:
            self.pause_button.set_idle()
            self.cancel_button.set_idle()
        self._state = state
        self.progress.show_progress(sentence, fraction, percent, state)
        self._subject.setText(subject)
        self._subject.setVisible(bool(subject))
        self.pause_button.setVisible(state == "running")
        self.resume_button.setVisible(state in ("paused", "failed"))
        self.cancel_button.setVisible(state != "done")
        self.resume_button.setText(self.tr("Try again") if state == "failed" else self.tr("Continue"))
        self.setAccessibleName(sentence)

    def _on_pause(self) -> None:
        self.pause_button.set_busy(self.tr("Pausing…"))
        self.paused.emit()

    def _on_cancel(self) -> None:
        self.cancel_button.set_busy(self.tr("Stopping…"))
        self.cancelled.emit()

    def retranslate(self) -> None:
        self.pause_button.setText(self.tr("Pause"))
        self.resume_button.setText(self.tr("Try again") if self._state == "failed" else self.tr("Continue"))
        self.cancel_button.setText(self.tr("Cancel"))
