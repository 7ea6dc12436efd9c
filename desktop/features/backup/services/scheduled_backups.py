"""Backups by schedule: every day or week one file in a folder of the user's choice, and the oldest go."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from desktop.core.base_service import BaseService
from desktop.core.future import Future, spawn
from desktop.paths import user_path
from desktop.settings.schema import BackupEvery
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.maintenance.backups import SUFFIX, BackupFacts
from workers.disk import refused

_log = logging.getLogger(__name__)
_NAME = "Bukvar %Y-%m-%d %H%M%S"
_DAYS = {BackupEvery.DAY: 1, BackupEvery.WEEK: 7}
_AGAIN = timedelta(hours=1)  # after a failure


class BackupMaker(Protocol):
    """What writes a backup; see `BackupService`."""

    def make(self, path: Path | str) -> Future[BackupFacts]:
        """All bases without models into one file, which is read again before it counts."""


class ScheduledBackups:
    """Made by the application; `begin` is called while nobody works. No password is stored, so these backups
    have none. Only files that were made here are ever removed: others may keep theirs in the same folder.
    `on_failed` hears each cause once, until a backup is made; `failed` is the latest (None = it went well).
    """

    def __init__(
        self,
        settings: SettingsStore,
        backups: BackupMaker,
        bases: BaseService,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._settings, self._backups, self._bases, self._now = settings, backups, bases, now
        self._not_before = datetime.min
        self._told: set[Code] = set()
        self.failed: Problem | None = None
        self.on_failed: Callable[[Problem], object] = lambda problem: None

    @property
    def last(self) -> datetime | None:
        """When the newest was made in the chosen folder (local time); None before the first."""
        moments = [_made(path) for path in self._here() if _made(path) <= self._now()]
        return max(moments, default=None)

    def begin(self) -> Future[None] | None:
        """The backup that is due; None when none is."""
        values = self._settings.values
        days = _DAYS.get(values.backup_every)
        now, last = self._now(), self.last
        if days is None or not values.backup_folder or not self._bases.list() or now < self._not_before:
            return None
        if last is not None and (now.date() - last.date()).days < days:
            return None
        return spawn(self._make(user_path(values.backup_folder) / f"{now.strftime(_NAME)}{SUFFIX}"))

    async def _make(self, path: Path) -> None:
        try:
            await self._backups.make(path)
        except (ProblemError, OSError) as error:
            known = error if isinstance(error, ProblemError) else refused(error)
            if known is None:
                raise
            self._fail(known.problem)
            return
        self.failed = None
        self._told.clear()
        self._keep(path)

    def _fail(self, problem: Problem) -> None:
        _log.warning("No backup was made: %s %s", problem.code, problem.detail)
        self._not_before, self.failed = self._now() + _AGAIN, problem
        if problem.code not in self._told:
            self._told.add(problem.code)
            self.on_failed(problem)

    def _keep(self, path: Path) -> None:
        """The new one is whole: what is more than wanted goes, the oldest first."""
        made = [*self._settings.values.backups_made, str(path)]
        here = [one for one in self._here() if one != path]
        most = self._settings.values.backups_kept - 1
        for old in here[: len(here) - most] if most < len(here) else ():
            try:
                old.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("An old backup stays: %s", error)
                continue
            made.remove(str(old))
        self._settings.change(backups_made=made)

    def _here(self) -> Sequence[Path]:
        """Those that were made in the chosen folder, the oldest first."""
        folder = user_path(self._settings.values.backup_folder)
        paths = [Path(one) for one in self._settings.values.backups_made]
        return sorted((one for one in paths if one.parent == folder), key=_made)


def _made(path: Path) -> datetime:
    try:
        return datetime.strptime(path.name.removesuffix(SUFFIX), _NAME)
    except ValueError:  # the file of the settings was edited
        return datetime.min
