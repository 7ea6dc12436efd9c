"""A message within a page: soft fill, icon, sentence, at most one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.announcing import announce
from desktop.ui.widgets.base import mark, row
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Icon, Label

_LOOKS = {
    "info": ("info", "accent_text"),
    "ok": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "error": ("circle-alert", "danger"),
}
_SPOKEN = ("warning", "error")


class Banner(QFrame):
    """`kind` is info, ok, warning or error.

    Signals: `acted` when the action is clicked.
    """

    acted = Signal()

    def __init__(
        self, kind: str = "info", text: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = self._line = row(self, 12, (16, 4, 8, 4))
        self._icon = Icon("info", "accent_text", 18)
        self._label = Label("", "body", "text", wrap=True)
        self.button = Button("", "text")
        self.button.clicked.connect(self.acted)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.button)
        self.setMinimumHeight(44)
        self.show_message(kind, text, action)

    def add_button(self, button: Button) -> None:
        """Another thing to do, behind the first."""
        self._line.addWidget(button)

    def show_message(self, kind: str, text: str, action: str = "") -> None:
        """Replace kind, sentence and action ("" hides the button)."""
        if kind in _SPOKEN and text != self._label.text():
            announce(self, text, urgent=kind == "error")
        mark(self, banner=kind)
        self._icon.set_icon(*_LOOKS[kind])
        self._label.setText(text)
        self.setAccessibleName(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def text(self) -> str:
        return self._label.text()
