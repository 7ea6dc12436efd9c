"""The table of exam questions: rows painted by a delegate."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.exam import ExamQuestion
from desktop.theme import theme
from desktop.viewmodels.exam_questions_model import (
    DOCUMENT,
    NUMBER,
    QUESTION,
    QUESTION_ROLE,
    STATE,
    ExamQuestionsModel,
)
from desktop.viewmodels.exam_words import state_look

Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Delegate(QStyledItemDelegate):
    """Number; question; kind; state by icon, word and colour; document."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme().height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        question = index.data(QUESTION_ROLE)
        if not isinstance(question, ExamQuestion):
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
        inner, at = box.adjusted(_PAD, 0, -_PAD, 0), index.column()
        colour = {NUMBER: "text_tertiary", QUESTION: "text"}.get(at, "text_secondary")
        if at == STATE:
            icon, tone = state_look(question.state)
            colour = "text_secondary" if tone == "secondary" else tone
            pixmap = theme().pixmap(icon, colour, 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.center().y() - 6, pixmap)
            inner.adjust(20, 0, 0, 0)
        painter.setFont(theme().font("control" if at in (QUESTION, STATE) else "body", True))
        painter.setPen(theme().colour(colour))
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        mode = Qt.TextElideMode.ElideMiddle if at == DOCUMENT else Qt.TextElideMode.ElideRight
        painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(words, mode, inner.width()))
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
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(words, mode, inner.width()))
        painter.restore()


class QuestionsTable(QTableView):
    """Enter or a double click opens a question in the review; Del removes.

    Signals: `opened(ExamQuestion)`, `removing`.
    """

    opened = Signal(object)
    removing = Signal()

    def __init__(self, model: ExamQuestionsModel) -> None:
        super().__init__()
        self._questions = model
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

    def selected(self) -> list[ExamQuestion]:
        """The selected questions, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [question for row in rows if (question := self._questions.question(row)) is not None]

    def _open(self, row: int) -> None:
        question = self._questions.question(row)
        if question is not None:
            self.opened.emit(question)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._questions.rowCount() == 0:
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
            self.removing.emit()
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
        """The question takes what the others leave; the document goes first where it is narrow."""
        scale = theme().scale
        number, kind, state = (round(width * scale) for width in (64, 170, 160))
        room = self.viewport().width() - number - kind - state
        document = max(min(round(room * 0.35), 280), 0)
        widths = (number, max(room - document, 120), kind, state, document)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self.setColumnHidden(DOCUMENT, document < 100)
