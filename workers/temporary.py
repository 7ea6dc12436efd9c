"""Temporary folders that go with the process that made them, however it ends. Standard library only.

Each holds a file that its owner keeps locked. The system lets the lock go when the owner ends, so a folder
whose lock is free belongs to nobody: it is deleted by whoever makes the next one, and by the watchdog of a
worker.
"""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from workers.files import try_lock

PREFIX = "bukvar-tmp-"
_LOCK = ".owner"
# /tmp is a part of the memory in many systems. With less room there, in bytes, the other folder is taken that
# they have for temporary files, if it has more. Made by mkdtemp in both, and swept by their owner alone.
_SMALL = 2 << 30
_TMP, _VAR_TMP = Path("/tmp"), Path("/var/tmp")  # nosec B108
_UNFINISHED_S = 60.0  # a folder without its lock may be one that is being made


class OwnedFolder:
    """A folder with mode 0700 for what is read or unpacked; `close` deletes it with all that is in it. `at`:
    in a folder of ours, for what may be larger than the room for temporary files; a kill leaves it there."""

    def __init__(self, at: Path | None = None) -> None:
        sweep()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=at or _roomy()))
            self._lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            if try_lock(self._lock):
                return
            os.close(self._lock)  # a sweeper was quicker, and deletes it

    def close(self) -> None:
        """Delete it; a file that is still in use is left to the next sweep."""
        _delete(self.path, self._lock)


@contextlib.contextmanager
def owned_folder(at: Path | None = None) -> Iterator[Path]:
    """An `OwnedFolder` for as long as the block lasts."""
    folder = OwnedFolder(at)
    try:
        yield folder.path
    finally:
        folder.close()


def _places() -> list[Path]:
    """Where temporary files may lie; one place where the user named it."""
    first = Path(tempfile.gettempdir())
    return [first, _VAR_TMP] if first == _TMP and os.access(_VAR_TMP, os.W_OK | os.X_OK) else [first]


def _roomy() -> Path:
    first, *others = _places()
    free = _free(first)
    return next((one for one in others if free < _SMALL and _free(one) > free), first)


def _free(place: Path) -> int:
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def sweep() -> bool:
    """Delete the folders of processes that have ended; whether something of one is left, since a process that
    dies may write on for a moment."""
    left = False
    for folder in (one for place in _places() for one in place.glob(f"{PREFIX}*") if _is_ours(one)):
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR)
        except FileNotFoundError:
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > _UNFINISHED_S:
                    remove(folder)
            continue
        except OSError:
            continue
        if try_lock(lock):
            left |= not _delete(folder, lock)
        else:
            os.close(lock)
    return left


def _is_ours(folder: Path) -> bool:
    """Whether this user made it. Of another's, or of a link, the content could be exchanged for that of any
    folder of this user between two looks."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid())


def _delete(folder: Path, lock: int) -> bool:
    """Delete a folder whose lock is ours, and let the lock go; False when something stays, then with the
    lock's file, by which the next sweep knows it. The lock goes last: Windows deletes no open file."""
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name != _LOCK:
            remove(entry)
    whole = not folder.exists() or all(entry.name == _LOCK for entry in folder.iterdir())
    os.close(lock)
    if whole:
        remove(folder)
    return whole


def remove(path: Path) -> None:
    """Delete a file or folder; what cannot be deleted stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
