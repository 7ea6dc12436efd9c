"""Buttons: the box comes from the style sheet, icon and text are painted here with the design's gaps."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark

ROLES = {
    "primary": "on_accent",
    "danger": "on_accent",
    "outlined": "text",
    "soft": "text",
    "text": "accent_text",
    "quiet": "text_secondary",
    "toast": "on_tooltip",
}


class Button(QPushButton):
    """`role` is primary, outlined, soft (inside cards), text, quiet or danger; `large` is 40 px high."""

    def __init__(
        self,
        text: str = "",
        role: str = "outlined",
        icon: str = "",
        large: bool = False,
        trailing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._large, self._role, self._trailing = icon, large, role, trailing
        self._idle_text = ""
        self._left = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        mark(self, role=role)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_role(self, role: str) -> None:
        """Dress it as another role of the class docstring."""
        self._role = role
        mark(self, role=role)

    def set_icon(self, name: str) -> None:
        """The icon before the text, by its file's name; "" for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def show_within(self, words: str, room: int) -> None:
        """Words that are cut in the middle where they need more than `room` pixels; all of them are its hint
        and its name then."""
        metrics = QFontMetrics(theme().font("control"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown)
        self.setAccessibleName(words)
        self.setToolTip(words if shown != words else "")

    def align_left(self) -> None:
        """Text at the left edge instead of the middle (rows of lists)."""
        self._left = True

    def set_reason(self, reason: str) -> None:
        """Disable with a reason in the tooltip; "" enables again. A disabled control always has one."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def set_busy(self, text: str) -> None:
        """Say what goes on ("Stopping…") and take no clicks until `set_idle`."""
        if not self._idle_text:
            self._idle_text = self.text()
        self.setText(text)
        self.setEnabled(False)

    def set_idle(self) -> None:
        """Undo `set_busy`: the former text, and clicks are taken again."""
        if self._idle_text:
            self.setText(self._idle_text)
            self._idle_text = ""
        self.setEnabled(True)

    def sizeHint(self) -> QSize:
        height = theme().height("control_large" if self._large else "control")
        pad = 16 if self._large else (10 if self._role in ("text", "quiet") else 14)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * pad
        for part in (self._icon, self._trailing):
            width += theme().grown(16) + (10 if self.text() else 0) if part else 0
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_content(painter)
        painter.end()

    def _paint_content(self, painter: QPainter) -> None:
        role = ROLES[self._role] if self.isEnabled() else "text_disabled"
        ratio = self.devicePixelRatioF()
        gap, size = 10, theme().grown(16)
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        whole = text_width + sum(size + gap for part in (self._icon, self._trailing) if part)
        if not self.text():
            whole -= gap
        x = 12 if self._left else (self.width() - whole) // 2
        top = (self.height() - size) // 2
        if self._icon:
            painter.drawPixmap(x, top, theme().pixmap(self._icon, role, size, ratio))
            x += size + gap
        painter.setPen(theme().colour(role))
        painter.setFont(self.font())
        box = QRect(x, 0, text_width + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._trailing:
            pixmap = theme().pixmap(self._trailing, role, size, ratio)
            painter.drawPixmap(x + text_width + gap, top, pixmap)

    def _restyle(self) -> None:
        self.setFont(theme().font("question" if self._large else "control"))
        if self._large:
            font = self.font()
            font.setWeight(theme().font("control").weight())
            self.setFont(font)
        self.updateGeometry()


class IconButton(QPushButton):
    """32×32 with an icon alone; `name` is its tooltip and accessible name."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, size: int = 18, role: str = "icon"
    ) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self._colour = "on_accent" if role == "primary" else "text_secondary"
        mark(self, role=role)
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """What it does, for the tooltip and for screen readers."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, icon: str) -> None:
        """By the name of its file."""
        self._icon = icon
        self.update()

    def set_colour(self, role: str) -> None:
        """A colour of the tokens, by its role."""
        self._colour = role
        self.update()

    def set_reason(self, reason: str) -> None:
        """Disable with a reason in the tooltip; "" enables again."""
        self.setEnabled(not reason)
        self.setToolTip(reason or self.accessibleName())
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        side = theme().height("control")
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        role = self._colour if self.isEnabled() else "text_disabled"
        if self.isChecked():
            role = "accent_text"
        size = theme().grown(self._size)
        pixmap = theme().pixmap(self._icon, role, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, pixmap)
        painter.end()
