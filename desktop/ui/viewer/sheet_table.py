"""A sheet as a table: its columns' names stay in view, the cells that hold the quoted words are marked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark
from desktop.ui.widgets.table import CellGrid
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.search import SheetRow
from workers.text.folding import plain

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

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.rows: list[SheetRow] = []
        self.words = ""  # cells with these (lower case, е for ё) are marked as found
        self.fonts = (QFont(), QFont())  # of values, of names
        self._width = 0

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        self.beginResetModel()
        first = next((row for row in rows if row.head), None)
        self.names = first.cells if first is not None else ()
        self.rows = [row for row in rows if row is not first]
        self._width = max((len(row.cells) for row in rows), default=0)
        self.endResetModel()

    def add_rows(self, rows: Sequence[SheetRow], *, above: bool) -> int:
        """More rows of the same sheet; returns how many there were to add."""
        fresh = [row for row in rows if not (row.head and row.cells == self.names)]
        at = 0 if above else len(self.rows)
        if fresh:
            self.beginInsertRows(QModelIndex(), at, at + len(fresh) - 1)
            self.rows[at:at] = fresh
            self.endInsertRows()
        return len(fresh)

    def find(self, words: str) -> None:
        """Mark the cells that hold these words; "" marks none."""
        self.words = plain(words)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, max(self._width - 1, 0)))

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
            found = (
                self.words
                and index.column() < len(row.cells)
                and self.words in plain(row.cells[index.column()])
            )
            return theme().colour("marker" if marked else "paper_hit") if marked or found else None
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


class SheetTable(Translated, CellGrid):
    """Read-only."""

    def __init__(self) -> None:
        self._sheet = _SheetModel()
        super().__init__(self._sheet)
        self._sheet.setParent(self)
        self.setItemDelegate(_Marker(self))
        self._zoom = 100
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        mark(self, role="paper")
        self.retranslate()
        theme().changed.connect(self._restyle)

    def show_rows(self, rows: Sequence[SheetRow], zoom: int) -> None:
        """Show another sheet, or another place of one."""
        self._zoom = zoom
        self._sheet.show_rows(rows)
        self._restyle()

    def add_rows(self, rows: Sequence[SheetRow], *, above: bool) -> None:
        """Rows above or below those that are shown, which stay where they are in the view."""
        top = self.verticalScrollBar().value()
        added = self._sheet.add_rows(rows, above=above)
        first = 0 if above else self._sheet.rowCount() - added
        self._set_heights(range(first, first + added))
        if above:
            self.updateGeometries()
            self.verticalScrollBar().setValue(top + sum(map(self.rowHeight, range(added))))

    def set_zoom(self, zoom: int) -> None:
        """Per cent of the size of letters."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._restyle()

    def mark_found(self, words: str) -> None:
        """Mark the cells that hold these words; "" marks none."""
        self._sheet.find(words)

    def to_offset(self, offset: int, words: str = "") -> None:
        """Bring the row at an offset of the document's text into view, the cell with `words` in it."""
        rows = self._sheet.rows
        at = max(sum(row.start <= offset for row in rows) - 1, 0)
        if at < len(rows):
            held = [
                column for column, cell in enumerate(rows[at].cells) if words and plain(words) in plain(cell)
            ]
            self._to(at, (held or rows[at].marked or (0,))[0])
            self.setCurrentIndex(self._sheet.index(at, (held or rows[at].marked or (0,))[0]))

    def to_marked(self) -> None:
        """Bring the first marked cell into view, with what stands above it."""
        place = next(((at, row.marked[0]) for at, row in enumerate(self._sheet.rows) if row.marked), (0, 0))
        self._to(*place)

    def marked(self) -> list[str]:
        """The words of the marked cells, row by row."""
        return [row.cells[at] for row in self._sheet.rows for at in row.marked]

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(self.tr("Sheet of the document"))

    def _restyle(self) -> None:
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
        for row in self._sheet.rows[:_LOOKED_AT]:
            for column, cell in enumerate(row.cells if len(row.cells) > 1 else ()):
                widths[column] = max(widths[column], metrics.horizontalAdvance(cell))
        grown = self._zoom / 100 * theme().scale
        least, most = round(_NARROWEST * grown), round(_WIDEST * grown)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, min(max(width + _PAD, least), most))
        header.setFixedHeight(self._names_height(QFontMetrics(names)))
        self._set_heights(range(self._sheet.rowCount()))

    def _set_heights(self, rows: range) -> None:
        """Of rows whose columns have their widths; a line outside the tables goes across them."""
        for at in rows:  # not by the hidden header, whose sections are higher
            if len(self._sheet.rows[at].cells) == 1 and self._sheet.columnCount() > 1:
                self.setSpan(at, 0, 1, self._sheet.columnCount())
            self.setRowHeight(at, self.sizeHintForRow(at) + _BETWEEN)

    def _names_height(self, metrics: QFontMetrics) -> int:
        """Pixels that the names of columns need, wrapped."""
        flags = int(Qt.TextFlag.TextWordWrap)
        heights = [
            metrics.boundingRect(QRect(0, 0, self.columnWidth(at) - _PAD, 1000), flags, name).height()
            for at, name in enumerate(self._sheet.names)
        ]
        return min(max(heights, default=0), _NAME_LINES * metrics.lineSpacing()) + 2 * _BETWEEN

    def _to(self, row: int, column: int) -> None:
        across = self.horizontalScrollBar()
        across.setValue(0)
        self.scrollTo(self._sheet.index(row, column))  # sideways no further than needed
        if self.columnSpan(row, column) > 1:
            across.setValue(0)
        top = self.rowViewportPosition(row) + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(top - self.viewport().height() // 3, 0))
