"""The image of a page with the quoted words marked as with a marker pen."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import row
from workers.contract.specs import PageView

MARGIN = 16  # px around the page


class PageImage(QWidget):
    """Paints paper, image and boxes in multiply mode: black words stay black on yellow."""

    def __init__(self) -> None:
        super().__init__()
        self._image, self._width = QImage(), 320
        self._boxes: tuple[tuple[float, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_page(self, image: QImage, boxes: tuple[tuple[float, ...], ...], spoken: str) -> None:
        """`boxes` are x, y, width, height in fractions of the image."""
        self._image, self._boxes = image, tuple(box for box in boxes if len(box) == 4)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.setFixedSize(self.sizeHint())
        self.update()

    def set_page_width(self, width: int) -> None:
        """Logical pixels."""
        if width != self._width:
            self._width = max(width, 80)
            self.setFixedSize(self.sizeHint())
            self.update()

    def boxes(self) -> list[QRectF]:
        """The marked places in this widget's coordinates."""
        width, height = self.width(), self.height()
        return [QRectF(x * width, y * height, w * width, h * height) for x, y, w, h in self._boxes]

    def sizeHint(self) -> QSize:
        if self._image.isNull():
            return QSize(self._width, round(self._width * 1.414))
        return QSize(self._width, round(self._width * self._image.height() / self._image.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_Multiply)
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image)
        for box in self.boxes():
            painter.fillRect(box.adjusted(-1, -1, 1, 1), theme().colour("marker"))
        painter.setCompositionMode(modes.CompositionMode_SourceOver)
        painter.setPen(theme().colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PageArea(QScrollArea):
    """The canvas around the page; scrolls to the marked words.

    Signals: `width_changed(device_pixels)` of the page at 100 %.
    """

    width_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.page = PageImage()
        inner = QWidget()
        line = row(inner, 0, (MARGIN, MARGIN, MARGIN, MARGIN))
        line.addWidget(self.page, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inner)
        self._inner = inner
        self._zoom = 100
        self._file = ""

    def show_view(self, view: PageView, zoom: int, spoken: str) -> None:
        """Show the image of `view`; a new page or place is scrolled to its marked words."""
        fresh = view.image != self._file or zoom != self._zoom
        self._zoom = zoom
        if view.image != self._file:
            image = QImage(view.image)
            self._file = "" if image.isNull() else view.image
            self.page.show_page(image, view.boxes, spoken)
        else:
            self.page.show_page(self.page._image, view.boxes, spoken)
        self._set_width()
        if fresh:
            self.to_boxes()

    def to_boxes(self) -> None:
        """Bring the first marked words a third down from the top."""
        boxes = self.page.boxes()
        bar = self.verticalScrollBar()
        self._inner.adjustSize()
        if not boxes:
            bar.setValue(0)
            return
        top = min(box.top() for box in boxes) + MARGIN
        bar.setMaximum(max(self.page.height() + 2 * MARGIN - self.viewport().height(), 0))
        bar.setValue(round(max(top - self.viewport().height() / 3, 0)))
        across = self.horizontalScrollBar()
        left = min(box.left() for box in boxes)
        across.setValue(round(max(left - MARGIN, 0)) if left > self.viewport().width() else 0)

    def _set_width(self) -> None:
        room = max(self.viewport().width() - 2 * MARGIN, 80)
        self.page.set_page_width(room * self._zoom // 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()
        room = max(self.viewport().width() - 2 * MARGIN, 80)
        self.width_changed.emit(round(room * self.devicePixelRatioF()))
