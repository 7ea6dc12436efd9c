"""A sheet as a table: its columns' names stay in view, the cells that hold the quoted words are marked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark
from desktop.ui.widgets.translated import Translated
from workers.contract.specs import PageView, SheetRow

_WIDEST, _NARROWEST = 260, 48  # px of a column, grown with text and zoom
_PAD = 26  # px beside the words of a cell, and the line between two
_BETWEEN = 6  # px between two rows
_NAME_LINES = 3  # of a column's name; all of it is its hint
_LOOKED_AT = 60  # rows that say how wide a column is

_FIGURES = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class _SheetModel(QAbstractTableModel):
    """The first names of columns stand in the header, others in their rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.rows: list[SheetRow] = []
        self.fonts = (QFont(), QFont())  # of values, of names
        self._width = 0

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        self.beginResetModel()
        first = next((row for row in rows if row.head), None)
        self.names = first.cells if first is not None else ()
        self.rows = [row for row in rows if row is not first]
        self._width = max((len(row.cells) for row in rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.names[section] if section < len(self.names) else ""
        return _LEFT if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        marked = index.column() in row.marked
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return row.cells[index.column()] if index.column() < len(row.cells) else ""
        if role == Role.ToolTipRole:
            return row.text
        if role == Role.BackgroundRole:
            return theme().colour("marker") if marked else None
        if role == Role.ForegroundRole:
            return theme().colour("marker_text" if marked else "paper_text")
        if role == Role.FontRole:
            return self.fonts[row.head]
        if role == Role.TextAlignmentRole:
            cell = row.cells[index.column()] if index.column() < len(row.cells) else ""
            figures = not any(map(str.isalpha, cell)) and not row.head
            return _FIGURES if figures else _LEFT
        return None


class _Marker(QStyledItemDelegate):
    """Paints the ground of marked cells, which a style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if ground := index.data(Role.BackgroundRole):
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class SheetTable(Translated, QTableView):
    """Read-only; Ctrl+C copies the selected cells as lines with tabs."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _SheetModel(self)
        self.setModel(self._sheet)
        self.setItemDelegate(_Marker(self))
        self._view: PageView | None = None
        self._zoom = 100
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        mark(self, role="paper")
        self.retranslate()
        theme().changed.connect(self._restyle)

    def show_view(self, view: PageView, zoom: int) -> None:
        """Show the rows of `view`, scrolled to the first marked one."""
        if view == self._view and zoom == self._zoom:
            return
        fresh = self._view is None or view.rows != self._view.rows
        self._view, self._zoom = view, zoom
        if fresh:
            self._sheet.show_rows(view.rows)
        self._restyle()

    def marked(self) -> list[str]:
        """The words of the marked cells, row by row."""
        return [row.cells[at] for row in self._sheet.rows for at in row.marked]

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(self.tr("Sheet of the document"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._copied())
        else:
            super().keyPressEvent(event)

    def _copied(self) -> str:
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectionModel().selectedIndexes()):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        return "\n".join("\t".join(cells) for cells in lines.values())

    def _restyle(self) -> None:
        if self._view is None:
            return
        fonts = []
        for name in ("body", "body_strong"):
            font = QFont(theme().font(name))
            font.setPixelSize(font.pixelSize() * self._zoom // 100)
            fonts.append(font)
        values, names = self._sheet.fonts = (fonts[0], fonts[1])
        self.setFont(values)
        header = self.horizontalHeader()
        header.setFont(names)
        header.setVisible(any(self._sheet.names))
        self.clearSpans()
        widths = [QFontMetrics(names).horizontalAdvance(name) for name in self._sheet.names]
        widths += [0] * (self._sheet.columnCount() - len(widths))
        metrics = QFontMetrics(values)
        for at, row in enumerate(self._sheet.rows):
            if len(row.cells) == 1 and len(widths) > 1:
                self.setSpan(at, 0, 1, len(widths))
            elif at < _LOOKED_AT:
                for column, cell in enumerate(row.cells):
                    widths[column] = max(widths[column], metrics.horizontalAdvance(cell))
        grown = self._zoom / 100 * theme().scale
        least, most = round(_NARROWEST * grown), round(_WIDEST * grown)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, min(max(width + _PAD, least), most))
        header.setFixedHeight(self._names_height(QFontMetrics(names)))
        for at in range(self._sheet.rowCount()):  # not by the hidden header, whose sections are higher
            self.setRowHeight(at, self.sizeHintForRow(at) + _BETWEEN)
        self._to_marked()

    def _names_height(self, metrics: QFontMetrics) -> int:
        """Pixels that the names of columns need, wrapped."""
        flags = int(Qt.TextFlag.TextWordWrap)
        heights = [
            metrics.boundingRect(QRect(0, 0, self.columnWidth(at) - _PAD, 1000), flags, name).height()
            for at, name in enumerate(self._sheet.names)
        ]
        return min(max(heights, default=0), _NAME_LINES * metrics.lineSpacing()) + 2 * _BETWEEN

    def _to_marked(self) -> None:
        """Bring the first marked cell into view, with what stands above it."""
        place = next(((at, row.marked[0]) for at, row in enumerate(self._sheet.rows) if row.marked), (0, 0))
        across = self.horizontalScrollBar()
        across.setValue(0)
        self.scrollTo(self._sheet.index(*place))  # sideways no further than needed
        if self.columnSpan(*place) > 1:
            across.setValue(0)
        top = self.rowViewportPosition(place[0]) + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(top - self.viewport().height() // 3, 0))
