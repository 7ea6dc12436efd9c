"""The table of documents: rows of 40 px painted by a delegate, so that ten thousand scroll freely."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.core.entities import Document
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.features.documents.viewmodels.documents_model import DOCUMENT, DocumentsModel
from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box
from desktop.ui.words.names import document_icon

Index = QModelIndex | QPersistentModelIndex
_PAD = 16
_TONES = {"secondary": "text_secondary", "accent": "accent_text"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class _Delegate(QStyledItemDelegate):
    """Icon and name; folder; pages; state by icon, word and colour; date."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme().height("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        document = index.data(DOCUMENT)
        if not isinstance(document, Document):
            return
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, theme().colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme().colour("hover"))
        painter.setPen(QPen(theme().colour("border"), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        column = index.column()
        if column == rows.NAME:
            self._icon(painter, inner, document_icon(document.path), "text_secondary")
            self._text(painter, inner.adjusted(24, 0, 0, 0), rows.name_of(document), "control", "text")
        elif column == rows.STATE:
            icon, tone = rows.state_look(document)
            colour = _TONES.get(tone, tone)
            self._icon(painter, inner, icon, colour)
            word = rows.state_word(document)
            self._text(painter, inner.adjusted(20, 0, 0, 0), word, "caption_medium", colour)
        else:
            side = _RIGHT if column in (rows.PAGES, rows.MODIFIED) else _LEFT
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            self._text(painter, inner, text, "body", "text_secondary", side)
        painter.restore()

    def _icon(self, painter: QPainter, box: QRect, name: str, colour: str) -> None:
        size = 16 if colour == "text_secondary" and name != "clock" else 14
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme().pixmap(name, colour, size, ratio)
        painter.drawPixmap(box.left(), box.center().y() - size // 2 + 1, pixmap)

    def _text(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        role: str,
        colour: str,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        font = theme().font("body" if role == "caption_medium" else role, tabular=role == "body")
        if role == "caption_medium":
            font.setPixelSize(theme().font("caption").pixelSize() + 1)
            font.setWeight(theme().font("control").weight())
        painter.setFont(font)
        painter.setPen(theme().colour(colour))
        mode = Qt.TextElideMode.ElideMiddle
        painter.drawText(box, side, painter.fontMetrics().elidedText(text, mode, box.width()))


class _Header(QHeaderView):
    """36 px; the sorted column carries an arrow after its word."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setStretchLastSection(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().height("table_head"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setPen(QPen(theme().colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("text_secondary"))
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        right = section in (rows.PAGES, rows.MODIFIED)
        sorted_by = section == self.sortIndicatorSection()
        painter.drawText(inner, _RIGHT if right else _LEFT, words)
        if sorted_by:
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            width = painter.fontMetrics().horizontalAdvance(words)
            x = inner.right() - width - 20 if right else inner.left() + width + 6
            icon = theme().pixmap("arrow-up" if up else "arrow-down", "text_secondary", 14)
            painter.drawPixmap(x, rect.center().y() - 7 + 1, icon)
        painter.restore()


class DocumentsTable(QTableView):
    """Keys: Space preview, Enter open, Del remove, F5 read again, the menu key.

    Signals: `preview(Document)`, `opened(Document)`, `removing`, `reading_again`, `menu_wanted(QPoint)`.
    """

    preview = Signal(object)
    opened = Signal(object)
    removing = Signal()
    reading_again = Signal()
    menu_wanted = Signal(object)

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__()
        self._documents = model
        self._kept: tuple[list[str], int] = ([], 0)
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
        header = self.horizontalHeader()
        header.setSortIndicator(rows.NAME, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(model.sort)
        header.sectionClicked.connect(self._sort_by)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._give_back)
        theme().changed.connect(self._restyle)
        self._restyle()

    def selected(self) -> list[Document]:
        """The selected documents, top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        found = [self._documents.document(index.row()) for index in indexes]
        return [document for document in found if document is not None]

    def select(self, document: str) -> None:
        """Select one document and bring it into view; nothing when the filter hides it."""
        row = self._documents.row_of(document)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._documents.index(row, 0))

    def content_height(self) -> int:
        """Pixels that all rows and the header need."""
        rows_shown = max(self._documents.rowCount(), 2)
        return self.horizontalHeader().height() + rows_shown * theme().height("table_row") + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._documents.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("text_tertiary"))
            nothing = self.tr("Nothing is found. Try other words.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, nothing)
            painter.end()

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        self._documents.sort(column, header.sortIndicatorOrder())

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().height("table_row"))
        self.horizontalHeader().setFixedHeight(theme().height("table_head"))
        self._share()

    def _share(self) -> None:
        """Name takes what the others leave; the folder goes first where it is narrow."""
        scale = theme().scale
        pages, state, modified = (round(width * scale) for width in (96, 150, 126))
        room = self.viewport().width() - pages - state - modified
        folder = max(min(round(room * 0.3), 200), 90)
        widths = (max(room - folder, 120), folder, pages, state, modified)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _keep(self) -> None:
        self._kept = ([document.id for document in self.selected()], self.verticalScrollBar().value())

    def _give_back(self) -> None:
        chosen, scrolled = self._kept
        model = self.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for document in chosen[:200]:
            row = self._documents.row_of(document)
            if row >= 0:
                model.select(self._documents.index(row, 0), flags)
        self.verticalScrollBar().setValue(scrolled)

    def _tell(self, signal: object, index: Index) -> None:
        document = self._documents.document(index.row())
        if document is not None:
            signal.emit(document)  # type: ignore[attr-defined]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.opened, self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self._tell(self.preview, self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.removing.emit()
        elif key == Qt.Key.Key_F5:
            self.reading_again.emit()
        elif key == Qt.Key.Key_Menu:
            where = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()


class TableCard(QFrame):
    """The rounded card around the table; as high as its rows, at most as high as the page allows."""

    def __init__(self, table: DocumentsTable) -> None:
        super().__init__()
        self.table = table
        table.setParent(self)

    def sizeHint(self) -> QSize:
        return QSize(400, self.table.content_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.setGeometry(self.rect().adjusted(1, 4, -1, -4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().radius("card"), "surface", "border")
        painter.end()
