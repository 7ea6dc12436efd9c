"""The bars of an exam as a picture (SVG): shares of right answers with their intervals.

One drawing for paper and window: the certificate uses the style as it is, the window its own width, letters
and colours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.reports.renderer import render
from desktop.ui.i18n import formats

_MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line. Shares are 0…1, `low` and `high` end the interval, `words` is the share in writing. `look`
    is "best", "searching" or "alone"; `strong` sets name and share in heavier letters."""

    name: str
    words: str
    share: float
    low: float
    high: float
    look: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Measures in px: the whole `width`, the height of a line, of its bar and of the axis, the room for
    names at the left and figures at the right, half of the stroke at an end of an interval, the size of
    letters and of those of the axis. `family` is a CSS list of fonts; `colours` are CSS colours of text,
    axis, grid, surface, best, searching and alone, those of paper where one is missing."""

    width: int = 680
    row: int = 22
    bar: int = 12
    axis: int = 18
    left: int = 250
    right: int = 46
    cap: int = 4
    letter: int = 11
    axis_letter: int = 11
    family: str = 'Inter, "Segoe UI", "Noto Sans", sans-serif'
    colours: Mapping[str, str] = field(default_factory=dict)


def height(bars: Sequence[Bar], style: BarStyle) -> int:
    """Of the whole picture, px."""
    return len(bars) * style.row + style.axis


def draw(bars: Sequence[Bar], style: BarStyle) -> str:
    """The picture as SVG text, one line a bar in the order given; its title says all shares."""

    def at(share: float) -> float:
        return style.left + share * (style.width - style.left - style.right)

    lines = [
        {
            "bar": bar,
            "middle": number * style.row + style.row / 2,
            "end": at(bar.share),
            "low": at(bar.low),
            "high": at(bar.high),
        }
        for number, bar in enumerate(bars)
    ]
    # A line one px wide is sharp between two px.
    marks = [{"x": at(share) + 0.5, "words": formats.percent(share)} for share in _MARKS]
    return render(
        "bars.svg", style=style, height=height(bars, style), title=title(bars), marks=marks, lines=lines
    )


def title(bars: Sequence[Bar]) -> str:
    """What the picture says, in words."""
    return "; ".join(f"{bar.name}: {bar.words}" for bar in bars)
