"""The questions of a table that is to be made: one a line, each becomes a column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted

_NAMED = 3  # documents that are called by their names


class QuestionsForm(Translated, QWidget):
    """Signals: `asked(list of questions)`; `left` without any."""

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        layout = column(self, 12, (24, 16, 24, 24))
        self.title = Label("", "section")
        self.about = Label("", "body", "secondary", wrap=True)
        self.field = TextEdit()
        self.start, self.cancel = Button("", "primary", "play"), Button("", "quiet")
        self.field.textChanged.connect(self._look)
        self.field.saved.connect(self._ask)
        self.field.left.connect(self.left)
        self.start.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.left)
        for widget in (self.title, self.about, self.field):
            layout.addWidget(widget)
        line = row(None, 8)
        line.addWidget(self.start)
        line.addWidget(self.cancel)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(1)
        self.retranslate()

    def show_documents(self, names: Sequence[str]) -> None:
        """Whose table it will be."""
        if list(names) != self._names:
            self._names = list(names)
            self.retranslate()

    def questions(self) -> list[str]:
        """Those that are typed, without empty lines."""
        return [line.strip() for line in self.field.toPlainText().splitlines() if line.strip()]

    def _ask(self) -> None:
        if self.questions():
            self.asked.emit(self.questions())

    def _look(self) -> None:
        asked = len(self.questions())
        self.start.set_reason("" if asked else self.tr("Write a question first"))
        cells = asked * len(self._names)
        words = counted(self.tr("Ask: %n answer(s)", "", cells), cells) if asked else self.tr("Ask")
        self.start.setText(words)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Table of facts"))
        count = len(self._names)
        whose = ", ".join(self._names[:_NAMED])
        if count > _NAMED:
            whose = fill(self.tr("%1 and %2 more"), whose, formats.number(count - _NAMED))
        about = self.tr(
            "Each document is asked by itself, each answer has its place. "
            "A question a line becomes a column. Documents: %1."
        )
        self.about.setText(fill(about, whose))
        self.field.setAccessibleName(self.tr("Questions, one a line"))
        example = self.tr("What is the price?\nUntil when is it valid?")
        self.field.setPlaceholderText(example)
        self.cancel.setText(self.tr("Cancel"))
        self._look()
