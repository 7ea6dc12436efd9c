"""What happened in a run: the latest lines, with times."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import RunEvent
from desktop.features.training.viewmodels.event_text import event_text
from desktop.ui.i18n import formats
from desktop.ui.widgets import Button, Card, Label
from desktop.ui.widgets.base import clear, column, row, with_text_size

_FEW = 6


class Journal(Card):
    """The newest line first; *All lines* shows the rest."""

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        layout = column(None, 8, (24, 16, 24, 16))
        self.title = Label("", "body_strong")
        self._lines = column(None, 0)
        self.more = Button("", "text")
        self.more.clicked.connect(self._toggle)
        layout.addWidget(self.title)
        layout.addLayout(self._lines)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(layout)
        self._events: tuple[tuple[RunEvent, str], ...] = ()
        self._all = False
        self._key: object = None

    def show_events(self, events: Sequence[RunEvent]) -> None:
        """Made again only when a line was added or the language is another."""
        self.title.setText(self.tr("What is happening"))
        key = (len(events), formats.language(), self._all)
        if key == self._key:
            return
        self._key = key
        said = ((event, event_text(event)) for event in reversed(events))
        self._events = tuple((event, words) for event, words in said if words)
        self._fill()

    def lines(self) -> list[str]:
        """The sentences shown (tests)."""
        shown = self._events if self._all else self._events[:_FEW]
        return [words for _, words in shown]

    def _fill(self) -> None:
        clear(self._lines)
        for event, words in self._events if self._all else self._events[:_FEW]:
            self._lines.addWidget(self._line(event, words))
        if not self._events:
            self._lines.addWidget(Label(self.tr("Nothing yet"), "body", "tertiary"))
        hidden = len(self._events) - _FEW
        self.more.setVisible(hidden > 0)
        self.more.setText(self.tr("Only the latest") if self._all else self.tr("All lines"))

    def _line(self, event: RunEvent, words: str) -> QWidget:
        line = QWidget()
        layout = row(line, 12, (0, 5, 0, 5))
        old = event.at.astimezone().date() != date.today()
        when = Label(formats.clock(event.at), "body", "tertiary", tabular=True)
        with_text_size(when, lambda: when.setFixedWidth(when.fontMetrics().horizontalAdvance("00:00") + 8))
        when.setToolTip(f"{formats.day(event.at)}, {formats.clock(event.at)}" if old else "")
        layout.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Label(words, "body", "secondary", wrap=True), 1)
        return line

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()
