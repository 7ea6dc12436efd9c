"""Above an answer: how its question was read before it was searched, and the way back to what was typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, IconLabel
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.search import Understood


class ReadingNote(Translated, QWidget):
    """Stands in an `AnswerView` whose question was mended, or names documents.

    Signals: `as_typed` the question is to be searched as it was typed, in all documents.
    """

    as_typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._understood, self._last = Understood(), False
        lines = column(self, 4)
        self.meant = IconLabel("search", "", "secondary", "body", wrap=True)
        self.named = IconLabel("file-text", "", "secondary", "body", wrap=True)
        self.absent = IconLabel("triangle-alert", "", "warning", "body", wrap=True)
        self.back = Button("", "text", "rotate-ccw")
        self.back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.as_typed)
        for part in (self.meant, self.named, self.absent):
            lines.addWidget(part)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_reading(self, understood: Understood, last: bool) -> None:
        """`last`: of the newest answer, which alone can be made again."""
        self._understood, self._last = understood, last
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        read = self._understood
        meant = fill(self.tr("Did you mean “%1”? This was searched."), read.question)
        self.meant.show_state("search", meant, "secondary")
        names = ", ".join(fill(self.tr("“%1”"), one.name) for one in read.named)
        where = self.tr("Looked up only in: %1") if read.only else self.tr("Looked up first in: %1")
        self.named.show_state("file-text", fill(where, names), "secondary")
        absent = ", ".join(fill(self.tr("“%1”"), one) for one in read.absent)
        self.absent.show_state(
            "triangle-alert",
            fill(self.tr("The documents of this base do not include: %1."), absent),
            "warning",
        )
        self.meant.setVisible(read.reworded)
        self.named.setVisible(bool(read.named))
        self.absent.setVisible(bool(read.absent))
        self.back.setVisible(self._last and (read.reworded or bool(read.named or read.absent)))
        self.back.setText(
            self.tr("Search as I typed it") if read.reworded else self.tr("Search all documents")
        )


def is_worth_saying(understood: Understood) -> bool:
    """Whether a question was read in another way than a person would expect."""
    return understood.reworded or bool(understood.named or understood.absent)
