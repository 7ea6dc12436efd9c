"""One example out of the table: read it whole, decide it anew."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.finding_text import FindingText, state_word
from desktop.features.training.views.review.example_card import ExampleCard
from desktop.ui.widgets import Button, Label, Popup
from desktop.ui.widgets.base import clear, row

_WIDTH = 560  # px


class OneExample(Popup):
    """Signals: `decided(id, approve)`; the popup is closed before it is told."""

    decided = Signal(str, bool)

    def __init__(self, findings: Callable[[Example], Sequence[FindingText]], parent: QWidget) -> None:
        super().__init__(parent)
        self._findings = findings

    def show_example(self, example: Example, anchor: QWidget) -> None:
        """Open at `anchor`."""
        clear(self.body)
        self.body.setContentsMargins(8, 8, 8, 12)
        self.body.setSpacing(8)
        card = ExampleCard(self._findings, may_mask=False)
        card.show_row(example)
        self.body.addWidget(card)
        line = row(None, 8, (8, 0, 8, 0))
        said = state_word(example)
        if example.reviewed_by:
            said = f"{said}: {example.reviewed_by}"
        line.addWidget(Label(said, "caption", "tertiary", wrap=True), 1)
        self.approve = Button(self.tr("Approve"), "outlined")
        self.reject = Button(self.tr("Reject"), "outlined")
        self.approve.setVisible(example.state is not RowState.APPROVED)
        self.reject.setVisible(example.state is not RowState.REJECTED)
        for button, approve in ((self.approve, True), (self.reject, False)):
            button.clicked.connect(lambda _=False, yes=approve: self._decide(example.id, yes))
            line.addWidget(button)
        self.body.addLayout(line)
        self.open_at(anchor, width=_WIDTH)

    def _decide(self, example: str, approve: bool) -> None:
        self.close()
        self.decided.emit(example, approve)
