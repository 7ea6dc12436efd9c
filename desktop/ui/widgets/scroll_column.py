"""A page that scrolls upwards and downwards and always leaves wrapped words their height."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.widgets.base import column


class ScrollColumn(QScrollArea):
    """`body` is the column of the content. QScrollArea itself asks only for the least height, which for
    labels that wrap is too little as soon as the content is longer than the window. `widest` keeps the column
    narrow by its right margin (`centred`: by both): a largest width of the widgets would not count when
    heights are asked for."""

    def __init__(
        self,
        margins: tuple[int, int, int, int],
        spacing: int = 0,
        widest: int = 0,
        parent: QWidget | None = None,
        centred: bool = False,
    ) -> None:
        super().__init__(parent)
        self.inner = QWidget()
        self.body: QVBoxLayout = column(self.inner, spacing, margins)
        self._margins, self._widest, self._centred = margins, widest, centred
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.inner)
        self.inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)  # what changed out of sight has its sizes by then

    def _fit(self) -> None:
        width = self.viewport().width()
        left, top, right, bottom = self._margins
        if self._widest:
            now = self.body.contentsMargins()
            # Large words may need more than the column is meant to have.
            widest = max(self._widest, self.body.minimumSize().width() - now.left() - now.right())
            if self._centred:
                left = max(left, (width - widest) // 2)
            right = max(right, width - left - widest)
        self.body.setContentsMargins(left, top, right, bottom)
        height = self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else 0
        self.inner.setMinimumHeight(height)
