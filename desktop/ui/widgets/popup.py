"""What opens over the page: menus, and lists whose rows say the consequence of each choice."""

import ctypes
import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGraphicsDropShadowEffect,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.base import (
    clear,
    column,
    fit_words,
    focus_by_key,
    mark,
    paint_box,
    paint_icon,
    takes_escape,
)
from desktop.ui.widgets.label import Label

SHADOW = 24  # px around a popup that its shadow needs


class Menu(QMenu):
    """A menu in the product's look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFont(theme().font("body"))

    def add(self, text: str, icon: str = "", shortcut: str = "") -> QAction:
        """One action; `icon` is an icon's name, `shortcut` only shown."""
        action = QAction(text, self)
        if icon:
            action.setIcon(theme().icon(icon, "text_secondary", 16))
        if shortcut:
            action.setText(f"{text}\t{shortcut}")
        self.addAction(action)
        return action

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cut_out(self, QRectF(self.rect()), theme().radius("card"))


class Popup(QWidget):
    """An empty popup with the design's frame and shadow; `body` is its column. Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        outer = column(self, 0, (SHADOW, SHADOW // 2, SHADOW, SHADOW))
        self.frame = QFrame()
        mark(self.frame, card="popup")
        shadow = QGraphicsDropShadowEffect(self.frame)
        shadow.setBlurRadius(theme().size("shadow", "blur"))
        shadow.setOffset(theme().size("shadow", "x"), theme().size("shadow", "y"))
        shadow.setColor(theme().colour("shadow"))
        self.frame.setGraphicsEffect(shadow)
        outer.addWidget(self.frame)
        self.body: QVBoxLayout = column(self.frame, 0, (6, 6, 6, 6))
        self._stands_on: int | None = None  # of one that opened above something: where its lower edge stays

    def event(self, event: QEvent) -> bool:
        return takes_escape(event) or super().event(event)

    def open_at(self, anchor: QWidget, above: bool = False, width: int = 0) -> None:
        """Show under (or above) `anchor`, left edges aligned: right edges where the window ends too soon, and
        above where the screen does. `width` as at 100 %."""
        self._stands_on = None
        if width:
            self.frame.setFixedWidth(self._wide(width))
        self.fit()
        corner = anchor.mapToGlobal(QPoint(0, 0))
        screen = anchor.screen() or QGuiApplication.primaryScreen()
        area: QRect = screen.availableGeometry()
        x = corner.x() - SHADOW
        ends = anchor.window().mapToGlobal(QPoint(anchor.window().width(), 0)).x()
        if x + self.width() - SHADOW > min(ends, area.right()):
            x = corner.x() + anchor.width() + SHADOW - self.width()
        under = corner.y() + anchor.height() + 4 - SHADOW // 2
        over = corner.y() - 4 - self.height() + SHADOW
        if not above and under > area.bottom() - self.height() + SHADOW:
            above = over >= area.top() - SHADOW // 2
        y = over if above else under
        x = max(min(x, area.right() - self.width() + SHADOW), area.left() - SHADOW)
        y = max(min(y, area.bottom() - self.height() + SHADOW), area.top() - SHADOW // 2)
        self.move(x, y)
        self._stands_on = y + self.height() if above else None
        self.show()

    def _wide(self, width: int) -> int:
        """Pixels of the frame for a width as at 100 %: half of them grow with the text."""
        return theme().grown(width, 0.5)

    def fit(self) -> None:
        """As large as what it holds: `adjustSize` would leave off what needs more than two thirds of the
        screen."""
        fit_words(self)
        if self._stands_on is not None:
            self.move(self.x(), max(self._stands_on - self.height(), self.screen().availableGeometry().top()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cut_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._cut_out()

    def _cut_out(self) -> None:
        cut_out(self, QRectF(self.frame.geometry()), theme().radius("card"))


@dataclass(frozen=True, slots=True)
class PopupItem:
    """A row: `caption` says the consequence; `reason` disables it and is shown instead of the caption."""

    value: str
    title: str
    caption: str = ""
    checked: bool = False
    reason: str = ""
    icon: str = ""
    separator_before: bool = False


class _Row(QAbstractButton):
    """One row of a popup list."""

    def __init__(self, item: PopupItem) -> None:
        super().__init__()
        self.item = item
        self.setText(item.title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(item.reason or item.caption)
        self.setEnabled(not item.reason)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme().font("control")).horizontalAdvance(self.item.title)
        small = self.item.reason or self.item.caption
        height = theme().line("body") + (theme().line("caption") + 12 if small else 12)
        wide = max(wide + 40 + theme().grown(16), self.caption_width())
        return QSize(wide, max(height, theme().height("target_min")))

    def caption_width(self) -> int:
        """Pixels that the whole caption needs: a title may be cut, what a choice means may not."""
        small = self.item.reason or self.item.caption
        return QFontMetrics(theme().font("caption")).horizontalAdvance(small) + 40 + theme().grown(16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.hasFocus() or self.isDown()):
            paint_box(painter, QRectF(self.rect()), theme().radius("control"), "hover")
        icon = "check" if self.item.checked else self.item.icon
        small = self.item.reason or self.item.caption
        line = theme().line("body")
        top = 6 if small else (self.height() - line) // 2
        if icon:
            role = "accent_text" if self.item.checked else "text_secondary"
            paint_icon(painter, 10, top + line / 2, icon, role, 16)
        painter.setPen(theme().colour("text" if self.isEnabled() else "text_tertiary"))
        painter.setFont(theme().font("control"))
        left = 20 + theme().grown(16)
        room = self.width() - left - 8
        title = painter.fontMetrics().elidedText(self.item.title, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, title)
        if small:
            painter.setPen(theme().colour("warning" if self.item.reason else "text_tertiary"))
            painter.setFont(theme().font("caption"))
            box = QRectF(left, top + line, room, theme().line("caption"))
            small = painter.fontMetrics().elidedText(small, Qt.TextElideMode.ElideRight, room)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, small)
        painter.end()


class PopupList(Popup):
    """A list to choose from.

    Signals: `chosen(value)`; the popup is closed before it is told.
    """

    chosen = Signal(str)

    def show_items(self, items: Sequence[PopupItem], heading: str = "") -> None:
        """Fill the list; call before `open_at`."""
        clear(self.body)
        if heading:
            label = Label(heading, "caption", "tertiary")
            label.setContentsMargins(10, 4, 10, 4)
            self.body.addWidget(label)
        for item in items:
            if item.separator_before:
                line = QFrame()
                mark(line, line="true")
                line.setFixedHeight(1)
                self.body.addSpacing(4)
                self.body.addWidget(line)
                self.body.addSpacing(4)
            button = _Row(item)
            button.clicked.connect(lambda _=False, value=item.value: self._choose(value))
            self.body.addWidget(button)

    def _wide(self, width: int) -> int:
        captions = [row.caption_width() for row in self.rows() if isinstance(row, _Row)]
        margins = self.body.contentsMargins()
        self.frame.ensurePolished()
        border = self.frame.width() - self.frame.contentsRect().width()
        wide = max(captions, default=0) + margins.left() + margins.right() + border
        return max(super()._wide(width), min(wide, self.screen().availableGeometry().width()))

    def rows(self) -> list[QAbstractButton]:
        """The rows in order (keyboard, tests)."""
        return [row for row in self.frame.findChildren(QAbstractButton) if row.isVisibleTo(self.frame)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        rows = [row for row in self.rows() if row.isEnabled()]
        if step and rows:
            at = next((index for index, row in enumerate(rows) if row.hasFocus()), -1 if step > 0 else 0)
            focus_by_key(rows[(at + step) % len(rows)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for row in rows:
                if row.hasFocus():
                    row.click()
        else:
            super().keyPressEvent(event)

    def _choose(self, value: str) -> None:
        self.close()
        self.chosen.emit(value)


def cut_out(window: QWidget, frame: QRectF, radius: float) -> None:
    """Show of `window` only the rounded `frame` (its own coordinates), where transparency means nothing
    (remote desktops, bare window managers: the edge would be black); everywhere else leave it whole."""
    if is_composited():
        window.clearMask()
        return
    path = QPainterPath()
    # A little rounder than the frame: the pixels that smooth its corners are half transparent.
    path.addRoundedRect(frame, radius + 2, radius + 2)
    window.setMask(QRegion(path.toFillPolygon().toPolygon()))


def is_composited() -> bool:
    """Whether transparent pixels show what is below: asked each time, for a user may switch it."""
    if QGuiApplication.platformName() != "xcb":
        return True
    return _has_x11_compositor()


def _has_x11_compositor() -> bool:
    """Whether somebody owns the selection `_NET_WM_CM_Sn` (Extended Window Manager Hints, "Compositing
    managers"). What cannot be asked counts as yes: then nothing changes."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    for function in (x11.XDefaultScreen, x11.XCloseDisplay):
        function.argtypes = (ctypes.c_void_p,)
    display = x11.XOpenDisplay(os.environ.get("DISPLAY", "").encode() or None)
    if not display:
        return True
    try:
        name = f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode()
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, name, False)))
    finally:
        x11.XCloseDisplay(display)
