"""What lies in the data folder and belongs to nothing that the database knows."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class LeftKind(StrEnum):
    """What it was; each kind has words in the window and is removed after a question of its own."""

    BASE = "base"
    MODEL = "model"
    RUN = "run"
    DOWNLOAD = "download"
    COPY = "copy"  # a damaged file that was set aside when something was mended


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder or a file, with all its bytes."""

    kind: LeftKind
    path: Path
    size: int
