"""A text is kept once: in its chunks. What stands between them is kept as well, so that the whole text can be
put together again."""

import json
from collections.abc import Sequence

from workers.engines.stores.text_rows import StoredChunk

# In place of the gaps of a text that its chunks do not make up: it is kept as it is.
WHOLE = ""


def gaps_of(text: str, chunks: Sequence[StoredChunk]) -> str:
    """What stands before, between and after the chunks of a text, as JSON; `WHOLE` when the text cannot be
    put together from it and them. A chunk may begin with more than its part of the text, a heading say."""
    ends = [0, *(chunk.end for chunk in chunks)]
    starts = [*(chunk.start for chunk in chunks), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    found = json.dumps(gaps, ensure_ascii=False, separators=(",", ":"))
    shown = [(chunk.end - chunk.start, chunk.text) for chunk in chunks]
    return found if text_of(found, shown) == text else WHOLE


def text_of(gaps: str, chunks: Sequence[tuple[int, str]]) -> str:
    """The text, from what `gaps_of` gave and the same chunks in their order: the length of each one's part of
    the text, and what it says."""
    between = json.loads(gaps)
    parts = [between[0]]
    for (length, text), gap in zip(chunks, between[1:], strict=True):
        parts += [text[-length:] if length > 0 else "", gap]
    return "".join(parts)
