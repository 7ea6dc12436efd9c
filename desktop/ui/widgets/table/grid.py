"""The one grid of the window: cells of several lines, of which some are chosen and copied."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

_QUOTE = '"'


class CellGrid(QTableView):
    """Read-only; cells stand beside each other as in a sheet, while `Table` is made of rows. Ctrl+C copies
    the selected cells as lines with tabs, one alone as it stands. Signals: `resized` with the room for the
    columns, which is another than that of the widget around it until that has laid it out."""

    resized = Signal()

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.selectionModel().hasSelection():  # else what was copied before stays
                QGuiApplication.clipboard().setText(self._copied())
        else:
            super().keyPressEvent(event)

    def _copied(self) -> str:
        chosen = sorted(self.selectionModel().selectedIndexes())
        if len(chosen) == 1:
            return _words(chosen[0])
        lines: dict[int, list[str]] = {}
        for index in chosen:
            lines.setdefault(index.row(), []).append(_quoted(_words(index)))
        return "\n".join("\t".join(cells) for cells in lines.values())


def _words(index: QModelIndex) -> str:
    data = index.data()
    return "" if data is None else str(data)


def _quoted(words: str) -> str:
    """As spreadsheets take it: a cell of several lines stays one cell."""
    if words.startswith(_QUOTE) or set(words) & set("\t\n\r"):
        return f'"{words.replace(_QUOTE, 2 * _QUOTE)}"'
    return words
