"""What a reader is told besides the path."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workers.contract.reading import RecognisedPage


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`password` opens a protected file ("" = none); `max_bytes` is the largest file that is read; `depth` is
    in how many other files this one lies; `recognised` holds, by page from 1, what pictures of pages say."""

    password: str = ""
    max_bytes: int = 512 * 1024 * 1024
    depth: int = 0
    recognised: Mapping[int, RecognisedPage] = field(default_factory=dict)

    def inside(self) -> "ReadOptions":
        """For a file inside the one that is read."""
        return replace(self, depth=self.depth + 1, recognised={})
