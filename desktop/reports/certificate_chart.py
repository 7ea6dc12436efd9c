"""The bars of an exam as a picture (SVG): shares of right answers with their intervals, as in the window."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from desktop.core.exam_entities import Scoreboard, ScoreRow
from desktop.reports.certificate_words import Words

# All in px of the picture; letters are about 6 px wide.
_WIDTH, _ROW, _BAR, _AXIS = 680, 22, 12, 18
_LEFT, _RIGHT = 250, 46
_CAP = 4
_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG with its size in px; `words` say the same."""

    svg: str
    width: int
    height: int
    words: str


def draw(board: Scoreboard, names: Mapping[str, str], words: Words, folder: Path) -> Picture:
    """One bar a line of the table, in its order. `folder` holds `chart.svg`, which has the colours."""
    height = len(board.rows) * _ROW + _AXIS
    lines = [_axis(height, words)]
    lines += [
        _bar(row, at, row.contestant.key == board.best, names, words) for at, row in enumerate(board.rows)
    ]
    said = "; ".join(f"{names[row.contestant.key]}: {words.percent(row.share)}" for row in board.rows)
    page = Template((folder / "chart.svg").read_text(encoding="utf-8"))
    svg = page.substitute(width=_WIDTH, height=height, title=html.escape(said), body="\n".join(lines))
    return Picture(svg, _WIDTH, height, said)


def _axis(height: int, words: Words) -> str:
    bottom = height - _AXIS
    marks = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _at(share) + 0.5  # a line one px wide is sharp between px
        marks.append(f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{bottom}"/>')
        marks.append(
            f'<text class="axis" x="{x:.1f}" y="{height - 4}" text-anchor="middle">'
            f"{words.percent(share)}</text>"
        )
    return "\n".join(marks)


def _bar(row: ScoreRow, at: int, best: bool, names: Mapping[str, str], words: Words) -> str:
    middle = at * _ROW + _ROW / 2
    name = names[row.contestant.key]
    if len(name) > _LETTERS:
        name = f"{name[: _LETTERS - 1].rstrip()}…"
    look = "bar_best" if best else "bar" if row.contestant.entry.way.searches else "bar_alone"
    text = "strong" if best else "name"
    low, high, base = _at(row.low), _at(row.high), middle + 4
    strokes = (
        f"M{low:.1f} {middle}H{high:.1f}"
        f"M{low:.1f} {middle - _CAP}V{middle + _CAP}M{high:.1f} {middle - _CAP}V{middle + _CAP}"
    )
    width = _at(row.share) - _LEFT
    return (
        f'<text class="{text}" x="0" y="{base}">{html.escape(name, quote=False)}</text>\n'
        f'<rect class="{look}" x="{_LEFT}" y="{middle - _BAR / 2}" width="{width:.1f}" '
        f'height="{_BAR}" rx="2"/>\n'
        f'<path class="halo" fill="none" d="{strokes}"/>\n'
        f'<path class="spread" fill="none" d="{strokes}"/>\n'
        f'<text class="{text}" x="{_WIDTH}" y="{base}" text-anchor="end">{words.percent(row.share)}</text>'
    )


def _at(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)
