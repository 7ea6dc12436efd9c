"""The other ways to a model: another one, from a disk, from the company."""

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button
from desktop.ui.widgets.base import row
from desktop.ui.widgets.flow_layout import FlowLayout


class ModelWays(QWidget):
    """Text buttons in a line, or in several where the window is narrow. Without `company` nothing can be
    said of the company's place (the administrator has said it)."""

    def __init__(self, company: bool) -> None:
        super().__init__()
        self.other, self.disk, self.mirror = Button("", "text"), Button("", "text"), Button("", "text")
        line, holder = row(self), QWidget()
        line.addSpacing(-10)  # the words of a text button stand under the words above
        flow = FlowLayout(holder, 8, 0)
        for button in (self.other, self.disk, self.mirror):
            flow.addWidget(button)
        line.addWidget(holder, 1)
        self.mirror.setVisible(company)
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        self.other.setText(self.tr("Another model"))
        self.disk.setText(self.tr("Take from a disk or USB stick"))
        self.mirror.setText(self.tr("From your company"))
