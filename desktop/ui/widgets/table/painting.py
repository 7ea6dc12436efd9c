"""How the cells and the header of a table are painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.row_table import ROW
from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_icon
from desktop.ui.widgets.chips import paint_badge
from desktop.ui.widgets.table.columns import TableColumn

if TYPE_CHECKING:
    from desktop.ui.widgets.table.table import Table

Index = QModelIndex | QPersistentModelIndex
_TONES = {"secondary": "text_secondary", "accent": "accent_text"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _write(painter: QPainter, room: QRect, words: str, column: TableColumn, middle: bool = False) -> None:
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    elided = painter.fontMetrics().elidedText(words, mode, room.width())
    painter.drawText(room, _RIGHT if column.right else _LEFT, elided)


class RowDelegate(QStyledItemDelegate):
    """State by icon, word and colour."""

    def __init__(self, table: "Table") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, table = index.data(ROW), self._table
        if row is None:
            return
        painter.save()
        box: QRect = option.rect
        marked, column = table.is_marked(row), table.columns[index.column()]
        self._ground(painter, box, option.state, marked)
        painter.setPen(QPen(theme().colour("border"), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner, colour = table.inside(box, index.column()), column.colour
        if column.badge is not None:
            tone, word = column.badge(row)
            if word:
                middle = QPointF(inner.right() + 1, QRectF(box).center().y())
                paint_badge(painter, middle, word, tone, marked)
            painter.restore()
            return
        if column.icon is not None:
            icon, tone = column.icon(row)
            tone = _TONES.get(tone, tone)
            colour = tone if column.tinted else colour
            paint_icon(painter, inner.left(), inner.center().y() + 1, icon, tone, column.icon_size)
            inner.adjust(theme().grown(column.icon_size) + 6, 0, 0, 0)
        strong = marked and index.column() == 0
        painter.setFont(theme().font("body_strong" if strong else column.font, tabular=True))
        painter.setPen(theme().colour(colour))
        _write(painter, inner, str(index.data(Qt.ItemDataRole.DisplayRole)), column, column.middle)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, marked: bool) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if marked or (selected and not self._table.compact):
            painter.fillRect(box, theme().colour("selected"))
        elif selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme().colour("hover"))


class TableHeader(QHeaderView):
    """The sorted column carries an arrow after its word."""

    def __init__(self, table: "Table") -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._table = table
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().height("table_head"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setPen(QPen(theme().colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("text_secondary"))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        inner, column = self._table.inside(rect, section), self._table.columns[section]
        _write(painter, inner, words, column)
        if self.sectionsClickable() and section == self.sortIndicatorSection():
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            width = painter.fontMetrics().horizontalAdvance(words)
            x = inner.right() - width - 6 - theme().grown(14) if column.right else inner.left() + width + 6
            name = "arrow-up" if up else "arrow-down"
            paint_icon(painter, x, rect.center().y() + 1, name, "text_secondary", 14)
        painter.restore()
