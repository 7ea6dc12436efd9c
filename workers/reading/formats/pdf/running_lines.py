"""Lines that stand at the edge of many pages of a document: titles of sections, stamps, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from workers.reading.headings import Line

_EDGE = 16  # lines at the top and at the bottom of a page that are looked at: some stamps have ten
_FEWEST_PAGES = 3
_SHARE = 0.35  # of the pages: left and right pages may differ, first ones have none
_LONGEST = 160
_NUMBER = re.compile(
    r"[\W_]*(?:стр(?:аница|\.)?|лист|page|p\.)?[\W_]*\d{1,4}[\W_]*(?:(?:из|of|/)[\W_]*\d{1,4}[\W_]*)?",
    re.IGNORECASE,
)


_PAGE = re.compile(r"\b(?:стр(?:аница|\.)?|лист|page)\s*\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?")


def running_lines(pages: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """How many lines at the top and at the bottom of each page, given by its lines, come back on other pages.
    Where one comes for the first time it is no repetition, unless it is a page number."""
    if len(pages) < _FEWEST_PAGES:
        return [(0, 0)] * len(pages)
    edges = [[[(line, _shape(line.text)) for line in edge] for edge in _edges(lines)] for lines in pages]
    counts = [
        Counter(chain.from_iterable({shape for _, shape in page[side]} for page in edges)) for side in (0, 1)
    ]
    least = max(_FEWEST_PAGES, _SHARE * sum(1 for lines in pages if lines))
    numbered = [_are_page_numbers(pages, side) for side in (0, 1)]
    seen: list[set[str]] = [set(), set()]
    found = []
    for page in edges:
        taken = [0, 0]
        for side, edge in enumerate(page):
            shown: set[str] = set()
            kept = counted = False
            for line, shape in edge:
                if _NUMBER.fullmatch(line.text.strip()):
                    if counted or not numbered[side]:
                        break  # a page has one number; what follows are figures
                    counted = True
                elif counts[side][shape] < least or len(line.text) > _LONGEST:
                    break
                else:
                    shown.add(shape)
                    kept = kept or shape not in seen[side]
                taken[side] += not kept
            seen[side] |= shown
        found.append((taken[0], taken[1]))
    return found


def _edges(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The first and the last lines, from the edge inwards, of which none is both."""
    half = min(_EDGE, len(lines) // 2)
    return list(lines[:half]), list(lines[len(lines) - half :])[::-1]


def _shape(text: str) -> str:
    return _PAGE.sub("", " ".join(text.casefold().split()))


def _are_page_numbers(pages: Sequence[Sequence[Line]], side: int) -> bool:
    """Whether the numbers at an edge grow with the pages."""
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        for line in _edges(lines)[side]:
            if _NUMBER.fullmatch(line.text.strip()):
                digits = re.search(r"\d+", line.text)
                offsets[int(digits[0]) - number if digits else 0] += 1
                break
    return bool(offsets) and offsets.most_common(1)[0][1] >= max(_FEWEST_PAGES, _SHARE * len(pages))
