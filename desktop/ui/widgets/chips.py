"""Chips and badges: filters, the numbers of sources, states."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box, paint_icon

_ICON = 14  # px
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Chip(QAbstractButton):
    """A filter: 28 px drawn in a 32 px target. `icon` stands before the text; `count` after it.

    Signals: `removed` when the cross of a removable chip is clicked (or Delete is pressed on it).
    """

    removed = Signal()

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        removable: bool = False,
        checkable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._removable, self._count = icon, removable, ""
        self.setText(text)
        self.setCheckable(checkable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if removable:
            self.setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_count(self, count: str) -> None:
        """A number, already formatted, after the text."""
        self.setAccessibleName(f"{self.text()} {count}".strip())
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 26
        width += 8 + metrics.horizontalAdvance(self._count) if self._count else 0
        width += theme().grown(_ICON) + 10 if self._icon else 0
        width += theme().grown(_ICON) + 8 if self._removable else 0
        return QSize(width, theme().height("chip_target"))

    def keyPressEvent(self, event: object) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):  # type: ignore[attr-defined]
            self.removed.emit()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._removable
            and event.position().x() > self.width() - 18 - theme().grown(_ICON)
            and self.isDown()
        ):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        height = theme().height("chip")
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        hovered = self.underMouse() and self.isEnabled()
        fill = "accent_soft" if on else ("hover" if hovered else "surface")
        if on and theme().name == "contrast":  # where fills are outlines, a chosen one has a thicker outline
            paint_box(painter, box, height / 2, fill, "accent", 2)
        else:
            paint_box(painter, box, height / 2, fill, "soft_border" if on else "border")
        colour = "accent_text" if on else "text"
        if not self.isEnabled():
            colour = "text_disabled"
        x, icon = 13, theme().grown(_ICON)
        if self._icon:
            paint_icon(painter, x, self.height() / 2, self._icon, colour, _ICON)
            x += icon + 10
        painter.setFont(self.font())
        painter.setPen(theme().colour(colour))
        painter.drawText(QRectF(x, 0, self.width(), self.height()), _CENTRE, self.text())
        if self._count:
            x += self.fontMetrics().horizontalAdvance(self.text()) + 8
            painter.drawText(QRectF(x, 0, self.width(), self.height()), _CENTRE, self._count)
        if self._removable:
            paint_icon(painter, self.width() - 13 - icon, self.height() / 2, "x", colour, _ICON)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme().font("control", tabular=True))
        self.updateGeometry()

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.updateGeometry()


def paint_number(painter: QPainter, box: QRectF, number: int, active: bool) -> None:
    """The number of a source in its small box; the same in text, in chips and in lists."""
    paint_box(
        painter,
        box,
        theme().radius("number_chip"),
        "accent" if active else "accent_soft",
        "" if active else "soft_border",
    )
    font = theme().font("rail", tabular=True)
    font.setWeight(theme().font("section").weight())
    painter.setFont(font)
    painter.setPen(theme().colour("on_accent" if active else "accent_text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


_BADGES = {
    "ok": ("success_soft", "success", "check"),
    "warning": ("warning_soft", "warning", "triangle-alert"),
    "bad": ("danger_soft", "danger", "x"),
    "neutral": ("hover", "text_secondary", ""),
    "accent": ("accent_soft", "accent_text", ""),
}


def _badge_font() -> QFont:
    font = theme().font("caption")
    font.setWeight(theme().font("control").weight())
    return font


def badge_width(text: str) -> int:
    """Width of a badge without an icon, as `paint_badge` paints it."""
    return QFontMetrics(_badge_font()).horizontalAdvance(text) + 16


def paint_badge(painter: QPainter, right: QPointF, text: str, tone: str, raised: bool = False) -> None:
    """A badge without an icon in a line of a table, whose right end has its middle at `right`."""
    fill, colour, _ = _BADGES[tone]
    width, height = badge_width(text), theme().height("badge")
    box = QRectF(right.x() - width, right.y() - height / 2, width, height)
    paint_box(painter, box, height / 2, "surface" if raised else fill, "soft_border")
    painter.setFont(_badge_font())
    painter.setPen(theme().colour(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Badge(QWidget):
    """A state that is not clickable: `tone` is ok, warning, bad, neutral or accent. `icon` replaces the
    tone's own; `raised` fills it with the surface (on selected rows)."""

    def __init__(
        self,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        raised: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon, self._raised = text, tone, icon, raised
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_state(self, text: str, tone: str, icon: str = "", raised: bool = False) -> None:
        """Replace text and look; parameters as in the class."""
        self._text, self._tone, self._icon, self._raised = text, tone, icon, raised
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        icon = self._icon or _BADGES[self._tone][2]
        width = (
            self.fontMetrics().horizontalAdvance(self._text) + 16 + (theme().grown(_ICON) + 6 if icon else 0)
        )
        return QSize(width, theme().height("badge"))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, colour, icon = _BADGES[self._tone]
        icon = self._icon or icon
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, box, box.height() / 2, "surface" if self._raised else fill, "soft_border")
        x = 8
        if icon:
            paint_icon(painter, x, self.height() / 2, icon, colour, _ICON)
            x += theme().grown(_ICON) + 6
        painter.setFont(self.font())
        painter.setPen(theme().colour(colour))
        painter.drawText(QRectF(x, 0, box.width(), box.height()), _CENTRE, self._text)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(_badge_font())
        self.updateGeometry()
