"""Health: what works, what does not, and what to do about it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.features.health.domain.health import Check, CheckVerdict
from desktop.features.health.viewmodels import health_words
from desktop.features.health.viewmodels.health_model import HealthModel
from desktop.features.health.views.support_dialog import SupportDialog
from desktop.ui.section import Section
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Badge, Button, Label
from desktop.ui.widgets.base import row
from desktop.ui.words import remedy_words

_TONES = {
    CheckVerdict.OK: "ok",
    CheckVerdict.SLOW: "warning",
    CheckVerdict.BAD: "bad",
    CheckVerdict.MISSING: "neutral",
}


class HealthSection(Section):
    """The same checks as the command `bukvar doctor`, in words."""

    ICON = "activity"

    def __init__(self, settings: SettingsModel, model: HealthModel) -> None:
        super().__init__(settings)
        self.model, self._trouble = model, ""
        model.setParent(self)  # a run goes on while the section is said anew
        model.changed.connect(self.rebuild)
        model.message.connect(self._notify)
        model.report_ready.connect(self._show_report)
        model.go.connect(self.go)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SettingsSection", "Health")

    def build(self) -> None:
        model = self.model
        self._add_buttons(model)
        # What needs somebody comes first.
        order = (CheckVerdict.BAD, CheckVerdict.SLOW, CheckVerdict.MISSING, CheckVerdict.OK)
        if checks := sorted(model.checks(), key=lambda check: order.index(check.verdict)):
            card = self.add_card(self.tr("This computer and Bukvar"))
            for check in checks:
                card.add(health_words.title(check), health_words.sentence(check), self._answer(check, model))
        if self._trouble:
            self.add_plain(Label(self._trouble, "body", "danger", wrap=True))

    def _add_buttons(self, model: HealthModel) -> None:
        if not model.checked and not model.running:
            words = self.tr("Each part is used once, with made-up data. That takes about a minute.")
            self.add_plain(Label(words, "body", "secondary", wrap=True))
        line = QWidget()
        layout = row(line, 8)
        if model.running:
            words = self.tr("Checking… %n part(s) so far", "", len(model.checks()))
            layout.addWidget(Label(words, "body", "secondary"))
            stop = Button(self.tr("Stop"), "outlined", "square")
            stop.clicked.connect(model.cancel)
            layout.addWidget(stop)
        else:
            again = self.tr("Check again") if model.checked else self.tr("Check everything")
            check = Button(again, "outlined", "refresh-cw")
            check.clicked.connect(model.run)
            layout.addWidget(check)
            report = Button(self.tr("Report for support"), "outlined", "save")
            report.clicked.connect(model.report)
            layout.addWidget(report)
        layout.addStretch(1)
        self.add_plain(line)

    def _answer(self, check: Check, model: HealthModel) -> QWidget:
        badge = Badge(health_words.state(check.verdict), _TONES[check.verdict])
        remedy = check.remedy
        if remedy is None:
            return badge
        box = QWidget()
        line = row(box, 12)
        button = Button(remedy_words.button(remedy), "soft")
        button.setAccessibleDescription(health_words.sentence(check))
        button.clicked.connect(lambda: model.apply(remedy))
        if model.running:
            button.set_reason(self.tr("Bukvar is checking"))
        line.addWidget(button)
        line.addWidget(badge)
        return box

    def _notify(self, words: str) -> None:
        self._trouble = words
        self.rebuild()

    def _show_report(self, parts: object) -> None:
        SupportDialog(self.window(), self.model, parts).open()  # type: ignore[arg-type]
