"""What is done for the data while the window is open and nobody waits for anything: one base a day is looked
through, backups are made by their schedule."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.feature_ports import Documents
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Timers
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import CHECKED_MARK

_log = logging.getLogger(__name__)
_LOOK_S = 60.0
_QUIET_LOOKS = 3

# Begins what is due; None when nothing is. Cancelling it is no failure: it is due again.
Task = Callable[[], Future[None] | None]


class IdleMaintenance:
    """Made by the application, which calls `begin` once in the window. `working` says whether a person or a
    job waits for a worker: then nothing is begun, and what was begun steps aside."""

    def __init__(self, timers: Timers, working: Callable[[], bool], tasks: Sequence[Task]) -> None:
        self._timers, self._working, self._tasks = timers, working, tasks
        self._quiet = 0
        self._work: Future[None] | None = None
        self._call_off: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """Look from now on, once a minute."""
        self._call_off = self._timers.after(_LOOK_S, self._look)

    def on_changes(self, changes: Changes) -> None:
        """Told of every change: who begins to work does not wait for a minute."""
        if (changes.jobs or changes.messages_of) and self._is_at_work():
            self._step_aside()

    def close(self) -> None:
        """At the end of the program."""
        self._call_off()
        if self._work is not None:
            self._work.cancel()

    def _look(self) -> None:
        self.begin()
        if self._step_aside() or self._is_at_work():
            return
        self._quiet += 1
        if self._quiet < _QUIET_LOOKS:
            return
        self._work = next((work for task in self._tasks if (work := task()) is not None), None)

    def _is_at_work(self) -> bool:
        return self._work is not None and not self._work.completed

    def _step_aside(self) -> bool:
        if not self._working():
            return False
        self._quiet = 0
        if self._work is not None:
            self._work.cancel()
        return True


class Maintenance(Protocol):
    """What looks through bases and mends them; see `CheckService`."""

    def damage(self, base: str) -> Code | None:
        """STORE_DAMAGED or STORE_GONE, where a person must mend it."""

    def findings(self, base: str) -> Future[int]:
        """How much of a base does not agree."""

    def repair_alone(self, base: str) -> Future[None]:
        """Mend it; what is left is read from the files."""


class DailyCheck:
    """Looks through the base that was not looked through for the longest time, without hashes of models.
    `on_damaged` hears the name of a base that turned out to be damaged or gone, and which of them
    (STORE_DAMAGED, STORE_GONE); what differs from the user's files is no damage, and is not told."""

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        maintenance: Maintenance,
        paths: Paths,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._bases, self._documents, self._maintenance, self._paths = bases, documents, maintenance, paths
        self._now = now
        self._begun: date | None = None
        self.on_damaged: Callable[[str, Code], object] = lambda name, damage: None

    def begin(self) -> Future[None] | None:
        """The look-through that is due today; None when there was one, or there is nothing to look at."""
        today = self._now().date()
        if self._begun == today:
            return None
        looked = {
            base.id: _looked_through(self._paths.base_folder(base.id))
            for base in self._bases.list()
            if self._documents.list(base.id) and self._maintenance.damage(base.id) is None
        }
        # Of a clock that was ahead nobody knows when it was.
        looked = {base: at if at <= self._now() else datetime.min for base, at in looked.items()}
        if not looked:
            return None
        self._begun = today
        if today in {moment.date() for moment in looked.values()}:
            return None
        return spawn(self._verify(min(looked, key=lambda base: looked[base])))

    async def _verify(self, base: str) -> None:
        name = self._bases.get(base).name
        finished = False
        try:
            await self._maintenance.findings(base)
            finished = True
        except ProblemError as error:
            _log.warning("Base %s could not be looked through: %s", base, error)
            finished = True
        finally:
            if not finished:  # it stepped aside
                self._begun = None
        if damage := self._maintenance.damage(base):
            self.on_damaged(name, damage)


def _looked_through(folder: Path) -> datetime:
    try:
        return datetime.fromtimestamp((folder / CHECKED_MARK).stat().st_mtime)
    except OSError:
        return datetime.min
