"""How a style of OpenDocument hides or strikes out its words."""

import re
from typing import Any

from workers.reading.archive import attribute

_WHITES = {"#ffffff", "#fefefe", "#fdfdfd"}


def is_tiny(properties: Any) -> bool:
    """Whether a style writes letters that nobody can read: below 2 pt."""
    size = re.fullmatch(r"([\d.]+)pt", attribute(properties, "font-size"))
    return size is not None and float(size[1]) < 2


def lines_through(properties: Any) -> set[str]:
    """What a style says of a line through its letters."""
    said = (attribute(properties, f"text-line-through-{one}") for one in ("style", "type"))
    return {one for one in said if one}


def is_white(properties: Any) -> bool:
    """Whether a style writes white with nothing behind it."""
    behind = {attribute(one, "background-color") for one in properties.getparent()} - {
        "",
        "transparent",
        *_WHITES,
    }
    return attribute(properties, "color").casefold() in _WHITES and not behind
