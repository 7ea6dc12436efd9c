"""The middle of the chat page: header, conversation or the empty page, banner, composer, hint."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.features.chat.views.chat_header import ChatHeader
from desktop.features.chat.views.composer import Composer
from desktop.features.chat.views.conversation import Conversation
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Banner, Button, EmptyState, Label
from desktop.ui.widgets.base import clear, column, mark, row
from workers.text.shortening import shorten

_READY, _LONGEST = 6, 70  # ready questions that are offered, and letters of one


class _Welcome(EmptyState):
    """The large empty page; its sentence takes as many lines as it needs. Below the example stand the ready
    questions of the base.

    Signals: `asked(question)`; `edit_wanted` the list of ready questions is to be changed.
    """

    asked = Signal(str)
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "message-square-text", role="outlined", icon_of_button="corner-down-left", welcome=True
        )
        self.ready = QWidget()
        self._ready = column(self.ready, 4)
        self.edit = Button("", "text", "pencil")
        self.edit.clicked.connect(self.edit_wanted)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        at = layout.count() - 1
        layout.insertWidget(at, self.ready, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.insertWidget(at + 1, self.edit, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_ready(self, questions: Sequence[str], words: str) -> None:
        """The first of the ready questions; `words` of the button that changes them ("" = none)."""
        clear(self._ready)
        for question in questions[:_READY]:
            button = Button(shorten(question, _LONGEST), "soft", "corner-down-left")
            button.setToolTip(question)
            button.clicked.connect(lambda _=False, text=question: self.asked.emit(text))
            self._ready.addWidget(button)
        self.ready.setVisible(bool(questions))
        self.edit.setText(words)
        self.edit.setVisible(bool(words))

    def _fit(self) -> None:
        super()._fit()
        wanted = self.sentence.heightForWidth(self.sentence.maximumWidth())
        self.sentence.setFixedHeight(max(wanted, theme().line("reading")))


class ChatMiddle(QWidget):
    """Arranges, and finds words; the rest the page connects. `found_at`: the message found, -1 for none."""

    def __init__(self, header: ChatHeader, composer: Composer) -> None:
        super().__init__()
        mark(self, fill="surface")
        layout = column(self)
        self.header = header
        self.conversation = Conversation()
        self.empty = _Welcome()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.conversation)
        self.banner = Banner("warning")
        self.composer = composer
        self._hint = Label("", "caption", "tertiary", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.banner.setMaximumWidth(self.composer.maximumWidth())
        foot = column(None, 8, (24, 8, 24, 12))
        for widget in (self.banner, self.composer):
            line = row()
            line.addStretch(1)
            line.addWidget(widget, 1000)
            line.addStretch(1)
            foot.addLayout(line)
        foot.addWidget(self._hint)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self.found_at = -1
        self.header.found.connect(self.find_words)

    def show_messages(self, messages: bool) -> None:
        """The conversation, or the empty page."""
        # What is not seen takes no room: with large letters the empty page is higher than the conversation.
        policy = QSizePolicy.Policy.Ignored if messages else QSizePolicy.Policy.Preferred
        self.empty.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(self.conversation if messages else self.empty)
        self.composer.show_hint(messages)

    def show_model(self, has_model: bool) -> None:
        """The banner with its button while there is no model."""
        self.banner.show_message(
            "warning", self.tr("There is no model to answer with yet."), self.tr("Get a model")
        )
        self.banner.setVisible(not has_model)

    def show_empty(self, ready: int, question: str, questions: Sequence[str]) -> None:
        """One sentence, one example question, the ready `questions` of the base."""
        words = self.tr("Change the ready questions") if questions else self.tr("Write down ready questions")
        self.empty.show_ready(questions if ready else (), words if ready else "")
        title = self.tr("What would you like to know?")
        if not ready:
            words = self.tr("Add documents, and the answers will come from them.")
            self.empty.set_texts(title, words, self.tr("Add documents"))
            return
        words = self.tr("Answers come from your %n document(s), with the page beside every claim.", "", ready)
        ask = fill(self.tr("Ask: %1"), question) if question else ""
        self.empty.set_texts(title, words, ask)

    def find_words(self, words: str, step: int) -> None:
        """Go to the next message with `words` (`step` 1), to the one before (-1), or stay with the one shown
        while it holds them (0); at the end it begins anew."""
        places = self.conversation.holding(words)
        if not places:
            self.found_at = -1
        elif step < 0:
            self.found_at = max([at for at in places if at < self.found_at], default=places[-1])
        else:
            ahead = [at for at in places if at >= self.found_at + step]
            self.found_at = min(ahead, default=places[0])
        if places:
            self.conversation.show_words(words, self.found_at)
        self.header.show_found(places.index(self.found_at) + 1 if places else 0, len(places))

    def retranslate(self) -> None:
        """Say the words that do not depend on a state."""
        self._hint.setText(self.tr("Answers are made on this computer, without the internet"))
