"""The line of an answer that the documents do not hold, and the way to what the model wrote all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button, Label
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated


class Refusal(Translated, QWidget):
    """Stands in an `AnswerView` above the text, which it folds and unfolds.

    Signals: `unfolded(shown)` the text is to be shown or hidden.
    """

    unfolded = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_unfolded = False
        lines = column(self, 4)
        self.line = Label("", "answer", wrap=True)
        self.written = Button("", "text", "chevron-right")
        self.written.clicked.connect(lambda: self.unfold(not self.is_unfolded))
        lines.addWidget(self.line)
        lines.addWidget(self.written, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def show_written(self, there: bool) -> None:
        """Whether the model wrote something that can be looked at."""
        self.written.setVisible(there)

    def unfold(self, shown: bool) -> None:
        """Show or hide what the model wrote."""
        self.is_unfolded = shown
        self.retranslate()
        self.unfolded.emit(shown)

    def retranslate(self) -> None:
        """Say all words again."""
        self.line.setText(self.tr("I did not find this in the documents. The nearest places are below."))
        words = (
            self.tr("Hide what the model wrote") if self.is_unfolded else self.tr("Show what the model wrote")
        )
        self.written.setText(words)
        self.written.set_icon("chevron-down" if self.is_unfolded else "chevron-right")
