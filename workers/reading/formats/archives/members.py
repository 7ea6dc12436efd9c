"""What lies in an archive, each file as a document with its name as a heading; within limits that archives
inside archives share."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading.building import Builder
from workers.reading.inside import add_file
from workers.reading.options import ReadOptions

MAX_MEMBER = 256 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_MEMBERS = 2000
_JUNK = {"thumbs.db", "desktop.ini", ".ds_store"}


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file of an archive: its name with the folders, its size unpacked in bytes, and how to get it
    (None when that fails)."""

    name: str
    size: int
    load: Callable[[], bytes | None]


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked, of the outermost archive and all that are inside."""

    size: int = MAX_UNPACKED
    members: int = MAX_MEMBERS

    def take(self, size: int) -> bool:
        self.size -= size
        self.members -= 1
        return self.size >= 0 and self.members >= 0


_current: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def _budget() -> Iterator[_Budget]:
    known = _current.get()
    if known is not None:
        yield known
        return
    budget = _Budget()
    token = _current.set(budget)
    try:
        yield budget
    finally:
        _current.reset(token)


def add_members(builder: Builder, members: Iterable[ArchiveMember], options: ReadOptions) -> None:
    """Append the files by name; a note names each that cannot be read, and where the limits ended it. Raises
    TOO_LARGE when nothing was read because of them."""
    wanted = sorted((one for one in members if not _is_junk(one.name)), key=lambda one: one.name.casefold())
    too_large = 0
    with _budget() as budget:
        for number, member in enumerate(wanted):
            if member.size > MAX_MEMBER:
                builder.note(NoteCode.LIMIT_REACHED, member.name)
                too_large = member.size
                continue
            if not budget.take(member.size):
                builder.note(NoteCode.LIMIT_REACHED, member.name, count=len(wanted) - number)
                too_large = sum(one.size for one in wanted)
                break
            data = member.load() or b""
            add_file(builder, member.name, data, options, NoteCode.EMBEDDED_NOT_READ, heading=member.name)
        if builder.empty and too_large:
            raise ProblemError(Code.TOO_LARGE, "unpacked", size=too_large, limit=MAX_MEMBER)


def _is_junk(name: str) -> bool:
    """What systems and programs leave behind."""
    file = posixpath.basename(name)
    return file.casefold() in _JUNK or file.startswith(("~$", "._")) or "__MACOSX/" in name
