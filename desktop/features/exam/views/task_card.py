"""Which model is enough for which task, by the exam that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.features.exam.viewmodels.exam_model import TaskShown
from desktop.ui.i18n import formats
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
            said.addWidget(Label(self._what(one), "body", wrap=True))
            said.addWidget(Label(self._marks(one), "caption", "tertiary", wrap=True))
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

    def _what(self, one: TaskShown) -> str:
        if one.choice.chosen is None and not one.choice.too_few:
            return self.tr("None of them is enough for this")
        if one.choice.chosen is None:
            return self.tr("Too few questions of this kind to tell; ten and more are needed")
        if one.choice.saves:
            return fill(self.tr("%1 is as good as %2, and smaller"), one.chosen, one.best)
        return fill(self.tr("%1; nothing smaller is as good"), one.chosen)

    def _marks(self, one: TaskShown) -> str:
        choice = one.choice
        asked = formats.number(choice.asked)
        best = fill(self.tr("%1 of %2 right"), formats.number(choice.best_right), asked)
        if not choice.saves:
            return best
        right = fill(self.tr("%1 of %2 right"), formats.number(choice.right), asked)
        return fill(self.tr("%1; the best: %2"), right, best)

    def retranslate(self) -> None:
        self.title.setText(self.tr("The smallest model that is enough"))
        self.about.setText(
            self.tr(
                "For each task the smallest way that loses no more than 7 points to the best. "
                "The chat offers it under “Answer by”."
            )
        )
        self.show_tasks(self._shown)
