"""Finds the files of an import: walks folders, leaves out what is no document of the user."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from workers.contract.codes import Code, ProblemError
from workers.contract.paths import kept_path, system_path
from workers.contract.specs import LeftOut, LeftOutReason
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
    """A file to look at. `size` -1: it cannot be looked at (`modified` is then 0)."""

    path: str
    size: int
    modified: float


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies under the paths of an import: files to look at, by path, and what was passed over."""

    files: list[FoundFile]
    left_out: list[LeftOut]


def find_files(paths: Sequence[str], check: Callable[[], None] = lambda: None) -> FoundFiles:
    """Files of the paths (as `contract.paths` keeps them), each once: a file named itself always, a folder's
    files when they are documents. Links are followed where they stay in the folder, loops are not. Nothing
    that is odd about one entry ends the walk; `check` may raise to end it."""
    found: dict[str, FoundFile] = {}
    left_out: dict[str, LeftOut] = {}
    for path in paths:
        absolute = os.path.abspath(system_path(path))
        if os.path.isdir(absolute):
            root = os.path.realpath(absolute)
            for one in _walk(absolute, root, set(), check):
                if isinstance(one, LeftOut):
                    left_out.setdefault(one.path, one)
                else:
                    found.setdefault(one.path, one)
        else:
            file = look(kept_path(absolute))
            found.setdefault(file.path, file)
    passed = [one for path, one in sorted(left_out.items()) if path not in found]
    return FoundFiles([found[path] for path in sorted(found)], passed)


def look(path: str) -> FoundFile:
    """The file at an absolute path, as it is kept, as the file is now."""
    try:
        facts = os.stat(system_path(path))
    except (OSError, ValueError):
        return FoundFile(path, -1, 0.0)
    if not stat.S_ISREG(facts.st_mode):
        return FoundFile(path, -1, 0.0)  # of a pipe somebody would wait for ever
    return FoundFile(path, facts.st_size, facts.st_mtime)


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
            yield look(kept_path(entry.path))
        elif entry.name.lower() not in _JUNK_FOLDERS:
            yield from _walk(entry.path, root, above | {identity}, check)


def _why_not(entry: "os.DirEntry[str]", root: str) -> LeftOutReason | None:
    """Why an entry of a folder is passed over; None when it is a folder to walk or a file to look at."""
    if entry.name.startswith(_LOCKS) or entry.name.lower().endswith(_UNFINISHED):
        return LeftOutReason.TEMPORARY
    if entry.name.startswith("."):
        return LeftOutReason.HIDDEN
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
