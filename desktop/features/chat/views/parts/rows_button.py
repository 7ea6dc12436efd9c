"""Under an answer of a table: how many rows it was reckoned from, and the way to them."""

from PySide6.QtWidgets import QSizePolicy

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.answers import TableAnswer


class RowsButton(Translated, Button):
    """A click opens the rows in the source panel."""

    def __init__(self, table: TableAnswer) -> None:
        super().__init__("", "outlined", "file-spreadsheet")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._used = table.used
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words again."""
        self.setText(fill(self.tr("Rows: %1"), formats.number(self._used)))
        self.setAccessibleName(fill(self.tr("Show the rows of the answer, %1"), formats.number(self._used)))
