"""Health: what works, what does not, and what to do about it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.services.pending import Cancelled
from desktop.viewmodels.health_model import Check, HealthModel
from desktop.views.settings.section import Section
from desktop.views.widgets import Badge, Button
from desktop.views.widgets.base import row


class HealthSection(Section):
    """The same checks as the command `bukvar doctor`, in words."""

    ICON = "activity"

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SettingsSection", "Health")

    def build(self) -> None:
        self._model = HealthModel(self.application, self)
        card = self.add_card(self.tr("This computer and Bukvar"))
        for check in self._model.checks():
            card.add(check.title, check.sentence, self._badge(check))
        again = Button(self.tr("Check again"), "outlined", "refresh-cw")
        again.clicked.connect(lambda: self._check_again(again))
        line = QWidget()
        row(line).addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_plain(line)

    def _badge(self, check: Check) -> Badge:
        words = {"ok": self.tr("Works"), "warning": self.tr("Look at this"), "bad": self.tr("Does not work")}
        return Badge(words[check.tone], check.tone)

    def _check_again(self, button: Button) -> None:
        button.set_busy(self.tr("Checking…"))
        self.application.hardware.probe().then(lambda _: self.rebuild(), self._not_checked)

    def _not_checked(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):  # else the window is closing
            self.rebuild()
