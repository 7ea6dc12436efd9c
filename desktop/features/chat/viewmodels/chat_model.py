"""The chat page's state: chats of the base, the open one, its messages, what is being written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.answers import AnswerInProgress
from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import Chat, ChatMessage, Document, DocumentState, MessageState
from desktop.core.feature_ports import Adapters, Documents, Models
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.chat.viewmodels.why_model import WhyModel
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.names import name_of
from desktop.ui.words.note_words import shortly
from workers.contract.codes import ProblemError
from workers.contract.paths import shown_name
from workers.contract.specs import Citation, Filters, Passage

REPAINT_MS = 40  # a streaming answer is drawn at most 25 times a second
_PANEL = "source_panel"
MOST_PLACES = 4  # places shown beside the question before the first word


@dataclass(frozen=True, slots=True)
class Reply:
    """One message as the conversation shows it. `stage` is searching, loading, reading, writing or done;
    `found` counts the passages found (-1 = not known yet); `places` are what was found, as chips, until the
    answer has sources of its own; `unread` says what was not read of the documents that it cites, and
    which of them are other ones by now."""

    message: ChatMessage
    stage: str = "done"
    found: int = -1
    places: tuple[Citation, ...] = ()
    model_name: str = ""
    adapter_name: str = ""
    unread: str = ""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The chips under the answer."""
        message = self.message
        if message.state is MessageState.REFUSED:
            return message.nearest
        if message.citations or self.stage == "done":
            return message.citations
        return self.places


class ChatModel(OfCurrentBase, ProblemReporter, QObject):
    """Signals: `chats_changed`; `opened` another chat is open (or none); `synced` the messages of the open
    chat are others; `updated(Reply)` the answer being written has grown; `state_changed` writing began or
    ended; `message(sentence)`.
    """

    chats_changed = Signal()
    opened = Signal()
    synced = Signal()
    updated = Signal(object)
    state_changed = Signal()
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
    ) -> None:
        super().__init__()
        self._bases, self._chats, self._settings = bases, chats, settings
        self._models, self._known_adapters, self._documents = models, adapters, documents
        self._chat = ""
        self._watched: AnswerInProgress | None = None
        self._repaint = single_shot_timer(self, REPAINT_MS, self._emit_update)
        self._seen: tuple[str, int] = ("", -1)
        self._names: dict[tuple[str, str], str] = {}
        self._adapters: dict[str, str] = {}
        self.filters = Filters()
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    @property
    def chat(self) -> Chat | None:
        """The open chat; None before the first question of a new one."""
        return next((chat for chat in self.chats() if chat.id == self._chat), None)

    def chats(self) -> list[Chat]:
        """Chats of the base, the latest first."""
        if not self.base:
            return []
        return sorted(self._chats.list(self.base), key=lambda c: c.updated, reverse=True)

    def replies(self) -> list[Reply]:
        """Messages of the open chat in order, the one being written as far as it is."""
        if not self._chat:
            return []
        running = self._chats.writing.get(self._chat)
        replies = [self._reply(message) for message in self._chats.messages(self._chat)]
        if running is not None:
            current = self._reply_of(running)
            replies = [current if r.message.id == current.message.id else r for r in replies]
            if all(r.message.id != current.message.id for r in replies):
                replies.append(current)
        return replies

    @property
    def writing(self) -> bool:
        """An answer of the open chat is being made."""
        return bool(self._chat) and self._chat in self._chats.writing

    def last_question(self) -> str:
        """The user's last message in the open chat."""
        questions = [r.message.text for r in self.replies() if r.message.role == "user"]
        return questions[-1] if questions else ""

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

    def send(self, text: str) -> bool:
        """Ask; makes the chat when there is none. False when nothing was asked (the reason is told)."""
        if not text.strip() or self.writing:
            return False
        if not self.base:
            self.message.emit(self.tr("Add documents first: they make the first base."))
            return False

        def ask() -> AnswerInProgress:
            if not self._chat:
                self._chat = self._chats.create(self.base).id
                self.opened.emit()
            return self._chats.ask(self._chat, text.strip(), filters=self.filters)

        return self._begin(ask)

    def prepare(self) -> None:
        """The first letter of a question is typed: the model is loaded and reads what it can."""
        if self.base and not self.writing:
            self._chats.prepare(self.base, self._chat)

    def edit_last(self, text: str) -> bool:
        """Ask the last question again in other words."""
        if not self._chat or self.writing or not text.strip():
            return False
        return self._begin(lambda: self._chats.edit_last(self._chat, text.strip()))

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

    def remove(self, chat: str) -> None:
        """Remove a chat for good."""
        if chat in self._chats.writing:
            self._chats.stop(chat)
        self._chats.remove(chat)
        if chat == self._chat:
            self.open("")

    # --- how it comes ---

    def _begin(self, ask: Callable[[], AnswerInProgress]) -> bool:
        try:
            running = ask()
        except ProblemError as error:
            self.report_problem(error)
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
        self._watched, self._seen = running, ("", -1)
        if running is not None and not running.finished.completed:
            running.on_change.append(self._on_running)
            running.finished.then(lambda _: self._ended(running), lambda _: self._ended(running))

    def _on_running(self, running: AnswerInProgress) -> None:
        """A change of stage or the places found are shown at once, words by the timer."""
        seen = (running.stage, len(running.passages.passages) if running.passages is not None else -1)
        if seen != self._seen:
            self._seen = seen
            self._emit_update()
        elif not self._repaint.isActive():
            self._repaint.start()

    def _emit_update(self) -> None:
        if self._watched is not None and not self._watched.finished.completed:
            self.updated.emit(self._reply_of(self._watched))

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

    def _reply(self, message: ChatMessage) -> Reply:
        adapter = self._adapter_name(message.adapter)
        name = self._name(message.model)
        return Reply(message, model_name=name, adapter_name=adapter, unread=self._unread(message))

    def _unread(self, message: ChatMessage) -> str:
        cited = dict.fromkeys(citation.document for citation in message.citations)
        found = [row for document in cited if (row := self._documents.get(self.base, document)) is not None]
        lacking = [row for row in found if shortly(row.notes)]
        parts = [fill(self.tr("“%1”: %2"), _name_of(row), shortly(row.notes)) for row in lacking]
        said = [fill(self.tr("Not all of the sources was read. %1."), "; ".join(parts))] if parts else []
        away = self.tr("Its folder cannot be reached now; this is what was read: %1.")
        for state, pattern in (
            (DocumentState.CHANGED, self.tr("Changed since it was read: %1.")),
            (DocumentState.UNREACHABLE, away),
            (DocumentState.MISSING, self.tr("The file is no longer there: %1.")),
        ):
            names = [fill(self.tr("“%1”"), _name_of(row)) for row in found if row.state is state]
            said += [fill(pattern, ", ".join(names))] if names else []
        return " ".join(said)

    def _name(self, model: str) -> str:
        """A model's name; asked for with every redraw, so it is kept until the models change."""
        if not model:
            return ""
        key = (formats.language(), model)
        if key not in self._names:
            names = {record.id: name_of(record) for record in self._models.list()}
            self._names[key] = names.get(model, model)
        return self._names[key]

    def _adapter_name(self, adapter: str) -> str:
        """A trained model's name; one that was removed since has none any more."""
        if not adapter:
            return ""
        if adapter not in self._adapters:
            known = self._known_adapters.list(self.base)
            self._adapters = {adapter: "", **{one.id: one.name for one in known}}
        return self._adapters[adapter]

    def _reply_of(self, running: AnswerInProgress) -> Reply:
        found, places = -1, tuple[Citation, ...]()
        if running.passages is not None:
            found = len(running.passages.passages)
            places = _places(running.passages.passages)
        reply = self._reply(running.message)
        return replace(reply, stage=running.stage, found=found, places=places)

    def _on_changes(self, changes: Changes) -> None:
        if changes.models:
            self._names.clear()
        if changes.adapters_of:
            self._adapters.clear()
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


def _places(passages: tuple[Passage, ...]) -> tuple[Citation, ...]:
    """The first few different pages among the passages, as sources without a number."""
    seen: set[tuple[str, int]] = set()
    places: list[Citation] = []
    for passage in passages:
        key = (passage.document, passage.page)
        if key in seen or len(places) == MOST_PLACES:
            continue
        seen.add(key)
        places.append(as_citation(passage))
    return tuple(places)


def as_citation(passage: Passage) -> Citation:
    """A found passage as a source without a number."""
    return Citation(
        0, passage.document, passage.name, passage.page, passage.start, passage.end, passage.text,
        passage.chunk, passage.heading,
    )  # fmt: skip


def _name_of(document: Document) -> str:
    return shown_name(PurePath(document.path).name)
