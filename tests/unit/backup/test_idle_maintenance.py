"""What is done while nobody works: when it begins, when it steps aside, which base, which backup."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.changes import Changes
from desktop.core.future import CancelledError, Future
from desktop.features.backup.services.idle_maintenance import DailyCheck, IdleMaintenance
from desktop.features.backup.services.scheduled_backups import ScheduledBackups
from desktop.settings.schema import BackupEvery
from desktop.settings.store import SettingsStore
from tests.helpers.scripted import ScriptedTimers
from workers.contract.codes import Code, Problem, ProblemError

START = datetime(2026, 11, 30, 9, 0)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_work_begins_when_nobody_works_and_steps_aside_at_once() -> None:
    timers, busy, begun = ScriptedTimers(), [True], []

    def task() -> Future[None]:
        work: Future[None] = Future(lambda: work.reject(CancelledError()))
        begun.append(work)
        return work

    maintenance = IdleMaintenance(timers, lambda: busy[0], (lambda: None, task))
    maintenance.begin()
    for _ in range(10):
        timers.pass_(60)
    assert not begun
    busy[0] = False
    timers.pass_(60)
    timers.pass_(60)
    assert not begun, "a moment between two works is no rest"
    timers.pass_(60)
    assert len(begun) == 1
    timers.pass_(60)
    assert len(begun) == 1, "one thing after another"
    maintenance.on_changes(Changes(jobs=frozenset({"j"})))
    assert not begun[0].completed, "a job that ended is no work"
    busy[0] = True
    maintenance.on_changes(Changes(jobs=frozenset({"j"})))
    assert begun[0].completed
    busy[0] = False
    for _ in range(3):
        timers.pass_(60)
    assert len(begun) == 2
    maintenance.close()
    assert begun[1].completed
    timers.pass_(600)
    assert len(begun) == 2


class Looking:
    """Stands for the service of checks."""

    def __init__(self) -> None:
        self.looked: list[str] = []
        self.known: dict[str, Code] = {}
        self.pending: Future[int] = Future()

    def damage(self, base: str) -> Code | None:
        return self.known.get(base)

    def findings(self, base: str) -> Future[int]:
        self.looked.append(base)
        self.pending = Future(lambda: self.pending.reject(CancelledError()))
        return self.pending


@pytest.fixture
def bases(tmp_path: Path) -> Any:
    names = ["первая", "вторая", "пустая"]
    for at, name in enumerate(names):
        (tmp_path / name).mkdir()
        mark = tmp_path / name / "checked"
        mark.touch()
        moment = (START - timedelta(days=at + 1)).timestamp()
        os.utime(mark, (moment, moment))
    found = [SimpleNamespace(id=name, name=name) for name in names]
    return SimpleNamespace(list=lambda: found, get=lambda base: SimpleNamespace(name=base))


def daily(bases: Any, folder: Path, maintenance: Looking, clock: Clock) -> DailyCheck:
    documents: Any = SimpleNamespace(list=lambda base: [] if base == "пустая" else ["документ"])
    paths: Any = SimpleNamespace(base_folder=lambda base: folder / base)
    return DailyCheck(bases, documents, maintenance, paths, clock)


def test_one_base_a_day_is_looked_through_the_longest_unseen_first(bases: Any, tmp_path: Path) -> None:
    maintenance, clock = Looking(), Clock()
    told: list[tuple[str, Code]] = []
    check = daily(bases, tmp_path, maintenance, clock)
    check.on_damaged = lambda name, damage: told.append((name, damage))
    work = check.begin()
    assert work is not None and maintenance.looked == ["вторая"]
    work.cancel()
    assert work.completed and check.begin() is not None, "what stepped aside is done later on that day"
    assert check.begin() is None
    maintenance.known["вторая"] = Code.STORE_GONE  # its disk was taken away meanwhile
    maintenance.pending.resolve(1)
    assert told == [("вторая", Code.STORE_GONE)] and check.begin() is None
    clock.now += timedelta(days=1)
    check.begin()
    assert maintenance.looked[-1] == "первая", "a damaged one is known already"
    maintenance.pending.reject(ProblemError(Code.EMBEDDER_MISSING))
    assert told == [("вторая", Code.STORE_GONE)] and check.begin() is None


def test_a_base_that_was_looked_through_today_is_enough(bases: Any, tmp_path: Path) -> None:
    maintenance = Looking()
    os.utime(tmp_path / "первая" / "checked", (START.timestamp(), START.timestamp()))
    assert daily(bases, tmp_path, maintenance, Clock()).begin() is None and not maintenance.looked


def test_a_clock_that_was_ahead_keeps_no_base_from_being_looked_through(bases: Any, tmp_path: Path) -> None:
    maintenance, later = Looking(), (START + timedelta(days=400)).timestamp()
    os.utime(tmp_path / "первая" / "checked", (later, later))
    os.utime(tmp_path / "вторая" / "checked", (START.timestamp() - 10**6,) * 2)
    daily(bases, tmp_path, maintenance, Clock()).begin()
    assert maintenance.looked == ["первая"]


class Writing:
    """Stands for the service of backups: writes, or fails as told."""

    def __init__(self) -> None:
        self.problem: ProblemError | OSError | None = None
        self.made: list[Path] = []

    def make(self, path: Path | str) -> Future[Any]:
        made: Future[Any] = Future()
        if self.problem is not None:
            made.reject(self.problem)
        else:
            assert all(one.exists() for one in self.made[-2:]), "the old ones go after the new one is whole"
            Path(path).write_text("копия", encoding="utf-8")
            self.made.append(Path(path))
            made.resolve(None)
        return made


def test_backups_are_made_by_their_schedule_and_the_oldest_of_our_own_goes(
    bases: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "Копии"
    folder.mkdir()
    foreign = folder / "Bukvar 2020-01-01 120000.bukvarbackup"
    foreign.touch()
    settings, writing, clock = SettingsStore(tmp_path / "settings.json"), Writing(), Clock()
    schedule = ScheduledBackups(settings, writing, bases, clock)
    assert schedule.begin() is None, "nobody asked for backups"
    settings.change(backup_every=BackupEvery.DAY, backup_folder=str(folder), backups_kept=2)
    for day in range(4):
        assert schedule.begin() is not None and schedule.last == clock.now
        clock.now += timedelta(hours=10)
        assert schedule.begin() is None, day
        clock.now += timedelta(hours=14)
    assert [one.exists() for one in writing.made] == [False, False, True, True]
    assert foreign.exists(), "another computer may keep its backups in the same folder"
    again = ScheduledBackups(SettingsStore(tmp_path / "settings.json"), writing, bases, clock)
    assert again.last == schedule.last
    settings.change(backup_every=BackupEvery.WEEK)
    assert schedule.begin() is None
    clock.now += timedelta(days=6)
    assert schedule.begin() is not None
    clock.now -= timedelta(days=400)
    assert schedule.begin() is not None, "a clock that was wrong does not end the backups"


def test_a_failure_is_told_once_with_its_cause_and_tried_again(bases: Any, tmp_path: Path) -> None:
    settings, writing, clock = SettingsStore(tmp_path / "settings.json"), Writing(), Clock()
    settings.change(backup_every=BackupEvery.DAY, backup_folder=str(tmp_path))
    schedule, told = ScheduledBackups(settings, writing, bases, clock), list[Problem]()
    schedule.on_failed = told.append
    writing.problem = ProblemError(Code.DISK_FULL, need=1, free=0)
    assert schedule.begin() is not None and [one.code for one in told] == [Code.DISK_FULL]
    assert schedule.begin() is None, "not again at once"
    clock.now += timedelta(hours=2)
    assert schedule.begin() is not None and len(told) == 1
    writing.problem = PermissionError(13, "no", str(tmp_path / "x"))
    clock.now += timedelta(hours=2)
    schedule.begin()
    assert [one.code for one in told] == [Code.DISK_FULL, Code.FOLDER_NOT_WRITABLE]
    assert schedule.failed is not None and schedule.last is None
    writing.problem = None
    clock.now += timedelta(hours=2)
    schedule.begin()
    assert schedule.failed is None and schedule.last == clock.now
