"""The second opinion: a chat model's marks beside those of the rules, and who is asked for it."""

from PySide6.QtCore import Signal

from desktop.core.exam_entities import Exam
from desktop.features.exam.viewmodels.opinion_model import OpinionModel
from desktop.ui.widgets import Button, Card, Label, PopupItem, PopupList
from desktop.ui.widgets.base import row
from desktop.ui.widgets.translated import Translated


class OpinionCard(Translated, Card):
    """Hidden while there is nothing that a model could be asked about.

    Signals: `differing_wanted` the answers of which it holds something else are asked for."""

    differing_wanted = Signal()

    def __init__(self, model: OpinionModel) -> None:
        super().__init__(padding=24, spacing=8)
        self.model = model
        self.title = Label("", "body_strong", wrap=True)
        self.about = Label("", "body", "secondary", wrap=True)
        self.progress = Label("", "caption", "tertiary", wrap=True)
        line = row(None, 8, (0, 4, 0, 0))
        self.ask, self.stop = Button("", "outlined", "message-square-text"), Button("", "text")
        self.differing = Button("", "soft", "list-checks")
        for button in (self.ask, self.differing, self.stop):
            line.addWidget(button)
        line.addStretch(1)
        for widget in (self.title, self.about, self.progress):
            self.body.addWidget(widget)
        self.body.addLayout(line)
        self._judges = PopupList(self)
        self._judges.chosen.connect(model.ask)
        self.ask.clicked.connect(self._choose)
        self.stop.clicked.connect(model.cancel)
        self.differing.clicked.connect(self.differing_wanted)
        model.changed.connect(self.refresh)
        self.retranslate()

    def show_exam(self, exam: Exam | None) -> None:
        """The exam that the page shows."""
        self.model.exam = exam
        self.refresh()

    def refresh(self) -> None:
        """Say what there is of the exam that is shown."""
        shown = self.model.shown()
        self.setVisible(shown is not None)
        if shown is None:
            return
        told = shown.summary
        self.about.setText(shown.sentence)
        self.progress.setText(shown.progress)
        self.progress.setVisible(bool(shown.progress))
        self.stop.setVisible(bool(shown.progress))
        self.ask.set_reason(self.tr("A model is being asked") if shown.progress else "")
        self.ask.setText(self.tr("Ask another model") if told else self.tr("Ask a model"))
        self.differing.setVisible(told is not None and told.alike < told.asked)
        self.setAccessibleName(f"{self.title.text()}. {shown.sentence}")

    def _choose(self) -> None:
        items = [PopupItem(one.model, one.name, one.said, reason=one.reason) for one in self.model.judges()]
        self._judges.show_items(items, self.tr("Which model is asked?"))
        self._judges.open_at(self.ask)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Second opinion"))
        self.stop.setText(self.tr("Stop"))
        self.differing.setText(self.tr("Show where it differs"))
        self.refresh()
