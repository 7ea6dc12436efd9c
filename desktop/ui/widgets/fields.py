"""Fields: one line with its error sentence, a drop-down list, the search field with its shortcut."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop.ui.announcing import announce
from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, mark, paint_box, paint_icon, takes_escape, with_text_size
from desktop.ui.widgets.label import Label


class Input(QWidget):
    """A field with its name (accessible) and a sentence below it when what was typed will not do."""

    def __init__(
        self, name: str = "", placeholder: str = "", secret: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.error = Label("", "caption", "danger", wrap=True)
        self.error.hide()
        self._description = ""  # of the field while nothing is wrong with it
        layout = column(self, 4)
        layout.addWidget(self.field)
        layout.addWidget(self.error)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(lambda: self.show_error(""))

    def text(self) -> str:
        return self.field.text().strip()

    def show_error(self, sentence: str) -> None:
        """Mark the field and say why; "" clears it."""
        mark(self.field, invalid="true" if sentence else "false")
        if not self.error.text():
            self._description = self.field.accessibleDescription()
        self.field.setAccessibleDescription(sentence or self._description)
        self.error.setText(sentence)
        announce(self.field, sentence, urgent=True)
        self.error.setVisible(bool(sentence))


class Select(QComboBox):
    """A drop-down list of (value, word); a word that is too long ends in "…". The wheel scrolls the page, not
    the choice.

    Signals: `chosen(value)` when the user chooses.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Else as wide as what it held when it was first shown, until the size of the text changes.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(4)  # a long word is shortened before it pushes others out
        self.activated.connect(lambda: self.chosen.emit(self.value()))
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """Replace the list, keeping the choice where it still exists."""
        value = self.value()
        self.clear()
        for key, word in choices:
            self.addItem(word, key)
        self.set_value(value)

    def value(self) -> str:
        """The value of the chosen word; "" while the list is empty."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def set_value(self, value: str) -> None:
        """Choose without a signal `chosen`; the first of the list when there is no such value."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        role = "text_secondary" if self.isEnabled() else "text_disabled"
        paint_icon(
            painter, self.width() - 10 - theme().grown(14), self.height() / 2, "chevron-down", role, 14
        )
        painter.end()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme().grown(16), max(hint.height(), theme().height("control")))

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))


class NumberField(QSpinBox):
    """A whole number; the wheel scrolls the page, not the number."""

    def __init__(self, least: int, most: int, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self._restyle()
        theme().changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for icon, down in (("chevron-up", False), ("chevron-down", True)):
            able = self.isEnabled() and self.value() != (self.minimum() if down else self.maximum())
            role = "text_secondary" if able else "text_disabled"
            side = theme().grown(12)
            middle = self.height() / 2 + (1 if down else -1) * (1 + side / 2)
            paint_icon(painter, self.width() - 6 - side, middle, icon, role, 12)
        painter.end()

    def _restyle(self) -> None:
        for part in (self, self.lineEdit()):  # out of sight, the line does not hear of the box's font
            part.setFont(theme().font("body"))


class FindField(QLineEdit):
    """A field of words to find. Signals: `closed` on Escape, which goes to no shortcut of the page."""

    closed = Signal()

    def event(self, event: QEvent) -> bool:
        if takes_escape(event):
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.closed.emit()
            return True
        return super().event(event)


class SearchField(FindField):
    """The field of the header: a magnifier before the words, its shortcut at the right while it is empty.

    Signals: `searched(text)` on Enter.
    """

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcut = "Ctrl F"
        mark(self, role="search")
        self._restyle()
        self.returnPressed.connect(lambda: self.searched.emit(self.text().strip()))
        self.closed.connect(self.clear)
        self.textChanged.connect(self.update)
        with_text_size(self, self._restyle)

    def set_name(self, name: str) -> None:
        """What it looks for: placeholder and accessible name."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, 10, self.height() / 2, "search", "text_secondary", 16)
        if not self.text() and not self.hasFocus():
            font = theme().font("rail")
            painter.setFont(font)
            width, height = (
                painter.fontMetrics().horizontalAdvance(self._shortcut) + 12,
                theme().line("rail") + 4,
            )
            box = QRectF(self.width() - width - 10, (self.height() - height) / 2, width, height)
            paint_box(painter, box, 4, "surface", "border")
            painter.setPen(theme().colour("text_secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shortcut)
        painter.end()

    def _shortcut_width(self) -> int:
        return QFontMetrics(theme().font("rail")).horizontalAdvance(self._shortcut) + 14

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self.setFixedWidth(
            max(theme().width("search"), theme().grown(34) + words + 12 + self._shortcut_width() + 10)
        )
