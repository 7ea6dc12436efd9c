"""Getting exam questions: made from the documents, taken from a file, written by hand."""

from PySide6.QtCore import Signal

from desktop.core.exam_entities import MOST_QUESTIONS, USUAL_QUESTIONS
from desktop.features.exam.viewmodels.exam_words import kind_word
from desktop.features.exam.views.question_card import KINDS, worded
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.list_view import IMPORT, MAKE
from desktop.ui.review.ways_in import MakeCard, WaysIn
from desktop.ui.widgets import Button, Card, Label, Select
from desktop.ui.widgets.base import row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind

WRITE = "write"
_ICONS = {MAKE: "zap", IMPORT: "file-up", WRITE: "pencil"}


class QuestionWays(WaysIn):
    """Make, import or write."""

    def __init__(self) -> None:
        super().__init__(_ICONS)

    def retranslate(self) -> None:
        self.cards[MAKE].set_words(
            self.tr("Make from the documents"),
            self.tr("The model writes questions about your documents, one in five without an answer there."),
            self.tr("Choose what to make…"),
        )
        self.cards[IMPORT].set_words(
            self.tr("Import a file"),
            self.tr("XLSX, CSV or JSON with question and answer. An empty answer: the documents do not say."),
            self.tr("Choose a file"),
        )
        self.cards[WRITE].set_words(
            self.tr("Write one yourself"),
            self.tr("What people really ask you, with the answer that you would give."),
            self.tr("Write a question"),
        )


class MakeQuestionsCard(MakeCard):
    """Says how long it takes."""

    def __init__(self) -> None:
        super().__init__(GENERATED_QUESTIONS, least=5, most=MOST_QUESTIONS, step=10, number=USUAL_QUESTIONS)
        self._pace = 0.0
        self.retranslate()

    def show_pace(self, seconds_each: float) -> None:
        """Seconds a question took here last time; 0 when none was made yet."""
        self._pace = seconds_each
        self.show_state()

    def about(self) -> str:
        if not self._pace:
            return self.tr("How long it takes is said after the first ones. Each one waits for your review.")
        said = self.tr("About %1, as it took here last time. Each one waits for your review.")
        return fill(said, formats.duration(self._pace * self.number.value()))

    def retranslate(self) -> None:
        self.name(
            self.tr("What shall be asked?"),
            self.tr("How many"),
            self.tr("How many questions"),
            self.tr("Make questions"),
            {kind: kind_word(kind) for kind in GENERATED_QUESTIONS},
        )


class WriteCard(Translated, Card):
    """One question by hand.

    Signals: `written(ExamText)`; `closed`.
    """

    written = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=4)
        self.leads = [Label("", "caption", "tertiary") for _ in range(4)]
        self.question, self.answer, self.facts = TextEdit(), TextEdit(), TextEdit()
        self.kind = Select()
        for lead, field in zip(self.leads, (self.question, self.answer, self.facts, self.kind), strict=True):
            self.body.addWidget(lead)
            self.body.addWidget(field)
            self.body.addSpacing(8)
        for edit in (self.question, self.answer, self.facts):
            edit.saved.connect(self._take)
            edit.left.connect(self.closed)
            edit.textChanged.connect(self._show)
        buttons = row(None, 8)
        self.take, self.cancel = Button("", "primary", "plus"), Button("", "quiet")
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.closed)
        buttons.addWidget(self.take)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.retranslate()

    def begin(self) -> None:
        """Empty, with the cursor in the question."""
        for edit in (self.question, self.answer, self.facts):
            edit.clear()
        self.question.setFocus()

    def text(self) -> ExamText:
        """As it is written."""
        empty = ExamText("", "", QuestionKind.FACT)
        return worded(empty, self.question.text(), self.answer.text(), self.facts.text(), self.kind)

    def _take(self) -> None:
        if self.question.text():
            self.written.emit(self.text())

    def _show(self) -> None:
        self.take.set_reason("" if self.question.text() else self.tr("A question needs words"))

    def retranslate(self) -> None:
        words = (
            self.tr("Question"),
            self.tr("Expected answer; empty when the documents do not say"),
            self.tr("Has to appear in the answer: one a line, other wordings after “|”"),
            self.tr("Kind"),
        )
        fields = (self.question, self.answer, self.facts, self.kind)
        for lead, field, word in zip(self.leads, fields, words, strict=True):
            lead.setText(word)
            field.setAccessibleName(word)
        self.kind.set_choices([(kind.value, kind_word(kind)) for kind in KINDS])
        self.take.setText(self.tr("Add the question"))
        self.cancel.setText(self.tr("Not now"))
        self._show()
