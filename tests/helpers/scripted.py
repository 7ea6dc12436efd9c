"""The services on a real database with workers that say what a test tells them to: for the order of messages
that a real worker gives only by chance. What a real worker does is tested with real ones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.core.agreement import Agreement
from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, completed
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Outcome
from desktop.features.chat.kept_repository import SqlCorrections
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.chat.services.kept_words import Corrections
from desktop.features.documents.services.document_service import DocumentService
from desktop.features.documents.services.living_folders import LivingFolders
from desktop.features.documents.services.search_service import SearchService
from desktop.features.models.domain.fit import speed_of
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.features.training.services.example_set import ExampleSet
from desktop.paths import AppPaths
from desktop.settings.store import SettingsStore
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases, SqlDocuments, SqlFolders, SqlJobs
from desktop.storage.row_repository import SqlRows
from workers.contract.codes import Code, Problem
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import Kind


@dataclass
class Sent:
    """A request as a worker received it; the test answers with `say` and `end`."""

    kind: Kind
    message: Any
    on_message: Callable[[Message], None]
    ends: Callable[[Outcome], None]
    cancelled: bool = False
    ended: bool = False

    @property
    def request(self) -> str:
        return str(self.message.request)

    def say(self, *messages: Message) -> None:
        for message in messages:
            self.on_message(message)

    def succeed(self, result: dict[str, Any] | None = None) -> None:
        self._end(Outcome("succeeded", result or {}))

    def cancel(self) -> None:
        self._end(Outcome("cancelled", resumable=True))

    def fail(self, code: Code, **params: str | int | float) -> None:
        self._end(Outcome("failed", problem=Problem(code, params)))

    def _end(self, outcome: Outcome) -> None:
        assert not self.ended
        self.ended = True
        self.ends(outcome)


@dataclass
class ScriptedWorkers:
    """Implements the port `Workers`; keeps what was sent, told and cancelled."""

    sent: list[Sent] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)

    def request(
        self,
        kind: Kind,
        message: Message,
        on_message: Callable[[Message], None],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        self.sent.append(Sent(kind, message, on_message, on_outcome))

    def notify(self, kind: Kind, message: Message) -> None:
        self.told.append(message)

    def cancel(self, kind: Kind, request: str) -> None:
        next(one for one in self.sent if one.request == request).cancelled = True

    def is_running(self, kind: Kind) -> bool:
        return True

    def unload(self, kind: Kind) -> None:
        pass

    def open(self, job: str = "", kind: Kind | None = None) -> list[Sent]:
        """Requests that have not ended: of a job, or of a kind."""
        return [
            one
            for one in self.sent
            if not one.ended
            and (not job or (isinstance(one.message, Start) and one.message.job == job))
            and (kind is None or one.kind is kind)
        ]


class ScriptedTimers:
    """Implements the port `Timers`; time passes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def clock(self) -> float:
        return self.now

    def after(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        entry = (self.now + seconds, act)
        self._due.append(entry)
        return lambda: self._due.remove(entry) if entry in self._due else None

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        while due := [entry for entry in self._due if entry[0] <= self.now]:
            self._due.remove(due[0])
            due[0][1]()


class OneModel:
    """The conductor's port `Models`: one model, ready."""

    def __init__(self) -> None:
        self.record: ModelRecord | None = ModelRecord(
            "small", {"en": "Small"}, ModelPurpose.CHAT, "", "", 1, path="/m.gguf", state=ModelState.READY
        )
        self.speeds: list[float] = []

    def selected(self, base: str) -> ModelRecord | None:
        return self.record

    def get(self, model: str) -> ModelRecord:
        assert self.record is not None
        return self.record

    def ensure_sound(self, model: str) -> Future[ModelRecord]:
        return completed(self.get(model))

    def embedder(self) -> Path | None:
        return Path("/embedder")

    def note_speed(self, model: str, words: int, seconds: float, tokens: int = 0) -> None:
        if speed := speed_of(words, seconds, tokens, self.speeds[-1] if self.speeds else 0.0):
            self.speeds.append(speed)

    def note_agreement(self, model: str, agreement: Agreement, of: str) -> None:
        self.record = replace(self.get(model), agreement=agreement, agreement_of=of)


class Desk:
    """The services of one data folder, wired like in `desktop.app`; another one is the next start."""

    def __init__(self, folder: Path) -> None:
        self.paths = AppPaths.under(folder)
        self.paths.prepare()
        self.changes: list[Changes] = []
        self.embedder: Path | None = Path("/embedder")
        self.workers, self.timers, self.models = ScriptedWorkers(), ScriptedTimers(), OneModel()
        self.database = Database(self.paths.database)
        session, tell = self.database.session, self.changes.append
        self.settings = SettingsStore(self.paths.settings_file)
        self.job_rows, self.document_rows = SqlJobs(session), SqlDocuments(session)
        self.chat_rows = SqlChats(session)
        self.jobs = JobService(self.workers, self.job_rows, tell, self.timers.clock)
        self.bases = BaseService(
            self.workers, SqlBases(session), self.settings, self.paths, tell, lambda: self.embedder
        )
        self.documents = DocumentService(
            self.workers, self.document_rows, self.bases, self.jobs, self.timers, tell
        )
        self.folder_rows = SqlFolders(session)
        self.living = LivingFolders(
            self.workers, self.folder_rows, self.documents, self.bases, self.jobs, self.settings, self.timers,
            tell,
        )  # fmt: skip
        self.search = SearchService(self.workers, self.bases)
        self.corrections = Corrections(SqlCorrections(session), tell)
        self.chats = ChatService(
            self.workers, self.chat_rows, self.bases, self.documents, self.search, self.models,
            self.settings, self.timers, tell, self.timers.clock, corrections=self.corrections,
        )  # fmt: skip
        self.example_rows = SqlRows(session, EXAMPLE_TABLES)
        self.passage_lists = PassageLists(self.workers, self.bases, self.documents, self.jobs, self.paths)
        self.examples = ExampleSet(
            workers=self.workers, repository=self.example_rows, lists=self.passage_lists,
            bases=self.bases, documents=self.documents, chats=self.chats, models=self.models, jobs=self.jobs,
            settings=self.settings, paths=self.paths, timers=self.timers, publish=tell,
        )  # fmt: skip
        self.interrupted = self.jobs.recover()
        self.documents.recover(self.interrupted)
        self.chats.recover()
        self.passage_lists.sweep()

    def close(self) -> None:
        self.database.close()
