"""Finds messages by their words in any form: a worker tells the terms of words, the database keeps them."""

import builtins
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from desktop.core.entities import FoundMessage
from desktop.core.future import CancelledError, spawn
from desktop.core.ports import Workers
from desktop.core.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import ProblemError
from workers.contract.specs.bases import TermsResult, TermsSpec
from workers.contract.specs.jobs import Job, Kind
from workers.text.folding import plain
from workers.text.shown_words import shown_words

_AT_ONCE = 40  # messages
_LONGEST = 10_000  # characters of a message that are read: together they fit into a line of the wire
_LAST_WORD = re.compile(r"[^\W\d_]{2,}$")


class MessageTerms(Protocol):
    """`SqlMessageTerms`."""

    def unread(self, base: str, most: int) -> builtins.list[tuple[str, str]]:
        """Messages whose terms are not known, with their texts."""

    def save(self, terms: Mapping[str, Sequence[str]]) -> None:
        """Keep the terms of messages."""

    def find(
        self, base: str, words: Sequence[tuple[Sequence[str], str]], most: int
    ) -> builtins.list[FoundMessage]:
        """The latest messages that hold each of the words."""


class ChatFinder:
    """Made by the application."""

    def __init__(self, workers: Workers, rows: MessageTerms) -> None:
        self._workers, self._rows = workers, rows
        self._reading = False

    def prepare(self, base: str) -> None:
        """Read the words of the messages of a base that were not read yet, by and by."""
        if not self._reading:
            self._reading = True
            spawn(self._read(base)).then(lambda _: self._over(), self._failed)

    def find(
        self, base: str, terms: Sequence[Sequence[str]], typed: str, most: int
    ) -> builtins.list[FoundMessage]:
        """The latest messages that hold each of the words, given by their terms, in any form; the last word
        `typed` may go on."""
        words = [(one, "") for one in terms]
        if last := _LAST_WORD.search(plain(typed)):
            # A stop word has no terms; any other is the last of the words.
            words = [*words[:-1], (words[-1][0] if words else (), last.group())]
        return self._rows.find(base, words, most) if words else []

    async def _read(self, base: str) -> None:
        while unread := self._rows.unread(base, _AT_ONCE):
            spec = TermsSpec(tuple(shown_words(text[:_LONGEST]) for _, text in unread))
            told = await start(self._workers, Kind.KNOWLEDGE, Job.TERMS, to_json(spec))
            terms = from_json(TermsResult, told).terms
            self._rows.save({message: found for (message, _), found in zip(unread, terms, strict=True)})

    def _over(self) -> None:
        self._reading = False

    def _failed(self, error: BaseException) -> None:
        self._over()
        if not isinstance(error, CancelledError | ProblemError):
            raise error
