"""One example as it is judged: question, answer, quote, what the checks say."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.finding_text import FindingText, kind_word
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.row_card import RowCard
from desktop.ui.widgets import Badge, Button, Divider, IconLabel, Label
from desktop.ui.widgets.base import clear, column, row


class ExampleCard(RowCard):
    """`findings` gives the lines of the checks. With `may_mask` personal data can be replaced.

    Signals: `mask_wanted` the button at personal data.
    """

    mask_wanted = Signal()

    def __init__(self, findings: Callable[[Example], Sequence[FindingText]], may_mask: bool) -> None:
        self._findings, self._may_mask = findings, may_mask
        self._lines: list[IconLabel] = []
        super().__init__()

    def _add_below(self) -> None:
        self.earlier = Label("", "body", "secondary", wrap=True)
        self.body.insertWidget(1, self.earlier)
        self.doubt = Badge("", "warning")
        self.chips.addWidget(self.doubt)
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

    def _number(self, row: Any) -> str:
        return fill(self.tr("Example %1"), formats.number(row.number))

    def _show_kind(self, row: Any) -> None:
        self.earlier.setVisible(bool(row.text.earlier))
        turns = (f"– {said}" for turn in row.text.earlier for said in turn)
        self.earlier.setText("\n".join([self.tr("Said before in the same conversation:"), *turns]))
        self.kind.show_state(kind_word(row.text.kind), "neutral")
        self.doubt.show_state(self.tr("Look carefully"), "warning")
        self.doubt.setVisible(row.doubtful)
        clear(self._checks)
        findings = self._findings(row)
        self._lines = [
            IconLabel(finding.icon, finding.sentence, _tone(finding), wrap=True) for finding in findings
        ]
        if not row.checked:
            self._lines.append(IconLabel("clock", self.tr("The checks have not run yet"), wrap=True))
        elif not findings:
            self._lines.append(IconLabel("check", self.tr("The checks found nothing wrong"), wrap=True))
        for line in self._lines:
            self._checks.addWidget(line)
        self.mask_button.setVisible(self._may_mask and row.may_be_masked)

    def findings(self) -> list[str]:
        """The lines of the checks, as shown."""
        return [line.label.text() for line in self._lines]

    def retranslate(self) -> None:
        self.answer.name(self.tr("Answer the model will learn"))
        self.mask_button.setText(self.tr("Replace personal data"))
        super().retranslate()


def _tone(finding: FindingText) -> str:
    return "text" if finding.tone == "secondary" else finding.tone
