"""What the checks of Health use of the application."""

import builtins
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import KnowledgeBase, ModelRecord
from desktop.core.future import Future
from desktop.core.ports import Paths, Timers, Workers
from desktop.features.health.services.crash_service import CrashService
from desktop.settings.policy import Policy
from workers.contract.specs import Hardware, ReconcileResult


class Models(Protocol):
    """Implemented by `ModelService`."""

    def list(self) -> builtins.list[ModelRecord]: ...
    def selected(self, base: str) -> ModelRecord | None: ...
    def embedder(self) -> Path | None: ...
    def verify(self, model: str) -> Future[ModelRecord]: ...


class Bases(Protocol):
    """Implemented by `BaseService`."""

    def list(self) -> builtins.list[KnowledgeBase]: ...
    def set_model(self, base: str, model: str) -> None: ...


class Documents(Protocol):
    """Implemented by `DocumentService`."""

    def reconcile(self, base: str) -> Future[ReconcileResult]: ...


class Chats(Protocol):
    """Implemented by `ChatService`."""

    def put(self, request: AnswerRequest) -> AnswerInProgress: ...


class Computer(Protocol):
    """Implemented by `HardwareService`. `try_engines` has all engines prove themselves again."""

    hardware: Hardware | None

    def probe(self) -> Future[Hardware]: ...
    def try_engines(self) -> Future[Hardware]: ...


class WritableDatabase(Protocol):
    """Implemented by `storage.Database`."""

    def try_write(self) -> None:
        """Commit a transaction that changes nothing in the end. Raises `ProblemError`."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All of it; `settings_file` may lie outside the folders of `paths`, `clock` gives seconds."""

    workers: Workers
    paths: Paths
    settings_file: Path
    database: WritableDatabase
    models: Models
    bases: Bases
    documents: Documents
    chats: Chats
    computer: Computer
    crashes: CrashService
    policy: Policy
    timers: Timers
    clock: Callable[[], float] = time.perf_counter
