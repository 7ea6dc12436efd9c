"""The chat page's state: chats of the base, the open one, its messages, what is being written."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.answers import AnswerInProgress
from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import USER, Chat, ChatMessage, Correction
from desktop.core.feature_ports import Adapters, Documents, Models
from desktop.features.chat.services.attached_files import AttachedSet
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.chat.viewmodels.chat_text import (
    answer_in_markdown,
    chat_in_markdown,
    question_title,
)
from desktop.features.chat.viewmodels.replies import Replies, Reply
from desktop.features.chat.viewmodels.why_model import WhyModel
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import in_full
from workers.contract.paths import shown_name
from workers.contract.specs.search import Filters

REPAINT_MS = 40  # a streaming answer is drawn at most 25 times a second
_PANEL = "source_panel"


class ChatModel(OfCurrentBase, ProblemReporter, QObject):
    """Signals: `chats_changed`; `opened` another chat is open (or none); `synced` the messages of the open
    chat are others; `updated(Reply)` the answer being written has grown; `state_changed` writing began or
    ended; `attach_failed(paths)`; `message(sentence)`.
    """

    chats_changed = Signal()
    opened = Signal()
    synced = Signal()
    updated = Signal(object)
    state_changed = Signal()
    attach_failed = Signal(list)
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        chats: ChatService,
        models: Models,
        adapters: Adapters,
        documents: Documents,
        settings: SettingsStore,
        publisher: ChangePublisher,
        correction: Callable[[str], Correction | None] = lambda identity: None,
    ) -> None:
        super().__init__()
        self._bases, self._chats, self._settings = bases, chats, settings
        self._documents = documents
        self._replies = Replies(models, adapters, documents, correction)
        self._chat = ""
        self._watched: AnswerInProgress | None = None
        self._repaint = single_shot_timer(self, REPAINT_MS, self._emit_update)
        self._seen: tuple[str, int, int] = ("", -1, 0)
        self.filters = Filters()
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    @property
    def chat(self) -> Chat | None:
        """The open chat; None before the first question of a new one."""
        return next((chat for chat in self.chats() if chat.id == self._chat), None)

    @property
    def chat_id(self) -> str:
        """Id of the open chat; "" = a new one."""
        return self._chat

    def chats(self) -> list[Chat]:
        """Chats of the base, the latest first."""
        if not self.base:
            return []
        return sorted(self._chats.list(self.base), key=lambda c: c.updated, reverse=True)

    def replies(self) -> list[Reply]:
        """Messages of the open chat in order, the one being written as far as it is."""
        if not self._chat:
            return []
        return self._replies_of(self._chat)

    def _replies_of(self, chat: str) -> list[Reply]:
        running, turnings = self._chats.writing.get(chat), self._chats.turnings(chat)
        replies: list[Reply] = []
        for message in self._chats.messages(chat):
            turning = turnings.get(message.id, (0, 0))
            if running is not None and running.message.id == message.id:
                replies.append(self._replies.growing(self.base, running, turning))
            else:
                replies.append(self._replies.reply(self.base, message, turning))
        return replies

    def chat_text(self, chat: str) -> tuple[str, str]:
        """(title, Markdown) of a whole chat, as it is saved or printed."""
        title = next((row.title for row in self.chats() if row.id == chat), "") or self.tr("New chat")
        return title, chat_in_markdown(title, self._replies_of(chat))

    def answer_text(self, message: str) -> tuple[str, str]:
        """(title, Markdown) of an answer of the open chat under its question, as it is saved or printed."""
        replies = self.replies()
        at = next(i for i, reply in enumerate(replies) if reply.message.id == message)
        asked = replies[at - 1].message if at else None
        question, attached = (asked.text, asked.attached) if asked is not None else ("", ())
        return question_title(question), answer_in_markdown(question, replies[at], attached)

    @property
    def writing(self) -> bool:
        """An answer of the open chat is being made."""
        return bool(self._chat) and self._chat in self._chats.writing

    def last_question(self) -> ChatMessage | None:
        """The user's last message in the open chat."""
        asked = [row for row in self._chats.messages(self._chat) if row.role == USER] if self._chat else []
        return asked[-1] if asked else None

    @property
    def marks_unsupported(self) -> bool:
        """Sentences without a source are to be marked."""
        return self._settings.values.mark_unsupported

    def panel_width(self) -> int:
        """Width of the source panel as it was left, in pixels; 0 = never changed."""
        return next(iter(self._settings.values.splitters.get(_PANEL, [])), 0)

    def keep_panel_width(self, pixels: int) -> None:
        """Remember the width of the source panel for the next start."""
        self._settings.change(splitters={**self._settings.values.splitters, _PANEL: [pixels]})

    # --- what the user does ---

    def open(self, chat: str) -> None:
        """Open a chat; "" = a new one, made with its first question."""
        if chat == self._chat and chat:
            return
        self._chat = chat
        self._watch(self._chats.writing.get(chat) if chat else None)
        self.opened.emit()
        self.synced.emit()
        self.state_changed.emit()

    def base_changed(self) -> None:
        """Another base: open its latest chat."""
        self.filters = Filters()
        chats = self.chats()
        self.chats_changed.emit()
        self._chat = ""
        if chats:
            self.open(chats[0].id)
        else:
            self.open("")

    def set_filters(self, filters: Filters) -> None:
        """Search only there from the next question on."""
        self.filters = filters

    def attach(self, paths: list[str]) -> None:
        """Begin to read files for the next question; why one cannot be read is told by `attach_failed`."""

        def looked(found: AttachedSet) -> None:
            for path, problem in found.failed.items():
                name = shown_name(PurePath(path).name)
                self.message.emit(fill(self.tr("“%1”: %2"), name, in_full(problem)))
            self.attach_failed.emit(list(found.failed))

        def failed(found: AttachedSet, error: BaseException) -> None:
            if found.failed:
                looked(found)
            else:
                self.report_problem(error)
                self.attach_failed.emit(paths)

        found = self.result_of(lambda: self._chats.read_attached(paths))
        if found is None:
            self.attach_failed.emit(paths)
            return
        assert found.done is not None
        found.done.then(lambda _: looked(found), lambda error: failed(found, error))

    def read_files_of(self, answer: str) -> None:
        """Have the files of an answer's question at hand, which were read before the last start."""
        rows = self._chats.messages(self._chat)
        at = next((at for at, row in enumerate(rows) if row.id == answer), 0)
        if at and rows[at - 1].attached:
            self.attempt(lambda: self._chats.read_attached(rows[at - 1].attached))

    def send(self, text: str, attached: Sequence[str] = ()) -> bool:
        """Ask, with files for this question alone; makes the chat when there is none. False when nothing was
        asked (the reason is told)."""
        if not text.strip() or self.writing:
            return False
        if not self.base:
            self.message.emit(self.tr("Add documents first: they make the first base."))
            return False

        def ask() -> AnswerInProgress:
            if not self._chat:
                self._chat = self._chats.create(self.base).id
                self.opened.emit()
            return self._chats.ask(self._chat, text.strip(), self.filters, attached=attached)

        return self._begin(ask)

    def prepare(self) -> None:
        """The first letter of a question is typed: the model is loaded and reads what it can."""
        if self.base and not self.writing:
            self._chats.prepare(self.base, self._chat)

    def edit(self, question: str, text: str, attached: Sequence[str] = ()) -> bool:
        """Ask a question of the open chat in other words, with these files, as a branch of its own."""
        if not self._chat or self.writing or not text.strip():
            return False
        return self._begin(lambda: self._chats.edit(self._chat, question, text.strip(), attached))

    def show_branch(self, message: str) -> None:
        """Go to the branch of the open chat that holds a message."""
        if self._chat and not self.writing:
            self.attempt(lambda: self._chats.show_branch(self._chat, message))

    def step(self, message: str, by: int) -> None:
        """Go to the next (1) or previous (-1) branch at a message."""
        self.attempt(lambda: self._chats.step(self._chat, message, by))

    def regenerate(self) -> bool:
        """Answer the last question again; a stopped answer is continued by this, as the same words come."""
        if not self._chat or self.writing:
            return False
        return self._begin(lambda: self._chats.regenerate(self._chat))

    def why(self, message: str) -> WhyModel:
        """Why an answer of the open chat is as it is."""
        chat = self._chat
        (answer,) = (row for row in self._chats.messages(chat) if row.id == message)
        documents = self._documents.list(self.base)
        return WhyModel(answer, documents, lambda place: self._chats.explain(chat, message, place))

    def ask_documents(self) -> bool:
        """Answer the last question from the documents, whatever a person has answered to it."""
        if not self._chat or self.writing:
            return False
        return self._begin(lambda: self._chats.ask_documents(self._chat))

    def ask_as_typed(self) -> bool:
        """Search the last question as it was typed."""
        if not self._chat or self.writing:
            return False
        return self._begin(lambda: self._chats.ask_as_typed(self._chat))

    def stop(self) -> None:
        """End the answer that is being written; what is written of it stays."""
        if self.writing:
            self._chats.stop(self._chat)

    def rename(self, chat: str, title: str) -> None:
        """Another title; an empty one changes nothing."""
        self._chats.rename(chat, title)

    def pin(self, chat: str, pinned: bool) -> None:
        """Keep a chat above the others, or no longer."""
        self.attempt(lambda: self._chats.pin(chat, pinned))

    def remove(self, chat: str) -> None:
        """Remove a chat; for some seconds `undo_remove` brings it back."""
        if self.attempt(lambda: self._chats.remove(chat)) and chat == self._chat:
            self.open("")

    def undo_remove(self, chat: str) -> None:
        """Bring a removed chat back and open it."""
        if self._chats.undo_remove(chat):
            self.open(chat)

    def draft(self, base: str, chat: str) -> str:
        """What was typed in a chat ("" = in a new one) and not sent."""
        return self._chats.draft(base, chat) if base else ""

    def keep_draft(self, base: str, chat: str, text: str) -> None:
        """Remember what is typed in a chat; "" forgets it."""
        if base:
            self._chats.keep_draft(base, chat, text)

    # --- how it comes ---

    def _begin(self, ask: Callable[[], AnswerInProgress]) -> bool:
        running = self.result_of(ask)
        if running is None:
            return False
        self._watch(running)
        self.synced.emit()
        self.state_changed.emit()
        return True

    def _watch(self, running: AnswerInProgress | None) -> None:
        if running is self._watched:
            return
        if self._watched is not None and self._on_running in self._watched.on_change:
            self._watched.on_change.remove(self._on_running)
        self._watched, self._seen = running, ("", -1, 0)
        if running is not None and not running.finished.completed:
            running.on_change.append(self._on_running)
            running.finished.then(lambda _: self._ended(running), lambda _: self._ended(running))

    def _on_running(self, running: AnswerInProgress) -> None:
        """A change of stage or the places found are shown at once, words by the timer."""
        found = len(running.passages.passages) if running.passages is not None else -1
        seen = (running.stage, found, round(100 * running.read))
        if seen != self._seen:
            self._seen = seen
            self._emit_update()
        elif not self._repaint.isActive():
            self._repaint.start()

    def _emit_update(self) -> None:
        if self._watched is not None and not self._watched.finished.completed:
            self.updated.emit(self._replies.growing(self.base, self._watched))

    def _ended(self, running: AnswerInProgress) -> None:
        if running is self._watched:
            self._watched = None
            self._repaint.stop()
        # The service takes it out of `writing` in its own watcher of the same moment.
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self.synced.emit()
        self.state_changed.emit()
        self.chats_changed.emit()

    def _on_changes(self, changes: Changes) -> None:
        self._replies.forget(changes)
        if changes.adapters_of:
            self.synced.emit()
        if changes.settings:
            self.synced.emit()
        if self.base in changes.chats_of:
            if self._chat and self.chat is None:
                self.open("")
            self.chats_changed.emit()
        if self._chat in changes.messages_of and self._watched is None:
            self._watch(self._chats.writing.get(self._chat))
            self.synced.emit()
            self.state_changed.emit()
