"""What can be made of the chosen documents as a whole: a summary, a comparison, a table of facts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button, FlowLayout, Label, Menu
from desktop.ui.widgets.base import with_text_size
from desktop.ui.widgets.table import Table
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted


class WholeActions(Translated, QWidget):
    """A line above the table. Signals: `go(name)` opens the page of analyses with the documents."""

    go = Signal(str)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        line = FlowLayout(self, 8)
        self.chosen = Label("", "body", "secondary", tabular=True)
        self.summary, self.compare = Button("", "text", "scroll-text"), Button("", "text", "equal")
        self.facts, self.earlier = Button("", "text", "file-spreadsheet"), Button("", "text", "clock")
        self.summary.clicked.connect(lambda: self._go("summary", self._ids()))
        self.compare.clicked.connect(lambda: self._go("compare", self._ids()))
        self.facts.clicked.connect(lambda: self._go("facts", self._ids()))
        self.earlier.clicked.connect(lambda: self.go.emit("analysis"))
        # What comes and goes with the choice stands behind: nothing moves under the pointer.
        for widget in (self.summary, self.compare, self.facts, self.earlier, self.chosen):
            line.addWidget(widget)
        table.selectionModel().selectionChanged.connect(self._look)
        table.model().modelReset.connect(self._look)
        with_text_size(self, self._keep_room)
        self.retranslate()

    def _keep_room(self) -> None:
        """For the count, before there is one: where it takes a line of its own, the table stays."""
        words = counted(self.tr("%n chosen", "", 9999), 9999)
        self.chosen.setMinimumWidth(QFontMetrics(self.chosen.font()).horizontalAdvance(words))

    def add_to(self, menu: Menu) -> None:
        """The same as entries of a menu; what cannot be done with so many documents is left out."""
        for button, icon in (
            (self.summary, "scroll-text"), (self.compare, "equal"), (self.facts, "file-spreadsheet"),
        ):  # fmt: skip
            if button.isEnabled():
                menu.add(button.text(), icon).triggered.connect(button.click)

    def _ids(self) -> list[str]:
        return [document.id for document in self._table.selected() if document.chunks]

    def _go(self, kind: str, documents: list[str]) -> None:
        self.go.emit(f"analysis:{kind}/{','.join(documents)}")

    def _look(self) -> None:
        count = len(self._ids())
        self.setVisible(self._table.model().rowCount() > 0)
        self.chosen.setText(counted(self.tr("%n chosen", "", count), count) if count else "")
        self.summary.set_reason("" if count == 1 else self.tr("Choose one document that is ready"))
        self.compare.set_reason("" if count == 2 else self.tr("Choose two documents that are ready"))

    def retranslate(self) -> None:
        self.summary.setText(self.tr("Summary"))
        self.compare.setText(self.tr("Compare"))
        self.facts.setText(self.tr("Table of facts"))
        self.facts.setToolTip(self.tr("Of the chosen documents, or of all"))
        self.earlier.setText(self.tr("Earlier ones"))
        self._look()
