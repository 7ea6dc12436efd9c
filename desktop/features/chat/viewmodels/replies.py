"""Messages as the conversation shows them: with names, places and what was not read of the sources."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from PySide6.QtCore import QObject

from desktop.core.answers import AnswerInProgress
from desktop.core.changes import Changes
from desktop.core.entities import USER, ChatMessage, Correction, Document, DocumentState, MessageState
from desktop.core.feature_ports import Adapters, Documents, Models
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import name_of
from desktop.ui.words.note_words import shortly
from workers.contract.paths import shown_name
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage

MOST_PLACES = 4  # places shown beside the question before the first word


@dataclass(frozen=True, slots=True)
class Reply:
    """One message as the conversation shows it. `stage` is searching, loading, reading, writing or done;
    `found` counts the passages found (-1 = not known yet); `places` are what was found, as chips, until the
    answer has sources of its own; `unread` says what was not read of the documents that it cites, and
    which of them are other ones by now; `turning`: which branch of the chat goes on here, and of how many
    ((0, 0) = there is one); `correction`: what a person answered to its question, or to one near it. `read`
    (0…1) of what stands before the first word, `left` seconds until it is read (None = not known)."""

    message: ChatMessage
    stage: str = "done"
    found: int = -1
    places: tuple[Citation, ...] = ()
    model_name: str = ""
    adapter_name: str = ""
    unread: str = ""
    turning: tuple[int, int] = (0, 0)
    correction: Correction | None = None
    read: float = 0.0
    left: float | None = None

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The chips under the answer."""
        message = self.message
        if message.state is MessageState.REFUSED:
            return message.nearest
        if message.citations or self.stage == "done":
            return message.citations
        return self.places


class Replies(QObject):
    """Makes `Reply` values; names are kept until models or adapters change."""

    def __init__(
        self,
        models: Models,
        adapters: Adapters,
        documents: Documents,
        correction: Callable[[str], Correction | None],
    ) -> None:
        super().__init__()
        self._correction = correction
        self._models, self._known_adapters, self._documents = models, adapters, documents
        self._names: dict[tuple[str, str], str] = {}
        self._adapters: dict[str, str] = {}

    def forget(self, changes: Changes) -> None:
        """Ask again for the names of what changed."""
        if changes.models:
            self._names.clear()
        if changes.adapters_of:
            self._adapters.clear()

    def reply(self, base: str, message: ChatMessage, turning: tuple[int, int] = (0, 0)) -> Reply:
        """One message with the names and warnings that belong to it."""
        if message.role == USER:
            return Reply(message, turning=turning)
        adapter = self._adapter_name(base, message.adapter)
        name = self._name(message.model)
        unread = self._unread(base, message)
        known = message.corrected or message.resembles
        return Reply(
            message, model_name=name, adapter_name=adapter, unread=unread, turning=turning,
            correction=self._correction(known) if known else None,
        )  # fmt: skip

    def _unread(self, base: str, message: ChatMessage) -> str:
        cited = dict.fromkeys(citation.document for citation in message.citations)
        known = [row for document in cited if (row := self._documents.get(base, document)) is not None]
        found = [row for row in known if row.notes or row.state is not DocumentState.READY]
        if not found:
            return ""
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

    def _adapter_name(self, base: str, adapter: str) -> str:
        """A trained model's name; one that was removed since has none any more."""
        if not adapter:
            return ""
        if adapter not in self._adapters:
            known = self._known_adapters.list(base)
            self._adapters = {adapter: "", **{one.id: one.name for one in known}}
        return self._adapters[adapter]

    def growing(self, base: str, running: AnswerInProgress, turning: tuple[int, int] = (0, 0)) -> Reply:
        """The answer that is being written, as far as it is."""
        found, places = -1, tuple[Citation, ...]()
        if running.passages is not None:
            found = len(running.passages.passages)
            places = _places(running.passages.passages)
        reply = self.reply(base, running.message, turning)
        return replace(
            reply, stage=running.stage, found=found, places=places, read=running.read, left=running.left
        )


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
