"""The rows that are almost the same as the one shown, decided together or one by one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import Example
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Divider, FlowLayout, IconButton, Label, Popup, ScrollColumn
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.words.names import counted

_WIDTH = 520  # px
_MOST = 100  # rows listed; the buttons act on all


class SimilarPopup(Popup):
    """Signals: `decided(ids, approve)`; the popup is closed before it is told."""

    decided = Signal(object, bool)

    def show_rows(self, rows: Sequence[Example], anchor: QWidget) -> None:
        """Open under `anchor`."""
        clear(self.body)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)
        count = len(rows)
        self.body.addWidget(Label(self.tr("Almost the same"), "body_strong"))
        about = counted(
            self.tr("%n more row(s) ask nearly the same; one of them is enough.", "", count), count
        )
        self.body.addWidget(Label(about, "caption", "tertiary", wrap=True))
        area = ScrollColumn((0, 0, 12, 0), 8)
        for example in rows[:_MOST]:
            area.body.addWidget(self._line(example))
            area.body.addWidget(Divider())
        area.body.addStretch(1)
        area.setFixedHeight(min(70 * max(len(rows), 1) + 8, 300))
        self.body.addWidget(area)
        ids = [example.id for example in rows]
        buttons = QWidget()
        flow = FlowLayout(buttons, 8)
        number = formats.number(count)
        self.approve_all = Button(fill(self.tr("Approve these %1"), number), "outlined", "check")
        self.reject_all = Button(fill(self.tr("Reject these %1"), number), "outlined", "x")
        self.approve_all.clicked.connect(lambda: self._decide(ids, True))
        self.reject_all.clicked.connect(lambda: self._decide(ids, False))
        flow.addWidget(self.approve_all)
        flow.addWidget(self.reject_all)
        self.body.addWidget(buttons)
        self.open_at(anchor, width=_WIDTH)
        self.approve_all.setFocus(Qt.FocusReason.PopupFocusReason)

    def _line(self, example: Example) -> QWidget:
        line = QWidget()
        layout = row(line, 8)
        words = column(None, 2)
        number = fill(self.tr("No. %1"), formats.number(example.number))
        words.addWidget(Label(f"{number}  {example.text.question}", "body_strong", wrap=True))
        words.addWidget(Label(example.text.answer, "caption", "secondary", wrap=True))
        layout.addLayout(words, 1)
        approve = IconButton("check", fill(self.tr("Approve example %1"), example.number))
        reject = IconButton("x", fill(self.tr("Reject example %1"), example.number))
        approve.clicked.connect(lambda: self._decide([example.id], True))
        reject.clicked.connect(lambda: self._decide([example.id], False))
        for button in (approve, reject):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _decide(self, ids: list[str], approve: bool) -> None:
        self.close()
        self.decided.emit(ids, approve)
