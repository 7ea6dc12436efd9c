"""One exam question as it is judged: what is asked, what is expected, what has to appear, the quote."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.core.exam_entities import ExamQuestion
from desktop.features.exam.viewmodels.exam_words import (
    expected,
    fact_words,
    kind_word,
    state_look,
    state_word,
)
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Card, FlowLayout, IconLabel, Label, Select
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated
from workers.contract.exam import ExamText, QuestionKind

# A person does not put general questions to his own documents.
KINDS = tuple(kind for kind in QuestionKind if kind is not QuestionKind.GENERAL)


class QuestionCard(Translated, Card):
    """Signals: `saved` and `left` while it is edited."""

    saved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=4)
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        self.number, self.kind = Badge(), Badge()
        self.kinds = Select()
        for widget in (self.number, self.kind, self.kinds):
            flow.addWidget(widget)
        self.body.addWidget(chips)
        self.question_lead, self.question, self.question_edit = self._part("section")
        self.answer_lead, self.answer, self.answer_edit = self._part("reading")
        self.facts_lead, self.facts, self.facts_edit = self._part("body")
        self.facts_note = Label("", "caption", "tertiary", wrap=True)
        self.body.addWidget(self.facts_note)
        self.quote_part = self._quote()
        self.body.addWidget(self.quote_part)
        self.body.addSpacing(8)
        self.state = IconLabel("clock", "", "secondary", wrap=True)
        self.lost = IconLabel("triangle-alert", "", "warning", wrap=True)
        self.body.addWidget(self.lost)
        self.body.addWidget(self.state)
        self.body.addStretch(1)
        self.is_edited = False
        self.question_shown: ExamQuestion | None = None
        theme().changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        self._show_edit()

    def _part(self, role: str) -> tuple[Label, Label, TextEdit]:
        lead, text, edit = Label("", "caption", "tertiary"), Label("", role, wrap=True), TextEdit()
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        edit.saved.connect(self.saved)
        edit.left.connect(self.left)
        self.body.addSpacing(12)
        for widget in (lead, text, edit):
            self.body.addWidget(widget)
        return lead, text, edit

    def _quote(self) -> QWidget:
        part = QWidget()
        inner, line = column(part, 4, (0, 12, 0, 0)), row(None, 12)
        self.quote_lead = Label("", "caption", "tertiary")
        self.quote = Label("", "body", "secondary", wrap=True)
        self.quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QFrame()
        self._bar.setFixedWidth(3)
        line.addWidget(self._bar)
        line.addWidget(self.quote, 1)
        inner.addWidget(self.quote_lead)
        inner.addLayout(line)
        return part

    def show_question(self, question: ExamQuestion) -> None:
        """Show one question; what is being edited stays until `end_edit`."""
        before, self.question_shown = self.question_shown, question
        if before is not None and before.id != question.id:
            self.end_edit()
        text = question.text
        number = fill(self.tr("Question %1"), formats.number(question.number))
        self.number.show_state(number, "neutral")
        self.kind.show_state(kind_word(text.kind), "neutral")
        self.question.setText(text.question)
        self.answer.setText(expected(question))
        self.answer.set_tone("text" if text.answerable else "secondary")
        self.facts.setText("\n".join(f"• {fact_words(fact)}" for fact in text.must))
        quote = " ".join(text.quote.split())
        self.quote.setText(fill(self.tr("“%1”"), quote))
        self.quote_part.setVisible(bool(quote))
        icon, tone = state_look(question.state)
        said = state_word(question.state)
        if question.reviewed_by:
            said = fill(self.tr("%1: %2"), said, question.reviewed_by)
        self.state.show_state(icon, said, tone)
        self.lost.setText(self.tr("The document is gone or no longer says it, so it is not asked."))
        self.lost.setVisible(question.lost)
        self._show_edit()
        self.setAccessibleName(f"{number}. {text.question}")

    # --- editing in place ---

    def begin_edit(self) -> None:
        if self.question_shown is None or self.is_edited:
            return
        self.is_edited = True
        text = self.question_shown.text
        self.question_edit.setPlainText(text.question)
        self.answer_edit.setPlainText(text.answer)
        self.facts_edit.setPlainText("\n".join(text.must))
        self.kinds.set_value(text.kind.value)
        self._show_edit()
        self.answer_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.answer_edit.moveCursor(self.answer_edit.textCursor().MoveOperation.End)

    def edited_text(self) -> ExamText:
        """As it is written in the fields; an empty answer means that the documents do not say."""
        assert self.question_shown is not None
        answer, kind = self.answer_edit.text(), QuestionKind(self.kinds.value())
        if not answer:
            kind = QuestionKind.NO_ANSWER
        elif kind is QuestionKind.NO_ANSWER:
            kind = QuestionKind.FACT
        facts = tuple(line.strip() for line in self.facts_edit.text().splitlines() if line.strip())
        return replace(
            self.question_shown.text,
            question=self.question_edit.text(),
            answer=answer,
            kind=kind,
            must=facts if answer else (),
        )

    def end_edit(self) -> None:
        self.is_edited = False
        self._show_edit()

    def _show_edit(self) -> None:
        edited = self.is_edited
        labels = (self.question, self.answer, self.facts)
        edits = (self.question_edit, self.answer_edit, self.facts_edit)
        for label, edit in zip(labels, edits, strict=True):
            label.setVisible(not edited)
            edit.setVisible(edited)
        self.kind.setVisible(not edited)
        self.kinds.setVisible(edited)
        facts = edited or (self.question_shown is not None and bool(self.question_shown.text.must))
        self.facts_lead.setVisible(facts)
        self.facts.setVisible(facts and not edited)
        self.facts_note.setVisible(edited)

    def _restyle(self) -> None:
        self._bar.setStyleSheet(f"background: {theme().css('marker')}; border: none;")

    def retranslate(self) -> None:
        self.question_lead.setText(self.tr("Question"))
        self.answer_lead.setText(self.tr("Expected answer"))
        self.facts_lead.setText(self.tr("Has to appear in the answer"))
        self.facts_note.setText(
            self.tr("One a line; other wordings after “|”. An empty answer: the documents do not say.")
        )
        self.quote_lead.setText(self.tr("Quote from the document"))
        self.kinds.set_choices([(kind.value, kind_word(kind)) for kind in KINDS])
        self.kinds.setAccessibleName(self.tr("Kind"))
        leads = (self.question_lead, self.answer_lead, self.facts_lead)
        edits = (self.question_edit, self.answer_edit, self.facts_edit)
        for lead, edit in zip(leads, edits, strict=True):
            edit.setAccessibleName(lead.text())
        if self.question_shown is not None:
            self.show_question(self.question_shown)
