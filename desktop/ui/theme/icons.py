"""SVG icons recoloured by role, drawn once per size and scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

LARGE = 24  # px: from here on strokes are thinner


class IconStore:
    """Reads `folder/NAME.svg` (Lucide, stroke `currentColor`) and `folder/brand/NAME.svg` (`@role` fills)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = cache(self._read)
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def draw(self, name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
        """The icon `size` px wide for a screen of `ratio` device pixels a pixel. `colour` is CSS.
        Raises FileNotFoundError for an unknown name."""
        key = (f"{name}/{stroke}", colour, size, ratio)
        if key not in self._pixmaps:
            svg = self._source(name).replace("currentColor", colour)
            svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
            self._pixmaps[key] = render(svg, size, ratio)
        return self._pixmaps[key]

    def brand(self, name: str, colours: dict[str, str], size: int, ratio: float) -> QPixmap:
        """A drawing of the product (the logo), its `@role` fills taken from `colours`."""
        key = (f"brand/{name}", colours["accent"], size, ratio)
        if key not in self._pixmaps:
            svg = self._source(f"brand/{name}")
            for role in ("on_accent", "accent"):
                svg = svg.replace(f"@{role}", colours[role])
            self._pixmaps[key] = render(svg, size, ratio)
        return self._pixmaps[key]

    def _read(self, name: str) -> str:
        return (self._folder / f"{name}.svg").read_text(encoding="utf-8")


def render(svg: str, size: int, ratio: float) -> QPixmap:
    """An SVG text as a square pixmap of `size` px at `ratio`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
