"""What the checks of Health use of the application."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import Answers, Documents, Models
from desktop.core.hardware_service import HardwareService
from desktop.core.ports import Paths, Timers, Workers
from desktop.features.health.services.crash_service import CrashService
from desktop.settings.policy import Policy


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
    bases: BaseService
    documents: Documents
    chats: Answers
    computer: HardwareService
    crashes: CrashService
    policy: Policy
    timers: Timers
    clock: Callable[[], float] = time.perf_counter
