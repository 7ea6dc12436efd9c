"""Small pictures of all pages beside the document; those in view are drawn."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.core.future import CancelledError
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import WIDTH_STEP, DocumentModel
from desktop.ui.widgets.base import mark, paint_box
from desktop.ui.widgets.translated import Translated
from workers.contract.codes import ProblemError
from workers.contract.specs.pages import PageView, Shown

_WIDTH, _PAD, _NUMBER = 112, 12, 22  # px: of a picture, around it, of the number under it
_AT_ONCE = 3

Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    """A row a page; a picture is asked for when it is first painted."""

    def __init__(self, model: DocumentModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._images: dict[int, QImage] = {}
        self._asked: set[int] = set()

    def start(self) -> None:
        """Another document."""
        self.beginResetModel()
        self._images.clear()
        self._asked.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        drawn = self._model.shown is Shown.PAGES
        return self._model.pages if drawn and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return fill(self.tr("Page %1"), index.row() + 1)
        outline = self._model.outline
        if role == Qt.ItemDataRole.SizeHintRole and outline is not None and index.row() < len(outline.ratios):
            return QSize(_WIDTH + 2 * _PAD, round(_WIDTH * outline.ratios[index.row()]) + _PAD + _NUMBER)
        return None

    def image(self, page: int) -> QImage:
        """A null one until it is drawn."""
        if page not in self._images and page not in self._asked and len(self._asked) < _AT_ONCE:
            self._asked.add(page)
            document = self._model.id

            def came(view: PageView) -> None:
                self._asked.discard(page)
                if document == self._model.id:
                    self._images[page] = QImage(view.image) if view.image else QImage()
                    self.dataChanged.emit(self.index(0), self.index(max(self.rowCount() - 1, 0)))

            def failed(error: BaseException) -> None:
                self._asked.discard(page)
                self._images[page] = QImage()
                if not isinstance(error, CancelledError | ProblemError):
                    raise error

            self._model.draw(page, 2 * WIDTH_STEP).then(came, failed)
        return self._images.get(page, QImage())


class _Picture(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pages = index.model()
        assert isinstance(pages, _Pages)
        frame = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_box(painter, frame.adjusted(2, 2, -2, -2), theme().radius("item"), "selected")
        box = frame.adjusted(_PAD, _PAD, -_PAD, -_NUMBER)
        painter.fillRect(box, theme().colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = pages.image(index.row())
        if not image.isNull():
            painter.drawImage(box, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme().colour("border"))
        painter.drawRect(box)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("text_secondary"))
        below = QRectF(frame.left(), box.bottom(), frame.width(), _NUMBER)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))


class Thumbnails(Translated, QListView):
    """A click, or the arrow keys, go to a page."""

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self._document = model
        self._pages = _Pages(model, self)
        self.setModel(self._pages)
        self.setItemDelegate(_Picture(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)  # what lies below is painted by the style sheet
        self.setFixedWidth(_WIDTH + 2 * _PAD + 16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        mark(self, fill="window", edge="right")
        self.selectionModel().currentChanged.connect(self._chosen)
        model.opened.connect(self._pages.start)
        model.changed.connect(self._follow)
        self.retranslate()

    def _chosen(self, now: QModelIndex) -> None:
        if now.isValid() and now.row() != self._document.page:
            self._document.go_to(now.row())

    def _follow(self) -> None:
        if self.isVisible() and self._document.page < self._pages.rowCount():
            self.setCurrentIndex(self._pages.index(self._document.page))

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(self.tr("Small pictures of the pages"))
