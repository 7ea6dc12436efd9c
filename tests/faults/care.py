"""Mending a base, backups of one, documents that were moved: operations on stores like those of `place`."""

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.faults.place import Look, Place, do, index, look
from workers.contract.maintenance.backups import BackedUpBase, MakeBackupSpec, RestoreBackupSpec, RestoredBase
from workers.contract.specs.bases import TOMBSTONE, IndexSpec, RepairSpec
from workers.contract.specs.jobs import Job

COPY = "copy.bukvarbackup"


def lay_out(root: Path, operation: str) -> None:
    """What there is before, below `root`; run in a process of its own."""
    place = Place(root)
    place.write()
    index(place)
    if operation == "mend":
        spoil(place.base / "text.sqlite")
    elif operation == "moved files":
        (place.documents / "Архив").mkdir()
        (place.documents / "Приказ 3.txt").rename(place.documents / "Архив" / "Приказ 3.txt")
        (place.documents / "Приказ 4.txt").rename(place.documents / "Приказ четвёртый.txt")
    else:
        with closing(sqlite3.connect(place.base / "window.sqlite")) as window:
            window.execute("CREATE TABLE bases (id TEXT)")
            window.commit()
    if operation == "restore a base":
        backup(place)
        (place.base / COPY).rename(root / COPY)
        shutil.rmtree(place.base)
        place.base.mkdir()


def spoil(file: Path) -> None:
    """A letter of a text, which SQLite does not see."""
    body = bytearray(file.read_bytes())
    at = body.index("Приказ 1, издание".encode())
    body[at : at + 2] = "р".encode()
    file.write_bytes(body)


def mend(place: Place, root: Place) -> None:
    """Mend what was damaged, and read the rest from its file."""
    do(place, Job.REPAIR, RepairSpec(place.ref()))
    index(place, root.documents)


def moved(place: Place, root: Place) -> None:
    """Look at a folder in which files were moved and renamed."""
    do(place, Job.INDEX, IndexSpec(place.ref(), (str(root.documents),)))


def backup(place: Place, root: Place | None = None) -> None:
    """Write a backup beside the stores."""
    spec = MakeBackupSpec(
        str(place.base / COPY), str(place.base / "window.sqlite"), str(place.base),
        (BackedUpBase(place.ref(), "Приказы", 6),),
    )  # fmt: skip
    do(place, Job.MAKE_BACKUP, spec)


def restore(place: Place, root: Place) -> None:
    """Put the base of a backup into a new folder, after what an attempt that was cut off left is gone: as the
    start of the program does it."""
    home = place.base
    inner = _restored(place)
    if (inner.base / TOMBSTONE).exists():
        shutil.rmtree(inner.base)
    if inner.base.exists():
        return
    (home / "work").mkdir(exist_ok=True)
    targets = (RestoredBase("b", "c", str(inner.base)),)
    do(
        inner,
        Job.RESTORE_BACKUP,
        RestoreBackupSpec(str(root.folder / COPY), str(home / "work"), str(home), targets),
    )
    (inner.base / TOMBSTONE).unlink()


def _restored(place: Place) -> Place:
    return Place(place.base)


def look_at(place: Place, operation: str, *, at_rest: bool) -> Look:
    """Without the product's code."""
    if operation == "restore a base":
        inner = _restored(place)
        if not inner.base.exists() or (inner.base / TOMBSTONE).exists():
            return Look((), {})  # swept at the next start
        return look(inner, at_rest=at_rest)
    found = look(place, at_rest=at_rest)
    copy = place.base / COPY
    wrong = list(found.wrong)
    if copy.exists():
        try:
            with zipfile.ZipFile(copy) as archive:
                bad = archive.testzip()
                wrong += [f"backup: {bad}"] if bad else []
                if not any(name.endswith("text.sqlite") for name in archive.namelist()):
                    wrong.append("backup without the base")
        except (zipfile.BadZipFile, OSError) as error:
            wrong.append(f"backup: {error}")
    return Look(tuple(wrong), found.indexed)


OPERATIONS: dict[str, Callable[[Place, Place], None]] = {
    "mend": mend, "moved files": moved, "backup": backup, "restore a base": restore,
}  # fmt: skip
