"""Where a move of the data was copying to, for whoever comes after it was killed."""

import os
from contextlib import suppress
from pathlib import Path

from workers.files import write_whole

NOTE = "bukvar.move"  # lies in the folder of data while it is copied


def note(data: Path, target: Path) -> None:
    """Before the first byte is copied. A disk that is full or fails is what data are moved away from: then
    there is no note."""
    with suppress(OSError):
        write_whole(data / NOTE, os.fsencode(target), private=True)


def forget(data: Path, target: Path) -> None:
    """The move to this folder has ended, well or told; a disk that refuses it keeps a note of what a person
    knows."""
    with suppress(OSError):
        if noted(data) == target:
            (data / NOTE).unlink(missing_ok=True)


def noted(data: Path) -> Path | None:
    """The folder that was being copied to; None = no move was cut off, as far as can be read."""
    with suppress(OSError):
        written = os.fsdecode((data / NOTE).read_bytes())
        return Path(written) if written else None
    return None
