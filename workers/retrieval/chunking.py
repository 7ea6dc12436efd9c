"""Text to chunks: along headings, paragraphs and sentences, 225 tokens each on the average.

200 to 256 tokens found most on real Russian documents (128 and 500 found less; a target of 256 more than one
of 200, see `tests/bench`); an embedder of 512 tokens never sees more than `HARD_LIMIT`, its prefix included.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workers.contract.reading import ExtractedDocument, Heading, PageSpan
from workers.retrieval import definitions
from workers.retrieval.leads import Lead, leads, leads_over
from workers.text import heading_path, sentences
from workers.text.shortening import shorten

TARGET = 256
LIMIT = 320
# Sections below this are joined with their neighbour.
SMALL = 100
# Changes whenever the same text gives other chunks; part of a chunk's id.
FINGERPRINT = f"chunks-2/{TARGET}/{LIMIT}/{SMALL}"
_LONGEST_TOKEN = 16
# Characters of the headings over a chunk.
_MAX_PATH = 200
_MAX_PATH_PART = 90
_SHORTEST_TITLE = 40
_TOKENS = re.compile(r"\d|[^\W\d_]+|[^\w\s]")

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document: `text == document.text[start:end]`. `page`…`page_end` count from 1 (0: the
    format has no pages). `heading` names the headings over its parts, "Раздел 4 › Статья 115", and what
    stands over its beginning (`workers/text/heading_path.py`)."""

    ordinal: int
    start: int
    end: int
    page: int
    page_end: int
    heading: str
    text: str


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
    """A sentence or row that is kept whole, or a part of the long one `sentence`. `paragraph`: it begins a
    paragraph; `lead`: what it speaks of follows."""

    start: int
    end: int
    tokens: int
    sentence: tuple[int, int]
    paragraph: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units that become a chunk; `sections` are the indices of the headings above its parts, -1 for none.
    `lead`: what stands over its beginning; `alone`: it is a definition, which is joined with nothing."""

    start: int
    end: int
    tokens: int
    sections: tuple[int, ...]
    lead: str = ""
    alone: bool = False


def chunk(document: ExtractedDocument, count_tokens: CountTokens = estimate_tokens) -> list[Chunk]:
    """The chunks in order. They hold all text that is not blank, each character once; none has more than
    `LIMIT` tokens by the sum of its sentences' counts, none ends inside a word (but for endless ones). Each
    names the headings over all of its parts, and what stands over its beginning: the words before a list,
    the names of columns."""
    text = document.text
    pieces: list[_Piece] = []
    for section, start, end in _sections(text, document.headings):
        heading = document.headings[section].text if section >= 0 else ""
        pieces.extend(_of_section(text, section, start, end, heading, document.definitions, count_tokens))
    walls = {page.start for page in document.pages} if document.kind in {"xlsx", "ods"} else set()
    if document.kind == "pdf" and document.pages:  # files inside stand behind the pages
        walls.update(one.start for one in document.headings if one.start >= document.pages[-1].end)
    pieces = _join_small(pieces, document.headings, walls)
    paths = heading_path.nested((heading.level, heading.text) for heading in document.headings)
    starts = [page.start for page in document.pages]
    return [
        Chunk(
            ordinal,
            piece.start,
            piece.end,
            _page(document.pages, starts, piece.start),
            _page(document.pages, starts, piece.end - 1),
            _over(piece, paths),
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


def _of_section(
    text: str,
    section: int,
    start: int,
    end: int,
    heading: str,
    marked: Sequence[tuple[int, int]],
    count_tokens: CountTokens,
) -> list[_Piece]:
    """The pieces of a section. Its definitions, those that are `marked` and those that rules find, are a
    piece each."""
    body = _after_heading(text, start, end, heading)
    spans = list(marked[bisect_left(marked, (start, 0)) : bisect_left(marked, (end, 0))])
    spans = spans or definitions.spans(text, body, end, heading)
    terms = {first for first, _ in spans}
    points = sorted({start, body, end, *(min(point, end) for span in spans for point in span)})
    groups: list[tuple[bool, list[_Unit]]] = []
    for first, last in pairwise(points):
        units = _units(text, first, last, count_tokens)
        if first < body and units:
            units[-1] = replace(units[-1], lead=True)
        if groups and first not in terms and not groups[-1][0]:
            groups[-1][1].extend(units)
        else:
            groups.append((first in terms, units))
    under = dict.fromkeys(unit.sentence for _, units in groups for unit in units if unit.start >= body)
    first_words = sorted(terms)
    above = [
        lead
        for lead in leads(text, tuple(under))
        # "The following terms are used:" would make all definitions alike.
        if heading_path.CELLS in lead.text
        or bisect_right(first_words, lead.start) == bisect_left(first_words, lead.end)
    ]
    pieces: list[_Piece] = []
    for alone, units in groups:
        # What a long definition is cut into keeps its term.
        if alone and units and (defined := definitions.term(text[units[0].start : units[-1].end])):
            above.append(Lead(units[0].start, units[-1].end, f"{defined}:"))
        pieces.extend(_pack(units, section, alone=alone))
    over = leads_over(above, [piece.start for piece in pieces])
    return [replace(piece, lead=lead) for piece, lead in zip(pieces, over, strict=True)]


def _after_heading(text: str, start: int, end: int, heading: str) -> int:
    """Where the text under a heading begins: behind the words that the section begins with."""
    at = start
    for word in heading.split():
        while at < end and text[at].isspace():
            at += 1
        if not text.startswith(word, at, end):
            return start
        at += len(word)
    return at


def _units(text: str, start: int, end: int, count_tokens: CountTokens) -> list[_Unit]:
    units: list[_Unit] = []
    last = start
    # Notes of editors end no chunk: so cut, laws are not found better (`tests/bench/RESULTS.md`).
    for first, after in sentences.split(text[start:end], notes=False):
        first, after = first + start, after + start
        paragraph = "\n\n" in text[last:first] or first == start
        for number, (a, b, tokens) in enumerate(_whole_or_cut(text, first, after, count_tokens)):
            lead = text[b - 1] == ":"
            begins = paragraph and number == 0
            units.append(_Unit(a, b, tokens, (first, after), begins, lead))
        last = after
    return units


def _whole_or_cut(text: str, start: int, end: int, count_tokens: CountTokens) -> list[tuple[int, int, int]]:
    """The span itself with its tokens, or its parts when it is longer than a chunk may be."""
    # No vocabulary has tokens so long on the average: what is longer need not be counted.
    tokens = count_tokens(text[start:end]) if end - start <= LIMIT * _LONGEST_TOKEN else LIMIT + 1
    if tokens <= LIMIT:
        return [(start, end, tokens)]
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


def _pack(units: Sequence[_Unit], section: int, *, alone: bool) -> list[_Piece]:
    """Units of one section in pieces of about the same size, cut before a paragraph where one is near."""
    pieces: list[_Piece] = []
    remaining = sum(unit.tokens for unit in units)
    begin = 0
    while begin < len(units):
        parts = max(1, math.ceil(remaining / (TARGET * 1.15)))
        end = _cut(units, begin, remaining / parts) if parts > 1 else _fill(units, begin)
        tokens = sum(unit.tokens for unit in units[begin:end])
        start = units[begin].start
        pieces.append(_Piece(start, units[end - 1].end, tokens, (section,), "", alone))
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
        if units[end - 1].lead:
            cost += TARGET * 0.5
        if cost < best_cost:
            best, best_cost = end, cost
    return best


def _join_small(pieces: Sequence[_Piece], headings: Sequence[Heading], walls: set[int]) -> list[_Piece]:
    """Join a small piece with the next one, or with the one before where a higher heading follows."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        fits = last is not None and last.tokens + piece.tokens <= LIMIT and piece.start not in walls
        if last is None or not fits or not _may_join(last, piece, headings):
            joined.append(piece)
            continue
        joined[-1] = replace(
            last,
            end=piece.end,
            tokens=last.tokens + piece.tokens,
            sections=tuple(dict.fromkeys((*last.sections, *piece.sections))),
            alone=piece.alone,
        )
    return joined


def _may_join(last: _Piece, piece: _Piece, headings: Sequence[Heading]) -> bool:
    if last.alone:
        return False
    if piece.alone:
        # The heading over the first definition; what else stands there is found by itself.
        return last.tokens < SMALL // 2
    if last.tokens < SMALL:
        return True
    section, before = piece.sections[0], last.sections[-1]
    if piece.tokens >= SMALL // 2 or section == before:
        return False
    # A few words under a heading of the same or a lower level belong to what stands before;
    # a chapter's title belongs to what follows.
    higher = before >= 0 and headings[section].level < headings[before].level
    return not higher and piece.tokens >= SMALL // 6


# --- pages and headings --------------------------------------------------------------------------


def _page(pages: Sequence[PageSpan], starts: Sequence[int], offset: int) -> int:
    index = bisect_right(starts, offset) - 1
    if pages and offset >= pages[-1].end:
        return 0  # behind the pages: in a file inside
    # Pages without text begin where the next one does: the last of them is the one that holds it.
    return pages[index].number if index >= 0 else 0


def _over(piece: _Piece, paths: Sequence[tuple[str, ...]]) -> str:
    """The headings over a piece and what stands over its beginning: "Раздел 4 › Статья 22 › Работодатель
    обязан:"; those of joined sections beside one another: "Глава 3 › Статья 7 · Статья 8"."""
    own = list(dict.fromkeys(paths[section] for section in piece.sections if section >= 0))
    # A heading of which another one of the piece is a part, says nothing more.
    own = [path for path in own if not any(other[: len(path)] == path for other in own if other != path)]
    shared = [_short(part) for part in own[0][:-1]] if own else []
    below = [
        [_short(part) for part in path[_common(before, path) :]] for before, path in pairwise([(), *own])
    ]
    below[:1] = [parts[-1:] for parts in below[:1]]
    if len(heading_path.joined(shared, below)) > _MAX_PATH:
        below = [parts[-1:] for parts in below]
    while shared and len(heading_path.joined(shared, below)) > _MAX_PATH:
        shared.pop(0)
    if len(below) > 1 and len(heading_path.joined([], below)) > _MAX_PATH:
        longest = max(_SHORTEST_TITLE, _MAX_PATH // len(below))
        below = [[shorten(part, longest, " ,;:") for part in parts] for parts in below]
    return heading_path.joined(shared, below, piece.lead)


def _common(before: tuple[str, ...], path: tuple[str, ...]) -> int:
    """How many parts of a path the one before it has named."""
    count = 0
    while count < min(len(before), len(path) - 1) and before[count] == path[count]:
        count += 1
    return count


def _short(text: str) -> str:
    return shorten(text, _MAX_PATH_PART, " ,;:")
