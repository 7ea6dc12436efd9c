"""Files of JSON lines, by which lists of values travel between the halves."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from desktop.core.saving import saving
from workers.contract.codec import CodecError, from_json, json_line
from workers.contract.codes import Code, ProblemError
from workers.files import written_whole

T = TypeVar("T")


def read_lines(file: Path, cls: type[T]) -> list[T]:
    """The values of a file of JSON lines; raises ROWS_UNREADABLE."""
    try:
        with file.open(encoding="utf-8") as untrusted_lines:
            return [from_json(cls, json.loads(line)) for line in untrusted_lines if line.strip()]
    except (OSError, ValueError, CodecError) as error:
        raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=str(file)) from error


def write_lines(file: Path, values: Iterable[object]) -> None:
    """Values as JSON lines; the file appears whole or not at all. Raises FOLDER_NOT_WRITABLE."""
    with saving(file.parent), written_whole(file) as stream:
        stream.writelines(map(json_line, values))
