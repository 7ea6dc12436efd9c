"""The conversation: questions and answers in one column, scrolled to the end only for those who are there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer import Answer
from desktop.features.chat.views.question import Question
from desktop.ui.theme import theme
from desktop.ui.widgets import Button
from desktop.ui.widgets.base import as_region, column, mark, row
from desktop.ui.widgets.translated import Translated

AT_END = 24  # px from the end that still count as the end
AT_ONCE = 20  # messages shown at first; earlier ones come with a button, so that long chats open quickly


class Conversation(Translated, QScrollArea):
    """Shows replies in order; widgets of messages that stay are kept, so nothing jumps.

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
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        as_region(self)
        inner = QWidget()
        mark(inner, fill="surface")
        line = row(inner, 0, (24, 24, 24, 8))
        self._column = QWidget()
        self._column.setMaximumWidth(theme().width("composer_max"))
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._layout = column(self._column, 16)
        self._earlier = Button("", "quiet", "arrow-up")
        self._earlier.clicked.connect(self._show_earlier)
        self._layout.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)
        line.addStretch(1)
        line.addWidget(self._column, 1000)
        line.addStretch(1)
        self.setWidget(inner)
        self._replies: list[Reply] = []
        self._shown: dict[str, Question | Answer] = {}
        self._first = 0
        self._underline = True
        self._active = ("", -1)
        self._at_end = True
        self._moving = False
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._moved)
        self.retranslate()

    # --- content ---

    def show_replies(self, replies: Sequence[Reply], underline: bool, fresh: bool = False) -> None:
        """Show all of a chat; `fresh`: another chat, which opens at its end."""
        if fresh:
            self._clear()
            self._first = max(len(replies) - AT_ONCE, 0)
            self._at_end = True
        self._replies, self._underline = list(replies), underline
        self._first = min(self._first, max(len(replies) - 1, 0))
        self._sync()

    def update_reply(self, reply: Reply) -> None:
        """The answer being written has grown."""
        widget = self._shown.get(reply.message.id)
        if not isinstance(widget, Answer):
            return
        for at, known in enumerate(self._replies):
            if known.message.id == reply.message.id:
                self._replies[at] = reply
        widget.show_reply(reply, self._underline, last=True)
        self._mark_active(widget)

    def set_active(self, message: str, index: int) -> None:
        """The source whose page is shown (index -1 = none)."""
        self._active = (message, index)
        for widget in self._shown.values():
            if isinstance(widget, Answer):
                self._mark_active(widget)

    def to_end(self) -> None:
        """Follow the end from now on."""
        self._at_end = True
        self._scroll_to_end()

    def answers(self) -> list[Answer]:
        """Shown answers in order."""
        shown = [self._shown.get(reply.message.id) for reply in self._replies[self._first :]]
        return [widget for widget in shown if isinstance(widget, Answer)]

    def questions(self) -> list[Question]:
        """Shown questions in order."""
        shown = [self._shown.get(reply.message.id) for reply in self._replies[self._first :]]
        return [widget for widget in shown if isinstance(widget, Question)]

    @property
    def follows_end(self) -> bool:
        """Whether the view is at its end and stays there while an answer grows."""
        return self._at_end

    def holding(self, words: str) -> list[int]:
        """The places in the chat of the messages that hold `words`, in their order; case does not count."""
        wanted = words.casefold()
        texts = (reply.message.text for reply in self._replies)
        return [at for at, text in enumerate(texts) if wanted and wanted in text.casefold()]

    def show_message(self, message: str) -> None:
        """Scroll to a message, where the chat has it."""
        places = [at for at, reply in enumerate(self._replies) if reply.message.id == message]
        if places:
            self.show_words("", places[0])

    def show_words(self, words: str, at: int) -> None:
        """Scroll to message `at` of the chat and select `words` in it."""
        if at < self._first:
            self._first = at
            self._sync()
        self._at_end = False
        widget = self._shown[self._replies[at].message.id]
        QTimer.singleShot(0, widget, lambda found=widget: self.ensureWidgetVisible(found, 0, 48))
        if isinstance(widget, Answer):
            if widget.folded:
                widget.refusal.unfold(True)
            widget.text.moveCursor(widget.text.textCursor().MoveOperation.Start)
            widget.text.find(words)

    def _sync(self) -> None:
        wanted = self._replies[self._first :]
        keep = {reply.message.id for reply in wanted}
        for key in [key for key in self._shown if key not in keep]:
            gone = self._shown.pop(key)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        last = next((r.message.id for r in reversed(wanted) if r.message.role != "user"), "")
        for at, reply in enumerate(wanted):
            widget = self._widget(reply, reply.message.id == last)
            place = at + 1
            if self._layout.indexOf(widget) != place:
                self._layout.removeWidget(widget)
                self._layout.insertWidget(place, widget)
        self._earlier.setVisible(self._first > 0)

    def _widget(self, reply: Reply, last: bool) -> QWidget:
        widget = self._shown.get(reply.message.id)
        if reply.message.role == "user":
            if not isinstance(widget, Question):
                widget = Question(reply)
                widget.edit_wanted.connect(self.edit_wanted)
                widget.step.connect(self.step)
                self._shown[reply.message.id] = widget
            widget.show_reply(reply)
            return widget
        if not isinstance(widget, Answer):
            widget = Answer(reply, self._underline)
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
            self._shown[reply.message.id] = widget
        widget.show_reply(reply, self._underline, last)
        self._mark_active(widget)
        return widget

    def _mark_active(self, widget: Answer) -> None:
        widget.set_active(*self._active)

    def _clear(self) -> None:
        for widget in self._shown.values():
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown.clear()

    def _show_earlier(self) -> None:
        """Earlier messages appear above; what is read stays where it is."""
        bar = self.verticalScrollBar()
        below = bar.maximum() - bar.value()
        self._at_end = False
        self._first = max(self._first - AT_ONCE, 0)
        self._sync()
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum() - below))

    # --- scrolling ---

    def _range_changed(self) -> None:
        if self._at_end:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        self._moving = True
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._moving = False

    def _moved(self, value: int) -> None:
        if not self._moving:
            self._at_end = value >= self.verticalScrollBar().maximum() - AT_END

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._at_end:
            self._scroll_to_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if Qt.Key(event.key()) in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self._earlier.setText(self.tr("Show earlier messages"))
        self.setAccessibleName(self.tr("Conversation"))
