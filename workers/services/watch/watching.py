"""The `watch` job: one folder, or single files, compared with what was told of them last."""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from itertools import islice

from workers.contract.messages import FilesChanged, FolderState
from workers.contract.watching import WatchReason, WatchSpec, WatchState
from workers.reading.find_files import find_files, stat_file
from workers.runtime.context import Context
from workers.services.watch.observing import Observation, observe
from workers.services.watch.places import Identity, identity_of
from workers.services.watch.settling import GONE, Settling, Sight, sight_of

_STEP_S = 0.5  # between two looks at what changes
_IDLE_S = 1.0
_POLL_S = 4.0  # between two looks through a folder of whose changes the system does not tell
_SHARE = 20  # and it takes at most this part of the time
_SLOWLY_S = 600.0  # the same where the system tells: it may lose something
_AWAY_S = 3.0  # between two looks whether a folder is back
_MANY = 1000  # changed paths from which on the whole folder is compared
_MESSAGE = 100  # paths of one message: a line of the wire has at most 1 MiB
_log = logging.getLogger(__name__)


class Watching:
    """One run of the job. Whatever is odd about a file, or a folder, ends no watching."""

    def __init__(
        self,
        spec: WatchSpec,
        context: Context,
        observe: Callable[[str, Callable[[str], None]], tuple[Observation | None, WatchReason]] = observe,
    ) -> None:
        self._spec, self._context, self._observe = spec, context, observe
        self._known: dict[str, Sight] = {}
        self._begun = False  # what is known was found
        self._settling = Settling()
        self._touched: set[str] = set()
        self._lock = threading.Lock()
        self._told: tuple[WatchState, WatchReason] | None = None

    def run(self) -> None:
        """Until it is cancelled; raises `RequestCancelled`."""
        while True:
            identity = identity_of(self._spec.folder) if self._spec.folder else (0, 0)
            if identity is None:
                self._tell(WatchState.UNREACHABLE)
                self._wait(_AWAY_S)
                continue
            if not self._spec.folder:
                self._follow(None, WatchReason.NETWORK, identity)
                continue
            observation, reason = self._observe(self._spec.folder, self._touch)
            try:
                self._follow(observation, reason, identity)
            finally:
                if observation is not None:
                    observation.stop()

    def _follow(self, observation: Observation | None, reason: WatchReason, identity: Identity) -> None:
        """Tell of changes until the folder is another one, or has to be watched anew."""
        began = time.monotonic()
        if self._begun:
            self._compare(self._all(), began)
        else:
            self._known, self._begun = self._find(self._all()), True
        cost = time.monotonic() - began
        self._tell(WatchState.WATCHED if observation is not None else WatchState.POLLED, reason)
        every = _SLOWLY_S if observation is not None else max(_POLL_S, _SHARE * cost)
        due = time.monotonic() + every
        while True:
            busy = bool(self._settling.paths or self._touched)
            self._wait(_STEP_S if busy else _IDLE_S)
            now = time.monotonic()
            if self._spec.folder and identity_of(self._spec.folder) != identity:
                return
            paths = self._take_touched()
            if now >= due or len(paths) > _MANY:
                # After very many changes the system may have lost some.
                due = now + (every if now >= due else min(every, 10.0))
                paths = self._all()
                if not self._holds(observation, reason, now - began):
                    return
            self._compare([*paths, *self._settling.paths], now)
            self._send(self._settling.take(now))

    def _holds(self, observation: Observation | None, reason: WatchReason, seconds: float) -> bool:
        """Whether the folder may be watched on in the same way."""
        if observation is None:
            return reason is not WatchReason.LIMIT or seconds < _SLOWLY_S
        return observation.alive and observation.has_room()

    def _compare(self, paths: Sequence[str], now: float) -> None:
        """Note what differs at and below the paths from what was told last."""
        if not paths:
            return
        try:
            found = self._find(paths)
        except (OSError, ValueError):
            _log.exception("a folder could not be compared")
            return
        named = set(paths)
        folders = tuple(path.rstrip(os.sep) + os.sep for path in named - found.keys() - self._known.keys())
        known = [path for path in self._known if path in named or path.startswith(folders)]
        for path in {*found, *known, *self._settling.paths}:
            sight = found.get(path, GONE)
            if sight == self._known.get(path, GONE):
                self._settling.forget(path)
            else:
                self._settling.see(path, sight, now)

    def _find(self, paths: Sequence[str]) -> dict[str, Sight]:
        check, folder = self._context.raise_if_cancelled, self._spec.folder
        files = find_files(paths, check, (folder,)).files if folder else map(stat_file, paths)
        return {file.path: sight_of(file) for file in files if file.size >= 0}

    def _all(self) -> Sequence[str]:
        return (self._spec.folder,) if self._spec.folder else self._spec.files

    def _send(self, changed: dict[str, Sight]) -> None:
        for path, sight in changed.items():
            if sight == GONE:
                self._known.pop(path, None)
            else:
                self._known[path] = sight
        paths = iter(sorted(changed))
        while part := tuple(islice(paths, _MESSAGE)):
            self._context.send(FilesChanged(self._context.request, part))

    def _tell(self, state: WatchState, reason: WatchReason = WatchReason.NONE) -> None:
        if self._spec.folder and self._told != (state, reason):
            self._told = (state, reason)
            self._context.send(FolderState(self._context.request, state, reason))

    def _wait(self, seconds: float) -> None:
        self._context.wait(seconds)
        self._context.raise_if_cancelled()

    def _touch(self, path: str) -> None:
        with self._lock:
            self._touched.add(path)

    def _take_touched(self) -> Sequence[str]:
        with self._lock:
            paths, self._touched = self._touched, set()
        return sorted(paths)
