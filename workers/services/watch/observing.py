"""Has the system tell of changes in a folder, where it can."""

import errno
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from workers.contract.paths import kept_path, system_path
from workers.contract.watching import WatchReason
from workers.disk import disk_of
from workers.reading.find_files import passed_by_name

_TOLD: list[type[FileSystemEvent]] = [
    DirAttribEvent, DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileAttribEvent, FileClosedEvent,
    FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
_LIMITS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Observation:
    """One folder that the system watches."""

    observer: BaseObserver

    @property
    def alive(self) -> bool:
        """Whether it still tells, and there is room for the folders that are made in it."""
        emitters = list(self.observer.emitters)
        return self.observer.is_alive() and all(one.is_alive() for one in emitters) and bool(emitters)

    def has_room(self) -> bool:
        """Whether one more folder could be watched. What the system refuses below a folder is not told, so
        this says whether all of it is watched."""
        if sys.platform != "linux":
            return True
        with tempfile.TemporaryDirectory(prefix="bukvar-watch-") as folder:
            try:
                watch = self.observer.schedule(FileSystemEventHandler(), folder)
            except OSError:
                return False
            self.observer.unschedule(watch)
        return True

    def stop(self) -> None:
        """Nothing is told after it."""
        self.observer.stop()
        self.observer.join()


def observe(folder: str, touch: Callable[[str], None]) -> tuple[Observation | None, WatchReason]:
    """Have `touch` called, from another thread, with each path (as it is kept) in which something changed;
    None with the reason where the system cannot tell."""
    if disk_of(folder)[1]:
        return None, WatchReason.NETWORK
    observation = Observation(Observer())
    try:
        handler = _Handler(folder, touch)
        observation.observer.schedule(handler, handler.real, recursive=True, event_filter=_TOLD)
        observation.observer.start()
    except OSError as error:
        _log.warning("a folder is polled: %s", error)
        return None, WatchReason.LIMIT if error.errno in _LIMITS else WatchReason.SYSTEM
    except Exception:
        _log.exception("a folder is polled")
        return None, WatchReason.SYSTEM
    if observation.has_room():
        return observation, WatchReason.NONE
    observation.stop()
    return None, WatchReason.LIMIT


class _Handler(FileSystemEventHandler):
    """Gives on the paths of events. A folder that is a link is watched at its place and told by its name."""

    def __init__(self, folder: str, touch: Callable[[str], None]) -> None:
        self._folder, self._touch = folder, touch
        self.real = os.path.realpath(system_path(folder))

    def on_any_event(self, event: FileSystemEvent) -> None:
        for told in (event.src_path, event.dest_path):
            path = os.fsdecode(told)
            if path.startswith(self.real):
                named = self._folder + kept_path(path[len(self.real) :])
                if not passed_by_name(named, self._folder):
                    self._touch(named)
