"""Whether folders can be written to: by writing; and whether others can be read."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from workers.contract.health import TriedFolder, TryFoldersResult, TryFoldersSpec
from workers.runtime.context import Context

_BYTES = 64 * 1024


def try_folders(spec: TryFoldersSpec, context: Context) -> TryFoldersResult:
    """A file in each folder, written to the disk, read back, deleted. What goes wrong with one folder is its
    `error`; the others are tried all the same."""
    tried = []
    for folder in spec.folders:
        context.raise_if_cancelled()
        tried.append(_try(Path(folder)))
    return TryFoldersResult(tuple(tried), tuple(_list(folder) for folder in spec.readable))


def _list(folder: str) -> TriedFolder:
    begin = time.perf_counter()
    try:
        os.listdir(folder)
    except (OSError, ValueError) as error:
        return TriedFolder(folder, time.perf_counter() - begin, error=str(error))
    return TriedFolder(folder, time.perf_counter() - begin)


def _try(folder: Path) -> TriedFolder:
    begin = time.perf_counter()
    try:
        written = os.urandom(_BYTES)
        handle, name = tempfile.mkstemp(prefix=".bukvar-health-", dir=folder)
        file = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(written)
                stream.flush()
                os.fsync(stream.fileno())
            if file.read_bytes() != written:
                return TriedFolder(str(folder), 0.0, 0, "other bytes were read than were written")
        finally:
            file.unlink(missing_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return TriedFolder(str(folder), time.perf_counter() - begin, 0, str(error))
    return TriedFolder(str(folder), time.perf_counter() - begin, free)
