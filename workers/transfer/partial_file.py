"""A file under way: bytes that are kept over a pause, a lost connection and a killed process.

The bytes so far are always a beginning of the whole file, whatever source they came from; the checksum of
the whole decides at the end. Several sources may continue each other's work.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from workers.contract.codec import decode_json
from workers.contract.codes import Code, ProblemError
from workers.disk import FULL, LEAST_FREE, free_space, refused, require_room
from workers.files import BLOCK, publish, sha256_of, write_whole

# Left free on the disk beyond what a file needs: databases and logs must still be written.
RESERVE = LEAST_FREE


class Reporter:
    """What a long transfer tells, and how it learns that it shall stop. `progress(stage, done, total)` in
    bytes; `check()` raises when the transfer was cancelled; `on_cancel(callback)` unblocks a waiting read."""

    def __init__(
        self,
        progress: Callable[[str, int, int], None],
        check: Callable[[], None],
        on_cancel: Callable[[Callable[[], None]], None],
    ) -> None:
        self.progress = progress
        self.check = check
        self.on_cancel = on_cancel

    def within(self, before: int, whole: int) -> "Reporter":
        """For a part of `whole` bytes that follows the first `before` of them: what is told counts for the
        whole."""

        def progress(stage: str, done: int, total: int) -> None:
            self.progress(stage, min(before + done, whole), whole)

        return Reporter(progress, self.check, self.on_cancel)


def hash_files(files: Sequence[Path], reporter: Reporter) -> str:
    """The sha256 of files one after another, with progress in the stage `verify`; ends when cancelled."""
    done, total = 0, sum(path.stat().st_size for path in files)

    def on_read(length: int) -> None:
        nonlocal done
        reporter.check()
        done += length
        reporter.progress("verify", done, total)

    return sha256_of(*files, on_read=on_read)


def require_space(folder: Path, need: int) -> None:
    """Raises DISK_FULL when `folder`'s disk has less than `need` bytes and the reserve."""
    if need > 0:
        require_room(folder, need + RESERVE)


def disk_full(error: OSError, folder: Path, need: int) -> ProblemError | None:
    """The known problem behind a failed write, if it is one."""
    if error.errno not in FULL:
        return refused(error, folder)
    return ProblemError(Code.DISK_FULL, str(error), need=need, free=free_space(folder))


# Stages of the progress of bytes that come, and of bytes that come once more from the beginning.
BEGUN, AGAIN = "download", "download_again"


class PartialFile:
    """The bytes so far of one model file. Used by one transfer at a time."""

    def __init__(self, folder: Path, name: str, reporter: Reporter) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.part"
        self._notes = folder / f"{name}.json"
        self._reporter = reporter
        self.stage = BEGUN  # of the progress: what is told when a number falls
        self._digest = hashlib.sha256()
        self._file = self.path.open("ab")
        self.done = self.path.stat().st_size
        try:
            self._rehash()
        except BaseException:
            self._file.close()
            raise

    @property
    def sha256(self) -> str:
        """Of the bytes so far, as hex."""
        return self._digest.hexdigest()

    def write(self, block: bytes | memoryview) -> None:
        """Append; what the sources call for each block."""
        try:
            self._file.write(block)
        except OSError as error:
            raise disk_full(error, self.path.parent, len(block)) or error from error
        self._digest.update(block)
        self.done += len(block)

    def restart(self) -> None:
        """Forget all bytes."""
        self.stage = AGAIN if self.done else self.stage
        self._file.truncate(0)
        self._digest = hashlib.sha256()
        self.done = 0
        self._notes.unlink(missing_ok=True)

    def note(self, **values: str) -> None:
        """Remember what the bytes so far belong to (an entity tag, a time of change)."""
        write_whole(self._notes, json.dumps(values), private=True)

    def noted(self, key: str) -> str:
        """What was remembered, "" when nothing was or it cannot be read."""
        try:
            untrusted = decode_json(self._notes.read_text(encoding="utf-8"))
            return str(untrusted.get(key, ""))
        except (OSError, ValueError, AttributeError):
            return ""

    def flush(self) -> None:
        """Onto the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Keep the bytes for later."""
        self._file.close()

    def publish(self, target: Path) -> None:
        """Put the finished file in its place: there is the whole of it, or nothing new."""
        self.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            publish(self.path, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._publish_across_disks(target)
        self._notes.unlink(missing_ok=True)

    def _publish_across_disks(self, target: Path) -> None:
        require_space(target.parent, self.done)
        neighbour = target.with_name(f".{target.name}.new")  # the same at the next try, for it may be huge
        with self.path.open("rb") as source, neighbour.open("wb") as copy:
            shutil.copyfileobj(source, copy, BLOCK)
        publish(neighbour, target)
        self.path.unlink()

    def _rehash(self) -> None:
        """Bytes of an earlier run enter the checksum again."""
        total = self.done
        done = 0
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                self._reporter.check()
                self._digest.update(block)
                done += len(block)
                self._reporter.progress("resume", done, total)
