"""The rail at the left: the logo, the pages, below them tasks and settings."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, mark, paint_box, with_text_size
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
        self._icon, self._count, self._bad = icon, 0, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, spoken: str, *, bad: bool = False) -> None:
        """`spoken` says the number to a screen reader ("1 task is running"); `bad`: something has failed."""
        self._count, self._bad = count, bad
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font("rail")).horizontalAdvance(self.text())
        icon, line = theme().grown(20), theme().line("rail")
        return QSize(max(80, words + 8), icon + line + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            paint_box(painter, box, theme().radius("item"), "selected", "soft_border")
        elif self.underMouse():
            paint_box(painter, box, theme().radius("item"), "hover")
        role = "accent_text" if self.isChecked() else "text_secondary"
        line, size = theme().line("rail"), theme().grown(20)
        top = (self.height() - size - 5 - line) / 2 + 1
        x = (self.width() - size) / 2
        painter.drawPixmap(int(x), int(top), theme().pixmap(self._icon, role, size, self.devicePixelRatioF()))
        painter.setFont(theme().font("rail"))
        painter.setPen(theme().colour(role))
        words = QRectF(0, top + size + 4, self.width(), line + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            spot = QRectF(x + size - 5, top - 6, line + 2, line + 2)
            paint_box(painter, spot, line / 2 + 1, "danger_fill" if self._bad else "accent")
            painter.setPen(theme().colour("on_accent"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(min(self._count, 99)))
        painter.end()


class Rail(Translated, QWidget):
    """Signals: `chosen(page)` when an item is clicked; `search_wanted`: everything is to be searched."""

    chosen = Signal(str)
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        mark(self, fill="rail", edge="right")
        speak_as(self, Role.PageTabList)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout = column(self, 4, (4, 0, 4, 8))
        self.items: dict[str, RailItem] = {}
        self.search = RailItem("search")
        self.search.clicked.connect(self.search_wanted)
        layout.addWidget(self.search)
        for name in (*PAGES, *BELOW):
            if name == BELOW[0]:
                layout.addStretch(1)
            item = RailItem(_ICONS[name])
            item.setCheckable(True)
            speak_as(item, Role.PageTab)
            item.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            self.items[name] = item
            layout.addWidget(item)
        with_text_size(self, self.retranslate)

    def _fit(self) -> None:
        """As wide as its longest word asks for; the logo stands at the height of the header."""
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(4, theme().height("header") + 8, 4, 8)
        hints = {item: item.sizeHint() for item in (self.search, *self.items.values())}
        wide = max(hint.width() for hint in hints.values())
        for item, hint in hints.items():
            item.setFixedSize(QSize(wide, hint.height()))
        layout.invalidate()
        self._make_room()

    def _make_room(self) -> None:
        """In a low window with large letters the pages come first: the search has its key."""
        heights = [item.height() + 4 for item in (self.search, *self.items.values())]
        self.search.setVisible(self.height() >= theme().height("header") + 16 + sum(heights))

    def show_page(self, page: str) -> None:
        for name, item in self.items.items():
            item.setChecked(name == page)

    def set_running(self, count: int, failed: int = 0) -> None:
        """How many tasks run, or have failed unseen: the number at *Tasks*."""
        if failed:
            self.items["tasks"].set_count(failed, self.tr("%n task(s) failed", "", failed), bad=True)
            return
        self.items["tasks"].set_count(count, self.tr("%n task(s) running", "", count) if count else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

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
        self.setAccessibleName(self.tr("Pages"))
        for name, word in words.items():
            self.items[name].setText(word)
            self.items[name].setAccessibleName(word)
        self.search.setText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search everywhere (Ctrl+K)"))
        self.search.setToolTip(self.tr("Search everywhere (Ctrl+K)"))
        self._fit()
