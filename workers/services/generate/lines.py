"""Files of JSON lines: one value of a dataclass a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from workers.contract.codec import from_json, json_line
from workers.files import written_whole

T = TypeVar("T")


def read_lines(cls: type[T], path: str) -> Iterator[T]:
    """The values of a file that another worker or the window wrote. Raises `CodecError`, ValueError for a
    file that is not of this kind."""
    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield from_json(cls, json.loads(line))


def write_lines(path: str, values: Iterable[object]) -> None:
    """Write a file that appears only when it is whole."""
    with written_whole(Path(path), private=True) as file:
        file.writelines(map(json_line, values))
