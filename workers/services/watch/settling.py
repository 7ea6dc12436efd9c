"""Files that change, until they rest: an editor saves in steps, a copy grows, an archive is unpacked."""

import os
from dataclasses import dataclass

from workers.contract.paths import system_path
from workers.reading.find_files import FoundFile

# Size, time of modification, and whether it may be read; `GONE` when there is no file.
Sight = tuple[int, float, bool]
GONE: Sight = (-1, 0.0, False)

QUIET_S = 1.0  # as long as this nothing has changed
TOGETHER_S = 3.0  # what rests waits this long for what still changes, so that much comes in one piece
LONGEST_S = 300.0  # what never rests, as a log that is written all day, is told as it is


def sight_of(file: FoundFile) -> Sight:
    """Of a file that is there. That it may be read again is told by nothing else of it."""
    return file.size, file.modified, os.access(system_path(file.path), os.R_OK)


@dataclass(slots=True)
class _Unsettled:
    sight: Sight
    since: float  # when it was first seen so
    first: float  # when it was first seen to change


class Settling:
    """Fed with what is seen of changed files; times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._files: dict[str, _Unsettled] = {}

    @property
    def paths(self) -> list[str]:
        """Of those that may still change."""
        return list(self._files)

    def see(self, path: str, sight: Sight, now: float) -> None:
        """A file is not what was told of it last."""
        file = self._files.get(path)
        if file is None:
            self._files[path] = _Unsettled(sight, now, now)
        elif file.sight != sight:
            file.sight, file.since = sight, now

    def forget(self, path: str) -> None:
        """The file is again what was told of it."""
        self._files.pop(path, None)

    def take(self, now: float) -> dict[str, Sight]:
        """What rests, to be told now; nothing while more of it is to be expected."""
        quiet = {path: file for path, file in self._files.items() if _is_quiet(file, now)}
        longest = max((now - file.since - QUIET_S for file in quiet.values()), default=0.0)
        if not quiet or (len(quiet) < len(self._files) and longest < TOGETHER_S):
            return {}
        for path in quiet:
            del self._files[path]
        return {path: file.sight for path, file in quiet.items()}


def _is_quiet(file: _Unsettled, now: float) -> bool:
    return now - file.since >= QUIET_S or now - file.first >= LONGEST_S
