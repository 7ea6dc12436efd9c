"""Backups: bases with all that was learned of them, in one file. For both halves."""

import uuid
from dataclasses import dataclass

from workers.contract.specs.bases import NAMESPACE, BaseRef

SUFFIX = ".bukvarbackup"
# Members of the file: a ZIP, or one inside a `workers.transfer.sealed_stream` where there is a password.
MANIFEST, DATABASE = "manifest.json", "bukvar.sqlite"
BASES, ADAPTERS, MODELS = "bases", "adapters", "models"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class BackedUpBase:
    """A base that goes into a backup. `documents` is their number."""

    ref: BaseRef
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class MakeBackupSpec:
    """Write a backup to `path`. `database` is a copy of the window's database with the rows of these bases
    alone, `adapters` and `models` are paths below the data folder `home`. With a `password` the whole file is
    encrypted."""

    path: str
    database: str
    home: str
    bases: tuple[BackedUpBase, ...]
    adapters: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    made_by: str = ""
    created: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class BaseInBackup:
    """What a backup says of one of its bases."""

    id: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself. `size` in bytes; `created` in ISO 8601; `models` are paths."""

    path: str
    size: int
    created: str
    made_by: str
    bases: tuple[BaseInBackup, ...]
    models: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ReadBackupSpec:
    """Say what a backup holds."""

    path: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class RestoredBase:
    """A base of a backup, and the id and the folder that it gets here."""

    id: str
    new: str
    folder: str


@dataclass(frozen=True, slots=True)
class RestoreBackupSpec:
    """Take bases out of a backup. The database and adapters go into the folder `work`, models to the same
    paths below `home`, unless they are there."""

    path: str
    work: str
    home: str
    bases: tuple[RestoredBase, ...]
    models: bool = True
    password: str = ""


@dataclass(frozen=True, slots=True)
class RestoreBackupResult:
    """Where the database lies; `models`: paths below `home` that came."""

    database: str
    models: tuple[str, ...] = ()


def restored_id(base: str, former: str) -> str:
    """The id that a row or document of a base gets in a base that is restored beside it."""
    return str(uuid.uuid5(NAMESPACE, f"{base}\n{former}"))
