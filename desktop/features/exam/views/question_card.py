"""One exam question as it is judged: what is asked, what is expected, what has to appear, the quote."""

from dataclasses import replace
from typing import Any

from desktop.features.exam.viewmodels.exam_words import (
    expected,
    fact_words,
    kind_word,
    state_style,
    state_word,
)
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.row_card import RowCard
from desktop.ui.widgets import IconLabel, Label, Select
from workers.contract.exam import ExamText, QuestionKind

# A person does not put general questions to his own documents.
KINDS = tuple(kind for kind in QuestionKind if kind is not QuestionKind.GENERAL)


class QuestionCard(RowCard):
    """While it is edited its kind can be chosen."""

    def _add_middle(self) -> None:
        self.kinds, self.facts = Select(), self._field("body")
        self.chips.addWidget(self.kinds)
        self.fields.append(self.facts)
        self.facts_note = Label("", "caption", "tertiary", wrap=True)
        self.body.addWidget(self.facts_note)

    def _add_below(self) -> None:
        self.body.addSpacing(8)
        self.state = IconLabel("clock", "", "secondary", wrap=True)
        self.lost = IconLabel("triangle-alert", "", "warning", wrap=True)
        self.body.addWidget(self.lost)
        self.body.addWidget(self.state)

    def _number(self, row: Any) -> str:
        return fill(self.tr("Question %1"), formats.number(row.number))

    def _answer(self, row: Any) -> str:
        return expected(row)

    def _show_kind(self, row: Any) -> None:
        self.kind.show_state(kind_word(row.text.kind), "neutral")
        self.answer.text.set_tone("text" if row.text.answerable else "secondary")
        self.facts.text.setText("\n".join(f"• {fact_words(fact)}" for fact in row.text.must))
        icon, tone = state_style(row.state)
        said = state_word(row.state)
        if row.reviewed_by:
            said = fill(self.tr("%1: %2"), said, row.reviewed_by)
        self.state.show_state(icon, said, tone)
        self.lost.setText(self.tr("The document is gone or no longer says it, so it is not asked."))
        self.lost.setVisible(row.lost)

    # --- editing in place ---

    def _fill_edits(self, text: Any) -> None:
        super()._fill_edits(text)
        self.facts.edit.setPlainText("\n".join(text.must))
        self.kinds.set_value(text.kind.value)

    def edited_text(self) -> ExamText:
        """As it is written in the fields."""
        text: ExamText = self.row.text
        return worded(
            text, self.question.edit.text(), self.answer.edit.text(), self.facts.edit.text(), self.kinds
        )

    def _show_edit(self) -> None:
        super()._show_edit()
        edited = self.is_edited
        self.kind.setVisible(not edited)
        self.kinds.setVisible(edited)
        facts = edited or (self.row is not None and bool(self.row.text.must))
        self.facts.lead.setVisible(facts)
        self.facts.text.setVisible(facts and not edited)
        self.facts_note.setVisible(edited)

    def retranslate(self) -> None:
        self.answer.name(self.tr("Expected answer"))
        self.facts.name(self.tr("Has to appear in the answer"))
        self.facts_note.setText(
            self.tr("One a line; other wordings after “|”. An empty answer: the documents do not say.")
        )
        self.kinds.set_choices([(kind.value, kind_word(kind)) for kind in KINDS])
        self.kinds.setAccessibleName(self.tr("Kind"))
        super().retranslate()
        self._show_edit()


def worded(text: ExamText, question: str, answer: str, facts: str, kinds: Select) -> ExamText:
    """`text` in the words of the fields; an empty answer means that the documents do not say, `facts` are one
    a line."""
    kind = QuestionKind(kinds.value())
    if not answer:
        kind = QuestionKind.NO_ANSWER
    elif kind is QuestionKind.NO_ANSWER:
        kind = QuestionKind.FACT
    lines = tuple(line.strip() for line in facts.splitlines() if line.strip())
    return replace(text, question=question, answer=answer, kind=kind, must=lines if answer else ())
