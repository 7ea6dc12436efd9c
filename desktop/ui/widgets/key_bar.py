"""The decisions on a row, each with its key."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets import Button, FlowLayout
from desktop.ui.widgets.base import paint_box
from desktop.ui.widgets.button import ROLES
from desktop.ui.widgets.translated import Translated

_GAP = 10  # px between word and key


class KeyButton(Button):
    """A button that shows its key in a small outline after the word."""

    def __init__(self, key: str, role: str = "outlined") -> None:
        super().__init__("", role)
        self._key = key

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_width() + _GAP, hint.height())

    def _key_width(self) -> int:
        return QFontMetrics(theme().font("rail")).horizontalAdvance(self._key) + 14

    def _paint_content(self, painter: QPainter) -> None:
        role = ROLES[self._role] if self.isEnabled() else "text_disabled"
        wide, key = self.fontMetrics().horizontalAdvance(self.text()), self._key_width()
        x = (self.width() - wide - _GAP - key) // 2
        painter.setPen(theme().colour(role))
        painter.setFont(self.font())
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        font = theme().font("rail")
        high = QFontMetrics(font).height() + 4
        box = QRectF(x + wide + _GAP, (self.height() - high) / 2, key, high)
        line = "on_accent" if self._role == "primary" and self.isEnabled() else "border_strong"
        paint_box(painter, box, 4, "", line)
        painter.setPen(theme().colour(role))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)


class KeyBar(Translated, QWidget):
    """Signals: `approved`, `editing`, `rejected`, `skipped`, `undone`; while a row is edited also `saved` and
    `left`."""

    approved = Signal()
    editing = Signal()
    rejected = Signal()
    skipped = Signal()
    undone = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, 8)
        self.approve = KeyButton("Enter", "primary")
        self.edit = KeyButton("F2")
        self.reject = KeyButton("Del")
        self.skip = KeyButton("→")
        self.undo = KeyButton("Ctrl Z", "quiet")
        self.save = KeyButton("Ctrl Enter", "primary")
        self.leave = KeyButton("Esc")
        self._normal = (self.approve, self.edit, self.reject, self.skip)
        signals = (
            (self.approve, self.approved), (self.edit, self.editing), (self.reject, self.rejected),
            (self.skip, self.skipped), (self.save, self.saved), (self.leave, self.left),
            (self.undo, self.undone),
        )  # fmt: skip
        for button, signal in signals:
            button.clicked.connect(signal)
            flow.addWidget(button)
        self.retranslate()
        self.show_state(False, False, False)

    def show_state(self, has_row: bool, is_edited: bool, can_undo: bool) -> None:
        """What can be done now."""
        for button in self._normal:
            button.setVisible(has_row and not is_edited)
        self.save.setVisible(is_edited)
        self.leave.setVisible(is_edited)
        self.undo.setVisible(not is_edited)
        self.undo.set_reason("" if can_undo else self.tr("There is nothing to take back"))

    def retranslate(self) -> None:
        self.approve.setText(self.tr("Approve"))
        self.edit.setText(self.tr("Edit"))
        self.reject.setText(self.tr("Reject"))
        self.skip.setText(self.tr("Skip"))
        self.undo.setText(self.tr("Take back"))
        self.save.setText(self.tr("Save and approve"))
        self.leave.setText(self.tr("Leave as it was"))
