"""Keeps what is typed and not sent: each chat has a draft, which comes back with it, also after a
restart; its files come back as long as the window is open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.core.entities import ChatMessage
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.views.composer import Composer
from desktop.ui.listening import single_shot_timer

KEEP_MS = 400  # after the last key


class DraftKeeper(QObject):
    """Made by the page. A draft is stored while one types, so that a kill loses half a second of it.
    `editing`: the question (message id) whose words stand in the field instead of the draft, "" = none."""

    def __init__(self, model: ChatModel, composer: Composer) -> None:
        super().__init__(composer)
        edit = composer.edit
        self._model, self._composer, self._edit = model, composer, edit
        self.editing, self._before, self._files_before = "", "", list[str]()
        self._place = ("", "")  # base and chat whose draft stands in the field
        self._kept = ""
        self._files: dict[tuple[str, str], list[str]] = {}
        self._timer = single_shot_timer(self, KEEP_MS, self.keep)
        edit.textChanged.connect(self._typed)

    def keep(self) -> None:
        """Store what stands in the field now."""
        self._timer.stop()
        text = self._before if self.editing else self._edit.toPlainText()
        if text != self._kept and self._place[0]:
            self._kept = text
            self._model.keep_draft(*self._place, text)

    def clear(self) -> None:
        """What stood in the field was asked: after a question in other words the draft comes back."""
        self._composer.files.clear()
        self._edit.clear()
        self.end_editing()
        self.keep()

    def edit(self, question: ChatMessage) -> None:
        """Put a question with its files into the field, to be asked in other words."""
        if not self.editing:
            self._before, self._files_before = self._edit.toPlainText(), self._composer.files.paths
        self.editing = question.id
        self._show(question.text, question.attached, True)

    def end_editing(self) -> None:
        """The draft takes its place again."""
        if self.editing:
            self.editing = ""
            self._show(self._before, self._files_before, False)

    def _show(self, text: str, files: Sequence[str], editing: bool) -> None:
        self._edit.set_text(text)
        self._composer.files.clear()
        self._composer.files.add(files)
        self._composer.show_editing(editing)

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
        self._files[self._place] = self._composer.files.paths
        self._place, self._kept = place, self._model.draft(*place)
        self._show(self._kept, self._files.pop(place, ()), False)

    def _typed(self) -> None:
        self._timer.start()
