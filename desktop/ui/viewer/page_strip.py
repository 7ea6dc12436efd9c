"""Drawn pages below each other: those in view are asked for; words are chosen with the mouse."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.images import Images
from desktop.ui.viewer.page_layout import MARGIN, NOTE_GAP, PageLayout
from desktop.ui.viewer.page_painter import marked, paint_note, paint_page
from desktop.ui.viewer.word_boxes import offset_at, word_at
from desktop.ui.viewer.word_choice import Spot, WordChoice
from desktop.ui.widgets import Menu
from desktop.ui.widgets.translated import Translated

_WIDEST = 1100  # px of a page at 100 %, however wide the window is
_LINE = 48  # px of a step of the arrow keys


class PageStrip(Translated, QAbstractScrollArea):
    """Shows what its model says. Signals: `zoom_wanted(step)` by Ctrl and the wheel."""

    zoom_wanted = Signal(int)

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.model = model
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.layout_ = PageLayout()
        self.choice = WordChoice(model.view)
        self._images = Images()
        self._notes: dict[int, str] = {}
        self._moving = self._placed = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.drawn.connect(self._drawn)
        model.found.connect(self.viewport().update)
        theme().changed.connect(self.lay_out)
        self.retranslate()

    # --- where things are ---

    def fitting(self, *, whole_page: bool = False) -> int:
        """Per cent at which a page is as wide as this view, or the page in view is seen whole."""
        room = max(self.viewport().width() - 2 * MARGIN, 80)
        if whole_page and self.layout_.heights:
            ratio = (
                self.layout_.heights[min(self.model.page, len(self.layout_.heights) - 1)] / self.layout_.width
            )
            room = min(room, round((self.viewport().height() - 2 * MARGIN) / ratio))
        return round(100 * room / self._room())

    def box(self, page: int) -> QRectF:
        """Of a page, in the viewport."""
        top = self.layout_.tops[page] - self.verticalScrollBar().value()
        return QRectF(self._left(), top, self.layout_.width, self.layout_.heights[page])

    def visible(self) -> range:
        """Indices of the pages in view."""
        top = self.verticalScrollBar().value()
        return self.layout_.between(top, top + self.viewport().height())

    def _room(self) -> int:
        return min(max(self.viewport().width() - 2 * MARGIN, 80), _WIDEST)

    def _left(self) -> float:
        free = self.viewport().width() - self.layout_.width
        return free / 2 if free > 2 * MARGIN else MARGIN - self.horizontalScrollBar().value()

    # --- layout ---

    def show_document(self) -> None:
        """Another document, or another version of it."""
        self.layout_ = PageLayout()
        self.choice.clear()
        self._images.clear()
        notes = ((page, self.model.notes(page)) for page in range(self.model.pages))
        self._notes = {page: "\n".join(words) for page, words in notes if words}
        self.lay_out()

    def lay_out(self) -> None:
        """Places of all pages; what is at the top of the view stays there."""
        outline = self.model.outline
        if outline is None or not outline.ratios:
            return
        bar, before = self.verticalScrollBar(), self.layout_
        at = before.page_at(bar.value())
        part = (bar.value() - before.tops[at]) / before.heights[at] if before.tops else 0.0
        ratios = list(outline.ratios)
        for page in range(len(ratios)):
            if (view := self.model.view(page)) is not None and view.width:
                ratios[page] = view.height / view.width
        width = self._room() * self.model.zoom / 100
        metrics, flags = QFontMetrics(theme().font("caption")), int(Qt.TextFlag.TextWordWrap)
        below = {
            page: metrics.boundingRect(QRect(0, 0, round(width), 10_000), flags, note).height()
            for page, note in self._notes.items()
        }
        self.layout_ = PageLayout.of(width, ratios, below)
        across = self.horizontalScrollBar()
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(round(width) + 2 * MARGIN - self.viewport().width(), 0))
        self._moving = True
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(_LINE)
        bar.setRange(0, max(round(self.layout_.length) - self.viewport().height(), 0))
        if before.tops:
            bar.setValue(round(self.layout_.tops[at] + part * self.layout_.heights[at]))
        self._moving = False
        self._ask()
        self.viewport().update()

    def to_place(self) -> None:
        """Bring the place of the model into view: its words a third down, or the top of its page."""
        page = self.model.page
        self._placed = self.model.view(page) is not None
        if not 0 <= page < len(self.layout_.tops):
            return
        top, bar = self.layout_.tops[page] - MARGIN, self.verticalScrollBar()
        if boxes := marked(self.model, page, self.model.place):
            inside, across = boxes[0][1] * self.layout_.heights[page], self.horizontalScrollBar()
            top += inside + MARGIN - self.viewport().height() / 3
            left = self._left() + boxes[0][0] * self.layout_.width
            if not 0 <= left <= self.viewport().width() - MARGIN:
                across.setValue(round(across.value() + left - MARGIN))
        self._moving = True
        bar.setValue(round(top))
        self._moving = False
        self._ask()
        self.viewport().update()

    def _scrolled(self) -> None:
        if not self._moving and self.layout_.tops:
            self._placed = True
            self._ask()
            middle = self.verticalScrollBar().value() + self.viewport().height() / 3
            self.model.scrolled_to(self.layout_.page_at(middle))
        self.viewport().update()

    def _ask(self) -> None:
        pages = self.visible()
        if self.isVisible() and pages:
            near = range(max(pages.start - 1, 0), min(pages.stop + 1, len(self.layout_.tops)))
            self.model.want(
                sorted(near, key=lambda page: page not in pages),
                round(self.layout_.width * self.devicePixelRatioF()),
            )

    def _drawn(self, page: int) -> None:
        view = self.model.view(page)
        if view is None or page >= len(self.layout_.tops):
            return
        if (
            view.width
            and abs(view.height / view.width - self.layout_.heights[page] / self.layout_.width) > 0.01
        ):
            self.lay_out()
        if page == self.model.page:
            self.setAccessibleDescription(view.text)
            if not self._placed:
                self.to_place()  # where its words stand is known only now
        self.viewport().update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.visible():
            view, box = self.model.view(page), self.box(page)
            image = self._images.of(view.image) if view is not None and view.image else QImage()
            paint_page(painter, box, self.model, page, image, self.choice.boxes(page))
            if note := self._notes.get(page, ""):
                paint_note(painter, box.bottomLeft() + QPointF(0, NOTE_GAP), box.width(), note)
        painter.end()

    # --- choosing words ---

    def choose_page(self) -> None:
        """Choose all words of the page in view."""
        if (view := self.model.view(self.model.page)) is not None:
            self.choice.choose(self.model.page, 0, len(view.text))
            self.viewport().update()

    def copy(self) -> None:
        """Put the chosen words on the clipboard, if there are any."""
        if text := self.choice.text():
            QGuiApplication.clipboard().setText(text)

    def _spot(self, point: QPointF) -> Spot | None:
        page = self.layout_.page_at(point.y() + self.verticalScrollBar().value())
        view = self.model.view(page)
        return (page, offset_at(view.words, *self._on_page(page, point))) if view is not None else None

    def _on_page(self, page: int, point: QPointF) -> tuple[float, float]:
        box = self.box(page)
        return (point.x() - box.left()) / box.width(), (point.y() - box.top()) / box.height()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        if event.button() is Qt.MouseButton.LeftButton and spot is not None:
            self.choice.begin(spot)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and (spot := self._spot(event.position())):
            self.choice.extend(spot)
            y = event.position().y()
            beyond = min(y, 0) + max(y - self.viewport().height(), 0)
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + beyond))
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        view = self.model.view(spot[0]) if spot is not None else None
        if spot is not None and view is not None:
            self.choice.choose(spot[0], *word_at(view.words, *self._on_page(spot[0], event.position())))
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        copy = menu.add(self.tr("Copy"), "copy", "Ctrl+C")
        copy.setEnabled(bool(self.choice))
        copy.triggered.connect(self.copy)
        menu.add(self.tr("Choose the page"), "", "Ctrl+A").triggered.connect(self.choose_page)
        menu.exec(event.globalPos())

    # --- keys and sizes ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose_page()
        elif event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        if not self._placed:
            self.to_place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(fill(self.tr("Pages of the document: %1"), self.model.pages))
