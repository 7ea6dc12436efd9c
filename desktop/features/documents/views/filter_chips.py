"""The filters over the table, with counts that add up."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.documents.viewmodels.document_rows import DocumentGroup, group_word
from desktop.ui.i18n import formats
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.widgets import Chip, FlowLayout
from desktop.ui.widgets.translated import Translated

_ALWAYS = (DocumentGroup.ALL, DocumentGroup.READY)


class FilterChips(Translated, QWidget):
    """Chips of empty groups are hidden, but *All* and *Ready*.

    Signals: `chosen(Group)`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, 8, 0)
        self.chips: dict[DocumentGroup, Chip] = {}
        for group in DocumentGroup:
            chip = Chip()
            speak_as(chip, Role.RadioButton)
            chip.clicked.connect(lambda _=False, value=group: self._choose(value))
            self.chips[group] = chip
            flow.addWidget(chip)
        self._counts: Mapping[DocumentGroup, int] = dict.fromkeys(DocumentGroup, 0)
        self._group = DocumentGroup.ALL
        self.retranslate()

    def show_counts(self, counts: Mapping[DocumentGroup, int], group: DocumentGroup) -> None:
        """Counts by filter and the filter in force."""
        if (counts, group) != (self._counts, self._group):
            self._counts, self._group = dict(counts), group  # the model goes on counting in its own
            self.retranslate()

    def _choose(self, group: DocumentGroup) -> None:
        self._group = group
        self.retranslate()
        self.chosen.emit(group)

    def retranslate(self) -> None:
        for group, chip in self.chips.items():
            chip.setText(group_word(group))
            chip.set_count(formats.number(self._counts[group]))
            chip.setVisible(group in _ALWAYS or self._counts[group] > 0)
            chip.setChecked(group is self._group)
