"""Chats as they are kept: titles, pins, drafts, branches, removal that can be undone."""

import builtins
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.answers import AnswerInProgress
from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import Chat, ChatMessage
from desktop.core.ports import ChatRepository, Publisher, Timers
from desktop.core.requests import new_id
from desktop.features.chat.domain import branches
from workers.contract.codes import Code, ProblemError

UNDO_S = 8.0  # a little longer than a toast is shown
_LONGEST_TITLE = 200


class ChatStore:
    """What `ChatService` keeps. `writing` holds the answers that are being written now, by chat."""

    def __init__(self, rows: ChatRepository, bases: BaseService, timers: Timers, publish: Publisher) -> None:
        self._rows, self._bases, self._publish, self._undo_timers = rows, bases, publish, timers
        self._removed: dict[str, Callable[[], None]] = {}  # hidden chats → what calls their removal off
        self.writing: dict[str, AnswerInProgress] = {}
        bases.before_removal.append(self._base_goes)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Chat]:
        """Chats of a base, the latest first, without those that are being removed."""
        return [chat for chat in self._rows.list(base) if chat.id not in self._removed]

    def messages(self, chat: str) -> builtins.list[ChatMessage]:
        """The branch of a chat that is open, in order, the message being written as it stands now."""
        found = self._rows.get(chat)
        running = self.writing.get(chat)
        saved = branches.branch(self._rows.messages(chat), found.tip if found is not None else "")
        return [running.message if running and running.message.id == row.id else row for row in saved]

    def turnings(self, chat: str) -> dict[str, tuple[int, int]]:
        """Of the messages of the open branch that have others in their place: which one it is, from 1, and of
        how many."""
        found = self._rows.get(chat)
        rows = self._rows.messages(chat)
        places: dict[str | None, builtins.list[str]] = {}
        for row in rows:
            places.setdefault(row.parent, []).append(row.id)
        return {
            row.id: (many.index(row.id) + 1, len(many))
            for row in branches.branch(rows, found.tip if found is not None else "")
            if len(many := places[row.parent]) > 1
        }

    def draft(self, base: str, chat: str) -> str:
        """What was typed in a chat ("" = in a new one) and not sent."""
        return self._rows.draft(base, chat)

    # --- what the user does ---

    def create(self, base: str) -> Chat:
        """A new chat without a title; the first question gives it one."""
        now = datetime.now(UTC)
        chat = Chat(new_id(), self._bases.get(base).id, "", now, now)
        self._rows.save(chat)
        self._publish(Changes(chats_of=frozenset({base})))
        return chat

    def rename(self, chat: str, title: str) -> None:
        """White space is made single; at most 200 characters, and an empty title keeps the old one. Raises
        BUSY when the chat is gone."""
        found = self._get(chat)
        self._save_chat(replace(found, title=" ".join(title.split())[:_LONGEST_TITLE] or found.title))

    def pin(self, chat: str, pinned: bool) -> None:
        """Keep a chat above the others, or no longer. Raises BUSY when the chat is gone."""
        self._save_chat(replace(self._get(chat), pinned=pinned))

    def keep_draft(self, base: str, chat: str, text: str) -> None:
        """Remember what is typed; "" forgets it. Nothing is kept for a base or chat that is gone."""
        if any(row.id == base for row in self._bases.list()) and (not chat or self._rows.get(chat)):
            self._rows.save_draft(base, chat, text)

    def step(self, chat: str, message: str, by: int) -> None:
        """Go to the next (1) or previous (-1) branch at a message of the open one; at the last one nothing
        happens. Raises BUSY while an answer is being written."""
        found, rows = self._free(chat), self._rows.messages(chat)
        places = [row.id for row in branches.beside(rows, message)]
        at = places.index(message) + by if message in places else -1
        if 0 <= at < len(places):
            self._save_chat(replace(found, tip=branches.tip_of(rows, places[at])))

    def show_branch(self, chat: str, message: str) -> None:
        """Open the latest branch with a message, unless the open one has it; nothing where the message is
        gone. Raises BUSY while an answer is being written."""
        found, rows = self._free(chat), self._rows.messages(chat)
        shown = {row.id for row in branches.branch(rows, found.tip)}
        if message not in shown and any(row.id == message for row in rows):
            self._save_chat(replace(found, tip=branches.tip_of(rows, message)))

    def remove(self, chat: str) -> None:
        """Hide a chat at once, stopping what is written in it, and remove it for good after eight seconds,
        unless `undo_remove` comes first. Raises BUSY when it is gone."""
        found = self._get(chat)
        running = self.writing.get(chat)
        if running is not None:
            running.stop()
        if chat not in self._removed:
            self._removed[chat] = self._undo_timers.after(UNDO_S, lambda: self._remove(chat))
        self._publish(Changes(chats_of=frozenset({found.base})))

    def undo_remove(self, chat: str) -> bool:
        """Bring a hidden chat back; False when it is gone for good."""
        call_off = self._removed.pop(chat, None)
        if call_off is None:
            return False
        call_off()
        found = self._rows.get(chat)
        if found is not None:
            self._publish(Changes(chats_of=frozenset({found.base})))
        return found is not None

    def commit_removals(self) -> None:
        """Remove for good what waits to be undone (at the quit)."""
        for chat in builtins.list(self._removed):
            self._removed[chat]()
            self._remove(chat)

    def _remove(self, chat: str) -> None:
        self._removed.pop(chat, None)
        self.writing.pop(chat, None)
        self._rows.remove(chat)

    # --- rows ---

    def _save_chat(self, chat: Chat) -> None:
        self._rows.save(chat)
        self._publish(Changes(chats_of=frozenset({chat.base}), messages_of=frozenset({chat.id})))

    def _get(self, chat: str) -> Chat:
        found = self._rows.get(chat)
        if found is None:
            raise ProblemError(Code.BUSY, "the chat is gone")
        return found

    def _free(self, chat: str) -> Chat:
        if chat in self.writing:
            raise ProblemError(Code.BUSY, "the last answer is being written")
        return self._get(chat)

    def _base_goes(self, base: str) -> None:
        for chat in self._rows.list(base):
            self._removed.pop(chat.id, lambda: None)()
            running = self.writing.pop(chat.id, None)
            if running is not None:
                running.stop()
