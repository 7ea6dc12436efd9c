"""What became of the passages that examples were made from."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.review.rows import PassageRecord
from desktop.features.training.viewmodels.finding_text import passage_sentence
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.widgets import Button, ElidedLabel, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated
from workers.contract.training.examples import PassageStatus

_MOST = 40  # lines of the fold


class PassagesFold(Translated, QWidget):
    """One line with counts; opens to reasons, what failed first."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, 4)
        head = row(None, 8)
        self.summary = Label("", "caption", "secondary", tabular=True, wrap=True)
        self.fold = Button("", "text", "chevron-right")
        self.fold.setCheckable(True)
        speak_as(self.fold, Role.Button, folds=True)
        self.fold.toggled.connect(self.retranslate)
        head.addWidget(self.summary, 1)
        head.addWidget(self.fold)
        layout.addLayout(head)
        self.lines = QWidget()
        self._lines = column(self.lines, 4)
        layout.addWidget(self.lines)
        self._passages: Sequence[PassageRecord] = ()
        self._names: Mapping[str, str] = {}
        self.retranslate()

    def show_passages(self, passages: Sequence[PassageRecord], names: Mapping[str, str]) -> None:
        """`names`: document → its name."""
        if list(passages) != list(self._passages) or names != self._names:
            self._passages, self._names = passages, names
            self.retranslate()

    def retranslate(self) -> None:
        self.setVisible(bool(self._passages))
        counts = Counter(passage.status for passage in self._passages)
        words = self.tr("Passages: %1 with examples, %2 with nothing to ask, %3 failed")
        statuses = (PassageStatus.MADE, PassageStatus.NOTHING, PassageStatus.FAILED)
        self.summary.setText(fill(words, *(formats.number(counts[status]) for status in statuses)))
        is_open = self.fold.isChecked()
        self.fold.setText(self.tr("Hide") if is_open else self.tr("Reasons"))
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")
        self.lines.setVisible(is_open)
        clear(self._lines)
        if not is_open:
            return
        order = {PassageStatus.FAILED: 0, PassageStatus.NOTHING: 1, PassageStatus.MADE: 2}
        for passage in sorted(self._passages, key=lambda one: order[one.status])[:_MOST]:
            name = self._names.get(passage.document, self.tr("A document that is gone"))
            line = row(None, 12)
            line.addWidget(ElidedLabel(name, "caption", "tertiary"), 1)
            tone = "danger" if passage.status is PassageStatus.FAILED else "secondary"
            line.addWidget(Label(passage_sentence(passage), "caption", tone, wrap=True), 2)
            self._lines.addLayout(line)
