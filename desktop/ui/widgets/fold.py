"""A line that opens what stands under it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.widgets.base import column
from desktop.ui.widgets.button import Button


class Fold(QWidget):
    """Closed at first. What it holds stands in `body`; `fill` puts it there when it is first opened."""

    def __init__(self, fill: Callable[[QVBoxLayout], None] | None = None) -> None:
        super().__init__()
        self._fill = fill
        layout = column(self)
        self.button = Button("", "quiet", "chevron-right")
        self.button.align_left()
        self.button.setCheckable(True)
        speak_as(self.button, Role.Button, folds=True)
        self.button.clicked.connect(self._open)
        self._content = QWidget()
        self.body = column(self._content, 6, (34, 2, 16, 14))
        layout.addWidget(self.button)
        layout.addWidget(self._content)
        self._open()

    def set_title(self, title: str) -> None:
        """The words of the line that opens."""
        self.button.setText(title)
        self._describe()

    def _open(self) -> None:
        is_open = self.button.isChecked()
        if is_open and self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self.body)
        self._content.setVisible(is_open)
        self.button.set_icon("chevron-down" if is_open else "chevron-right")
        self._describe()

    def _describe(self) -> None:
        is_open = self.button.isChecked()
        self.button.setAccessibleDescription(self.tr("Open") if is_open else self.tr("Closed"))
