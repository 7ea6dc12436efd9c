"""A model file from a folder, a USB disk or a share: copied, resumable, never changed at its source."""

import os
from collections.abc import Iterator
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.files import BLOCK, open_file
from workers.transfer.partial_file import PartialFile, Reporter, require_space

_DEPTH = 4
_ENTRIES = 50_000  # a disk full of photographs is not walked to its end


def find(address: Path, names: frozenset[str], size: int) -> Path:
    """The file meant by `address`: itself, or the one in that folder that has one of the `names` (lower
    case), else exactly `size` bytes (0 = unknown). Raises SOURCE_UNREACHABLE when there is none."""
    try:
        if address.is_file():
            return address
        same_size: Path | None = None
        for path in _walk(address):
            length = path.stat().st_size
            if path.name.lower() in names and size in (0, length):
                return path
            if size and length == size and same_size is None:
                same_size = path
    except OSError as error:
        raise ProblemError(Code.SOURCE_UNREACHABLE, str(error), source=str(address)) from error
    if same_size is None:
        raise ProblemError(Code.SOURCE_UNREACHABLE, "no such file there", source=str(address))
    return same_size


def _walk(folder: Path) -> Iterator[Path]:
    seen = 0
    base = len(folder.parts)
    for place, folders, files in os.walk(folder):
        folders.sort()
        if len(Path(place).parts) - base >= _DEPTH - 1:
            folders.clear()
        for name in sorted(files):
            seen += 1
            if seen > _ENTRIES:
                return
            path = Path(place) / name
            if path.is_file():
                yield path


def fill(source: Path, size: int, sha256: str, partial: PartialFile, reporter: Reporter) -> None:
    """Copy `source` to the end of `partial`. Raises SOURCE_UNREACHABLE, HASH_MISMATCH (another length)."""
    try:
        with open_file(source) as file:
            stat = os.fstat(file.fileno())
            if size not in (0, stat.st_size):
                raise ProblemError(Code.HASH_MISMATCH, f"{stat.st_size} bytes, not {size}", file=source.name)
            state = f"{stat.st_size} {stat.st_mtime_ns}"
            same = partial.noted("source") == str(source) and partial.noted("state") == state
            if partial.done > stat.st_size or (not sha256 and not same):
                partial.restart()
            partial.note(source=str(source), state=state)
            require_space(partial.path.parent, stat.st_size - partial.done)
            file.seek(partial.done)
            while block := file.read(BLOCK):
                reporter.check()
                partial.write(block)
                reporter.progress("copy", partial.done, stat.st_size)
    except OSError as error:
        raise ProblemError(Code.SOURCE_UNREACHABLE, str(error), source=str(source)) from error
    if partial.done != stat.st_size:
        raise ProblemError(Code.SOURCE_UNREACHABLE, "the file became shorter", source=str(source))
