"""Folders for large files on their way, which are gone when the work has ended, however it ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.core.jobs.background import delete_folder
from desktop.core.requests import new_id

_in_use: set[Path] = set()  # by work that runs in this process


class WorkFolders:
    """Named `<prefix><id>` in a folder. What a kill left there goes when this is made: at the next start."""

    def __init__(self, parent: Path, prefix: str) -> None:
        self._parent, self._prefix = parent, prefix
        for left in set(parent.glob(f"{prefix}*")) - _in_use:
            delete_folder(left)

    @contextmanager
    def new(self) -> Iterator[Path]:
        """An empty folder of this work alone."""
        folder = self._parent / f"{self._prefix}{new_id()}"
        folder.mkdir(mode=0o700, parents=True)
        _in_use.add(folder)
        try:
            yield folder
        finally:
            delete_folder(folder)
            _in_use.discard(folder)
