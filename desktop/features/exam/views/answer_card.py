"""One answer of an exam: what was asked and expected, what was said, its mark with the reasons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.exam_entities import ExamAnswer
from desktop.features.exam.viewmodels import exam_reasons
from desktop.features.exam.viewmodels.exam_answers_model import AnsweredQuestion
from desktop.features.exam.viewmodels.exam_words import (
    MARK_ICONS,
    expected,
    fact_words,
    kind_word,
    mark_short,
    mark_word,
)
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import (
    Badge,
    Button,
    Card,
    Divider,
    FlowLayout,
    IconLabel,
    Label,
    PopupItem,
    PopupList,
)
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated
from workers.contract.exam import Mark

_TONES = {
    Mark.RIGHT: "ok",
    Mark.PARTLY: "warning",
    Mark.WRONG: "bad",
    Mark.REFUSED: "neutral",
    Mark.INVENTED: "bad",
}
_BY_RULES = "rules"


class AnswerCard(Translated, Card):
    """Signals: `overruled(Mark)`; None gives the mark of the rules back."""

    overruled = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=4)
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        self.number, self.kind, self.mark = Badge(), Badge(), Badge()
        for badge in (self.number, self.kind, self.mark):
            flow.addWidget(badge)
        self.body.addWidget(chips)
        self.question_lead, self.question = self._part("section")
        self.expected_lead, self.expected = self._part("body")
        self.facts = Label("", "caption", "tertiary", wrap=True)
        self.body.addWidget(self.facts)
        self.answer_lead, self.answer = self._part("reading")
        self.sources = Label("", "caption", "tertiary", wrap=True)
        self.body.addWidget(self.sources)
        self.body.addSpacing(12)
        self.body.addWidget(Divider())
        self.body.addSpacing(8)
        self.why = Label("", "body_strong", wrap=True)
        self.body.addWidget(self.why)
        self.opinion = IconLabel("message-square-text", "", "secondary", wrap=True)
        self._reasons: QVBoxLayout = column(None, 6, (0, 4, 0, 0))
        self.body.addLayout(self._reasons)
        self.said: list[str] = []
        self.body.addWidget(self.opinion)
        under = row(None, 8, (0, 12, 0, 0))
        self.override_mark = Button("", "soft", "pencil")
        self.override_mark.clicked.connect(self._ask)
        self.by = Label("", "caption", "tertiary", wrap=True)
        under.addWidget(self.override_mark)
        under.addWidget(self.by, 1)
        self.body.addLayout(under)
        self.body.addStretch(1)
        self._marks = PopupList(self)
        self._marks.chosen.connect(self._choose)
        self._asked: AnsweredQuestion | None = None
        self.retranslate()

    def _part(self, role: str) -> tuple[Label, Label]:
        lead, text = Label("", "caption", "tertiary"), Label("", role, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addSpacing(12)
        self.body.addWidget(lead)
        self.body.addWidget(text)
        return lead, text

    def show_answer(self, asked: AnsweredQuestion) -> None:
        """A question, what was expected, what was answered, and its mark with the reason."""
        self._asked = asked
        question, answer = asked.question, asked.answer
        number = fill(self.tr("Question %1"), formats.number(question.number))
        self.number.show_state(number, "neutral")
        self.number.setVisible(question.number > 0)
        self.kind.show_state(kind_word(question.text.kind), "neutral")
        self.mark.show_state(mark_short(answer.mark), _TONES[answer.mark], MARK_ICONS[answer.mark][0])
        self.question.setText(question.text.question)
        self.expected.setText(expected(question))
        facts = "; ".join(fact_words(fact) for fact in question.text.must)
        self.facts.setText(fill(self.tr("Has to appear: %1"), facts))
        self.facts.setVisible(bool(facts))
        refused = self.tr("The documents do not say.")
        self.answer.setText(answer.text.strip() or refused)
        self._show_sources(answer)
        self._show_reasons(answer)
        self.setAccessibleName(f"{number}. {question.text.question} {mark_word(answer.mark)}")

    def _show_sources(self, answer: ExamAnswer) -> None:
        places = []
        for citation in answer.citations:
            words = self.tr("%1, page %2") if citation.page else "%1"
            words = fill(words, citation.name, formats.number(citation.page))
            if words not in places:
                places.append(words)
        parts = [fill(self.tr("Sources: %1"), "; ".join(places))] if places else []
        if answer.timings.total_s:
            parts.append(fill(self.tr("took %1"), formats.seconds(answer.timings.total_s)))
        self.sources.setText(" · ".join(parts))
        self.sources.setVisible(bool(parts))

    def _show_reasons(self, answer: ExamAnswer) -> None:
        clear(self._reasons)
        self.why.setText(mark_word(answer.mark))
        lines = exam_reasons.describe(answer.grade)
        self.said = [line.sentence for line in lines]
        for line in lines:
            label = IconLabel(line.icon, line.sentence, line.tone, wrap=True)
            label.label.set_tone("text")
            self._reasons.addWidget(label)
        self._show_opinion(answer)
        by = ""
        if answer.overruled is not None:
            by = self.tr("Marked by %1. The rules said: %2")
            by = fill(by, answer.overruled_by, mark_short(answer.grade.mark))
        self.by.setText(by)

    def _show_opinion(self, answer: ExamAnswer) -> None:
        opinion = answer.opinion
        self.opinion.setVisible(opinion is not None)
        if opinion is not None:
            words = self.tr(
                "Second opinion of a model: %1. Its agreement with people is %2 of 1; the mark stays."
            )
            said = fill(words, mark_short(opinion.mark), formats.number(opinion.kappa, 2))
            self.opinion.label.setText(said)

    def _ask(self) -> None:
        if self._asked is None:
            return
        answer = self._asked.answer
        items = [
            PopupItem(mark.value, mark_word(mark), checked=mark is answer.mark, icon=MARK_ICONS[mark][0])
            for mark in Mark
        ]
        back = self.tr("As the rules say")
        no = "" if answer.overruled is not None else self.tr("It is the mark of the rules now")
        rules = mark_word(answer.grade.mark)
        items.append(PopupItem(_BY_RULES, back, rules, reason=no, separator_before=True))
        self._marks.show_items(items, self.tr("Which mark is right? The table follows."))
        self._marks.open_at(self.override_mark, above=True)

    def _choose(self, value: str) -> None:
        self.overruled.emit(None if value == _BY_RULES else Mark(value))

    def retranslate(self) -> None:
        self.question_lead.setText(self.tr("Question"))
        self.expected_lead.setText(self.tr("Expected answer"))
        self.answer_lead.setText(self.tr("What was answered"))
        self.override_mark.setText(self.tr("Overrule"))
        if self._asked is not None:
            self.show_answer(self._asked)
