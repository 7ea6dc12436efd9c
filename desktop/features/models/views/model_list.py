"""A card of model rows; rows that stay are kept."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal

from desktop.features.models.viewmodels.models_model import ModelItem
from desktop.features.models.views.model_row import ModelLine
from desktop.ui.widgets import Card, Divider, Label
from desktop.ui.widgets.base import clear


class ModelList(Card):
    """Signals: as those of its rows."""

    acted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.lines: dict[str, ModelLine] = {}
        self._empty = ""

    def show_rows(self, rows: Sequence[ModelItem], empty: str) -> None:
        """`empty` is the sentence shown instead of no rows."""
        ids = [row.record.id for row in rows]
        if ids != list(self.lines) or (not ids and empty != self._empty):
            self._build(rows, empty)
            return
        for row in rows:
            self.lines[row.record.id].show_row(row)

    def _build(self, rows: Sequence[ModelItem], empty: str) -> None:
        clear(self.body)
        self.lines, self._empty = {}, empty
        for at, row in enumerate(rows):
            if at:
                self.body.addWidget(Divider())
            line = ModelLine(row)
            first, last = at == 0, at == len(rows) - 1
            line.set_place("only" if first and last else "first" if first else "last" if last else "middle")
            line.acted.connect(self.acted)
            line.menu_wanted.connect(self.menu_wanted)
            self.lines[row.record.id] = line
            self.body.addWidget(line)
        if not rows:
            label = Label(empty, "body", "tertiary", wrap=True)
            label.setContentsMargins(16, 16, 16, 16)
            self.body.addWidget(label)
