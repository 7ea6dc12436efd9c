"""Files of JSON lines, by which lists of values travel between the halves."""

import json
from pathlib import Path
from typing import TypeVar

from workers.contract.codec import CodecError, from_json
from workers.contract.codes import Code, ProblemError

T = TypeVar("T")


def read_lines(file: Path, cls: type[T]) -> list[T]:
    """The values of a file of JSON lines; raises ROWS_UNREADABLE."""
    try:
        with file.open(encoding="utf-8") as untrusted_lines:
            return [from_json(cls, json.loads(line)) for line in untrusted_lines if line.strip()]
    except (OSError, ValueError, CodecError) as error:
        raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=str(file)) from error
