"""Health: what works, what does not, and what to do about it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from desktop.features.health.domain.health import Check, CheckVerdict, ReportPart
from desktop.features.health.viewmodels import health_words
from desktop.features.health.viewmodels.health_model import HealthModel
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Button, Label, TroubleLabel
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.words import remedy_words

_TONES = {
    CheckVerdict.OK: "ok",
    CheckVerdict.SLOW: "warning",
    CheckVerdict.BAD: "bad",
    CheckVerdict.MISSING: "neutral",
}
_LIST = 240  # px


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
        return translate("SettingsSection", "Health")

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


class SupportDialog(QDialog):
    """All of the report is shown before it is saved: its files at the left, the chosen one at the right."""

    def __init__(self, parent: QWidget, model: HealthModel, parts: tuple[ReportPart, ...]) -> None:
        super().__init__(parent)
        self._model, self._parts = model, parts
        mark(self, fill="surface")
        self.setWindowTitle(self.tr("Report for support"))
        layout = column(self, 12, (24, 24, 24, 16))
        layout.addWidget(Label(self.tr("Report for support"), "section"))
        inside = self.tr(
            "In it: versions, results of the checks, logs in technical words, models and counts."
        )
        outside = self.tr(
            "Not in it: text and names of documents, questions, answers, names of bases and people."
        )
        layout.addWidget(Label(f"{inside}\n{outside}", "body", "secondary", wrap=True))
        line = row(None, 16)
        self.files = QListWidget()
        self.files.setFixedWidth(theme().grown(_LIST, 0.7))
        self.files.setAccessibleName(self.tr("Files of the report"))
        for part in parts:
            size = formats.size(len(part.text.encode()))
            item = QListWidgetItem(f"{part.name} · {size}")
            item.setSizeHint(QSize(0, theme().height("control")))
            self.files.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(theme().font("body"))
        self.files.currentRowChanged.connect(self._show)
        line.addWidget(self.files)
        line.addWidget(self.text, 1)
        layout.addLayout(line, 1)
        self.trouble = TroubleLabel()
        layout.addWidget(self.trouble)
        bottom = row(None, 8)
        bottom.addStretch(1)
        close = Button(self.tr("Close"), "outlined")
        close.clicked.connect(self.reject)
        self.saving = Button(self.tr("Save…"), "primary", "save")
        self.saving.clicked.connect(self._ask)
        bottom.addWidget(close)
        bottom.addWidget(self.saving)
        layout.addLayout(bottom)
        give_size(self, 920, 620)
        self.files.setCurrentRow(0)

    def save(self, file: str) -> None:
        """Write it; what stands in the way is said here."""
        wrong = self._model.save(self._parts, file)
        self.trouble.show_trouble(wrong)
        if not wrong:
            self.accept()

    def _show(self, index: int) -> None:
        self.text.setPlainText(self._parts[index].text)
        self.text.setAccessibleName(self._parts[index].name)

    def _ask(self) -> None:
        name = self.tr("Bukvar for support.zip")
        kinds = self.tr("Zip archive (*.zip)")
        file, _ = ask_target(self, self.tr("Save the report"), name, kinds)
        if file:
            self.save(file)
