"""The window's own state: database, settings, copies, and a model pack; in a fork that dies at any write."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.entities import JobRecord, JobState
from desktop.settings.store import SettingsStore
from desktop.storage.backups import Backups
from desktop.storage.database import Database
from desktop.storage.repositories import SqlJobs
from tests.helpers.packs import QUIET, make_pack
from workers.contract.packs import InstallPackSpec, PackTarget
from workers.files import sweep_partial
from workers.transfer.pack_file import PackReader
from workers.transfer.pack_installing import install

_JOBS = 12
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def _database(folder: Path) -> Path:
    return folder / "bukvar.sqlite"


def _save(folder: Path, first: int) -> None:
    database = Database(_database(folder))
    try:
        rows = SqlJobs(database.session)
        for number in range(first, first + _JOBS):
            at = _MOMENT.replace(second=number)
            rows.save(JobRecord(f"{number:03}", "fetch", "", JobState.QUEUED, {"n": number}, at, at))
    finally:
        database.close()


def save(folder: Path) -> None:
    """Rows, one transaction each."""
    _save(folder, _JOBS)


def settings(folder: Path) -> None:
    """Each change writes the file; the start of the program sweeps what a killed one left."""
    sweep_partial(folder)
    store = SettingsStore(folder / "settings.json", lambda *_: None)
    for number in range(1, 6):
        store.change(idle_unload_minutes=number)


def copy(folder: Path) -> None:
    """Today's copy of the database."""
    Backups(_database(folder), folder / "backups").make_daily()


def restore(folder: Path) -> None:
    """The copy in the place of the database."""
    Backups(_database(folder), folder / "backups").restore()


def pack(folder: Path) -> None:
    """Make a pack and install it."""
    made = make_pack(folder / "Пакет.bukvarpack", "Пакет")
    with PackReader(made) as reader:
        targets = tuple(PackTarget(model.id, model.id) for model in reader.pack.models)
    install(InstallPackSpec(str(made), targets, str(folder / "models"), str(folder / "work")), QUIET)


def prepare(folder: Path, operation: str) -> None:
    """What there is before."""
    folder.mkdir(parents=True)
    _save(folder, 0)
    if operation == "restore":
        copy(folder)
        _save(folder, _JOBS)
    if operation == "settings":
        SettingsStore(folder / "settings.json", lambda *_: None).change(idle_unload_minutes=60)


def wrong(folder: Path, *, at_rest: bool) -> list[str]:
    """What is wrong, read without the product's code."""
    found: list[str] = []
    aside = folder.with_name(f"{folder.name}-look")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside)
    file = _database(aside)
    if not file.exists():
        return ["there is no database"]
    try:
        with closing(sqlite3.connect(file)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()
            if verdict[0] != "ok":
                found.append(f"integrity: {verdict[0]}")
            saved = sorted(int(row[0]) for row in connection.execute("SELECT id FROM jobs"))
            if saved != list(range(len(saved))) or len(saved) < _JOBS:
                found.append(f"rows are missing: {saved}")
    except sqlite3.Error as error:
        found.append(f"database: {error}")
    stored = aside / "settings.json"
    if stored.exists():
        try:
            json.loads(stored.read_bytes())
        except ValueError as error:
            found.append(f"settings: {error}")
    if at_rest:
        found += [f"left over: {path.name}" for path in aside.rglob("*.part")]
    shutil.rmtree(aside)
    return found


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "rows": save, "settings": settings, "copy of the database": copy, "restore": restore, "pack": pack,
}  # fmt: skip
