"""The conversation: questions and answers in one column, scrolled to the end only for those who are there."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from desktop.core.entities import USER
from desktop.features.chat.viewmodels.found_words import words_of
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer import AnswerView
from desktop.features.chat.views.answer_text import AnswerText
from desktop.features.chat.views.column.message_column import Anchor, MessageColumn, MessageWidget
from desktop.features.chat.views.question import QuestionView
from desktop.ui.listening import single_shot_timer
from desktop.ui.widgets.base import as_region
from desktop.ui.widgets.translated import Translated
from workers.text.folding import key

AT_END = 24  # px from the end that still count as the end
FRAME_S = 0.004  # of the 16 ms of a frame: making widgets while the view moves
_AHEAD = 1  # pages beyond the view that have widgets too
_STEP = 20  # px of a line of the wheel
_ABOVE_FOUND = 48  # px above a message that was looked for


class Conversation(Translated, QScrollArea):
    """Shows replies in order. Only messages near the view have widgets; nothing jumps when they come and go.

    Signals: `source(reply, index)`; `copied(QMimeData)`; `again`; `learned(message)`;
    `remedied(remedy)`; `as_typed`; `why_wanted(message)`; `edit_wanted(question)`; `step(question, by)`;
    `wrong(message)`; `save_wanted(message)`; `print_wanted(message)`;
    `documents_wanted`; `asked(question)`.
    """

    source = Signal(object, int)
    copied = Signal(object)
    again = Signal()
    remedied = Signal(object)
    as_typed = Signal()
    why_wanted = Signal(str)
    learned = Signal(str)
    wrong = Signal(str)
    documents_wanted = Signal()
    asked = Signal(str)
    save_wanted = Signal(str)
    print_wanted = Signal(str)
    edit_wanted = Signal(str)
    step = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        as_region(self)
        self.column = MessageColumn(self._make, self._fill)
        self.setWidget(self.column)
        self._underline = True
        self._active = ("", -1)
        self._last = ""
        self._at_end = True
        self._moving = False
        self._later = single_shot_timer(self, 0, self._make_ahead)
        self.column.relaid.connect(self._relaid)
        bar = self.verticalScrollBar()
        bar.setSingleStep(_STEP)
        bar.valueChanged.connect(self._moved)
        self.retranslate()

    # --- content ---

    def show_replies(self, replies: Sequence[Reply], underline: bool, fresh: bool = False) -> None:
        """Show all of a chat; `fresh`: another chat, which opens at its end."""
        anchor = self._anchor()
        if fresh:
            self.column.clear()
            self._at_end = True
        self._underline = underline
        self._last = next((r.message.id for r in reversed(replies) if r.message.role != USER), "")
        self.column.set_replies(replies)
        self._hold(anchor if not fresh and anchor.at < len(replies) else Anchor(0, 0))
        self._make_seen()

    def update_reply(self, reply: Reply) -> None:
        """The answer being written has grown."""
        anchor = self._anchor()
        self._last = reply.message.id
        self.column.update_reply(reply)
        self._hold(anchor)

    def set_active(self, message: str, index: int) -> None:
        """The source whose page is shown (index -1 = none)."""
        self._active = (message, index)
        for widget in self.answers():
            self._mark_active(widget)

    def to_end(self) -> None:
        """Follow the end from now on."""
        self._at_end = True
        self._hold(Anchor(0, 0))
        self._make_seen()

    @property
    def replies(self) -> list[Reply]:
        """All messages of the chat in order."""
        return self.column.replies

    def answered(self) -> list[Reply]:
        """The answers of the chat in order."""
        return [reply for reply in self.replies if reply.message.role != USER]

    def answer(self, message: str) -> AnswerView:
        """An answer of the chat, wherever the view is."""
        anchor = self._anchor()
        widget = self.column.widget(self.column.index(message))
        self._hold(anchor)
        assert isinstance(widget, AnswerView)
        return widget

    def answers(self) -> list[AnswerView]:
        """Answers near the view, in order."""
        return [widget for widget in self.column.widgets() if isinstance(widget, AnswerView)]

    def questions(self) -> list[QuestionView]:
        """Questions near the view, in order."""
        return [widget for widget in self.column.widgets() if isinstance(widget, QuestionView)]

    @property
    def is_settled(self) -> bool:
        """Whether everything near the view has its widget, and nothing else has one."""
        return not self._later.isActive()

    def holding(self, words: str) -> list[int]:
        """The places in the chat of the messages that hold `words` as they are read, whatever marks of
        Markdown stand among them, in their order; case and white space do not count."""
        wanted = key(words)
        texts = (words_of(reply.message.text, reply.message.role) for reply in self.replies)
        return [at for at, text in enumerate(texts) if wanted and wanted in text]

    def show_message(self, message: str) -> None:
        """Scroll to a message, where the chat has it."""
        at = self.column.index(message)
        if at >= 0:
            self.show_words("", at)

    def show_words(self, words: str, at: int) -> None:
        """Scroll to message `at` of the chat and select `words` in it."""
        self._at_end = False
        widget = self.column.widget(at)
        for other in self.column.widgets():  # words that are selected keep their widget
            if other is not widget:
                _text_of(other).select_words("")
        if isinstance(widget, AnswerView) and widget.folded:
            widget.refusal.unfold(True)
        _text_of(widget).select_words(words)
        self._hold(Anchor(at, -_ABOVE_FOUND))
        self._make_seen()

    # --- widgets ---

    def _make(self, reply: Reply) -> MessageWidget:
        if reply.message.role == USER:
            question = QuestionView(reply)
            question.edit_wanted.connect(self.edit_wanted)
            question.step.connect(self.step)
            return question
        widget = AnswerView(reply, self._underline)
        widget.source.connect(self.source)
        widget.copied.connect(self.copied)
        widget.again.connect(self.again)
        widget.remedied.connect(self.remedied)
        widget.learned.connect(self.learned)
        widget.as_typed.connect(self.as_typed)
        widget.why_wanted.connect(self.why_wanted)
        widget.wrong.connect(self.wrong)
        widget.documents_wanted.connect(self.documents_wanted)
        widget.asked.connect(self.asked)
        widget.save_wanted.connect(self.save_wanted)
        widget.print_wanted.connect(self.print_wanted)
        return widget

    def _fill(self, widget: MessageWidget, reply: Reply) -> None:
        if isinstance(widget, QuestionView):
            widget.show_reply(reply)
        else:
            widget.show_reply(reply, self._underline, reply.message.id == self._last)
            self._mark_active(widget)

    def _mark_active(self, widget: AnswerView) -> None:
        widget.set_active(*self._active)

    # --- what is near the view ---

    def _make_seen(self, seconds: float = math.inf) -> None:
        """Make the widgets in the view, for at most so long; what is near it follows between two events."""
        until = time.perf_counter() + seconds
        while self.isVisible() and self._make_one(0):
            if time.perf_counter() > until:
                break
        self._later.start()

    def _make_ahead(self) -> None:
        """One widget more, first in the view and then near it; in the end those that are far go."""
        if not self.isVisible():
            return
        if self._make_one(0) or self._make_one(_AHEAD):
            self._later.start()
            return
        self.column.drop_beyond(*self._view(_AHEAD + 1))
        self.column.order_keys()

    def _make_one(self, pages: float) -> bool:
        """Make one widget within so many pages of the view; False when none is missing."""
        at = self.column.missing(*self._view(pages))
        if at is None:
            return False
        anchor = self._anchor()
        self.column.widget(at)
        self._hold(anchor)
        return True

    def _view(self, pages: float = 0) -> tuple[int, int]:
        """What is seen of the column, with so many pages more on each side."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        return top - round(pages * height), top + height + round(pages * height)

    # --- scrolling ---

    def _anchor(self) -> Anchor:
        return self.column.anchor(*self._view())

    def _hold(self, anchor: Anchor) -> None:
        """Put everything in its place and show the same as before, or the end for those who are there."""
        self._moving = True
        self.column.place(self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if self._at_end else self.column.top(anchor))
        self._moving = False

    def _relaid(self) -> None:
        """A widget has another height: words were unfolded, the size of the text changed."""
        anchor = self._anchor()
        if self.column.measure():
            self._hold(anchor)
            self._later.start()

    def _moved(self, value: int) -> None:
        if not self._moving:
            self._at_end = value >= self.verticalScrollBar().maximum() - AT_END
            self.column.drop_beyond(*self._view(_AHEAD + 1))
            self._make_seen(FRAME_S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        anchor = self._anchor()
        self.column.set_width(self.viewport().width())
        self._hold(anchor)
        self._make_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.column.measure()
        self._hold(self._anchor())
        self._make_seen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if Qt.Key(event.key()) in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))


def _text_of(widget: MessageWidget) -> AnswerText | QuestionView:
    return widget.text if isinstance(widget, AnswerView) else widget
