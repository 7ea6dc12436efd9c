"""The report for support: all of it is shown before it is saved."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from desktop.features.health.domain.health import ReportPart
from desktop.features.health.viewmodels.health_model import HealthModel
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Label, TroubleLabel
from desktop.ui.widgets.base import column, mark, row

_LIST = 240  # px


class SupportDialog(QDialog):
    """Files of the report at the left, the chosen one at the right; *Save* asks where."""

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
