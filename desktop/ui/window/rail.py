"""The rail at the left: the logo, the pages, below them tasks and settings."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, mark, paint_box
from desktop.ui.widgets.translated import Translated

PAGES = ("chat", "documents", "training", "exam", "models")
BELOW = ("tasks", "settings")
_ICONS = {
    "chat": "message-square",
    "documents": "files",
    "training": "graduation-cap",
    "exam": "clipboard-check",
    "models": "box",
    "tasks": "list-checks",
    "settings": "settings",
}


class RailItem(QAbstractButton):
    """80×56: icon 20, word below; a blue number counts what runs."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon, self._count = icon, 0
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, spoken: str) -> None:
        """`spoken` says the number to a screen reader ("1 task is running")."""
        self._count = count
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, theme().height("rail_item"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            paint_box(painter, box, theme().radius("item"), "selected", "soft_border")
        elif self.underMouse():
            paint_box(painter, box, theme().radius("item"), "hover")
        role = "accent_text" if self.isChecked() else "text_secondary"
        line = theme().line("rail")
        top = (self.height() - 20 - 5 - line) / 2 + 1
        x = (self.width() - 20) / 2
        painter.drawPixmap(int(x), int(top), theme().pixmap(self._icon, role, 20, self.devicePixelRatioF()))
        painter.setFont(theme().font("rail"))
        painter.setPen(theme().colour(role))
        words = QRectF(0, top + 24, self.width(), line + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            spot = QRectF(x + 15, top - 6, 16, 16)
            paint_box(painter, spot, 8, "accent")
            painter.setPen(theme().colour("on_accent"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(min(self._count, 99)))
        painter.end()


class Rail(Translated, QWidget):
    """Signals: `chosen(page)` when an item is clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        mark(self, fill="rail", edge="right")
        self.setFixedWidth(theme().width("rail"))
        layout = column(self, 4, (4, theme().height("header") + 8, 4, 8))
        self.items: dict[str, RailItem] = {}
        for name in (*PAGES, *BELOW):
            if name == BELOW[0]:
                layout.addStretch(1)
            item = RailItem(_ICONS[name])
            item.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            self.items[name] = item
            layout.addWidget(item)
        self.retranslate()

    def show_page(self, page: str) -> None:
        for name, item in self.items.items():
            item.setChecked(name == page)

    def set_running(self, count: int) -> None:
        """How many tasks run; the number at *Tasks*."""
        self.items["tasks"].set_count(count, self.tr("%n task(s) running", "", count) if count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap((self.width() - 32) // 2, 12, theme().logo(32, self.devicePixelRatioF()))
        painter.end()

    def retranslate(self) -> None:
        words = {
            "chat": self.tr("Chat"),
            "documents": self.tr("Documents"),
            "training": self.tr("Training"),
            "exam": self.tr("Exam"),
            "models": self.tr("Models"),
            "tasks": self.tr("Tasks"),
            "settings": self.tr("Settings"),
        }
        for name, word in words.items():
            self.items[name].setText(word)
            self.items[name].setAccessibleName(word)
