"""One example out of the table: read it whole, decide it anew."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.finding_text import FindingText, state_word
from desktop.features.training.views.review.row_card import RowCard
from desktop.ui.widgets import Button, Label, Popup
from desktop.ui.widgets.base import clear, row

_WIDTH = 560  # px


class OneExample(Popup):
    """Signals: `decided(id, approve)`; the popup is closed before it is told."""

    decided = Signal(str, bool)

    def show_example(self, example: Example, findings: Sequence[FindingText], anchor: QWidget) -> None:
        """Open at `anchor`."""
        clear(self.body)
        self.body.setContentsMargins(8, 8, 8, 12)
        self.body.setSpacing(8)
        card = RowCard()
        card.show_example(example, findings, False)
        self.body.addWidget(card)
        line = row(None, 8, (8, 0, 8, 0))
        said = state_word(example)
        if example.reviewed_by:
            said = f"{said}: {example.reviewed_by}"
        line.addWidget(Label(said, "caption", "tertiary", wrap=True), 1)
        self.approve, self.reject = (
            Button(self.tr("Approve"), "outlined"),
            Button(self.tr("Reject"), "outlined"),
        )
        self.approve.setVisible(example.state is not RowState.APPROVED)
        self.reject.setVisible(example.state is not RowState.REJECTED)
        self.approve.clicked.connect(lambda: self._decide(example.id, True))
        self.reject.clicked.connect(lambda: self._decide(example.id, False))
        line.addWidget(self.approve)
        line.addWidget(self.reject)
        self.body.addLayout(line)
        self.open_at(anchor, width=_WIDTH)

    def _decide(self, example: str, approve: bool) -> None:
        self.close()
        self.decided.emit(example, approve)
