"""The list of earlier exams, from which the one that is shown can be removed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.core.exam_entities import Exam
from desktop.features.exam.viewmodels.exam_model import ExamModel
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.widgets import PopupItem, PopupList
from desktop.ui.words.names import counted

_REMOVE = "remove"
_SHOWN = 8  # exams in the list


class EarlierExams(PopupList):
    """Opened by the view of results. `title` names an exam."""

    def __init__(self, parent: QWidget, model: ExamModel, title: Callable[[Exam], str]) -> None:
        super().__init__(parent)
        self._over, self._model, self._title = parent, model, title
        self._current = ""
        self.chosen.connect(self.take)

    def open_under(self, button: QWidget, current: str) -> None:
        """Show the list; `current` is the exam (id) that is shown, "" = none."""
        self._current = current
        items = [
            PopupItem(
                exam.id,
                self._title(exam),
                counted(self.tr("%n question(s)", "", len(exam.questions)), len(exam.questions)),
                checked=exam.id == current,
                icon="clipboard-check",
            )
            for exam in self._model.exams()[:_SHOWN]
        ]
        remove = PopupItem(_REMOVE, self.tr("Remove this exam…"), icon="trash-2", separator_before=True)
        self.show_items([*items, remove], self.tr("Earlier exams"))
        self.open_at(button)

    def take(self, value: str) -> None:
        """An exam (id) was chosen, or the removal of the one that is shown, which is asked about."""
        if value != _REMOVE:
            self._model.choose(value)
        elif exam := self._current:
            dialog = Confirm(
                self._over.window(),
                self.tr("Remove this exam?"),
                self.tr("Its answers and your corrections of marks are gone for good. The questions stay."),
                self.tr("Remove"),
                self.tr("Keep"),
            )
            dialog.accepted.connect(lambda: self._model.remove(exam))
            dialog.open()
