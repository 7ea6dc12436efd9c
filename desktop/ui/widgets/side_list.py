"""The list of names at the side of a page: sections of the settings, topics of the help."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, mark, paint_box, paint_icon

_ICON, _AFTER = 18, 10  # px of the icon at the left, and behind the word


class SideItem(QAbstractButton):
    """Icon and word, 40 px high; one of a list is checked."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font("control")).horizontalAdvance(self.text())
        return QSize(_before() + words + _AFTER, theme().height("control_large"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            paint_box(painter, box, theme().radius("item"), "selected", "soft_border")
        elif self.underMouse() and self.isEnabled():
            paint_box(painter, box, theme().radius("item"), "hover")
        role = "accent_text" if self.isChecked() else "text_secondary"
        if not self.isEnabled():
            role = "text_disabled"
        paint_icon(painter, 12, self.height() / 2, self._icon, role, _ICON)
        painter.setFont(theme().font("control"))
        painter.setPen(theme().colour(role))
        painter.drawText(box.adjusted(_before(), 0, -_AFTER, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


def _before() -> int:
    return 24 + theme().grown(_ICON)


class SideList(QScrollArea):
    """The column of items at the left edge, as wide as its longest name asks for."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, fill="window", edge="right")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        inner = QWidget()
        self._items = column(inner, 0, (16, 16, 16, 16))
        self.setWidget(inner)
        self._items.addStretch(1)

    def sizeHint(self) -> QSize:
        words = self._items.sizeHint()
        wide = words.width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(wide, theme().width("settings_list")), words.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 0)

    def add(self, icon: str) -> SideItem:
        """One more item at the end; its name is set by whom it is for."""
        item = SideItem(icon)
        self._items.insertWidget(self._items.count() - 1, item)
        return item
