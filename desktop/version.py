"""Which Bukvar this is."""

import os
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bukvar_version() -> str:
    """As the installer wrote it beside the programs, as the environment knows it, or as the sources say;
    "" where nobody does."""
    if getattr(sys, "frozen", False):
        file = Path(sys.executable).with_name("VERSION")
        return file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    try:
        return version("bukvar")
    except PackageNotFoundError:
        sources = ROOT / "pyproject.toml"
        if not sources.is_file():
            return ""
        return str(tomllib.loads(sources.read_text(encoding="utf-8"))["project"]["version"])


def program_stamp() -> str:
    """What an update of the program changes: where it lies, the latest change of its files (time in ns) and
    their number. Some milliseconds."""
    if getattr(sys, "frozen", False):
        found = Path(sys.executable).stat()
        return f"{sys.executable} {found.st_mtime_ns} {found.st_size}"
    changes = [
        change for name in ("desktop", "workers", "resources") for change in _changes(str(ROOT / name))
    ]
    return f"{ROOT} {max(changes, default=0)} {len(changes)}"


def _changes(folder: str) -> Iterator[int]:
    """Times of the last changes of the files in a folder, without what Python makes of them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _changes(entry.path)
            else:
                yield entry.stat().st_mtime_ns
