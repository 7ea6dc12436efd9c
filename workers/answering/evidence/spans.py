"""Where the sentences, list items and rows of a text stand."""

import re
from collections.abc import Sequence

from workers.text import sentences

_ITEM = re.compile(r"\n\s*(?=(?:[-*•–—]|\d{1,2}[.)])\s)|\n{2,}|(?<=[;:])\n")


def _whole_rows(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of which none begins within a row: a cell may hold several sentences."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", start)
        if whole and whole[-1][0] >= line and text.count(" | ", line, stop if stop >= 0 else len(text)) > 1:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences, list items and paragraphs of a text, without blanks around them."""
    spans = []
    for start, end in _whole_rows(text, sentences.split(text)):
        at = start
        for gap in _ITEM.finditer(text, start, end):
            spans.append((at, gap.start()))
            at = gap.end()
        spans.append((at, end))
    trimmed = []
    for start, end in spans:
        body = text[start:end]
        start += len(body) - len(body.lstrip())
        end = start + len(body.strip())
        if end > start:
            trimmed.append((start, end))
    return trimmed
