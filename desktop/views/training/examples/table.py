"""The table of examples: rows painted by a delegate, so that ten thousand scroll freely."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
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

from desktop.domain.training import Example
from desktop.theme import theme
from desktop.viewmodels.examples_model import CHECKS, EXAMPLE, NUMBER, QUESTION, STATE, ExamplesModel
from desktop.viewmodels.finding_text import state_look
from desktop.views.widgets.base import paint_box

Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Delegate(QStyledItemDelegate):
    """Number; question; kind; state by icon, word and colour; what the checks say."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme().height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        example = index.data(EXAMPLE)
        if not isinstance(example, Example):
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
        colour = {NUMBER: "text_tertiary", QUESTION: "text"}.get(column, "text_secondary")
        if column == STATE:
            icon, tone = state_look(example)
            colour = "text_secondary" if tone == "secondary" else tone
            pixmap = theme().pixmap(icon, colour, 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.center().y() - 6, pixmap)
            inner.adjust(20, 0, 0, 0)
        painter.setFont(theme().font("control" if column in (QUESTION, STATE) else "body", True))
        painter.setPen(theme().colour(colour))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(text, mode, inner.width()))
        painter.restore()


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
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(
            inner, _LEFT, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        )
        painter.restore()


class ExamplesTable(QTableView):
    """Enter or a double click opens a row in the review; Del rejects.

    Signals: `opened(Example)`, `rejecting`.
    """

    opened = Signal(object)
    rejecting = Signal()

    def __init__(self, model: ExamplesModel) -> None:
        super().__init__()
        self._examples = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
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

    def selected(self) -> list[Example]:
        """The selected examples, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [example for row in rows if (example := self._examples.example(row)) is not None]

    def _open(self, row: int) -> None:
        example = self._examples.example(row)
        if example is not None:
            self.opened.emit(example)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._examples.rowCount() == 0:
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
            self.rejecting.emit()
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
        """The question takes what the others leave; the checks go first where it is narrow."""
        scale = theme().scale
        number, kind, state = (round(width * scale) for width in (64, 150, 180))
        room = self.viewport().width() - number - kind - state
        checks = max(min(round(room * 0.4), 320), 0)
        for column, width in enumerate((number, max(room - checks, 120), kind, state, checks)):
            self.setColumnWidth(column, width)
        self.setColumnHidden(CHECKS, checks < 80)


class TableCard(QFrame):
    """The rounded card around the table."""

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
