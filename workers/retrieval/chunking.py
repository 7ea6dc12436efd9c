"""Text to chunks: along headings, paragraphs and sentences, 225 tokens each on the average.

200 to 256 tokens found most on real Russian documents (128 and 500 found less; a target of 256 more than one
of 200, see `tests/bench`); an embedder of 512 tokens never sees more than `HARD_LIMIT`, its prefix included.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workers.reading.document import Chunk, ExtractedDocument, Heading, PageSpan
from workers.text import sentences
from workers.text.shortening import shorten

TARGET = 256
LIMIT = 320
# Sections below this are joined with their neighbour.
SMALL = 100
HARD_LIMIT = 480
# Changes whenever the same text gives other chunks; part of a chunk's id.
FINGERPRINT = f"chunks-1/{TARGET}/{LIMIT}/{SMALL}"
_LONGEST_TOKEN = 16
_MAX_PATH = 200
_MAX_PATH_PART = 90
_TOKENS = re.compile(r"\d|[^\W\d_]+|[^\w\s]")

CountTokens = Callable[[str], int]


def estimate_tokens(text: str) -> int:
    """About what a multilingual SentencePiece vocabulary of 250 000 makes of Russian or English text:
    a piece for each begun five letters of a word, and one for a digit pair or a mark."""
    count = 0.0
    for match in _TOKENS.finditer(text):
        piece = match.group()
        count += 0.6 if piece.isdigit() else math.ceil(len(piece) / 5) if piece.isalpha() else 0.8
    return math.ceil(count)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or row that is kept whole. `paragraph`: it begins a paragraph."""

    start: int
    end: int
    tokens: int
    paragraph: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units that become a chunk; `section` is the index of the heading above, -1 for none."""

    start: int
    end: int
    tokens: int
    section: int


def chunk(document: ExtractedDocument, count_tokens: CountTokens = estimate_tokens) -> list[Chunk]:
    """The chunks in order. They hold all text that is not blank, each character once; none has more than
    `LIMIT` tokens by the sum of its sentences' counts, none ends inside a word (but for endless ones)."""
    text = document.text
    pieces: list[_Piece] = []
    for section, start, end in _sections(text, document.headings):
        units = _units(text, start, end, count_tokens)
        pieces.extend(_pack(units, section))
    walls = {page.start for page in document.pages} if document.kind in {"xlsx", "ods"} else set()
    pieces = _join_small(pieces, document.headings, walls)
    paths = _paths(document.headings)
    starts = [page.start for page in document.pages]
    return [
        Chunk(
            ordinal,
            piece.start,
            piece.end,
            _page(document.pages, starts, piece.start),
            _page(document.pages, starts, piece.end - 1),
            paths[piece.section] if piece.section >= 0 else "",
            text[piece.start : piece.end],
        )
        for ordinal, piece in enumerate(pieces)
    ]


# --- sections and units --------------------------------------------------------------------------


def _sections(text: str, headings: Sequence[Heading]) -> list[tuple[int, int, int]]:
    """(index of the heading, start, end) of what stands between headings."""
    starts = [0, *(heading.start for heading in headings)]
    ends = [*starts[1:], len(text)]
    return [
        (i - 1, start, end) for i, (start, end) in enumerate(zip(starts, ends, strict=True)) if end > start
    ]


def _units(text: str, start: int, end: int, count_tokens: CountTokens) -> list[_Unit]:
    units: list[_Unit] = []
    last = start
    for first, after in sentences.split(text[start:end]):
        first, after = first + start, after + start
        paragraph = "\n\n" in text[last:first] or first == start
        for number, (a, b) in enumerate(_whole_or_cut(text, first, after, count_tokens)):
            units.append(_Unit(a, b, count_tokens(text[a:b]), paragraph and number == 0))
        last = after
    return units


def _whole_or_cut(text: str, start: int, end: int, count_tokens: CountTokens) -> list[tuple[int, int]]:
    """The span itself, or its parts when it is longer than a chunk may be."""
    # No vocabulary has tokens so long on the average: what is longer need not be counted.
    if end - start <= LIMIT * _LONGEST_TOKEN and count_tokens(text[start:end]) <= LIMIT:
        return [(start, end)]
    cut = _middle(text, start, end)
    parts = []
    for first, last in ((start, cut), (cut, end)):
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            parts.extend(_whole_or_cut(text, first, last, count_tokens))
    return parts


def _middle(text: str, start: int, end: int) -> int:
    """The best place to cut near the middle: a line's end, then a clause's, then a word's."""
    middle = (start + end) // 2
    reach = (end - start) // 3
    for pattern in (r"\n", r"(?<=[;:,])\s", r"\s"):
        places = [m.end() for m in re.finditer(pattern, text[middle - reach : middle + reach])]
        if places:
            return middle - reach + min(places, key=lambda place: abs(place - reach))
    return middle


# --- packing -------------------------------------------------------------------------------------


def _pack(units: Sequence[_Unit], section: int) -> list[_Piece]:
    """Units of one section in pieces of about the same size, cut before a paragraph where one is near."""
    pieces: list[_Piece] = []
    remaining = sum(unit.tokens for unit in units)
    begin = 0
    while begin < len(units):
        parts = max(1, math.ceil(remaining / (TARGET * 1.15)))
        end = _cut(units, begin, remaining / parts) if parts > 1 else _fill(units, begin)
        tokens = sum(unit.tokens for unit in units[begin:end])
        pieces.append(_Piece(units[begin].start, units[end - 1].end, tokens, section))
        remaining -= tokens
        begin = end
    return pieces


def _fill(units: Sequence[_Unit], begin: int) -> int:
    """As many units as a chunk may hold, at least one."""
    tokens, end = 0, begin
    while end < len(units) and (end == begin or tokens + units[end].tokens <= LIMIT):
        tokens += units[end].tokens
        end += 1
    return end


def _cut(units: Sequence[_Unit], begin: int, size: float) -> int:
    """Where the piece that begins at `begin` ends: nearest to `size`, a paragraph's border preferred."""
    best, best_cost = begin + 1, math.inf
    tokens = 0
    for end in range(begin + 1, len(units) + 1):
        tokens += units[end - 1].tokens
        if tokens > LIMIT and end > begin + 1:
            break
        at_paragraph = end == len(units) or units[end].paragraph
        cost = abs(tokens - size) + (0 if at_paragraph else TARGET * 0.15)
        if cost < best_cost:
            best, best_cost = end, cost
    return best


def _join_small(pieces: Sequence[_Piece], headings: Sequence[Heading], walls: set[int]) -> list[_Piece]:
    """Join a small piece with the next one, or with the one before where a higher heading follows."""
    joined: list[_Piece] = []
    sizes: list[int] = []  # tokens of the largest part of each joined piece: its heading is shown
    for piece in pieces:
        last = joined[-1] if joined else None
        fits = last is not None and last.tokens + piece.tokens <= LIMIT and piece.start not in walls
        if last is None or not fits or not _may_join(last, piece, headings):
            joined.append(piece)
            sizes.append(piece.tokens)
            continue
        section = piece.section if piece.tokens > sizes[-1] else last.section
        sizes[-1] = max(sizes[-1], piece.tokens)
        joined[-1] = _Piece(last.start, piece.end, last.tokens + piece.tokens, section)
    return joined


def _may_join(last: _Piece, piece: _Piece, headings: Sequence[Heading]) -> bool:
    if last.tokens < SMALL:
        return True
    if piece.tokens >= SMALL // 2 or piece.section == last.section:
        return False
    # A few words under a heading of the same or a lower level belong to what stands before;
    # a chapter's title belongs to what follows.
    higher = last.section >= 0 and headings[piece.section].level < headings[last.section].level
    return not higher and piece.tokens >= SMALL // 6


# --- pages and headings --------------------------------------------------------------------------


def _page(pages: Sequence[PageSpan], starts: Sequence[int], offset: int) -> int:
    index = bisect_right(starts, offset) - 1
    # Pages without text begin where the next one does: the last of them is the one that holds it.
    return pages[index].number if index >= 0 else 0


def _paths(headings: Sequence[Heading]) -> list[str]:
    """The path of each heading, "Раздел 4 › Статья 115", the nearest ones when it is long."""
    paths: list[str] = []
    stack: list[Heading] = []
    for heading in headings:
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
        paths.append(_path([_short(item.text) for item in stack]))
    return paths


def _path(parts: list[str]) -> str:
    while len(parts) > 1 and len(" › ".join(parts)) > _MAX_PATH:
        parts.pop(0)
    return " › ".join(parts)


def _short(text: str) -> str:
    return shorten(text, _MAX_PATH_PART, " ,;:")
