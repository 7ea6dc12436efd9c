"""Where model packs may wait for a computer without a network: names of folders, for a worker to open."""

import codecs
import os
import sys
from pathlib import Path

import platformdirs
import psutil

PACKS = "packs"  # beside the program
# The installer writes into it which folder it was started from: in UTF-8, on Windows in UTF-16 with its mark.
INSTALLED_FROM = "installed-from.txt"
_REMOVABLE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def places(shared: str = "", program: Path | None = None) -> tuple[str, ...]:
    """Folders in the order in which they are worth looking at: beside the program, where its installer came
    from, a company's folder (`shared`, when it is one), disks that can be taken out, the user's downloads.
    `program` is the folder of the program (None = the one that runs, when it is an installed one)."""
    if program is None and getattr(sys, "frozen", False):
        program = Path(sys.executable).parent
    found: list[Path] = []
    if program is not None:
        found += [program / PACKS, program, *_installed_from(program)]
    if shared and "://" not in shared:
        found.append(Path(shared))
    found += _removable()
    found += [platformdirs.user_downloads_path(), platformdirs.user_desktop_path()]
    return tuple(dict.fromkeys(str(place) for place in found))


def _installed_from(program: Path) -> list[Path]:
    try:
        written = (program / INSTALLED_FROM).read_bytes()
        untrusted = written.decode("utf-16" if written.startswith(codecs.BOM_UTF16_LE) else "utf-8").strip()
    except (OSError, ValueError):
        return []
    return [Path(untrusted)] if untrusted and Path(untrusted).is_absolute() else []


def _removable() -> list[Path]:
    """Disks that were put in: named by the system on Windows, by their place elsewhere."""
    try:
        partitions = psutil.disk_partitions(all=False)
    except OSError:
        return []
    return [
        Path(part.mountpoint)
        for part in partitions
        if (
            "removable" in part.opts.split(",") if os.name == "nt" else part.mountpoint.startswith(_REMOVABLE)
        )
    ]
