"""Work of the disk that would hold up the window: deleting large folders, copying the database."""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from desktop.core.future import Future
from desktop.core.ports import Timers
from desktop.core.requests import new_id

T = TypeVar("T")
_LOOK_S = 0.03
_FEW, _LITTLE = 100, 16 * 1024 * 1024  # entries and bytes of a folder that is deleted within some ms
_GOING = ".going-"  # before the name of a folder that is being deleted


class Background:
    """Made once by the application. What runs here touches files alone: no service, no session of the
    database, no widget. The process ends when it is done; a kill leaves what the next start sweeps."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers

    def run(self, work: Callable[[], T]) -> Future[T]:
        """Begin `work` in a thread; its value or error settles the Future in the event loop."""
        outcome: list[Callable[[Future[T]], None]] = []
        future: Future[T] = Future()

        def do() -> None:
            try:
                value = work()
            except BaseException as error:  # it belongs to whoever awaits the value
                failed = error
                outcome.append(lambda future: future.reject(failed))
            else:
                outcome.append(lambda future: future.resolve(value))

        def look() -> None:
            if outcome:
                outcome[0](future)
            else:
                self._timers.after(_LOOK_S, look)

        threading.Thread(target=do).start()
        self._timers.after(_LOOK_S, look)
        return future


def delete_folder(folder: Path) -> None:
    """Take a folder out of its place at once, and delete it in a thread; what a disk refuses of it, or a kill
    leaves, goes with `sweep_deleted`. A folder that cannot be renamed is deleted where it is, and one with
    little in it before this returns."""
    if _is_small(folder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    going = folder.with_name(f"{_GOING}{new_id()}")
    with contextlib.suppress(OSError):
        folder.rename(going)
    delete_all([going if going.exists() else folder])


def _is_small(folder: Path) -> bool:
    size = entries = 0
    for top, folders, files in os.walk(folder):
        entries += len(folders) + len(files)
        with contextlib.suppress(OSError):  # it goes meanwhile
            size += sum(os.lstat(os.path.join(top, name)).st_size for name in files[:_FEW])
        if entries > _FEW or size > _LITTLE:
            return False
    return True


def sweep_deleted(parents: Iterable[Path]) -> None:
    """At the start: what `delete_folder` had begun in these folders."""
    delete_all([left for parent in parents for left in parent.glob(f"{_GOING}*")])


def delete_all(folders: Iterable[Path]) -> None:
    """Delete folders in a thread; errors of the disk are ignored."""
    there = [folder for folder in folders if folder.exists()]

    def do() -> None:
        for folder in there:
            shutil.rmtree(folder, ignore_errors=True)

    if there:
        threading.Thread(target=do).start()
