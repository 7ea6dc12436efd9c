"""Finds the files of an import: walks folders, leaves out what is no document of the user."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from workers.contract.codes import Code, ProblemError
from workers.contract.paths import kept_path, system_path
from workers.contract.specs.bases import LeftOut, LeftOutReason
from workers.reading import SUFFIXES
from workers.reading.identify import identify

# What a person takes for a document, though no reader knows it: it is listed, with the reason why. The
# readers decide by content, so a letter in RTF that is called .doc is read all the same.
_EXPECTED = """
    .djvu .djv .mobi .chm .pages .numbers .key .wps .xps .jpg .jpeg .png .gif .bmp .tif .tiff .webp
    .heic .vsd .vsdx .pub .one
"""
_WORTH_OPENING = frozenset(SUFFIXES) | frozenset(_EXPECTED.split())
_JUNK_FOLDERS = frozenset(
    {"__pycache__", "node_modules", "$recycle.bin", "system volume information", "__macosx", "lost+found"}
)
_LOCKS = ("~$", "._", ".~lock.")
_UNFINISHED = (".tmp", ".temp", ".part", ".crdownload", ".lnk", "~")
_NAMELESS = errno.ENAMETOOLONG


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at. `size` -1: it cannot be looked at (`modified` is then 0). `device`: the
    disk on which it lies, as the system numbers it now."""

    path: str
    size: int
    modified: float
    device: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies under the paths of an import: files to look at, by path, and what was passed over."""

    files: list[FoundFile]
    left_out: list[LeftOut]


def find_files(
    paths: Sequence[str], check: Callable[[], None] = lambda: None, folders: Sequence[str] = ()
) -> FoundFiles:
    """Files of the paths (as `contract.paths` keeps them), each once: a file named itself always, a folder's
    files when they are documents. What lies in one of `folders` counts as found there, not as named. Links
    are followed where they stay in the folder, loops are not. Nothing that is odd about one entry ends the
    walk; `check` may raise to end it."""
    found: dict[str, FoundFile] = {}
    left_out: dict[str, LeftOut] = {}
    for path in paths:
        for one in _under(os.path.abspath(system_path(path)), holder(path, folders), check):
            if isinstance(one, LeftOut):
                left_out.setdefault(one.path, one)
            else:
                found.setdefault(one.path, one)
    passed = [one for path, one in sorted(left_out.items()) if path not in found]
    return FoundFiles([found[path] for path in sorted(found)], passed)


def holder(path: str, folders: Iterable[str]) -> str:
    """The innermost of `folders` that is the path or holds it; "" when none does. All as they are kept."""
    return max((folder for folder in folders if within(path, folder)), key=len, default="")


def within(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it, by their names."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def passed_by_name(path: str, folder: str) -> bool:
    """Whether the names of a path below `folder` say that no document is meant: hidden, temporary, or in a
    folder of a program. Looks at no disk."""
    names = path[len(folder.rstrip(os.sep)) + 1 :].split(os.sep) if path != folder else []
    return any(_by_name(name) is not None or name.lower() in _JUNK_FOLDERS for name in names)


def stat_file(path: str) -> FoundFile:
    """The file at an absolute path, as it is kept, as the file is now."""
    try:
        facts = os.stat(system_path(path))
    except (OSError, ValueError):
        return FoundFile(path, -1, 0.0)
    if not stat.S_ISREG(facts.st_mode):
        return FoundFile(path, -1, 0.0)  # of a pipe somebody would wait for ever
    return FoundFile(path, facts.st_size, facts.st_mtime, facts.st_dev)


def _under(path: str, folder: str, check: Callable[[], None]) -> Iterator[FoundFile | LeftOut]:
    """What is found at one absolute path; `folder` (as it is kept) holds it; "" = it is named itself."""
    if folder and path != system_path(folder):
        if passed_by_name(kept_path(path), folder) or not os.path.lexists(path):
            return
        reason = _why_not(_Entry(path), os.path.realpath(system_path(folder)))
        if reason is not None:
            yield LeftOut(kept_path(path), reason)
            return
    if os.path.isdir(path):
        yield from _walk(path, os.path.realpath(system_path(folder) or path), set(), check)
    elif path != system_path(folder):
        yield stat_file(kept_path(path))


def _walk(
    folder: str, root: str, above: set[tuple[int, int]], check: Callable[[], None]
) -> Iterator[FoundFile | LeftOut]:
    check()
    try:
        facts = os.stat(folder)
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        deep = error.errno == _NAMELESS
        yield LeftOut(kept_path(folder), LeftOutReason.TOO_DEEP if deep else LeftOutReason.NO_PERMISSION)
        return
    identity = (facts.st_dev, facts.st_ino)
    if identity in above:
        return
    for entry in entries:
        reason = _why_not(entry, root)
        if reason is not None:
            yield LeftOut(kept_path(entry.path), reason)
        elif not entry.is_dir():
            yield stat_file(kept_path(entry.path))
        elif entry.name.lower() not in _JUNK_FOLDERS:
            yield from _walk(entry.path, root, above | {identity}, check)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An absolute path with the questions that an entry of a listing answers."""

    path: str

    @property
    def name(self) -> str:
        return os.path.basename(self.path)

    def is_symlink(self) -> bool:
        return os.path.islink(self.path)

    def is_dir(self) -> bool:
        return os.path.isdir(self.path)

    def is_file(self) -> bool:
        return os.path.isfile(self.path)


def _by_name(name: str) -> LeftOutReason | None:
    if name.startswith(_LOCKS) or name.lower().endswith(_UNFINISHED):
        return LeftOutReason.TEMPORARY
    return LeftOutReason.HIDDEN if name.startswith(".") else None


def _why_not(entry: "os.DirEntry[str] | _Entry", root: str) -> LeftOutReason | None:
    """Why an entry of a folder is passed over; None when it is a folder to walk or a file to look at."""
    if (reason := _by_name(entry.name)) is not None:
        return reason
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not os.path.exists(target):
                return LeftOutReason.LINK_BROKEN
            if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
                return LeftOutReason.LINK_OUTSIDE
        if entry.is_dir():
            return None
        if not entry.is_file():
            return LeftOutReason.NOT_A_FILE
    except OSError as error:
        return LeftOutReason.TOO_DEEP if error.errno == _NAMELESS else LeftOutReason.NO_PERMISSION
    suffix = PurePath(entry.name.rstrip(". ")).suffix.lower()
    if suffix in _WORTH_OPENING or (not suffix and _is_known(entry.path)):
        return None
    return LeftOutReason.OTHER_KIND


def _is_known(path: str) -> bool:
    """Whether the content of a file without a suffix is that of a document."""
    try:
        identify(Path(path))
    except ProblemError as error:
        # Whoever may not read it, or finds it empty, is told so; what is unknown may be anything.
        return error.code not in (Code.UNKNOWN_TYPE, Code.EMPTY_FILE)
    except OSError:
        return False
    return True
