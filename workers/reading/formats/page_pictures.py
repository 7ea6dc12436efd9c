"""Pictures inside documents that are pages themselves: pasted scans."""

import io
import re
from typing import Any

from PIL import Image, ImageChops

from workers.reading.archive import Package, attribute, local

LEAST = 130.0  # square centimetres that are shown: a quarter of an A4 page within its margins
_EMU = 360_000  # of a centimetre
_CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}
_PAPER, _LIGHT = 185, 0.6  # of 255: so light is at least this part of a page
_INK = (0.0005, 0.4)  # parts of a page that are dark; a short letter is nearly white
_DARK = 120
_EDGES = 0.03  # of the pixels: letters have many edges (.04 of a short one), charts and views few (.02)
_FEWEST_DOTS = 600
_MOST_PIXELS = 120_000_000


def large_pictures(package: Package, root: Any, targets: dict[str, tuple[str, str]]) -> list[str]:
    """The members of the container that a part shows as pictures so large that they may be pages, in its
    order. `targets` are the part's relations."""
    found: list[str] = []
    for one in root.iter() if root is not None else ():
        if local(one) == "blip":
            name, size = attribute(one, "embed"), _shown(one)
        elif local(one) == "imagedata":  # of VML, in which older documents show pictures
            name, size = attribute(one, "id"), size_of(attribute(one.getparent(), "style"))
        else:
            continue
        member = targets.get(name, ("", ""))[1]
        if size >= LEAST and member in package.names and member not in found:
            found.append(member)
    return found


def size_of(style: str) -> float:
    """Square centimetres: "width:451.5pt;height:8.5in"."""
    sides = dict(re.findall(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+(?:pt|in|cm|mm))", style))
    return centimetres(sides.get("width", "")) * centimetres(sides.get("height", ""))


def centimetres(length: str) -> float:
    """A length with its unit; 0 for another."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(pt|in|cm|mm)", length)
    return float(match[1]) * _CENTIMETRES[match[2]] if match else 0.0


def is_page_wide(data: bytes) -> bool:
    """Whether a picture of which nobody says how large it is shown has enough dots for a page."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return min(picture.size) >= _FEWEST_DOTS
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def is_page(data: bytes) -> bool:
    """Whether a picture looks like paper with words: light, some of it dark, with many edges. Photographs are
    darker, signs are even, charts and views have few edges."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            picture.draft("L", (400, 400))
            small = picture.convert("L")
            small.thumbnail((400, 400))
            counts = small.histogram()
            ink = small.point([255] * _PAPER + [0] * (256 - _PAPER))
            moved = (ImageChops.offset(ink, 1, 0), ImageChops.offset(ink, 0, 1))
            edges = sum(ImageChops.difference(ink, one).histogram()[255] for one in moved)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    total = sum(counts)
    light, dark = sum(counts[_PAPER:]) / total, sum(counts[:_DARK]) / total
    return light >= _LIGHT and _INK[0] <= dark <= _INK[1] and edges >= _EDGES * total


def _shown(blip: Any) -> float:
    """Square centimetres that a picture takes on the page."""
    above = blip.getparent()
    for _ in range(8):
        if above is None:
            return 0.0
        for one in above.iter():
            sides = attribute(one, "cx"), attribute(one, "cy")
            if local(one) in {"extent", "ext"} and all(side.isdecimal() for side in sides):
                return int(sides[0]) * int(sides[1]) / _EMU**2
        above = above.getparent()
    return 0.0
