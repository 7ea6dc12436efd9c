"""What to do where models cannot be had from here: what to bring, and how another computer makes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button, Card, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated

# What another computer runs; not translated, for it is typed.
COMMAND = "bukvar pack make bukvar-models"


class Bringing(Translated, Card):
    """One sentence, and a command that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=8, parent=parent)
        self.sentence = Label("", "body", "secondary", wrap=True)
        self.command = Label(COMMAND, "control", "text")
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = Button("", "outlined", "copy")
        self.copy.clicked.connect(self._copy)
        line, left = row(None, 12), column(None)
        left.addWidget(self.command)
        line.addLayout(left, 1)
        line.addWidget(self.copy)
        self.body.addWidget(self.sentence)
        self.body.addLayout(line)
        self.retranslate()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(COMMAND)
        self.copy.setText(self.tr("Copied"))

    def retranslate(self) -> None:
        """Say everything again."""
        self.sentence.setText(
            self.tr(
                "Without a network, bring one file: on a computer with Bukvar and a network choose Models → "
                "“Save a pack for another computer”, or run the command below, and drop the file here."
            )
        )
        self.copy.setText(self.tr("Copy the command"))
        self.command.setAccessibleName(COMMAND)
