"""The table of an exam: figures painted by a delegate, the way of the chat on a blue ground."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
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

from desktop.core.exam_entities import ScoreRow
from desktop.features.exam.viewmodels.exam_model import ExamShown
from desktop.features.exam.viewmodels.exam_table_model import ACTIVE, PILL, ROW, Column, ExamTableModel
from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box
from desktop.ui.widgets.chips import badge_width, paint_badge

Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP, _LEAST_GAP = 16, 32, 10  # px
_LEAST_WAY, _MOST_WAY = 150, 280  # px
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _box(rect: QRect, column: int, edge: float) -> QRectF:
    """The text of a cell: figures end at the right edge of their column."""
    box = QRectF(rect)
    if column == Column.WAY:
        return box.adjusted(_PAD, 0, -4, 0)
    return box.adjusted(0, 0, -edge, 0)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, theme().height("table_row_dense"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        active, column = bool(index.data(ACTIVE)), index.column()
        if active:
            painter.fillRect(rect, theme().colour("selected"))
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, theme().colour("hover"))
        painter.setPen(QPen(theme().colour("border"), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column == Column.COMPARED:
            self._pill(painter, rect, index, active)
        else:
            strong = column == Column.WAY and active
            font = "body_strong" if strong else "control" if column == Column.WAY else "body"
            painter.setFont(theme().font(font, tabular=True))
            tone = "text_secondary" if column == Column.SPREAD else "text"
            painter.setPen(theme().colour(tone))
            box = _box(rect, column, 0)
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, int(box.width()))
            painter.drawText(box, _LEFT if column == Column.WAY else _RIGHT, words)
        painter.restore()

    @staticmethod
    def _pill(painter: QPainter, rect: QRect, index: Index, raised: bool) -> None:
        tone, word = index.data(PILL)
        if word:
            right = QPointF(rect.right() - _PAD + 1, QRectF(rect).center().y())
            paint_badge(painter, right, word, tone, raised)


class _Header(QHeaderView):
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
        box = _box(rect, section, _PAD if section == Column.COMPARED else 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, _LEFT if section == Column.WAY else _RIGHT, words)
        painter.restore()


class ExamTable(QTableView):
    """Enter or a click opens the answers of a line.

    Signals: `opened(ScoreRow)`.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = ExamTableModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Header())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for way in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            way(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(lambda index: self._open(index.row()))
        theme().changed.connect(self.restyle)
        self.restyle()

    @property
    def rows(self) -> ExamTableModel:
        return self._rows

    def show_exam(self, shown: ExamShown) -> None:
        self._rows.show_exam(shown)
        self._share()

    def _open(self, at: int) -> None:
        row = self._rows.index(at, 0).data(ROW)
        if isinstance(row, ScoreRow):
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def restyle(self) -> None:
        """Heights follow the size of the text."""
        self.verticalHeader().setDefaultSectionSize(theme().height("table_row_dense"))
        self.horizontalHeader().setFixedHeight(theme().height("table_head"))
        self._share()

    def _share(self) -> None:
        """Each column as wide as its words; the way takes what is left. Where that is too little the gaps
        shrink, then the spread goes: the bars above show it."""
        names = [str(self._rows.index(at, Column.WAY).data() or "") for at in range(self._rows.rowCount())]
        metrics = QFontMetrics(theme().font("body_strong", tabular=True))
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        way = min(max(longest + _PAD + 8, _LEAST_WAY), _MOST_WAY)
        room = self.viewport().width() - _PAD
        widths = {column: self._needed(column) for column in Column if column is not Column.WAY}
        narrow = room < way + sum(widths.values()) + _LEAST_GAP * len(widths)
        self.setColumnHidden(Column.SPREAD, narrow)
        if narrow:
            del widths[Column.SPREAD]
        gap = min(max((room - way - sum(widths.values())) // len(widths), _LEAST_GAP), _GAP)
        for column, width in widths.items():
            self.setColumnWidth(column, width + gap + (_PAD if column is Column.COMPARED else 0))
        self.setColumnWidth(Column.WAY, max(room - sum(widths.values()) - gap * len(widths), _LEAST_WAY))

    def _needed(self, column: Column) -> int:
        metrics = QFontMetrics(theme().font("body", tabular=True))
        words = [str(self._rows.headerData(column, Qt.Orientation.Horizontal))]
        cells = [str(self._rows.index(at, column).data() or "") for at in range(self._rows.rowCount())]
        widest = max(metrics.horizontalAdvance(word) for word in words + cells)
        if column is Column.COMPARED:
            widest = max([widest, *(badge_width(word) for word in cells if word)])
        return widest + 2


class ExamTableCard(QFrame):
    """The rounded card around the table, as high as all its lines."""

    def __init__(self, table: ExamTable) -> None:
        super().__init__()
        self.table = table
        table.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        rows = self.table.rows.rowCount()
        high = theme().height("table_head") + rows * theme().height("table_row_dense") + 8
        return QSize(400, high)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def fit(self) -> None:
        """The number of lines is another."""
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.setGeometry(self.rect().adjusted(1, 4, -1, -4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().radius("card"), "surface", "border")
        painter.end()
