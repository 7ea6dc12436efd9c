"""What a disk or the file of a database refuses, as a known problem; what kind of disk it is. For both
halves."""

import errno
import os
import re
import shutil
from pathlib import Path, PurePath

from workers.contract.codes import Code, ProblemError
from workers.contract.paths import system_path

# With less, in bytes, a database cannot write what one step of work leaves. Stores that are mapped into
# memory get a SIGBUS instead of an error when their disk is full: they need the room before they write.
LEAST_FREE = 64 * 1024 * 1024
# A store that is only read bears being opened with so little, after a trial in a process of its own.
LEAST_TO_READ = 4 * 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# Of a disk that was unplugged, a share that has gone, a card that is worn out.
_BROKEN = tuple(
    number
    for name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "EREMOTEIO", "EUCLEAN", "ENOTCONN")
    if (number := getattr(errno, name, None)) is not None
)
# As Rust shows an error to people, and to its programmers.
_OS_ERROR = re.compile(
    r"\(os error (\d+)\)|\bOs \{ code: (\d+)|(No space left on device)|(Read-only file system)"
)


# File systems whose files other computers change, without this one being told.
_NETWORK = frozenset(
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "coda",
        "ceph", "glusterfs", "lustre", "beegfs", "davfs", "webdav", "9p", "virtiofs", "vboxsf", "vmhgfs",
        "prl_fs", "drvfs", "fuse", "osxfuse", "macfuse",
    }
)  # fmt: skip


def disk_of(folder: Path | str) -> tuple[str, bool]:
    """(file system in small letters, whether other computers may change files there) of the disk that a
    folder lies on, or will; ("", …) where the system does not say."""
    import psutil  # only here: the readers' processes do without

    real = os.path.realpath(system_path(str(folder)))
    if real.startswith("\\\\"):
        return "", True
    best, kind, network = -1, "", False
    for disk in psutil.disk_partitions(all=True):
        # Of disks at one place the last one counts: it lies over the others.
        if len(disk.mountpoint) >= best and PurePath(real).is_relative_to(disk.mountpoint):
            kind = disk.fstype.lower()
            best = len(disk.mountpoint)
            network = kind in _NETWORK or kind.startswith("fuse.") or "remote" in disk.opts.split(",")
    return kind, network


def free_space(folder: Path) -> int:
    """Bytes that are free where `folder` is, or will be; 0 where nobody can say."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            break
    return 0


def require_room(folder: Path, need: int = LEAST_FREE) -> None:
    """Before long work, and before a write that could not be refused: raises DISK_FULL when fewer than `need`
    bytes are free."""
    free = free_space(folder)
    if free < need:
        raise ProblemError(Code.DISK_FULL, str(folder), need=need, free=free)


def refused(error: BaseException, folder: Path | None = None) -> ProblemError | None:
    """The known problem behind a read or write that a disk refused: DISK_FULL, FOLDER_NOT_WRITABLE,
    DISK_ERROR; None for any other error. `folder`: where, if the error does not name its file."""
    if not isinstance(error, OSError) or error.errno is None:
        return None
    if isinstance(error.filename, str | os.PathLike) and os.fspath(error.filename):
        folder = Path(error.filename).parent
    folder = folder or Path.cwd()
    if error.errno in FULL:
        # What is free there is of no use to whoever has used up his share, or names another disk.
        free = free_space(folder)
        free = free if free < LEAST_FREE else 0
        return ProblemError(Code.DISK_FULL, str(error), need=LEAST_FREE, free=free)
    if error.errno == errno.EROFS or isinstance(error, PermissionError):
        return ProblemError(Code.FOLDER_NOT_WRITABLE, str(error), folder=str(folder))
    if error.errno in _BROKEN:
        return ProblemError(Code.DISK_ERROR, str(error), folder=str(folder))
    return None


def write_refused(error: OSError, folder: Path) -> ProblemError:
    """Why nothing could be written into `folder`: DISK_FULL, DISK_ERROR, else FOLDER_NOT_WRITABLE."""
    known = refused(error, folder)
    if known is not None and known.code is not Code.FOLDER_NOT_WRITABLE:
        return known
    return ProblemError(Code.FOLDER_NOT_WRITABLE, str(error), folder=str(folder))


def refused_in_words(untrusted_words: str, folder: Path) -> ProblemError | None:
    """The same for a library that only says it in words ("… (os error 28)", "Os { code: 28, …")."""
    found = _OS_ERROR.search(untrusted_words)
    if found is None:
        return None
    told = found[1] or found[2]
    number = int(told) if told else errno.ENOSPC if found[3] else errno.EROFS
    # Made by its number, so that its class is the one of that number.
    return refused(OSError(number, untrusted_words), folder)


def refused_by_database(
    error: BaseException, file: Path, damaged: Code = Code.DATA_DAMAGED
) -> ProblemError | None:
    """The known problem behind an error of SQLite: DATA_IN_USE, DISK_FULL, FOLDER_NOT_WRITABLE, DISK_ERROR,
    or `damaged`; None for a statement that is wrong in itself."""
    import sqlite3  # only here: a window starts sooner

    if not isinstance(error, sqlite3.Error):
        return None
    cause = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the rest of the bits says more exactly
    words = str(error)
    if cause in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ProblemError(Code.DATA_IN_USE, words)
    if cause in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return ProblemError(damaged, words)
    # SQLite calls a disk without room an error of writing, or of opening, when it meets it in its log.
    vague = cause in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
    if cause == sqlite3.SQLITE_FULL or (vague and free_space(file.parent) < LEAST_FREE):
        return ProblemError(Code.DISK_FULL, words, need=LEAST_FREE, free=free_space(file.parent))
    if cause == sqlite3.SQLITE_IOERR:
        return ProblemError(Code.DISK_ERROR, words, folder=str(file.parent))
    if cause in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ProblemError(Code.FOLDER_NOT_WRITABLE, words, folder=str(file.parent))
    return None
