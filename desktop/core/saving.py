"""Files that are written for a person or for the other half: whole, or a known problem."""

import contextlib
import os
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.disk import write_refused
from workers.files import write_whole


@contextlib.contextmanager
def saving(folder: Path) -> Iterator[None]:
    """A block that writes into `folder`; what the system refuses in it is raised by its cause:
    DISK_FULL, DISK_ERROR, FOLDER_NOT_WRITABLE."""
    try:
        yield
    except OSError as error:
        raise write_refused(error, folder) from error


def require_outside(file: Path, data: Path) -> None:
    """Of a file that a person names for writing. Raises FOLDER_NOT_WRITABLE for one in the folder of data: it
    would take the place of Bukvar's own."""
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(data)):
        raise ProblemError(Code.FOLDER_NOT_WRITABLE, "the folder of data", folder=str(file.parent))


def save_text(file: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; lone surrogates, which are no text, as "?". Raises
    FOLDER_NOT_WRITABLE."""
    with saving(file.parent):
        write_whole(file, text.encode("utf-8", "replace"))


def with_ending(chosen: Path, ending: str, endings: Collection[str]) -> Path:
    """The chosen file, with the ending of the chosen form where its name has none of `endings`. Nobody was
    asked about another file than the chosen one: none is written over."""
    if chosen.suffix.lower() in endings:
        return chosen
    names = (chosen.with_name(f"{chosen.name}{f' ({at})' if at else ''}{ending}") for at in count())
    return next(file for file in names if not file.exists())
