"""Finds the files of an import: walks folders, leaves out what is no document of the user."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workers.reading import SUFFIXES

# What a person takes for a document, though no reader knows it: it is listed, with the reason why. The
# readers decide by content, so a letter in RTF that is called .doc is read all the same.
_EXPECTED = """
    .doc .dot .xls .xlt .xlsb .ppt .pps .msg .epub .fb2 .djvu .djv .mobi .chm .pages .numbers .key .wps .xps
    .zip .rar .7z .jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic .vsd .vsdx .pub .one
"""
_WORTH_OPENING = frozenset(SUFFIXES) | frozenset(_EXPECTED.split())
_JUNK_FOLDERS = frozenset(
    {"__pycache__", "node_modules", "$recycle.bin", "system volume information", "__macosx", "lost+found"}
)
_JUNK_PREFIXES = (".", "~$", "._")
_JUNK_SUFFIXES = (".tmp", ".temp", ".part", ".crdownload", ".lnk", "~")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at. `size` -1: it cannot be looked at (`modified` is then 0)."""

    path: str
    size: int
    modified: float


def scan(paths: Sequence[str], check: Callable[[], None] = lambda: None) -> list[FoundFile]:
    """Files of the paths, each once, by path: a file named itself always, a folder's files when they are
    documents. Links to folders are followed, loops are not. `check` may raise to end the walk."""
    found: dict[str, FoundFile] = {}
    for path in paths:
        absolute = os.path.abspath(path)
        if os.path.isdir(absolute):
            for file in _walk(absolute, set(), check):
                found.setdefault(file.path, file)
        else:
            found.setdefault(absolute, look(absolute))
    return [found[path] for path in sorted(found)]


def look(path: str) -> FoundFile:
    """The file at an absolute path as it is now."""
    try:
        facts = os.stat(path)
    except OSError:
        return FoundFile(path, -1, 0.0)
    return FoundFile(path, facts.st_size, facts.st_mtime)


def _walk(folder: str, above: set[tuple[int, int]], check: Callable[[], None]) -> Iterator[FoundFile]:
    check()
    try:
        facts = os.stat(folder)
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return  # a folder that may not be read is like one that is not there
    identity = (facts.st_dev, facts.st_ino)
    if identity in above:
        return
    for entry in entries:
        if _is_junk(entry.name):
            continue
        try:
            is_folder = entry.is_dir()
            is_file = entry.is_file()
        except OSError:
            continue
        if is_folder and entry.name.lower() not in _JUNK_FOLDERS:
            yield from _walk(entry.path, above | {identity}, check)
        elif is_file and Path(entry.name).suffix.lower() in _WORTH_OPENING:
            yield look(entry.path)


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK_PREFIXES) or name.lower().endswith(_JUNK_SUFFIXES)
