"""The letters of what leaves the window on paper or as PDF."""

from PySide6.QtGui import QFont

_FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "sans-serif")
POINTS = 10.5
# Other shapes of a sign beside digits or capitals have no letters behind them in a PDF: "[1]" would be copied
# as "+1-", and found by nobody.
_OTHER_SHAPES = ("calt", "case", "liga", "clig")


def paper_font() -> QFont:
    """The font of paper, in its usual size."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(POINTS)
    for feature in _OTHER_SHAPES:
        font.setFeature(QFont.Tag(feature), 0)
    return font
