"""What a reader is told besides the path."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`password` opens a protected file ("" = none); `max_bytes` is the largest file that is read; `depth` is
    in how many other files this one lies."""

    password: str = ""
    max_bytes: int = 512 * 1024 * 1024
    depth: int = 0

    def inside(self) -> "ReadOptions":
        """For a file inside the one that is read."""
        return replace(self, depth=self.depth + 1)
