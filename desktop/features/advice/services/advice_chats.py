"""What people asked in the chats of a base, counted for the advisor."""

from collections.abc import Sequence
from datetime import datetime

from desktop.core.entities import USER
from desktop.core.feature_ports import Chats
from desktop.features.advice.domain.advice_facts import AskedCounts
from desktop.features.advice.domain.wishes import wants_text


class AskedStore:
    """Used by `AdvisorService`. A chat is read again only after it has changed. `wishes` are beginnings of
    words that ask for a text (see `wants_text`)."""

    def __init__(self, chats: Chats, wishes: Sequence[str]) -> None:
        self._chats, self._wishes = chats, wishes
        self._counted: dict[str, tuple[datetime, int, AskedCounts]] = {}

    def asked(self, base: str) -> AskedCounts:
        """Over all chats of a base."""
        total = style = 0
        for chat in self._chats.list(base):
            kept = self._counted.get(chat.id)
            if kept is None or kept[:2] != (chat.updated, chat.answers):
                kept = (chat.updated, chat.answers, self._count(chat.id))
                self._counted[chat.id] = kept
            total, style = total + kept[2].total, style + kept[2].style
        return AskedCounts(total, style)

    def _count(self, chat: str) -> AskedCounts:
        texts = [message.text for message in self._chats.messages(chat) if message.role == USER]
        return AskedCounts(len(texts), sum(wants_text(text, self._wishes) for text in texts))
