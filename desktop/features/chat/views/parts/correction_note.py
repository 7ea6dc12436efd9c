"""Above an answer that a person has given, or that comes near one: whose it is, and the other way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.entities import Correction
from desktop.features.chat.viewmodels.chat_groups import aware
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, IconLabel
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated


class CorrectionNote(Translated, QWidget):
    """Stands in an `AnswerView`.

    Signals: `documents_wanted` the question is to be answered from the documents; `shown(question)` the
    answer to another question is wanted.
    """

    documents_wanted = Signal()
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._correction: Correction | None = None
        self._used, self._last = True, False
        lines = column(self, 4)
        self.said = IconLabel("check", "", "secondary", "body", wrap=True)
        self.act = Button("", "text", "rotate-ccw")
        self.act.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.act.clicked.connect(self._act)
        lines.addWidget(self.said)
        lines.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)

    def show_correction(self, correction: Correction | None, used: bool, last: bool) -> None:
        """`used`: it is the answer; else its question comes near. None: it was removed since."""
        self._correction, self._used, self._last = correction, used, last
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        known = self._correction
        if known is None:
            self.said.show_state("check", self.tr("A person gave this answer."), "secondary")
        elif self._used:
            who = known.by or self.tr("a person")
            words = self.tr("Answer to the question “%3”, given by %1, %2.")
            day = formats.day(aware(known.created))
            self.said.show_state("check", fill(words, who, day, known.question), "success")
        else:
            words = fill(self.tr("A person answered a similar question: “%1”"), known.question)
            self.said.show_state("info", words, "secondary")
        self.act.setText(self.tr("Answer from the documents") if self._used else self.tr("Ask that question"))
        self.act.setVisible(self._last if self._used else self._last and known is not None)

    def _act(self) -> None:
        if self._used:
            self.documents_wanted.emit()
        elif self._correction is not None:
            self.shown.emit(self._correction.question)
