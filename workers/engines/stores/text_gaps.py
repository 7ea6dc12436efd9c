"""A text is kept once: in its chunks. What stands between them is kept as well, so that the whole text can be
put together again."""

import json
from collections.abc import Sequence

from workers.engines.stores.text_rows import StoredChunk

# In place of the gaps of a text that its chunks do not make up: it is kept as it is.
WHOLE = ""


def gaps_of(text: str, chunks: Sequence[StoredChunk]) -> str:
    """What stands before, between and after the chunks of a text, as JSON; `WHOLE` when the text cannot be
    put together from it and them. A chunk may begin with more than its own part of the text (a heading, say)."""
    ends = [0, *(chunk.end for chunk in chunks)]
    starts = [*(chunk.start for chunk in chunks), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    found = json.dumps(gaps, ensure_ascii=False, separators=(",", ":"))
    return found if chunks and text_of(found, chunks) == text else WHOLE


def text_of(gaps: str, chunks: Sequence[StoredChunk]) -> str:
    """The text, from what `gaps_of` gave and the same chunks in their order."""
    between = json.loads(gaps)
    parts = [between[0]]
    for chunk, gap in zip(chunks, between[1:], strict=True):
        own = chunk.end - chunk.start
        parts += [chunk.text[-own:] if own else "", gap]
    return "".join(parts)
