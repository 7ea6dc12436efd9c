"""What workers say on standard error: a file for each kind, and the last lines for a report."""

import contextlib
import os
from collections import deque
from pathlib import Path

LAST = 40
_LIMIT = 1 << 20  # bytes of a file before the next is begun
_KEPT = 3
_LINE = 1000  # characters of a line that are kept for a report


def _private(name: str, flags: int) -> int:
    """Opens a file that its user alone reads: what workers say may name documents."""
    return os.open(name, flags, 0o600)


class WorkerLog:
    """The log of one kind of worker. With no folder only the last lines are kept."""

    def __init__(self, folder: Path | None, kind: str) -> None:
        self._path = None if folder is None else folder / f"worker-{kind}.log"
        self._last: deque[str] = deque(maxlen=LAST)
        self._rest = b""

    def write(self, data: bytes) -> None:
        """Append what came. A log that cannot be written must not stop the work: then it is not."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._rest = self._rest[-(1 << 16) :]
        for line in lines[-LAST:]:
            self._last.append(line.decode("utf-8", "replace")[:_LINE])
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._rotate(self._path)
                with open(self._path, "ab", opener=_private) as file:
                    file.write(data)

    def last(self) -> tuple[str, ...]:
        """The last 40 lines since `begin`."""
        rest = (self._rest.decode("utf-8", "replace")[:_LINE],) if self._rest else ()
        return (*self._last, *rest)[-LAST:]

    def begin(self) -> None:
        """A new process: the last words of the one before are not its own."""
        self._last.clear()
        self._rest = b""

    def _rotate(self, path: Path) -> None:
        if not path.exists() or path.stat().st_size < _LIMIT:
            return
        for number in range(_KEPT - 1, 0, -1):
            older = path.with_name(f"{path.name}.{number}")
            if older.exists():
                older.replace(path.with_name(f"{path.name}.{number + 1}"))
        path.replace(path.with_name(f"{path.name}.1"))
