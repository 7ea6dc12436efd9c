"""Filters over a table of rows: state, kind, and words where the page's header has no field for them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import formats
from desktop.ui.review.list_model import ListModel, RowGroup
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import Chip, FlowLayout, Input, Select
from desktop.ui.widgets.base import with_text_size

_SEARCH = 200  # px


class RowFilters(QWidget):
    """Acts on the model. `with_words` adds the field for words.

    Signals: `chosen` other rows are shown.
    """

    chosen = Signal()

    def __init__(self, model: ListModel[Any], with_words: bool) -> None:
        super().__init__()
        self._model = model
        flow = FlowLayout(self, 8)
        self.chips: dict[RowGroup, Chip] = {}
        for group in model.groups:
            chip = Chip()
            speak_as(chip, Role.RadioButton)
            chip.clicked.connect(lambda _=False, value=group: self._choose(value))
            self.chips[group] = chip
            flow.addWidget(chip)
        self.kind, self.words = Select(), Input()
        self.kind.chosen.connect(model.show_kind)
        with_text_size(self.words, lambda: self.words.setFixedWidth(theme().grown(_SEARCH)))
        self.words.field.setClearButtonEnabled(True)
        self.words.field.textChanged.connect(model.search)
        self.words.setVisible(with_words)
        flow.addWidget(self.kind)
        if with_words:
            flow.addWidget(self.words)
        self._kinds: Sequence[StrEnum] = ()

    def _choose(self, group: RowGroup) -> None:
        self._model.show_group(group)
        self.chosen.emit()

    def refresh(self) -> None:
        """Counts, kinds, and what is chosen."""
        model = self._model
        for group, chip in self.chips.items():
            count = model.count_of(group)
            chip.setText(self._word(group))
            chip.set_count(formats.number(count))
            chip.setVisible(group is RowGroup.ALL or count > 0 or group is model.group)
            chip.setChecked(group is model.group)
        kinds = model.kinds()
        if kinds != self._kinds:
            self._kinds = kinds
            self._name_kinds()
        self.kind.set_value(model.kind)
        self.kind.setVisible(len(kinds) > 1)

    def name(self, find: str) -> None:
        """Say all words again; `find` are those of the field for words."""
        self.kind.setAccessibleName(self.tr("Kind"))
        self.words.field.setPlaceholderText(find)
        self.words.field.setAccessibleName(find)
        self._name_kinds()

    def _name_kinds(self) -> None:
        kinds = [(kind.value, self._model.kind_word(kind)) for kind in self._kinds]
        self.kind.set_choices([("", self.tr("All kinds")), *kinds])

    def _word(self, group: RowGroup) -> str:
        return {
            RowGroup.ALL: self.tr("All"),
            RowGroup.PENDING: self.tr("Waiting"),
            RowGroup.DOUBTFUL: self.tr("Doubtful"),
            RowGroup.APPROVED: self.tr("Approved"),
            RowGroup.REJECTED: self.tr("Rejected"),
        }[group]
