"""Answers for whoever does not see them: that one is begun, and what it says when it is there."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.core.entities import ASSISTANT, ChatMessage, MessageState
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.ui.announcing import announce
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import counted
from desktop.ui.words.problem_text import in_full
from workers.text.shown_words import shown_words


class AnswerAnnouncer(QObject):
    """Announces the answers of a chat page, whose child it is."""

    def __init__(self, page: QWidget, model: ChatModel) -> None:
        super().__init__(page)
        self._page, self._model, self._writing = page, model, model.writing
        model.state_changed.connect(self._look)

    def _look(self) -> None:
        if self._model.writing == self._writing:
            return
        self._writing = self._model.writing
        if self._writing:
            announce(self._page, self.tr("The answer is begun"))
            return
        said = [reply.message for reply in self._model.replies() if reply.message.role == ASSISTANT]
        if said:
            announce(self._page, self._words(said[-1]), urgent=said[-1].state is MessageState.FAILED)

    def _words(self, message: ChatMessage) -> str:
        if message.state is MessageState.FAILED:
            return in_full(message.problem)
        if message.state is MessageState.REFUSED:
            return self.tr("The documents do not say it")
        if message.state is MessageState.STOPPED:
            return self.tr("The answer is stopped")
        sources = len(message.citations)
        words = counted(self.tr("%n source(s)", "", sources), sources)
        return fill(self.tr("Answer: %1. %2"), shown_words(message.text).rstrip("."), words)
