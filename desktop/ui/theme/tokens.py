"""The values of the design: colours by role, sizes, fonts, times, read from one token file a theme."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("light", "dark", "contrast")
_PLACEHOLDER = re.compile(r"@([a-z][a-z0-9_]*)")
_GROWN = re.compile(r"@grown\((\d+)(?: - (\d+))?\)")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One role of text: size and line height in pixels at 100 %, weight 100…900, letter spacing in pixels."""

    size: int
    line: int
    weight: int
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. `colours` are CSS colours by role; the other groups are pixels (`motion`: milliseconds)."""

    name: str
    colours: Mapping[str, str]
    text: Mapping[str, TextStyle]
    families: tuple[str, ...]
    groups: Mapping[str, Mapping[str, float]]

    def number(self, group: str, name: str) -> float:
        """A size, for example `number("height", "control")`; raises KeyError for an unknown name."""
        return self.groups[group][name]


def read_tokens(path: Path) -> Tokens:
    """The token file at `path`; raises OSError, ValueError or KeyError when it is not one."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = {
        role: TextStyle(int(v["size"]), int(v["line"]), int(v["weight"]), float(v.get("letter_spacing", 0)))
        for role, v in raw["type"]["roles"].items()
    }
    groups = {name: raw[name] for name in ("space", "radius", "height", "width", "border", "motion")}
    groups["shadow"] = raw["shadow"]["popup"]
    groups["icon"] = {"stroke": raw["icon"]["stroke"], "stroke_large": raw["icon"]["stroke_large"]}
    colours = {role: v["value"] for role, v in raw["colour"].items()}
    return Tokens(raw["theme"], colours, text, tuple(raw["type"]["family"]), groups)


def fill(template: str, tokens: Tokens, scale: float) -> str:
    """`template` with every `@name` replaced: `@accent` a colour, `@height_control` or `@radius_card` a
    size in pixels, `@size_caption` a text size times `scale`, `@grown(30)` pixels times `scale`,
    `@grown(30 - 2)` less two that do not grow. Raises KeyError for an unknown name."""
    values: dict[str, str] = dict(tokens.colours)
    for group, sizes in tokens.groups.items():
        for name, size in sizes.items():
            grows = group == "height" and name not in ("progress", "number_chip")
            values[f"{group}_{name}"] = f"{round(size * scale) if grows else size:g}px"
    for role, style in tokens.text.items():
        values[f"size_{role}"] = f"{round(style.size * scale)}px"
        values[f"weight_{role}"] = str(style.weight)
    grown = _GROWN.sub(lambda match: f"{round(int(match[1]) * scale) - int(match[2] or 0)}px", template)
    return _PLACEHOLDER.sub(lambda match: values[match[1]], grown)
