"""What a reader is told besides the path."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from workers.contract.reading import RecognisedPage

DEEPEST = 4  # files within files


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`passwords` are tried on a protected file, and on each inside it; `password` is the one that a reader
    is to use now ("" = none). `max_bytes` is the largest file that is read; `depth` is in how many other
    files this one lies; `recognised` holds, by page from 1, what pictures of pages say. `seconds` of
    processor time end the reading; `progress` hears how much of the file (0 … 1) is read. `show` is given
    each pasted picture of a page with its number, where these alone are asked for. `nested`: the file lies in
    another, whose pages its pictures are not."""

    passwords: tuple[str, ...] = field(default=(), repr=False)
    max_bytes: int = 512 * 1024 * 1024
    depth: int = 0
    recognised: Mapping[int, RecognisedPage] = field(default_factory=dict)
    seconds: float = math.inf
    progress: Callable[[float], None] = lambda done: None
    password: str = field(default="", repr=False)
    show: Callable[[int, bytes], None] | None = None
    nested: bool = False

    def inside(self) -> "ReadOptions":
        """For a file inside the one that is read."""
        return replace(
            self, depth=self.depth + 1, recognised={}, progress=lambda done: None, password="",
            show=None, nested=True,
        )  # fmt: skip
