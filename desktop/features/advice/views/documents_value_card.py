"""What the documents are worth: a button, then the estimate with the places that it rests on."""

from PySide6.QtCore import Qt

from desktop.features.advice.viewmodels import documents_value_words
from desktop.features.advice.viewmodels.documents_value_model import DocumentsValueModel
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Fold, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated


class DocumentsValueCard(Translated, Card):
    """Nothing is looked through before it is asked for."""

    def __init__(self, model: DocumentsValueModel) -> None:
        super().__init__(padding=24, spacing=6)
        self.model = model
        self.title, self.about = Label("", "body_strong", wrap=True), Label("", "body", "tertiary", wrap=True)
        self.button, self.places = Button("", "outlined"), Fold()
        head, words = row(None, 16), column(None, 2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head.addLayout(words, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = column(None, 4)
        self.body.addLayout(head)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.places)
        self.button.clicked.connect(model.estimate)
        model.changed.connect(self._show)
        self.retranslate()

    def sentences(self) -> list[str]:
        """What is said of the documents now."""
        return documents_value_words.lines(self.model.value) if self.model.value is not None else []

    def _show(self) -> None:
        value, busy = self.model.value, self.model.busy
        self.button.setText(self.tr("Estimate again") if value is not None else self.tr("Estimate"))
        self.button.set_reason(self.tr("The documents are being looked through") if busy else "")
        clear(self._lines)
        for sentence in self.sentences():
            self._lines.addWidget(Label(f"– {sentence}", "body", wrap=True, tabular=True))
        remarks = value.texts.remarks if value is not None else ()
        self.places.setVisible(bool(remarks))
        self.places.set_title(fill(self.tr("Places to look at: %1"), str(len(remarks))))
        clear(self.places.body)
        for one in remarks:
            label = Label(documents_value_words.remark(one), "caption", "secondary", wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.places.body.addWidget(label)

    def retranslate(self) -> None:
        self.title.setText(self.tr("What are these documents worth?"))
        self.about.setText(
            self.tr(
                "How much of them can be asked about, and what in them is a scan, a double, a contradiction "
                "or out of force: before anybody spends days on them."
            )
        )
        self._show()
