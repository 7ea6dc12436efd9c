"""Filters over the table of exam questions: state and kind; words are looked for in the header."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.exam.viewmodels.exam_questions_model import ExamQuestionsModel, Group
from desktop.features.exam.viewmodels.exam_words import kind_word
from desktop.ui.i18n import formats
from desktop.ui.widgets import Chip, FlowLayout, Select


class QuestionFilters(QWidget):
    """Signals: `group_chosen(Group)`, `kind_chosen(str)`."""

    group_chosen = Signal(object)
    kind_chosen = Signal(str)

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
        flow.addWidget(self.kind)

    def show_model(self, model: ExamQuestionsModel) -> None:
        """Counts, what is chosen, in the window's language."""
        for group, chip in self.chips.items():
            count = model.count_of(group)
            chip.setText(self._word(group))
            chip.set_count(formats.number(count))
            chip.setVisible(group is Group.ALL or count > 0 or group is model.group)
            chip.setChecked(group is model.group)
        kinds = [(kind.value, kind_word(kind)) for kind in model.kinds()]
        self.kind.set_choices([("", self.tr("All kinds")), *kinds])
        self.kind.set_value(model.kind)
        self.kind.setVisible(len(kinds) > 1)
        self.kind.setAccessibleName(self.tr("Kind"))

    def _word(self, group: Group) -> str:
        return {
            Group.ALL: self.tr("All"),
            Group.PENDING: self.tr("Waiting"),
            Group.APPROVED: self.tr("Approved"),
            Group.REJECTED: self.tr("Rejected"),
        }[group]
