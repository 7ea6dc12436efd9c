"""Keeps what is typed and not sent: each chat has a draft, which comes back with it, also after a restart."""

from PySide6.QtCore import QObject

from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.views.question_edit import QuestionEdit
from desktop.ui.listening import single_shot_timer

KEEP_MS = 400  # after the last key


class DraftKeeper(QObject):
    """Made by the page. A draft is stored while one types, so that a kill loses half a second of it."""

    def __init__(self, model: ChatModel, edit: QuestionEdit) -> None:
        super().__init__(edit)
        self._model, self._edit = model, edit
        self._place = ("", "")  # base and chat whose draft stands in the field
        self._kept = ""
        self._timer = single_shot_timer(self, KEEP_MS, self.keep)
        edit.textChanged.connect(self._typed)

    def keep(self) -> None:
        """Store what stands in the field now."""
        self._timer.stop()
        text = self._edit.toPlainText()
        if text != self._kept and self._place[0]:
            self._kept = text
            self._model.keep_draft(*self._place, text)

    def follow(self, sending: bool) -> None:
        """Another chat is open: its draft takes the place of the one before. `sending`: the chat was made for
        what stands in the field, which stays there until it is asked."""
        place = (self._model.base, self._model.chat_id)
        if place == self._place:
            return
        if sending:
            self._model.keep_draft(*self._place, "")
            self._place, self._kept = place, ""
            return
        self.keep()
        self._place, self._kept = place, self._model.draft(*place)
        self._edit.set_text(self._kept)

    def _typed(self) -> None:
        self._timer.start()
