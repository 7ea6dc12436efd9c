"""A table of numbered rows in five columns: number, words, kind, state, and one more that goes first where it
is narrow. Painted by a delegate, so that ten thousand scroll freely."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box

NUMBER, WORDS, KIND, STATE, MORE = range(5)
Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class RowsLook:
    """What parts one such table from another. `role` is where the model keeps the row itself, `state_look`
    gives its icon and tone. Widths in px at 100 %; `more` has `more_share` of what is left, `more_most` at
    most, and is hidden below `more_least`. `middle`: its words are cut in the middle (names of files)."""

    role: int
    state_look: Callable[[Any], tuple[str, str]]
    kind: int
    state: int
    more_share: float
    more_most: int
    more_least: int
    middle: bool = False


class _Delegate(QStyledItemDelegate):
    """State by icon, word and colour."""

    def __init__(self, look: RowsLook, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme().height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(self._look.role)
        if row is None:
            return
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme().colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme().colour("hover"))
        painter.setPen(QPen(theme().colour("border"), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner, column = box.adjusted(_PAD, 0, -_PAD, 0), index.column()
        colour = {NUMBER: "text_tertiary", WORDS: "text"}.get(column, "text_secondary")
        if column == STATE:
            icon, tone = self._look.state_look(row)
            colour = "text_secondary" if tone == "secondary" else tone
            pixmap = theme().pixmap(icon, colour, 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.center().y() - 6, pixmap)
            inner.adjust(20, 0, 0, 0)
        painter.setFont(theme().font("control" if column in (WORDS, STATE) else "body", True))
        painter.setPen(theme().colour(colour))
        _write(painter, inner, str(index.data(Qt.ItemDataRole.DisplayRole)), self._middle(column))
        painter.restore()

    def _middle(self, column: int) -> bool:
        return column == MORE and self._look.middle


class _Header(QHeaderView):
    """36 px."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
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
        _write(painter, rect.adjusted(_PAD, 0, -_PAD, 0), words)
        painter.restore()


def _write(painter: QPainter, room: QRect, words: str, middle: bool = False) -> None:
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(words, mode, room.width()))


class RowsTable(QTableView):
    """Enter or a double click opens a row; Del is left to the page. Several rows can be selected.

    Signals: `opened(row)` with what the model keeps in `look.role`; `deleting`.
    """

    opened = Signal(object)
    deleting = Signal()

    def __init__(self, model: QAbstractItemModel, look: RowsLook) -> None:
        super().__init__()
        self._look = look
        self.setModel(model)
        self.setItemDelegate(_Delegate(look, self))
        self.setHorizontalHeader(_Header())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme().changed.connect(self._restyle)
        self._restyle()

    def selected(self) -> list[Any]:
        """The selected rows, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [found for row in rows if (found := self._row(row)) is not None]

    def _row(self, row: int) -> Any:
        return self.model().index(row, WORDS).data(self._look.role)

    def _open(self, row: int) -> None:
        found = self._row(row)
        if found is not None:
            self.opened.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("text_tertiary"))
            nothing = self.tr("Nothing is found. Try other words.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, nothing)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete:
            self.deleting.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().height("table_row"))
        self.horizontalHeader().setFixedHeight(theme().height("table_head"))
        self._share()

    def _share(self) -> None:
        """The words take what the others leave."""
        look = self._look
        number, kind, state = (round(width * theme().scale) for width in (64, look.kind, look.state))
        room = self.viewport().width() - number - kind - state
        more = max(min(round(room * look.more_share), look.more_most), 0)
        for column, width in enumerate((number, max(room - more, 120), kind, state, more)):
            self.setColumnWidth(column, width)
        self.setColumnHidden(MORE, more < look.more_least)


class TableCard(QFrame):
    """The rounded card around such a table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self.table = table
        table.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().height("table_head") + 4 * theme().height("table_row"))

    def sizeHint(self) -> QSize:
        rows = max(self.table.model().rowCount(), 3)
        return QSize(400, theme().height("table_head") + min(rows, 12) * theme().height("table_row") + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.setGeometry(self.rect().adjusted(1, 4, -1, -4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().radius("card"), "surface", "border")
        painter.end()
