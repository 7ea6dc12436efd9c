"""How ready the base is, and what to mend: one line that opens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.core.entities import Document
from desktop.features.exam.domain.readiness import Failing, Fix, Readiness, ReadinessState
from desktop.features.exam.viewmodels import readiness_words
from desktop.features.exam.viewmodels.readiness_model import ReadinessModel
from desktop.ui.documents_card import DocumentsCard
from desktop.ui.listening import single_shot_timer
from desktop.ui.widgets import Banner, Button, Card, Divider, ElidedLabel, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.unread_words import action_of, action_word

REFRESH_MS = 200
MOST = 30  # rows; the others are among the exam's answers
_ROW, _HIGHEST = 76, 190  # px


class FailingItem(QWidget):
    """One thing to mend; `word` stands on its button. Signals: `acted`."""

    acted = Signal()

    def __init__(self, failing: Failing, word: str) -> None:
        super().__init__()
        line = row(self, 16, (16, 8, 12, 8))
        words = column(None, 2)
        if failing.name:
            words.addWidget(ElidedLabel(failing.name, "control"))
        words.addWidget(Label(readiness_words.reason(failing), "body", "text", wrap=True))
        words.addWidget(Label(readiness_words.advice(failing), "caption", "tertiary", wrap=True))
        self.button = Button(word, "soft")
        self.button.setAccessibleName(f"{self.button.text()}: {failing.name or failing.asked}")
        self.button.clicked.connect(self.acted)
        line.addLayout(words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class ReadinessCard(Translated, DocumentsCard):
    """Hidden until a base was looked at."""

    def __init__(self, model: ReadinessModel) -> None:
        super().__init__()
        self._model = model
        model.setParent(self)
        model.message.connect(self.message)
        self.shown_readiness = Readiness(ReadinessState.NONE)
        self._documents: dict[str, Document] = {}
        layout = column(self, 8)
        self.banner = Banner()
        self.banner.acted.connect(self._toggle)
        self.details = QWidget()
        inner = column(self.details, 8)
        self.card = Card(padding=0, spacing=0)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.card)
        self.again = Button("", "text", "rotate-ccw")
        self.again.clicked.connect(model.reschedule)
        inner.addWidget(self._scroll)
        foot = row(None, 0)
        foot.addWidget(self.again)
        foot.addStretch(1)
        inner.addLayout(foot)
        layout.addWidget(self.banner)
        layout.addWidget(self.details)
        self.details.hide()
        self._soon = single_shot_timer(self, REFRESH_MS, self.refresh)
        model.changed.connect(self._soon.start)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known of the base that is shown now."""
        self._soon.stop()
        found = self._model.readiness()
        self.setVisible(found.state is ReadinessState.DONE and bool(found.of))
        if found == self.shown_readiness:
            return
        self.shown_readiness = found
        self._documents = {one.id: one for one in self._model.documents()}
        if found.state is not ReadinessState.DONE:
            self.details.hide()
        self.retranslate()

    def items(self) -> list[FailingItem]:
        """The rows from top to bottom."""
        widgets = [self.card.body.itemAt(at) for at in range(self.card.body.count())]
        found = [item.widget() for item in widgets if item is not None]
        return [one for one in found if isinstance(one, FailingItem)]

    def retranslate(self) -> None:
        found = self.shown_readiness
        opened = not self.details.isHidden()
        action = self.tr("Hide") if opened else self.tr("Details")
        self.banner.show_message("ok" if found.ready else "warning", readiness_words.headline(found), action)
        self.again.setText(self.tr("Look again"))
        clear(self.card.body)
        for at, failing in enumerate(found.failing[:MOST]):
            if at:
                self.card.body.addWidget(Divider())
            self.card.body.addWidget(self._item(failing))
        if not found.failing:
            fine = Label(self.tr("Nothing to mend was found."), "body", "tertiary")
            fine.setContentsMargins(16, 12, 16, 12)
            self.card.body.addWidget(fine)
        self.card.body.addStretch(1)
        self._scroll.setFixedHeight(min(_HIGHEST, max(1, len(found.failing)) * _ROW))

    def _item(self, failing: Failing) -> FailingItem:
        document = self._documents.get(failing.document)
        if failing.fix is Fix.REPAIR and document is not None and document.code:
            action = action_of(document)
            item = FailingItem(failing, action_word(action))
            item.acted.connect(lambda: self.unread.emit(action, document, item.button))
        else:
            item = FailingItem(failing, readiness_words.action(failing.fix))
            item.acted.connect(lambda: self._act(failing))
        return item

    def _act(self, failing: Failing) -> None:
        document = self._documents.get(failing.document)
        if failing.fix is Fix.MODEL:
            self.go.emit("models")
        elif failing.fix is Fix.REPLACE and document is not None:
            self.replaced.emit(document)
        else:
            found = self.shown_readiness
            self.go.emit(f"exam:answers/{found.exam}/{found.candidate}/{failing.question}")

    def _toggle(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self.retranslate()
