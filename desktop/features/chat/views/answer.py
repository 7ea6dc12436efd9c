"""One answer: how it was made, its text, what its marks mean, its sources, what can be done with it."""

from typing import TypeVar

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.entities import MessageState
from desktop.core.remedies import remedy_of
from desktop.features.chat.viewmodels.chat_text import answer_in_markdown, made_by
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.viewmodels.stage_words import stage_words
from desktop.features.chat.views.answer_buttons import AnswerButtons
from desktop.features.chat.views.answer_text import AnswerText
from desktop.features.chat.views.parts.correction_note import CorrectionNote
from desktop.features.chat.views.parts.legend import Legend
from desktop.features.chat.views.parts.reading_note import ReadingNote, is_worth_saying
from desktop.features.chat.views.parts.refusal import Refusal
from desktop.features.chat.views.parts.rows_button import RowsButton
from desktop.features.chat.views.source_chip import SourceChip
from desktop.reports import paper
from desktop.ui.i18n import formats
from desktop.ui.widgets import Banner, Button, FlowLayout, IconLabel, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words import answer_modes, remedy_words
from desktop.ui.words.problem_text import in_full
from desktop.ui.words.source_words import numbered
from workers.contract.specs.answers import Citation

P = TypeVar("P", bound=QWidget)
ROWS = -1  # an index of `source` that is no chip's


class AnswerView(Translated, QWidget):
    """Shows a `Reply`; `show_reply` may be called many times a second while it is written.

    Signals: `source(reply, index)` a chip was clicked (`ROWS`: the rows of a table are wanted);
    `copied(QMimeData)`; `again` answer again or continue; `learned(message)` take it with its question as a
    training example; `remedied(remedy)` do something about what went wrong; `as_typed` search the question
    as it was typed; `why_wanted(message)`; `wrong(message)` the person knows better; `save_wanted(message)`,
    `print_wanted(message)`; `documents_wanted` answer from them; `asked(question)` another one.
    """

    source = Signal(object, int)
    copied = Signal(object)
    again = Signal()
    learned = Signal(str)
    remedied = Signal(object)
    as_typed = Signal()
    why_wanted = Signal(str)
    wrong = Signal(str)
    save_wanted = Signal(str)
    print_wanted = Signal(str)
    documents_wanted = Signal()
    asked = Signal(str)

    def __init__(self, reply: Reply, underline: bool) -> None:
        super().__init__()
        self.reply, self._underline, self._last = reply, underline, False
        layout = column(self, 8)
        self.line = IconLabel("file-search", "", "tertiary", "body")
        self.text = AnswerText()
        self.text.chip_chosen.connect(self._number_chosen)
        self.legend = Legend()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, 8)
        self._actions = self.buttons = AnswerButtons(self.dragged)
        self.buttons.copied.connect(lambda: self.copied.emit(self.dragged()))
        self.buttons.again.connect(self.again)
        for asked, told in (
            (self.buttons.learned, self.learned),
            (self.buttons.why_wanted, self.why_wanted),
            (self.buttons.wrong, self.wrong),
            (self.buttons.save_wanted, self.save_wanted),
            (self.buttons.print_wanted, self.print_wanted),
        ):
            asked.connect(lambda told=told: told.emit(self.reply.message.id))
        for part in (self.line, self.text, self.legend, self._chips, self._actions):
            layout.addWidget(part)
        self._layout = layout
        self._parts: dict[str, QWidget] = {}

    @property
    def refusal(self) -> Refusal:
        """The sentence of a refusal. Rare parts are made when first needed: a long chat opens sooner."""
        if "refusal" not in self._parts:
            refusal = Refusal()
            refusal.unfolded.connect(lambda _: self.show_reply(self.reply, self._underline, self._last))
            self._add_part("refusal", refusal, self.text)
        return self._part("refusal", Refusal)

    @property
    def reading(self) -> ReadingNote:
        """How the question was read."""
        if "reading" not in self._parts:
            note = ReadingNote()
            note.as_typed.connect(self.as_typed)
            self._add_part("reading", note, self.text)
        return self._part("reading", ReadingNote)

    @property
    def correction(self) -> CorrectionNote:
        """What a person answered to this question, or to one that comes near."""
        if "correction" not in self._parts:
            note = CorrectionNote()
            note.documents_wanted.connect(self.documents_wanted)
            note.shown.connect(self.asked)
            self._add_part("correction", note, self.text)
        return self._part("correction", CorrectionNote)

    @property
    def is_plain(self) -> bool:
        """Without rare parts: another answer can be shown in it."""
        return not self._parts

    @property
    def folded(self) -> bool:
        """Whether what the model wrote stands behind the line of a refusal."""
        return self.reply.message.state is MessageState.REFUSED and not self.refusal.is_unfolded

    @property
    def problem(self) -> Banner:
        """What went wrong, and what can be done about it, or *Again*."""
        if "problem" not in self._parts:
            banner = Banner("error")
            banner.acted.connect(self._act)
            self._add_part("problem", banner, self.legend)
        return self._part("problem", Banner)

    @property
    def unread(self) -> IconLabel:
        """What was not read of the documents that the answer stands on."""
        if "unread" not in self._parts:
            self._add_part("unread", IconLabel("triangle-alert", "", "warning", "caption"), self._actions)
        return self._part("unread", IconLabel)

    @property
    def resume(self) -> Button:
        """Continue a stopped answer."""
        if "stopped" not in self._parts:
            box = QWidget()
            line = row(box, 8)
            self._stopped_words = Label("", "body", "secondary")
            self._resume = Button("", "outlined", "play")
            self._resume.clicked.connect(self.again)
            line.addWidget(self._stopped_words)
            line.addWidget(self._resume)
            line.addStretch(1)
            self._add_part("stopped", box, self._actions)
        return self._resume

    def _part(self, name: str, kind: type[P]) -> P:
        part = self._parts[name]
        assert isinstance(part, kind)
        return part

    def _add_part(self, name: str, part: QWidget, before: QWidget) -> None:
        self._parts[name] = part
        self._layout.insertWidget(self._layout.indexOf(before), part)

    def _show_part(self, name: str, shown: bool) -> None:
        if name in self._parts:
            self._parts[name].setVisible(shown)

    @property
    def chips(self) -> list[SourceChip]:
        """The source chips in order."""
        found = [item.widget() for at in range(self._flow.count()) if (item := self._flow.itemAt(at))]
        return [chip for chip in found if isinstance(chip, SourceChip)]

    def show_reply(self, reply: Reply, underline: bool, last: bool) -> None:
        """`last`: the newest answer, which alone can be made again."""
        self.reply, self._underline, self._last = reply, underline, last
        message = reply.message
        writing = reply.stage != "done"
        refused = message.state is MessageState.REFUSED
        failed = message.state is MessageState.FAILED
        self.line.show_state(answer_modes.icon(message.way), self._way_line(), "tertiary")
        if is_worth_saying(message.understood):
            self.reading.show_reading(message.understood, last and not writing)
        if message.corrected or (message.resembles and not writing):
            self.correction.show_correction(reply.correction, bool(message.corrected), last)
        self.text.setVisible((bool(message.text) and not self.folded) or reply.stage == "writing")
        if self.text.isVisibleTo(self):
            self.text.show_answer(message.text, message.sentences, writing, underline)
        if refused:
            self.refusal.show_written(bool(message.text))
        self._show_part("refusal", refused)
        self._show_problem(failed)
        self.legend.show_message(message, underline)
        self._show_chips(() if failed else reply.sources)
        if message.table is not None and "rows" not in self._parts:
            rows = RowsButton(message.table)
            rows.clicked.connect(lambda: self.source.emit(self.reply, ROWS))
            self._add_part("rows", rows, self._actions)
        if reply.unread and not failed:
            self.unread.show_state("triangle-alert", reply.unread, "warning")
        self._show_part("unread", bool(reply.unread) and not failed)
        self._show_stopped(message.state is MessageState.STOPPED and not writing)
        self._actions.setVisible(not writing)
        self.buttons.show_reply(reply, last)

    def set_active(self, message: str, index: int) -> None:
        """Fill the chip whose page the panel shows, if it is one of this answer."""
        mine = message == self.reply.message.id
        sources = self.reply.sources
        number = sources[index].number if mine and 0 <= index < len(sources) else 0
        self.text.set_active(number)
        for at, chip in enumerate(self.chips):
            chip.setChecked(mine and at == index)

    def copied_text(self) -> str:
        """The answer as plain text with its sources listed."""
        message = self.reply.message
        lines = [self.refusal.line.text()] if message.state is MessageState.REFUSED else []
        if not self.folded:
            lines.append(self.text.plain_text())
        if sources := [numbered(source) for source in self.reply.sources]:
            lines += ["", self.tr("Sources:"), *sources]
        return "\n".join(lines)

    def dragged(self) -> QMimeData:
        """The answer as it is copied, or dragged into a letter: as text, and laid out with its sources."""
        data = QMimeData()
        data.setText(self.copied_text())
        data.setHtml(paper.in_html(answer_in_markdown("", self.reply)))
        return data

    def retranslate(self) -> None:
        """Say all words again."""
        for chip in self.chips:
            chip.retranslate()
        self.show_reply(self.reply, self._underline, self._last)

    # --- parts ---

    def _way_line(self) -> str:
        message, reply = self.reply.message, self.reply
        parts = [made_by(reply)]
        if reply.model_name:
            parts.append(reply.model_name)
        if message.way.trained and message.adapter:
            named = reply.adapter_name or self.tr("a trained model that was removed")
            strength = formats.percent(message.strength)
            parts.append(f"{named}, {strength}" if message.strength < 1 else named)
        if reply.stage != "done":
            parts.append(stage_words(reply))
        elif message.timings.total_s:
            parts.append(formats.seconds(message.timings.total_s))
        return " · ".join(parts)

    def _show_problem(self, failed: bool) -> None:
        if not failed:
            self._show_part("problem", False)
            return
        problem = self.reply.message.problem
        remedy = remedy_of(problem)
        action = remedy_words.button(remedy) if remedy is not None else self.tr("Again")
        self.problem.show_message("error", in_full(problem), action if self._last else "")
        self.problem.show()

    def _act(self) -> None:
        """Of a problem: its way out, where there is one; to try the same again helps the others alone."""
        remedy = remedy_of(self.reply.message.problem)
        if remedy is not None:
            self.remedied.emit(remedy)
        else:
            self.again.emit()

    def _show_stopped(self, stopped: bool) -> None:
        if stopped:
            self.resume.setText(self.tr("Continue"))
            self.resume.setVisible(self._last)
            self._stopped_words.setText(self.tr("Stopped."))
        self._show_part("stopped", stopped)

    def _show_chips(self, sources: tuple[Citation, ...]) -> None:
        chips = self.chips
        for at, source in enumerate(sources):
            if at < len(chips):
                chips[at].show_source(source)
                continue
            chip = SourceChip(source)
            chip.clicked.connect(lambda _=False, index=at: self.source.emit(self.reply, index))
            self._flow.addWidget(chip)
        for chip in chips[len(sources) :]:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.setVisible(bool(sources))
        self._chips.updateGeometry()

    def _number_chosen(self, number: int) -> None:
        for index, source in enumerate(self.reply.sources):
            if source.number == number:
                self.source.emit(self.reply, index)
                return
