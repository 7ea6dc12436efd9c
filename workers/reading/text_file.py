"""The text of a file in pieces, so that a large one takes no more memory than a small one."""

import codecs
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from workers.reading.encodings import decode, detect, remove_mojibake

_PART = 4 * 1024 * 1024  # bytes; a file that is not much larger is one piece
_ENDS = ("\n\n", "\n\r\n", "\n", " ")


def text_of(path: Path, progress: Callable[[float], None] = lambda done: None) -> Iterator[str]:
    """The text as `decode` gives it. A piece ends with a paragraph where it can, else with a line, else with
    a word. `progress` hears how much of the file is read, 0 … 1."""
    with path.open("rb") as file:
        size = max(1, os.fstat(file.fileno()).st_size)
        data = file.read(2 * _PART)
        if len(data) < 2 * _PART:
            yield decode(data)
            return
        decoder: codecs.IncrementalDecoder | None = None
        rest = ""
        while data:
            if decoder is None:
                name = detect(data)
                # ASCII so far may be any encoding.
                if not data.isascii() or name.startswith(("utf-16", "utf-32")):
                    decoder = codecs.getincrementaldecoder(name)("replace")
            rest += decoder.decode(data) if decoder is not None else data.decode("ascii")
            progress(file.tell() / size)
            end = _last_end(rest)
            yield remove_mojibake(rest[:end])
            rest = rest[end:]
            data = file.read(_PART)
        yield remove_mojibake(rest + (decoder.decode(b"", final=True) if decoder is not None else ""))


def _last_end(text: str) -> int:
    for mark in _ENDS:
        found = text.rfind(mark, len(text) // 2)
        if found >= 0:
            return found + len(mark)
    return len(text)
