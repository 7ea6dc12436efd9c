"""Which model is enough for which task, by the exam that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.features.exam.viewmodels import exam_words
from desktop.features.exam.viewmodels.exam_model import TaskShown
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Label
from desktop.ui.widgets.base import clear, column
from desktop.ui.widgets.translated import Translated
from desktop.ui.words import tasks


class TaskCard(Translated, Card):
    """A line a task, with a button that has it done so from now on. Hidden while the exam has nothing to say
    of it.

    Signals: `use_wanted(TaskChoice)`.
    """

    use_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=8)
        self.title, self.about = (
            Label("", "body_strong", wrap=True),
            Label("", "body", "secondary", wrap=True),
        )
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self.buttons: dict[str, Button] = {}
        self._shown: Sequence[TaskShown] = ()
        for widget in (self.title, self.about, self._lines):
            self.body.addWidget(widget)
        self.retranslate()

    def show_tasks(self, shown: Sequence[TaskShown]) -> None:
        """Say what is enough for each."""
        self._shown = shown
        self.setVisible(bool(shown))
        clear(self._grid)
        self.buttons = {}
        for at, one in enumerate(shown):
            choice = one.choice
            said = column(None, 0)
            said.addWidget(Label(exam_words.task_sentence(choice, one.chosen, one.best), "body", wrap=True))
            said.addWidget(Label(exam_words.task_marks(choice), "caption", "tertiary", wrap=True))
            self._grid.addWidget(Label(tasks.name(choice.task), "body_strong", wrap=True), at, 0)
            self._grid.addLayout(said, at, 1)
            if choice.chosen is None:
                continue
            button = Button(self.tr("In use") if one.in_use else self.tr("Use for this"), "outlined", "check")
            button.setAccessibleName(fill(self.tr("Use for: %1"), tasks.name(choice.task)))
            button.set_reason(self.tr("It is used for this already") if one.in_use else "")
            button.clicked.connect(lambda _=False, choice=choice: self.use_wanted.emit(choice))
            self._grid.addWidget(button, at, 2)
            self.buttons[choice.task] = button

    def retranslate(self) -> None:
        self.title.setText(self.tr("The smallest model that is enough"))
        self.about.setText(
            self.tr(
                "For each task the smallest way that loses no more than 7 points to the best. "
                "The chat offers it under “Answer by”."
            )
        )
        self.show_tasks(self._shown)
