"""The file that says that the tuning component is whole; written last. Standard library only."""

import os
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = "component.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`records` are the packages' own lists of files, relative to `site` (itself relative to the component's
    folder); one that is missing says that the component is damaged. `size` in bytes."""

    lock_sha256: str
    size: int
    site: str
    records: tuple[str, ...]
    versions: dict[str, str] = field(default_factory=dict)


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
