"""Whether files that are not there are gone, or only out of reach: a disk that was unplugged, a share that is
not mounted, a folder that is closed to us."""

import json
import os
import stat
from collections.abc import Iterable

from workers.contract.paths import system_path
from workers.contract.specs.bases import ItemStatus
from workers.engines.stores.text_store import TextStore
from workers.reading.find_files import FoundFile, holder

# Folder → the device it was on when a document in it was last seen, as JSON.
_FACT = "devices"


class Reachability:
    """What is known of the disks of a base, for one job."""

    def __init__(self, text: TextStore) -> None:
        self._text = text
        self._devices: dict[str, int] = json.loads(text.fact(_FACT) or "{}")
        self._seen: set[str] = set()
        self._known: dict[str, bool] = {}

    def remember(self, folders: Iterable[str], files: Iterable[FoundFile]) -> None:
        """Keep the devices of those `folders` in which one of `files` was seen now, and of the folders in
        them that are on another disk."""
        places, found = set(folders), dict[str, int]()
        for file in files:
            folder = holder(file.path, places) or os.path.dirname(file.path)
            if folder not in found:
                self._seen.add(folder)
                found[folder] = _device(folder) or file.device
            if file.device != found[folder]:
                found[os.path.dirname(file.path)] = file.device
        if found.items() - self._devices.items():
            self._devices |= found
            self._text.set_fact(_FACT, json.dumps(self._devices, ensure_ascii=False))

    def lost(self, paths: Iterable[str]) -> dict[str, ItemStatus]:
        """Of files that were not found those that are not there: MISSING or UNREACHABLE."""
        found = {path: self._status(path) for path in paths}
        return {path: status for path, status in found.items() if status is not None}

    def _status(self, path: str) -> ItemStatus | None:
        try:
            # What has taken the name of a file, a folder or a pipe, is not the file.
            there = stat.S_ISREG(os.stat(system_path(path)).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            there = False
        except (OSError, ValueError):
            return ItemStatus.UNREACHABLE
        if not there:
            folder = holder(path, self._devices) or os.path.dirname(path)
            if folder not in self._known:
                self._known[folder] = folder in self._seen or self._is_there(folder)
            return ItemStatus.MISSING if self._known[folder] else ItemStatus.UNREACHABLE
        return None

    def _is_there(self, folder: str) -> bool:
        """Whether the disk on which the folder was is there. A mount point without its disk is a folder of
        another device; a folder that was deleted leaves one above it on its own."""
        known, nearest = self._devices.get(folder), folder
        while (device := _device(nearest)) == 0:
            if nearest == (nearest := os.path.dirname(nearest)):
                return False
        return device == known if known is not None else nearest == folder and device is not None


def _device(folder: str) -> int | None:
    """The device of a folder that can be listed; 0 when it is not there, None when it is closed or its disk
    does not answer."""
    try:
        with os.scandir(system_path(folder)):
            return os.stat(system_path(folder)).st_dev
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except (OSError, ValueError):
        return None
