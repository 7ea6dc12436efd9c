"""Getting exam questions: made from the documents, taken from a file, written by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from desktop.core.exam_entities import MOST_QUESTIONS
from desktop.features.exam.viewmodels.exam_words import kind_word
from desktop.features.exam.views.question_card import KINDS
from desktop.features.training.views.examples.ways_in import WayCard
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Chip, FlowLayout, Label, Select
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind

MAKE, IMPORT, WRITE = "make", "import", "write"
_ICONS = {MAKE: "zap", IMPORT: "file-up", WRITE: "pencil"}


class QuestionWays(Translated, QWidget):
    """Signals: `chosen(name)`: make, import or write."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        self.cards = {name: WayCard(icon) for name, icon in _ICONS.items()}
        for at, (name, card) in enumerate(self.cards.items()):
            card.button.clicked.connect(lambda _=False, way=name: self.chosen.emit(way))
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
        self.retranslate()

    def show_ways(self, reason_to_make: str) -> None:
        """`reason_to_make`: why questions cannot be made now; "" when they can."""
        self.cards[MAKE].button.set_reason(reason_to_make)

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


class MakeQuestionsCard(Translated, Card):
    """Kinds, how many, the start.

    Signals: `wanted(questions, kinds)`; `closed`.
    """

    wanted = Signal(int, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=8)
        self.title = Label("", "body_strong")
        kinds = QWidget()
        flow = FlowLayout(kinds, 8, 4)
        self.chips: dict[QuestionKind, Chip] = {}
        for kind in GENERATED_QUESTIONS:
            chip = Chip()
            chip.setChecked(True)
            chip.clicked.connect(self._show)
            self.chips[kind] = chip
            flow.addWidget(chip)
        line, buttons = row(None, 8), row(None, 8)
        self.count_lead, self.count = Label("", "body"), QSpinBox()
        self.count.setRange(5, MOST_QUESTIONS)
        self.count.setSingleStep(10)
        self.count.setValue(60)
        self.count.setMinimumWidth(96)
        self.count.valueChanged.connect(self._show)
        line.addWidget(self.count_lead)
        line.addWidget(self.count)
        line.addStretch(1)
        self.note = Label("", "caption", "tertiary", wrap=True)
        self.start, self.cancel = Button("", "primary", "play"), Button("", "quiet")
        self.start.clicked.connect(lambda: self.wanted.emit(self.count.value(), self.kinds()))
        self.cancel.clicked.connect(self.closed)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(kinds)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.body.addLayout(buttons)
        self._pace = 0.0
        self.retranslate()

    def kinds(self) -> list[QuestionKind]:
        return [kind for kind, chip in self.chips.items() if chip.isChecked()]

    def show_pace(self, seconds_each: float) -> None:
        """Seconds a question took here last time; 0 when none was made yet."""
        self._pace = seconds_each
        self._show()

    def _show(self) -> None:
        if self._pace:
            said = self.tr("About %1, as it took here last time. Each one waits for your review.")
            self.note.setText(fill(said, formats.duration(self._pace * self.count.value())))
        else:
            self.note.setText(
                self.tr("How long it takes is said after the first ones. Each one waits for your review.")
            )
        self.start.set_reason("" if self.kinds() else self.tr("Choose at least one kind"))

    def retranslate(self) -> None:
        self.title.setText(self.tr("What shall be asked?"))
        for kind, chip in self.chips.items():
            chip.setText(kind_word(kind))
            chip.setAccessibleName(kind_word(kind))
        self.count_lead.setText(self.tr("How many"))
        self.count.setAccessibleName(self.tr("How many questions"))
        self.start.setText(self.tr("Make questions"))
        self.cancel.setText(self.tr("Not now"))
        self._show()


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
        under = column(None, 0)
        under.addLayout(buttons)
        self.body.addLayout(under)
        self.retranslate()

    def begin(self) -> None:
        """Empty, with the cursor in the question."""
        for edit in (self.question, self.answer, self.facts):
            edit.clear()
        self.question.setFocus()

    def text(self) -> ExamText:
        """As it is written; an empty answer means that the documents do not say."""
        answer, kind = self.answer.text(), QuestionKind(self.kind.value())
        if not answer:
            kind = QuestionKind.NO_ANSWER
        elif kind is QuestionKind.NO_ANSWER:
            kind = QuestionKind.FACT
        facts = tuple(line.strip() for line in self.facts.text().splitlines() if line.strip())
        return ExamText(self.question.text(), answer, kind, must=facts if answer else ())

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
