"""The one modal question: an irreversible loss, named; the default keeps everything."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Label
from desktop.ui.widgets.base import column, fit_words, mark, row


class Confirm(QDialog):
    """`loss` says what is lost or what follows; `keep` is the safe button and the default."""

    def __init__(
        self, parent: QWidget, title: str, loss: str, act: str, keep: str, danger: bool = True
    ) -> None:
        super().__init__(parent)
        mark(self, fill="surface")
        self.setWindowTitle(title)
        self.setModal(True)
        layout = column(self, 8, (24, 24, 24, 16))
        words = Label(loss, "body", "secondary", wrap=True)
        words.setFixedWidth(theme().grown(400, 0.5))
        layout.addWidget(Label(title, "section", wrap=True))
        layout.addWidget(words)
        layout.addSpacing(12)
        self.act_button = Button(act, "danger" if danger else "outlined")
        self.keep_button = Button(keep, "primary" if not danger else "outlined")
        self.act_button.clicked.connect(self.accept)
        self.keep_button.clicked.connect(self.reject)
        self.keep_button.setDefault(True)
        self.act_button.setAutoDefault(False)
        buttons = row(None, 8)
        buttons.addStretch(1)
        buttons.addWidget(self.act_button)
        buttons.addWidget(self.keep_button)
        layout.addLayout(buttons)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Not before are the fonts known that the words are read in."""
        super().showEvent(event)
        fit_words(self)
