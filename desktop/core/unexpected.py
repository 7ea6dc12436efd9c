"""What nobody caught: it is logged, told to a person, and costs nobody else what he waits for.

A value that settles, a change that is announced and the end of a request have several listeners. One that
fails must not keep the others from hearing: they would wait for ever.
"""

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any, TypeVar

from workers.contract.codes import Code, Problem, ProblemError
from workers.disk import refused

T = TypeVar("T")
_log = logging.getLogger(__name__)
# The same problem is told once in so many seconds, however often it comes.
_AGAIN_S = 10.0
# They name what is wrong with a disk themselves.
_OF_DISKS = (Code.DISK_ERROR, Code.DISK_FULL, Code.FOLDER_NOT_WRITABLE)


def known_cause(error: BaseException) -> ProblemError | None:
    """What the disk refused, or a row of the database whose value nothing can read; None for a defect."""
    found = refused(error)
    unreadable = isinstance(error, ValueError) and not isinstance(error, UnicodeEncodeError)  # that is typed
    if found is None and unreadable and _is_of_a_row(error):
        _log.warning("A row cannot be read", exc_info=error)
        return ProblemError(Code.DATA_DAMAGED, repr(error))
    return found


def true_cause(problem: Problem, database: Path) -> Problem:
    """The problem, or the disk where the database, which is there as long as Bukvar runs, has gone: whoever
    misses a file says only that this one is not here."""
    if problem.code in _OF_DISKS or _is_there(database):
        return problem
    return Problem(Code.DISK_ERROR, {"folder": str(database.parent)}, f"{problem.code}: {problem.detail}")


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # of a disk that was unplugged as well
        return False


def _is_of_a_row(error: BaseException) -> bool:
    """SQLite keeps any value in any column: a wrong byte makes of a date or a state none."""
    calls = [PurePath(call.filename) for call in traceback.extract_tb(error.__traceback__)]
    return any(
        path.parts[-3:-1] == ("desktop", "storage") or path.stem.endswith("repository") for path in calls
    )


class Unexpected:
    """The process has one: `UNEXPECTED`. Who can tell a person (the window, a terminal) `listen`s."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._listeners: list[Callable[[Problem], None]] = []
        self._told: dict[Code, float] = {}

    def listen(self, listener: Callable[[Problem], None]) -> Callable[[], None]:
        """Have `listener` hear of every problem that nobody caught; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def report(self, error: BaseException) -> Problem:
        """Log and tell it; a defect with all its detail, a known problem by its code. Returns it."""
        known = error if isinstance(error, ProblemError) else known_cause(error)
        if known is not None:
            problem = known.problem
            _log.warning("Nobody expected: %s %s", problem.code, problem.detail)
        else:
            problem = Problem(Code.BUG, detail=repr(error))
            _log.critical("A defect", exc_info=(type(error), error, error.__traceback__))
        now = self._clock()
        if now - self._told.get(problem.code, -_AGAIN_S) >= _AGAIN_S:
            self._told[problem.code] = now
            for listener in list(self._listeners):
                try:
                    listener(problem)
                except Exception:
                    _log.exception("It cannot be told")
        return problem


UNEXPECTED = Unexpected()


def guarded(listener: Callable[[T], Any], value: T) -> Problem | None:
    """Call a listener; what it raises is reported and returned."""
    try:
        listener(value)
    except Exception as error:
        return UNEXPECTED.report(error)
    return None
