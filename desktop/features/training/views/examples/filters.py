"""Filters over the table of examples: state, kind, words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.training.viewmodels.examples_model import Group
from desktop.features.training.viewmodels.finding_text import kind_word
from desktop.ui.i18n import formats
from desktop.ui.widgets import Chip, FlowLayout, Input, Select
from desktop.ui.widgets.translated import Translated
from workers.contract.training import ExampleKind

_SEARCH = 200  # px


class Filters(Translated, QWidget):
    """Signals: `group_chosen(Group)`, `kind_chosen(str)`, `searched(words)`."""

    group_chosen = Signal(object)
    kind_chosen = Signal(str)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, 8)
        self.chips: dict[Group, Chip] = {}
        for group in Group:
            chip = Chip()
            chip.clicked.connect(lambda _=False, value=group: self.group_chosen.emit(value))
            self.chips[group] = chip
            flow.addWidget(chip)
        self.kind = Select()
        self.kind.chosen.connect(self.kind_chosen)
        self.words = Input()
        self.words.setFixedWidth(_SEARCH)
        self.words.field.setClearButtonEnabled(True)
        self.words.field.textChanged.connect(self.searched)
        flow.addWidget(self.kind)
        flow.addWidget(self.words)
        self._kinds: Sequence[ExampleKind] = ()
        self.retranslate()

    def show_counts(self, counts: Mapping[Group, int], group: Group) -> None:
        for value, chip in self.chips.items():
            chip.setText(self._word(value))
            chip.set_count(formats.number(counts[value]))
            chip.setVisible(value is Group.ALL or counts[value] > 0 or value is group)
            chip.setChecked(value is group)

    def show_kinds(self, kinds: Sequence[ExampleKind], chosen: str) -> None:
        choices = [("", self.tr("All kinds")), *((kind.value, kind_word(kind)) for kind in kinds)]
        if list(kinds) != list(self._kinds) or self.kind.count() != len(choices):
            self._kinds = list(kinds)
            self.kind.set_choices(choices)
        self.kind.set_value(chosen)
        self.kind.setVisible(len(kinds) > 1)

    def _word(self, group: Group) -> str:
        return {
            Group.ALL: self.tr("All"),
            Group.PENDING: self.tr("Waiting"),
            Group.DOUBTFUL: self.tr("Doubtful"),
            Group.APPROVED: self.tr("Approved"),
            Group.REJECTED: self.tr("Rejected"),
        }[group]

    def retranslate(self) -> None:
        self.kind.setAccessibleName(self.tr("Kind"))
        self.words.field.setPlaceholderText(self.tr("Find among examples"))
        self.words.field.setAccessibleName(self.tr("Find among examples"))
        choices = [("", self.tr("All kinds")), *((kind.value, kind_word(kind)) for kind in self._kinds)]
        self.kind.set_choices(choices)
