"""What is done with an answer: copied, taken as an example, looked into, mended."""

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.core.remedies import ACTING, Remedy, RemedyKind
from desktop.features.chat.viewmodels.answer_actions import AnswerActions
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.viewmodels.kept_model import KeptModel
from desktop.features.chat.views.chat_settings import ChatSettings
from desktop.features.chat.views.conversation import Conversation
from desktop.features.chat.views.why_dialog import WhyDialog
from desktop.features.chat.views.wrong_dialog import WrongDialog
from desktop.ui.dialogs.save_paper import print_paper, save_paper
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page import Page
from desktop.ui.widgets import Menu

_PAGES = {
    RemedyKind.GET_MODELS: "models", RemedyKind.ADD_DOCUMENTS: "documents",
    RemedyKind.REPAIR_BASE: "settings:backup",
}  # fmt: skip


class AnswerCommands(QObject):
    """Made by the chat page, whose conversation it listens to."""

    def __init__(
        self,
        page: Page,
        conversation: Conversation,
        model: ChatModel,
        actions: AnswerActions,
        kept: KeptModel,
    ) -> None:
        super().__init__(page)
        self._page, self._model, self._actions, self._kept = page, model, actions, kept
        conversation.copied.connect(self.copy)
        conversation.as_typed.connect(model.ask_as_typed)
        conversation.why_wanted.connect(lambda message: WhyDialog(page, model.why(message)).open())
        conversation.remedied.connect(self._remedy)
        conversation.learned.connect(self._add_to_examples)
        conversation.wrong.connect(self._put_right)
        conversation.documents_wanted.connect(model.ask_documents)
        conversation.save_wanted.connect(self._save_answer)
        conversation.print_wanted.connect(self._print_answer)
        actions.remedied.connect(model.regenerate)

    def copy(self, data: QMimeData) -> None:
        """Put an answer on the clipboard."""
        QGuiApplication.clipboard().setMimeData(data)
        self._page.toast(self.tr("The answer is copied"))

    def extend_menu(self, menu: Menu, chat: str) -> None:
        """What can be done with a whole chat: saved, printed."""
        menu.add(self.tr("Save as a document…"), "save").triggered.connect(lambda: self._save_chat(chat))
        menu.add(self.tr("Print…"), "printer").triggered.connect(lambda: self._print_chat(chat))

    def removed(self, chat: str, title: str) -> None:
        """Offer to bring a chat back."""
        words = fill(self.tr("The chat “%1” is removed"), title)
        self._page.toast(words, self.tr("Undo"), lambda: self._model.undo_remove(chat))

    def open_ready_questions(self) -> None:
        """The same settings, with the field of the ready questions ready to be typed in."""
        self.open_settings().questions.setFocus()

    def open_settings(self) -> ChatSettings:
        """What the model is told, ready questions, right answers."""
        dialog = ChatSettings(self._page, self._kept)
        dialog.instructions_wanted.connect(lambda: self._page.go.emit("exam:instructions"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _put_right(self, message: str) -> None:
        mistake = self._kept.mistake(self._model.chat_id, message)
        if mistake is None:
            return
        dialog = WrongDialog(self._page, self._kept, mistake)
        dialog.accepted.connect(lambda: self._page.toast(self.tr("Kept: this is the answer from now on")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save_chat(self, chat: str) -> None:
        self._save(*self._model.chat_text(chat))

    def _print_chat(self, chat: str) -> None:
        print_paper(self._page.window(), *self._model.chat_text(chat))

    def _save_answer(self, message: str) -> None:
        self._save(*self._model.answer_text(message))

    def _print_answer(self, message: str) -> None:
        print_paper(self._page.window(), *self._model.answer_text(message))

    def _save(self, title: str, markdown: str) -> None:
        if told := save_paper(self._page.window(), title, markdown):
            self._page.toast(told)

    def _remedy(self, remedy: Remedy) -> None:
        if remedy.kind in ACTING:
            self._actions.remedy(remedy)
        else:
            self._page.go.emit(_PAGES.get(remedy.kind, "settings:health"))

    def _add_to_examples(self, message: str) -> None:
        if self._actions.add_to_examples(message):
            self._page.toast(
                self.tr("Added to the examples. A person checks it before it trains."),
                self.tr("Show"),
                lambda: self._page.go.emit("training:examples"),
            )
