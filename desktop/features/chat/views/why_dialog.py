"""Why this answer: what was searched, what became of each place, and of one that a person points at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from desktop.features.chat.viewmodels.why_model import WhyModel
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.i18n.placeholders import fill
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.widgets import Banner, Button, Input, Label, Select
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.scroll_column import ScrollColumn
from desktop.ui.widgets.translated import Translated


class WhyDialog(Translated, QDialog):
    """Opened from an answer; figures are folded."""

    def __init__(self, parent: QWidget, model: WhyModel) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        mark(self, fill="surface")
        layout = column(self, 12, (24, 24, 24, 16))
        self.title = Label("", "section", wrap=True)
        layout.addWidget(self.title)
        self.problem = Banner("error")
        self.problem.hide()
        layout.addWidget(self.problem)
        inside = ScrollColumn((0, 0, 12, 0), 8)
        mark(inside.inner, fill="surface")
        layout.addWidget(inside, 1)
        self.summary = Label("", "body", wrap=True)
        self.places_lead, self.places = Label("", "body_strong"), QWidget()
        column(self.places, 6)
        self.figures = Label("", "caption", "tertiary", wrap=True)
        self.unfold = Button("", "text", "chevron-right")
        self.unfold.setCheckable(True)
        speak_as(self.unfold, Role.Button, folds=True)
        self.unfold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.unfold.toggled.connect(lambda _: self._show())
        for part in (self.summary, self.places_lead, self.places, self.figures):
            inside.body.addWidget(part)
        inside.body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_pointing(inside)
        inside.body.addStretch(1)
        self.close_button = Button("", "outlined")
        self.close_button.clicked.connect(self.accept)
        bottom = row(None, 8)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout.addLayout(bottom)
        give_size(self, 640, 640)
        model.changed.connect(self._show)
        model.message.connect(self._failed)
        self.retranslate()
        model.search()

    def _add_pointing(self, inside: ScrollColumn) -> None:
        self.pointing_lead = Label("", "body_strong")
        self.document, self.quote = Select(), Input()
        self.ask = Button("", "soft", "search")
        self.ask.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.ask.clicked.connect(self._search)
        self.quote.field.returnPressed.connect(self._search)
        self.reason = Label("", "body", wrap=True)
        self.reason_figures = Label("", "caption", "tertiary", wrap=True)
        inside.body.addSpacing(12)
        for part in (self.pointing_lead, self.document, self.quote):
            inside.body.addWidget(part)
        inside.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        inside.body.addWidget(self.reason)
        inside.body.addWidget(self.reason_figures)

    def _search(self) -> None:
        """Ask about the place that is pointed at."""
        if self.document.value() or self.quote.field.text().strip():
            self.model.search(self.document.value(), quote=self.quote.field.text())

    def _failed(self, sentence: str) -> None:
        self.problem.show_message("error", sentence, "")
        self.problem.show()

    def _show(self) -> None:
        self.summary.setText("\n".join(self.model.summary()) or self.tr("Looking through the documents…"))
        shown = self.unfold.isChecked()
        self._show_places(shown)
        self.figures.setText(self.model.figures())
        self.figures.setVisible(shown)
        self.unfold.setText(self.tr("Hide the figures") if shown else self.tr("Show the figures"))
        self.unfold.set_icon("chevron-down" if shown else "chevron-right")
        reason, figures = self.model.pointed_at()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.reason_figures.setText(figures)
        self.reason_figures.setVisible(shown and bool(figures))

    def _show_places(self, figures: bool) -> None:
        lines = self.places.layout()
        assert lines is not None
        while (item := lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (where, state, scores) in enumerate(self.model.places(), 1):
            said = fill(self.tr("%1. %2: %3"), number, where, state)
            lines.addWidget(Label(f"{said}\n{scores}" if figures else said, "body", "secondary", wrap=True))
        self.places_lead.setVisible(bool(self.model.places()))

    def retranslate(self) -> None:
        """Say all words again."""
        self.setWindowTitle(self.tr("Why this answer?"))
        self.title.setText(self.tr("Why this answer?"))
        self.places_lead.setText(self.tr("Places that were found"))
        self.pointing_lead.setText(self.tr("Should it have been found somewhere else?"))
        self.document.set_choices([("", self.tr("In any document")), *self.model.documents()])
        self.document.setAccessibleName(self.tr("Document in which it stands"))
        self.quote.field.setPlaceholderText(self.tr("Words that stand there"))
        self.quote.field.setAccessibleName(self.tr("Words that stand there"))
        self.ask.setText(self.tr("Why not this place?"))
        self.close_button.setText(self.tr("Close"))
        self._show()
