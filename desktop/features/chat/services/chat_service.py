"""Chats: conversations within a base, kept while they are being written."""

import builtins
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.base_service import BaseService
from desktop.core.entities import ASSISTANT, USER, Chat, ChatMessage, KnowledgeBase, MessageState
from desktop.core.feature_ports import Adapters, Documents, DocumentSearch, InstructionVersions, Models
from desktop.core.future import Future
from desktop.core.ports import ChatRepository, Publisher, Timers, Workers
from desktop.core.requests import new_id
from desktop.features.chat.services.answer_pipeline import AnswerPipeline
from desktop.features.chat.services.attached_files import AttachedFiles, AttachedSet
from desktop.features.chat.services.background import BackgroundRequests
from desktop.features.chat.services.chat_store import ChatStore
from desktop.features.chat.services.kept_words import Corrections
from desktop.settings.store import SettingsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Passages
from workers.contract.specs.answers import Turn
from workers.contract.specs.jobs import Job
from workers.contract.specs.search import Filters, Place
from workers.text.language import DEFAULT
from workers.text.shortening import shorten

_SAVE_EVERY_S = 0.5
_TITLE = 60
NOWHERE = Place()


class ChatService(ChatStore):
    """Made by the application. A question and its answer are rows before the work begins; the answer is saved
    twice a second while it grows."""

    def __init__(
        self,
        workers: Workers,
        rows: ChatRepository,
        bases: BaseService,
        documents: Documents,
        search: DocumentSearch,
        models: Models,
        settings: SettingsStore,
        timers: Timers,
        publish: Publisher,
        clock: Callable[[], float] = time.monotonic,
        adapters: Adapters | None = None,
        instructions: InstructionVersions | None = None,
        language: Callable[[], str] = lambda: DEFAULT,
        corrections: Corrections | None = None,
        attached: AttachedFiles | None = None,
    ) -> None:
        super().__init__(rows, bases, timers, publish)
        self._clock, self._attached = clock, attached
        self._pipeline = AnswerPipeline(
            workers, search, documents, models, settings, timers, clock, adapters, instructions, language,
            corrections, attached,
        )  # fmt: skip
        self._background = BackgroundRequests(workers, self._pipeline, models, self)
        self._searched: dict[str, str] = {}  # question → as it was really searched
        self._filters: dict[str, Filters] = {}  # chat → the filters of its last question

    def recover(self) -> None:
        """At start-up: an answer that a kill cut off is STOPPED; its text so far stays."""
        self._rows.stop_writing()

    # --- what the user does ---

    def ask(
        self,
        chat: str,
        text: str,
        filters: Filters | None = None,
        way: AnswerMode | None = None,
        attached: Sequence[str] = (),
    ) -> AnswerInProgress:
        """Put a question; `attached` are files that are read for it alone. Raises BUSY while the chat's last
        answer is being written."""
        found = self._free(chat)
        way = way or _way(self._bases.get(found.base))
        earlier = self.messages(chat)
        parent = earlier[-1].id if earlier else ""
        question = ChatMessage(
            new_id(), chat, USER, text.strip(), datetime.now(UTC), way=way, parent=parent,
            attached=tuple(attached),
        )  # fmt: skip
        self._rows.save_message(question)
        if not found.title:
            found = replace(found, title=_title(text))
        self._filters[chat] = filters or Filters()
        return self._begin(found, earlier, question)

    def prepare(self, base: str, chat: str = "") -> None:
        """A question is being typed in a chat ("" = in a new one): what stands before it can be read."""
        if chat in self.writing:
            return
        found = self._bases.get(base)
        history = _history(self.messages(chat)) if chat else ()
        self._pipeline.prepare(
            _done(AnswerRequest(base, found.name, "", _way(found), history=history), found)
        )

    def read_attached(self, paths: Sequence[str]) -> AttachedSet:
        """Begin to read files for the next question alone. Raises EMBEDDER_MISSING."""
        if self._attached is None:
            raise ProblemError(Code.EMBEDDER_MISSING)
        return self._attached.read(paths)

    def explain(self, chat: str, message: str, place: Place = NOWHERE) -> Future[Passages]:
        """How the search of an answer came about, and what became of a place: its question is searched once
        more. Rejects with BUSY when the answer is gone."""
        rows = self.messages(chat)
        at = next((i for i, row in enumerate(rows) if row.id == message), 0)
        if at == 0:
            gone: Future[Passages] = Future()
            gone.reject(ProblemError(Code.BUSY, "the answer is gone"))
            return gone
        question, answer, earlier = rows[at - 1], rows[at], rows[: at - 1]
        asked = [row.text for row in earlier if row.role == USER]
        read = answer.understood
        request = AnswerRequest(
            self._get(chat).base,
            "",
            question.text,
            question.way,
            previous=asked[-1] if asked else "",
            filters=self._filters.get(chat, Filters()),
            history=_history(earlier),
            literal=bool(read.question)
            and not (read.reworded or read.expanded or read.named or read.absent or read.completed),
            shown=_shown(earlier),
        )
        return self._pipeline.finding.explain(request, place)

    def regenerate(self, chat: str) -> AnswerInProgress:
        """Answer the last question again, in the same way; the answer before goes."""
        return self._again(chat)

    def ask_as_typed(self, chat: str) -> AnswerInProgress:
        """Answer the last question again, searched as it was typed: nothing of it is mended."""
        return self._again(chat, literal=True)

    def ask_documents(self, chat: str) -> AnswerInProgress:
        """Answer the last question again from the documents, whatever a person has answered to it."""
        return self._again(chat, corrected=False)

    def edit(self, chat: str, question: str, text: str, attached: Sequence[str] = ()) -> AnswerInProgress:
        """Ask a question of the open branch in other words, with these files: a branch of its own begins in
        its place. Raises BUSY while an answer is being written, and when the question is gone."""
        found, messages = self._free(chat), self.messages(chat)
        at = next((i for i, row in enumerate(messages) if row.id == question and row.role == USER), -1)
        if at < 0:
            raise ProblemError(Code.BUSY, "the question is gone")
        old, text = messages[at], text.strip()
        way = _way(self._bases.get(found.base))
        asked = ChatMessage(
            new_id(), chat, USER, text, datetime.now(UTC), way=way, parent=old.parent,
            attached=tuple(attached),
        )  # fmt: skip
        self._rows.save_message(asked)
        if at == 0 and found.title == _title(old.text):
            found = replace(found, title=_title(text))
        return self._begin(found, messages[:at], asked)

    def stop(self, chat: str) -> None:
        """End what is being written with what is there."""
        running = self.writing.get(chat)
        if running is not None:
            running.stop()

    def answer(
        self,
        base: str,
        question: str,
        model: str | None = None,
        way: AnswerMode | None = None,
        filters: Filters | None = None,
        earlier: Sequence[ChatMessage] = (),
        searched: str = "",
        task: str = "",
    ) -> AnswerInProgress:
        """Answer without a chat; nothing is kept. With `task` by what was chosen for it. `earlier`:
        questions and answers that it goes on from, the last question `searched` in these words."""
        found = replace(self._bases.get(base), task=task)
        self._background.give_way()
        request = AnswerRequest(
            base,
            found.name,
            question,
            way or _way(found),
            model or "",
            previous=searched,
            filters=filters or Filters(),
            history=_history(list(earlier)),
            shown=_shown(list(earlier)),
            corrected=True,
        )
        return self._answer(_done(request, found))

    def put(self, request: AnswerRequest) -> AnswerInProgress:
        """As `answer`, with every choice made by the asker (exams); it gives way to a person's question."""
        running = self._answer(request)
        self._background.take(running)
        return running

    def work(
        self,
        base: str,
        job: Job,
        params: dict[str, Any],
        model: str = "",
        on_message: Callable[[Message], None] = lambda message: None,
    ) -> Future[dict[str, Any]]:
        """Have the worker do a job with the model of a base, behind every person's question: see
        `feature_ports.Answers`."""
        return self._background.work(base, job, params, model, on_message)

    def _answer(self, request: AnswerRequest) -> AnswerInProgress:
        running = AnswerInProgress(_blank("", request.way), self._pipeline.stop)
        self._pipeline.begin(running, request)
        return running

    def save_all(self) -> None:
        """At the quit: what is being written is kept as it stands, what was removed goes."""
        self.commit_removals()
        for running in self.writing.values():
            if not running.is_done():
                self._rows.save_message(replace(running.message, state=MessageState.STOPPED))

    # --- how it goes ---

    def _again(self, chat: str, *, literal: bool = False, corrected: bool = True) -> AnswerInProgress:
        found, messages = self._free(chat), self.messages(chat)
        at = max((i for i, row in enumerate(messages) if row.role == USER), default=-1)
        if at < 0:
            raise ProblemError(Code.BUSY, "the chat has no question")
        for row in messages[at + 1 :]:
            self._rows.remove_message(row.id)
        return self._begin(found, messages[:at], messages[at], literal=literal, corrected=corrected)

    def _begin(
        self,
        chat: Chat,
        earlier: builtins.list[ChatMessage],
        question: ChatMessage,
        *,
        literal: bool = False,
        corrected: bool = True,
    ) -> AnswerInProgress:
        request = AnswerRequest(
            chat.base,
            self._bases.get(chat.base).name,
            question.text,
            question.way,
            previous=self._previous(earlier),
            filters=self._filters.get(chat.id, Filters()),
            history=_history(earlier),
            literal=literal,
            shown=_shown(earlier),
            attached=question.attached,
            corrected=corrected,
        )
        request = _done(request, self._bases.get(chat.base))
        running = AnswerInProgress(_blank(chat.id, request.way, question.id), self._pipeline.stop)
        self._rows.save_message(running.message)
        self._save_chat(replace(chat, updated=datetime.now(UTC), tip=running.message.id))
        self.writing[chat.id] = running
        saved = [self._clock()]

        def on_change(running: AnswerInProgress) -> None:
            if running.passages is not None:
                self._searched[question.id] = running.passages.question
            now = self._clock()
            if not running.is_done() and now - saved[0] >= _SAVE_EVERY_S and chat.id in self.writing:
                saved[0] = now
                self._rows.save_message(running.message)

        running.on_change.append(on_change)
        running.finished.then(lambda message: self._finished(chat, running, message))
        self._background.give_way()
        self._pipeline.begin(running, request)
        return running

    def _finished(self, chat: Chat, running: AnswerInProgress, message: ChatMessage) -> None:
        if self.writing.get(chat.id) is not running:
            return  # the chat was removed meanwhile
        self._rows.save_message(message)
        del self.writing[chat.id]
        latest = self._rows.get(chat.id)
        if latest is not None:
            self._save_chat(replace(latest, updated=datetime.now(UTC)))

    def _previous(self, earlier: builtins.list[ChatMessage]) -> str:
        """The question before, with the context it was itself searched with while that is remembered."""
        questions = [row for row in earlier if row.role == USER]
        return self._searched.get(questions[-1].id, questions[-1].text) if questions else ""


def _way(base: KnowledgeBase) -> AnswerMode:
    """How a base's questions are answered: as its task, when one is chosen."""
    doing = base.doing(base.task)
    return base.way if doing is None else doing.entry.without_instructions


def _done(request: AnswerRequest, base: KnowledgeBase) -> AnswerRequest:
    """With what was chosen for the base's task; a request in another way, or of another model, stays."""
    doing = base.doing(base.task)
    if doing is None or request.model or request.way is not doing.entry.without_instructions:
        return request
    trained = bool(doing.adapter)
    return replace(
        request,
        model=doing.model,
        adapter=doing.adapter or None,
        strength=doing.strength if trained else None,
        instructions=doing.instructions,
    )


def _blank(chat: str, way: AnswerMode, parent: str = "") -> ChatMessage:
    now = datetime.now(UTC)
    return ChatMessage(new_id(), chat, ASSISTANT, "", now, state=MessageState.WRITING, way=way, parent=parent)


def _shown(earlier: builtins.list[ChatMessage]) -> tuple[str, ...]:
    """The documents that the last answer is from, in the order of its sources."""
    answers = [row for row in earlier if row.role == ASSISTANT]
    return tuple(dict.fromkeys(source.document for source in answers[-1].citations)) if answers else ()


def _title(question: str) -> str:
    """The first question, cut at a word."""
    return shorten(" ".join(question.split()), _TITLE)


def _history(earlier: builtins.list[ChatMessage]) -> tuple[Turn, ...]:
    """Questions with their answers; what was refused or failed taught the model nothing."""
    turns: builtins.list[Turn] = []
    for question, answer in itertools.pairwise(earlier):
        taught = bool(answer.text) and answer.state is not MessageState.REFUSED
        if question.role == USER and answer.role == ASSISTANT and taught:
            turns += [Turn(USER, question.text), Turn(ASSISTANT, answer.text)]
    return tuple(turns)
