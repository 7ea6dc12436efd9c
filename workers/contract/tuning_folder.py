"""A folder with the packages of the tuning component, made on a connected computer. Standard library only.

`bukvar-tuning.json` is written last, so a folder that was not finished is none. `exchange.txt`, when it is
there, pins packages that belong to the graphics card, for the places of those in the product's own lock; it
may name no others.
"""

import json
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codec import CodecError, from_json

DESCRIPTION = "bukvar-tuning.json"
EXCHANGE = "exchange.txt"
FORMAT = 1
# What belongs to the graphics card; whoever makes the folder may choose its edition.
_OF_THE_CARD = re.compile(
    r"(torch|torchvision|torchaudio|triton|triton-windows|xformers|(nvidia|cuda)-[a-z0-9-]+)$"
)


@dataclass(frozen=True, slots=True)
class TuningFolder:
    """What a folder is for: `system` "linux" or "win32" (as `sys.platform`), `machine` "x86_64" or "aarch64",
    `pythons` as "3.11", `cuda` as "13.0" ("" = whatever the packages bring), the hash of the product's lock,
    count and bytes of the wheels."""

    format: int
    system: str
    machine: str
    pythons: tuple[str, ...]
    cuda: str
    lock_sha256: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class FindTuningSpec:
    """Look for finished folders in `places` and in the folders that lie in them."""

    places: tuple[str, ...]
    lock_sha256: str


@dataclass(frozen=True, slots=True)
class FoundTuning:
    """Folders for this computer and this version, in the order of the places."""

    folders: tuple[str, ...]


def read_folder(folder: Path) -> TuningFolder | None:
    """The description of a finished folder, None where there is none that can be read."""
    try:
        untrusted = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        found = from_json(TuningFolder, untrusted)
    except (OSError, ValueError, CodecError):
        return None
    return found if found.format == FORMAT else None


def fits_here(found: TuningFolder, lock_sha256: str) -> bool:
    """Whether a folder is for this system and this version of the product."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    return (found.system, found.machine, found.lock_sha256) == (sys.platform, machine, lock_sha256)


def may_be_exchanged(package: str) -> bool:
    """Whether a folder may bring another edition of a package than the product's lock names."""
    return _OF_THE_CARD.match(re.sub(r"[-_.]+", "-", package).lower()) is not None
