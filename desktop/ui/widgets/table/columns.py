"""Columns of a table as data, and how they share its width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PAD = 16  # px at the sides of a cell
_GAP, _LEAST_GAP = 32, 10  # px between the columns of a compact table
_LEAST_REST = 120  # px of the column that takes what the others leave


@dataclass(frozen=True, slots=True)
class TableColumn:
    """How one column is painted and how wide it is.

    Width: `width` px at 100 %, else `share` of what those leave (at least `least`, at most `most` px), else
    the rest, for which columns that `hide` go until it has its `least` px. In a compact table columns are as
    wide as their words, and `least` and `most` are those of the first.
    `icon(row)` gives the icon before the words with its tone; `tinted` words share that tone.
    `badge(row)` gives tone and word of a badge that stands instead of the words ("" = none)."""

    width: int = 0
    share: float = 0.0
    least: int = 0
    most: int = 10_000
    hides: bool = False
    font: str = "body"
    colour: str = "text_secondary"
    right: bool = False
    middle: bool = False  # too long words are cut in the middle: names of files
    icon: Callable[[Any], tuple[str, str]] | None = None
    icon_size: int = 14
    tinted: bool = False
    badge: Callable[[Any], tuple[str, str]] | None = None


def shared_widths(columns: Sequence[TableColumn], room: int, scale: float) -> dict[int, int]:
    """Pixels by column of a table `room` px wide; one that is not named is hidden. Where the rest would be
    too little for its words, columns that hide go, the last one first."""
    least = max([_LEAST_REST, *(one.least for one in columns if not one.width and not one.share)]) * scale
    shown = list(range(len(columns)))
    while True:
        widths, rest = _shared(columns, shown, room, scale)
        last = next((at for at in reversed(shown) if columns[at].hides), None)
        if rest >= least or last is None:
            return {at: width or max(rest, _LEAST_REST) for at, width in widths.items()}
        shown.remove(last)


def _shared(
    columns: Sequence[TableColumn], shown: Sequence[int], room: int, scale: float
) -> tuple[dict[int, int], int]:
    """Widths, with 0 for the column that takes the rest, and the rest."""
    widths = {at: round(columns[at].width * scale) for at in shown if columns[at].width}
    left = rest = room - sum(widths.values())
    for at in shown:
        column = columns[at]
        if column.share:
            share = min(round(left * column.share), column.most)
            if share >= column.least or not column.hides:
                widths[at] = max(share, column.least)
                rest -= widths[at]
        elif not column.width:
            widths[at] = 0
    return widths, rest


def fitted_widths(columns: Sequence[TableColumn], room: int, needed: Mapping[int, int]) -> dict[int, int]:
    """Each column as wide as its words (`needed`, px), the first takes what is left. Where that is too little
    the gaps shrink, then a column that `hides` goes; one that is not named is hidden."""
    first, room = columns[0], room - PAD
    head = min(max(needed[0] + PAD + 8, first.least), first.most)
    others = {at: width for at, width in needed.items() if at}
    if room < head + sum(others.values()) + _LEAST_GAP * len(others):
        others = {at: width for at, width in others.items() if not columns[at].hides}
    gap = min(max((room - head - sum(others.values())) // len(others), _LEAST_GAP), _GAP)
    widths = {at: width + gap + (PAD if at == len(columns) - 1 else 0) for at, width in others.items()}
    widths[0] = max(room - sum(others.values()) - gap * len(others), first.least)
    return widths
