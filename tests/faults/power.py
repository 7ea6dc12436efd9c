"""What a loss of power leaves, made of the journal of a run (`FAULT_TRACE`).

Names and folders are kept in the order in which they were changed. Data is kept when it was flushed (fsync,
msync); what was not is gone: as zeros in a file of the new length (`lengths`), or with the length of the last
flush.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cIIqqq")
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the journal."""

    what: str
    path: str
    other: str
    offset: int
    length: int
    body: bytes


@dataclass(slots=True)
class _File:
    """Pages by number; those that are not here are zeros."""

    length: int = 0
    pages: dict[int, bytes] = field(default_factory=dict)
    kept_length: int = 0
    kept: dict[int, bytes] = field(default_factory=dict)


def read_journal(file: Path) -> list[Change]:
    """All changes in order; a last one that was cut off does not count."""
    data, at, found = file.read_bytes(), 0, []
    while at + _HEAD.size <= len(data):
        what, first, second, offset, length, body = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if at + first + second + body > len(data):
            break
        path, other = data[at : at + first].decode(), data[at + first : at + first + second].decode()
        at += first + second
        found.append(Change(what.decode(), path, other, offset, length, data[at : at + body]))
        at += body
    return found


class Disk:
    """What a disk holds under `under`; begins with what lies there now, all of it flushed."""

    def __init__(self, under: Path) -> None:
        self._under = under
        self._files: dict[str, _File] = {}
        self._folders: set[str] = {str(under)}
        for path in sorted(under.rglob("*")):
            if path.is_dir():
                self._folders.add(str(path))
            elif path.is_file():
                found = self._files[str(path)] = _File()
                data = path.read_bytes()
                _write(found.pages, 0, data)
                found.length = len(data)
                found.kept, found.kept_length = dict(found.pages), found.length

    def apply(self, change: Change) -> None:
        """Make one change."""
        what, file = change.what, self._files.get(change.path)
        if what == "K":
            self._folders.add(change.path)
        elif what == "D":
            self._folders.discard(change.path)
        elif what == "U":
            self._files.pop(change.path, None)
        elif what == "H":
            if file is not None:
                self._files[change.other] = file  # two names of one file
        elif what == "R":
            self._rename(change.path, change.other)
        elif what == "C":
            self._files[change.path] = _File()
        elif file is None:
            return  # under a name that it does not have any more
        elif what == "T":
            file.length, file.pages = 0, {}
        elif what in "LA":
            self._resize(file, change.length if what == "L" else max(file.length, change.length))
        elif what == "W":
            _write(file.pages, change.offset, change.body)
            file.length = max(file.length, change.offset + change.length)
        elif what == "Z":
            for page in range(change.offset // _PAGE, -(-(change.offset + change.length) // _PAGE)):
                file.pages.pop(page, None)
                file.kept.pop(page, None)
            file.kept_length = max(file.kept_length, file.length)
        elif what == "M":
            _write(file.pages, change.offset, change.body)
            _write(file.kept, change.offset, change.body)
        elif what == "S":
            file.length = max(file.length, change.length)  # the C library's own writes are seen only here
            file.kept, file.kept_length = dict(file.pages), file.length

    def write_to(self, target: Path, *, lengths: bool) -> None:
        """Lay out what is left into the empty folder `target`."""
        for folder in sorted(self._folders):
            (target / Path(folder).relative_to(self._under)).mkdir(parents=True, exist_ok=True)
        for name, file in self._files.items():
            path = target / Path(name).relative_to(self._under)
            path.parent.mkdir(parents=True, exist_ok=True)
            length = file.length if lengths else file.kept_length
            with path.open("wb") as stream:
                stream.truncate(length)
                for page, content in file.kept.items():
                    if page * _PAGE < length:
                        stream.seek(page * _PAGE)
                        stream.write(content[: length - page * _PAGE])

    def _rename(self, old: str, new: str) -> None:
        if old in self._files:
            self._files[new] = self._files.pop(old)
            return
        for name in [name for name in self._files if name.startswith(f"{old}/")]:
            self._files[new + name.removeprefix(old)] = self._files.pop(name)
        for name in [name for name in self._folders if name == old or name.startswith(f"{old}/")]:
            self._folders.discard(name)
            self._folders.add(new + name.removeprefix(old))

    @staticmethod
    def _resize(file: _File, length: int) -> None:
        if length < file.length:
            file.pages = {page: content for page, content in file.pages.items() if page * _PAGE < length}
            if length % _PAGE and (last := file.pages.get(length // _PAGE)):
                file.pages[length // _PAGE] = last[: length % _PAGE]
        file.length = length


def states(journal: list[Change], before: Disk, points: list[int]) -> Iterator[tuple[int, Disk]]:
    """The disk after each of so many changes (rising); the same object each time."""
    wanted, disk = set(points), before
    if 0 in wanted:
        yield 0, disk
    for number, change in enumerate(journal, 1):
        disk.apply(change)
        if number in wanted:
            yield number, disk


def _write(pages: dict[int, bytes], offset: int, body: bytes) -> None:
    done = 0
    while done < len(body):
        page, inside = divmod(offset + done, _PAGE)
        part = body[done : done + _PAGE - inside]
        old = pages.get(page, b"")
        if inside > len(old):
            old += bytes(inside - len(old))
        pages[page] = old[:inside] + part + old[inside + len(part) :]
        done += len(part)
