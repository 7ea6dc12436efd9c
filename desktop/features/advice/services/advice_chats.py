"""What people asked in the chats of a base, counted for the advisor."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop.core.entities import USER
from desktop.core.feature_ports import Chats
from desktop.features.advice.domain.advice_facts import AskedCounts
from workers.text.folding import one_spelling

# A wish stands near the beginning ("Please draft a letter …"), not within what is quoted after it.
_FIRST_WORDS = 6
_WORDS = re.compile(r"\w+")


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


def wants_text(question: str, wishes: Iterable[str]) -> bool:
    """Whether a question wants a text written or mended. `wishes` are beginnings of words, or of several
    words in a row, in lower case."""
    words = _WORDS.findall(one_spelling(question.casefold()))[:_FIRST_WORDS]
    return any(_stands(one_spelling(wish).split(), words) for wish in wishes)


def _stands(wish: list[str], words: list[str]) -> bool:
    """All but the last word of a wish as they are, the last one as a beginning."""
    for at in range(len(words) - len(wish) + 1):
        *whole, last = wish
        if words[at : at + len(whole)] == whole and words[at + len(whole)].startswith(last):
            return True
    return False
