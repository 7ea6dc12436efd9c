"""One row as it is judged: question, answer, quote, and what a kind adds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.review.rows import Row
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Card, FlowLayout, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated


class RowField:
    """A named text of a row with the editor that takes its place; `saved` and `left` act for all editors."""

    def __init__(
        self, body: QVBoxLayout, role: str, saved: Callable[[], object], left: Callable[[], object]
    ) -> None:
        self.lead, self.text, self.edit = (
            Label("", "caption", "tertiary"),
            Label("", role, wrap=True),
            TextEdit(),
        )
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit.saved.connect(saved)
        self.edit.left.connect(left)
        self.edit.hide()
        body.addSpacing(12)
        for widget in (self.lead, self.text, self.edit):
            body.addWidget(widget)

    def name(self, words: str) -> None:
        """What stands over the text."""
        self.lead.setText(words)
        self.edit.setAccessibleName(words)

    def show_edit(self, edited: bool) -> None:
        """Show the editor in the place of the text, or the text again."""
        self.text.setVisible(not edited)
        self.edit.setVisible(edited)


class RowCard(Translated, Card):
    """A kind adds its fields in `_add_middle` and `_add_below` and fills them in `_show_kind`.

    Signals: `saved` and `left` while it is edited.
    """

    saved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=4)
        self.row: Any = None  # the one that is shown
        self.is_edited = False
        chips = QWidget()
        self.chips = FlowLayout(chips, 8, 4)
        self.number, self.kind = Badge(), Badge()
        self.chips.addWidget(self.number)
        self.chips.addWidget(self.kind)
        self.body.addWidget(chips)
        self.question, self.answer = self._field("section"), self._field("reading")
        self.fields = [self.question, self.answer]
        self._add_middle()
        self._quote_part = self._add_quote()
        self._add_below()
        self.body.addStretch(1)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _field(self, role: str) -> RowField:
        return RowField(self.body, role, self.saved.emit, self.left.emit)

    def _add_quote(self) -> QWidget:
        part = QWidget()
        inner, line = column(part, 4, (0, 12, 0, 0)), row(None, 12)
        self.quote_lead, self.quote = (
            Label("", "caption", "tertiary"),
            Label("", "body", "secondary", wrap=True),
        )
        self.quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QFrame()
        self._bar.setFixedWidth(3)
        line.addWidget(self._bar)
        line.addWidget(self.quote, 1)
        inner.addWidget(self.quote_lead)
        inner.addLayout(line)
        self.body.addWidget(part)
        return part

    # --- what a kind says ---

    def _add_middle(self) -> None:
        """Fields between answer and quote."""

    def _add_below(self) -> None:
        """Widgets under the quote."""

    def _show_kind(self, row: Any) -> None:
        """Fill what the kind has added, and the kind's badge."""

    def _number(self, row: Any) -> str:
        """The row's number in words."""
        return str(row.number)

    def _answer(self, row: Any) -> str:
        return str(row.text.answer)

    # --- what is shown ---

    def show_row(self, row: Row[Any]) -> None:
        """Show one row; what is being edited stays until `end_edit`."""
        before, self.row = self.row, row
        if before is not None and before.id != row.id:
            self.end_edit()
        number = self._number(row)
        self.number.show_state(number, "neutral")
        self.question.text.setText(row.text.question)
        self.answer.text.setText(self._answer(row))
        quote = " ".join(row.text.quote.split())
        self.quote.setText(fill(self.tr("“%1”"), quote))
        self._quote_part.setVisible(bool(quote))
        self._show_kind(row)
        self._show_edit()
        self.setAccessibleName(f"{number}. {row.text.question}")

    # --- editing in place ---

    def begin_edit(self) -> None:
        """Fill the editors from the row and put the cursor into the answer; nothing while there is no row."""
        if self.row is None or self.is_edited:
            return
        self.is_edited = True
        self._fill_edits(self.row.text)
        self._show_edit()
        edit = self.answer.edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.moveCursor(edit.textCursor().MoveOperation.End)

    def _fill_edits(self, text: Any) -> None:
        self.question.edit.setPlainText(text.question)
        self.answer.edit.setPlainText(text.answer)

    def end_edit(self) -> None:
        """Show the texts again, whatever was typed."""
        self.is_edited = False
        self._show_edit()

    def _show_edit(self) -> None:
        for field in self.fields:
            field.show_edit(self.is_edited)

    def _restyle(self) -> None:
        self._bar.setStyleSheet(f"background: {theme().css('marker')}; border: none;")

    def retranslate(self) -> None:
        self.question.name(self.tr("Question"))
        self.quote_lead.setText(self.tr("Quote from the document"))
        if self.row is not None:
            self.show_row(self.row)
