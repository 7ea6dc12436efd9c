"""One example as it is judged: question, answer, quote, what the checks say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.finding_text import FindingText, kind_word
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Button, Card, Divider, FlowLayout, IconLabel, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated


class RowCard(Translated, Card):
    """Signals: `saved` and `left` while it is edited; `mask_wanted` the button at personal data."""

    saved = Signal()
    left = Signal()
    mask_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=4)
        top = row(None, 8)
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        self.number, self.kind, self.doubt = Badge(), Badge(), Badge("", "warning")
        for badge in (self.number, self.kind, self.doubt):
            flow.addWidget(badge)
        top.addWidget(chips, 1)
        self.body.addLayout(top)
        self.question_lead, self.question, self.question_edit = self._part("section")
        self.answer_lead, self.answer, self.answer_edit = self._part("reading")
        self.quote_part = QWidget()
        quoted = column(self.quote_part, 4)
        self.quote_lead = Label("", "caption", "tertiary")
        self.quote = Label("", "body", "secondary", wrap=True)
        self.quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = row(None, 12)
        self._bar = QFrame()
        self._bar.setFixedWidth(3)
        line.addWidget(self._bar)
        line.addWidget(self.quote, 1)
        quoted.addSpacing(12)
        quoted.addWidget(self.quote_lead)
        quoted.addLayout(line)
        self.body.addWidget(self.quote_part)
        self.body.addSpacing(12)
        self.body.addWidget(Divider())
        self.body.addSpacing(8)
        self._checks: QVBoxLayout = column(None, 8)
        self.body.addLayout(self._checks)
        self.mask_button = Button("", "soft", "shield-check")
        self.mask_button.clicked.connect(self.mask_wanted)
        under = row(None, 0, (0, 8, 0, 0))
        under.addWidget(self.mask_button)
        under.addStretch(1)
        self.body.addLayout(under)
        self.body.addStretch(1)
        self.is_edited = False
        self._example: Example | None = None
        self._lines: list[IconLabel] = []
        theme().changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _part(self, role: str) -> tuple[Label, Label, TextEdit]:
        lead, text, edit = Label("", "caption", "tertiary"), Label("", role, wrap=True), TextEdit()
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        edit.saved.connect(self.saved)
        edit.left.connect(self.left)
        edit.hide()
        self.body.addSpacing(12)
        for widget in (lead, text, edit):
            self.body.addWidget(widget)
        return lead, text, edit

    def show_example(self, example: Example, findings: Sequence[FindingText], may_mask: bool) -> None:
        """Show one example; what is being edited stays until `end_edit`."""
        if self._example is not None and self._example.id != example.id:
            self.end_edit()
        self._example = example
        number = fill(self.tr("Example %1"), formats.number(example.number))
        self.number.show_state(number, "neutral")
        self.kind.show_state(kind_word(example.text.kind), "neutral")
        self.doubt.show_state(self.tr("Look carefully"), "warning")
        self.doubt.setVisible(example.doubtful)
        self.question.setText(example.text.question)
        self.answer.setText(example.text.answer)
        quote = " ".join(example.text.quote.split())
        self.quote.setText(fill(self.tr("“%1”"), quote))
        self.quote_part.setVisible(bool(quote))
        self._show_checks(example, findings)
        self.mask_button.setVisible(may_mask)
        self.setAccessibleName(f"{number}. {example.text.question}")

    def _show_checks(self, example: Example, findings: Sequence[FindingText]) -> None:
        clear(self._checks)
        self._lines = [
            IconLabel(finding.icon, finding.sentence, self._tone(finding), wrap=True) for finding in findings
        ]
        if not example.checked:
            self._lines.append(IconLabel("clock", self.tr("The checks have not run yet"), wrap=True))
        elif not findings:
            self._lines.append(IconLabel("check", self.tr("The checks found nothing wrong"), wrap=True))
        for line in self._lines:
            self._checks.addWidget(line)

    @staticmethod
    def _tone(finding: FindingText) -> str:
        return "text" if finding.tone == "secondary" else finding.tone

    def findings(self) -> list[str]:
        """The lines of the checks, as shown."""
        return [line.label.text() for line in self._lines]

    # --- editing in place ---

    def begin_edit(self) -> None:
        if self._example is None or self.is_edited:
            return
        self.is_edited = True
        self.question_edit.setPlainText(self._example.text.question)
        self.answer_edit.setPlainText(self._example.text.answer)
        self._show_edit()
        self.answer_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.answer_edit.moveCursor(self.answer_edit.textCursor().MoveOperation.End)

    def end_edit(self) -> None:
        self.is_edited = False
        self._show_edit()

    def _show_edit(self) -> None:
        for label, edit in ((self.question, self.question_edit), (self.answer, self.answer_edit)):
            label.setVisible(not self.is_edited)
            edit.setVisible(self.is_edited)

    def _restyle(self) -> None:
        self._bar.setStyleSheet(f"background: {theme().css('marker')}; border: none;")

    def retranslate(self) -> None:
        self.question_lead.setText(self.tr("Question"))
        self.answer_lead.setText(self.tr("Answer the model will learn"))
        self.quote_lead.setText(self.tr("Quote from the document"))
        self.mask_button.setText(self.tr("Replace personal data"))
        self.question_edit.setAccessibleName(self.question_lead.text())
        self.answer_edit.setAccessibleName(self.answer_lead.text())
