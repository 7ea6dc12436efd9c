"""Hashes of files, and files that are there whole or not at all. Standard library only; for both halves."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 20  # bytes read at once
MOST = 64 << 20  # bytes of a file that is read whole: a list of questions, settings, keys
# The mode of a file for others, once `keep_private` has changed what the system gives a new one.
_for_others: list[int] = []


def keep_private() -> None:
    """From here on whatever this process and its libraries make is its user's alone; files that a person
    asked for (`written_whole` without `private`, `share`) are as the system has them. At the start of a
    process, for it counts in all threads and children."""
    if os.name == "posix":
        _for_others[:] = [0o666 & ~os.umask(0o077)]


def share(path: Path) -> None:
    """Give a file that a person asked for the mode that the system gives new ones."""
    if _for_others:
        path.chmod(_for_others[0])


def sha256(content: str | bytes) -> str:
    """The hash as 64 hexadecimal digits; of a text, that of its UTF-8 (lone surrogates as they are)."""
    import hashlib  # with it comes a library of several megabytes: a window starts sooner

    body = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(body).hexdigest()


def open_file(path: Path) -> BufferedReader:
    """Open a file for reading. Raises OSError, also for what is none: a pipe into which nobody writes and a
    device would never come to an end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        kind = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(kind, os.strerror(kind), str(path))
    return os.fdopen(descriptor, "rb")


def read_file(path: Path, most: int = MOST) -> bytes:
    """A file of at most so many bytes. Raises OSError as `open_file`, and EFBIG for a longer one."""
    with open_file(path) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def sha256_of(
    *files: Path, on_read: Callable[[int], object] = lambda length: None, copy_to: BinaryIO | None = None
) -> str:
    """The hash of a file, or of several read one after another. `on_read` is given the length of each block
    in bytes; what it raises ends the reading. `copy_to` gets what was read. Raises OSError."""
    import hashlib  # as above

    digest = hashlib.sha256()
    for file in files:
        with open_file(file) as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                if copy_to is not None:
                    copy_to.write(block)
                on_read(len(block))
    return digest.hexdigest()


def write_whole(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Put the content (a text as UTF-8, lines as they are) in the place of the file at `path`; see
    `written_whole`."""
    with written_whole(path, private=private) as stream:
        stream.write(content.encode() if isinstance(content, str) else content)


@contextlib.contextmanager
def written_whole(path: Path, *, private: bool = False, make_folder: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes are on the disk in the place of the file at `path` when the block ends. Whatever
    stops the block leaves the file as it was and nothing beside it (a kill: `.bukvar-….part`, which the next
    file that a person asks for in this folder takes away). A missing folder is made with mode 0700, if
    `make_folder`; the file has mode 0600, if `private`, else what the umask says. Raises OSError."""
    if make_folder:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (private and make_folder):
        _sweep_beside(path.parent)
    # A name of its own, however long that of the file is and whoever else writes it now.
    partial = path.with_name(f".bukvar-{os.urandom(6).hex()}.part")
    mode = 0o600 if private else 0o666
    try:
        with contextlib.ExitStack() as held:
            with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
                if os.name == "posix":  # locked until it has its name
                    held.callback(os.close, os.dup(stream.fileno()))
                    with contextlib.suppress(OSError):
                        try_lock(stream.fileno())
                yield stream
            if not private:
                share(partial)
            publish(partial, path)
    except BaseException as error:
        # The system does not say what it could not write to: told is where there is no room, or no disk.
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            error.filename = str(path)
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def sweep_partial(folder: Path) -> None:
    """Delete what killed writers left anywhere below `folder`, which nobody else writes to now."""
    for partial in folder.rglob(".bukvar-*.part"):
        with contextlib.suppress(OSError):
            partial.unlink()


def _sweep_beside(folder: Path) -> None:
    """The same in a folder to which others may write: a file whose writer lives is locked, on Windows it
    cannot be deleted."""
    for partial in folder.glob(".bukvar-*.part"):
        with contextlib.suppress(OSError):
            if os.name == "posix":
                with partial.open("rb") as stream:
                    if not try_lock(stream.fileno()):
                        continue
            partial.unlink()


def publish(new: Path, target: Path) -> None:
    """The last step of whatever is made under another name: flush the file or folder `new` to the disk, name
    it `target`, and flush the name. A file in its place is replaced, a folder must be empty. Raises OSError
    (EXDEV where the two lie on different disks), also where a device or a pipe has the name."""
    with contextlib.suppress(FileNotFoundError):
        mode = os.lstat(target).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode)):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    _sync_tree(new)
    os.replace(new, target)
    sync_folder(target.parent)


def try_lock(descriptor: int) -> bool:
    """Lock an open file unless another has it; the lock goes when the file is closed or its process ends."""
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk. Windows opens no folder, and some network file systems
    cannot do it: the names are there and are kept in the system's own time, so that is no error."""
    with contextlib.suppress(OSError):
        _sync(folder)


def _sync_tree(path: Path) -> None:
    if path.is_dir():
        for member in path.iterdir():
            _sync_tree(member)
        sync_folder(path)
    else:
        _sync(path)


def _sync(path: Path) -> None:
    # Windows flushes only what was opened for writing.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
