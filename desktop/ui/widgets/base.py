"""Small helpers every widget uses: dynamic properties, boxes, layouts without margins."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui.theme import theme

L = TypeVar("L", bound=QLayout)
REGION = "region"


def mark(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet selects by, and apply the sheet again if one changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if not changed:
        return
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # Polishing again forgets a font set by hand, so it is set again after.
        own_font = widget.font() if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) else None
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        if own_font is not None:
            widget.setFont(own_font)
        widget.update()


def column(
    parent: QWidget | None = None, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout; margins are left, top, right, bottom in pixels."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    return _plain(layout, spacing, margins)


def row(
    parent: QWidget | None = None, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A horizontal layout; margins are left, top, right, bottom in pixels."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    return _plain(layout, spacing, margins)


def _plain(layout: L, spacing: int, margins: tuple[int, int, int, int]) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def as_region(widget: QWidget) -> None:
    """F6 goes to this part of a page."""
    widget.setProperty(REGION, True)


def focus_by_key(widget: QWidget) -> None:
    """Give a widget the focus and show the ring. With TabFocusReason Qt itself would take the focus for one
    of the mouse, unless Tab was pressed."""
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def takes_escape(event: QEvent) -> bool:
    """For the `event` of a widget that uses Escape itself: True when the key is just offered to the shortcuts
    of the page, which count the widget in and would take it."""
    offered = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
    if not offered or event.key() != Qt.Key.Key_Escape:  # type: ignore[attr-defined]
        return False
    event.accept()
    return True


def with_text_size(widget: QWidget, apply: Callable[[], object]) -> None:
    """Call `apply` now, and whenever the size of the text changes, as long as `widget` lives."""
    _Follower(widget, apply)
    apply()


@contextmanager
def keeping_fonts(widget: QWidget) -> Iterator[None]:
    """For what gives a widget another parent: Qt then takes fonts that were set by hand, of all its parts, to
    an earlier size of text."""
    parts = (widget, *widget.findChildren(QWidget))
    by_hand = Qt.WidgetAttribute.WA_SetFont
    fonts = [(part, part.font()) for part in parts if part.testAttribute(by_hand)]
    yield
    for part, font in fonts:
        part.setFont(font)


class _Follower(QObject):
    """A child of the widget it acts for: a slot of it is called no more when the widget is gone."""

    def __init__(self, widget: QWidget, apply: Callable[[], object]) -> None:
        super().__init__(widget)
        self._apply = apply
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        self._apply()


def clear(layout: QLayout) -> None:
    """Remove and delete everything a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def paint_icon(painter: QPainter, left: float, middle: float, name: str, role: str, size: int) -> None:
    """An icon of `size` px at 100 %, grown with the text; its middle stands at the height `middle`."""
    side, ratio = theme().grown(size), painter.device().devicePixelRatioF()
    painter.drawPixmap(round(left), round(middle - side / 2), theme().pixmap(name, role, side, ratio))


def paint_box(
    painter: QPainter, box: QRectF, radius: float, fill: str = "", line: str = "", width: float = 1
) -> None:
    """A rounded box with a fill and an outline given by colour role ("" = none)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme().colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if line:
        painter.setPen(QPen(theme().colour(line), width))
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def fit_words(widget: QWidget) -> None:
    """As large as its layout wants to be, with the height that the words need in that width; not larger than
    the screen."""
    layout = widget.layout()
    assert layout is not None
    layout.activate()
    most = widget.screen().availableSize()
    width = min(layout.totalSizeHint().width(), most.width())
    high = layout.hasHeightForWidth()
    height = layout.totalHeightForWidth(width) if high else layout.totalSizeHint().height()
    widget.resize(width, min(height, most.height()))
