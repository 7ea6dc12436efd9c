"""Pictures inside documents that are pages themselves: pasted scans. Their words are not read."""

import io
from typing import Any

from PIL import Image

from workers.reading.archive import Package, attribute, local

_LEAST = 130.0  # square centimetres that are shown: a quarter of an A4 page within its margins
_EMU = 360_000  # of a centimetre
_PAPER, _LIGHT = 185, 0.6  # of 255: so light is at least this part of a page
_INK = (0.005, 0.4)  # parts of a page that are dark
_DARK = 120
_MOST_PIXELS = 120_000_000


def page_pictures(package: Package, root: Any, targets: dict[str, tuple[str, str]]) -> list[str]:
    """The members of the container that a part shows as pictures of pages, in its order. `targets` are the
    part's relations."""
    found = []
    for blip in root.iter() if root is not None else ():
        if local(blip) != "blip" or _shown(blip) < _LEAST:
            continue
        member = targets.get(attribute(blip, "embed"), ("", ""))[1]
        if member in package.names and member not in found and is_page(package.read(member)):
            found.append(member)
    return found


def is_page(data: bytes) -> bool:
    """Whether a picture looks like paper with words: light, and some of it dark. Photographs are darker,
    signs are even."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            picture.draft("L", (400, 400))
            small = picture.convert("L")
            small.thumbnail((400, 400))
            counts = small.histogram()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    total = sum(counts)
    light, dark = sum(counts[_PAPER:]) / total, sum(counts[:_DARK]) / total
    return light >= _LIGHT and _INK[0] <= dark <= _INK[1]


def _shown(blip: Any) -> float:
    """Square centimetres that a picture takes on the page."""
    above = blip.getparent()
    for _ in range(8):
        if above is None:
            return 0.0
        for one in above.iter():
            if local(one) in {"extent", "ext"} and attribute(one, "cx").isdigit():
                return int(attribute(one, "cx")) * int(attribute(one, "cy") or 0) / _EMU**2
        above = above.getparent()
    return 0.0
