"""What a reader is told besides the path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`password` opens a protected file ("" = none); `max_bytes` is the largest file that is read."""

    password: str = ""
    max_bytes: int = 512 * 1024 * 1024
