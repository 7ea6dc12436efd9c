"""What a cell or a field of OpenDocument says where it has no words of its own."""

import re
from typing import Any

from workers.reading.archive import attribute, local
from workers.reading.number_format import plain

_CHOICE, _TICK = "FORMDROPDOWN", "FORMCHECKBOX"  # fields of Word
_SPENT = re.compile(r"PT0*(\d+)H(\d+)M.*")


def field_text(mark: Any) -> str:
    """What is chosen or ticked in a field of a form that came from Word."""
    kind = attribute(mark, "type").rsplit(".", 1)[-1]
    said = [(attribute(one, "name"), attribute(one, "value")) for one in mark if local(one) == "param"]
    values = dict(said)
    if kind == _TICK:
        return "☒ " if values.get("Checkbox_Checked") == "true" else "☐ "
    if kind != _CHOICE:
        return ""
    lines = [value for name, value in said if name == "Dropdown_ListEntry"]
    chosen = values.get("Dropdown_Selected", "0")
    return lines[int(chosen)] if chosen.isdecimal() and int(chosen) < len(lines) else ""


def value_text(cell: Any, kind: str) -> str:
    """The value of a cell that has no words of its own, as a person would write it."""
    if kind in {"float", "currency", "percentage"}:
        value = float(attribute(cell, "value") or 0)
        return f"{plain(value * 100)} %" if kind == "percentage" else plain(value)
    if kind == "date":
        day = ".".join(reversed(attribute(cell, "date-value")[:10].split("-")))
        return day + attribute(cell, "date-value")[10:16].replace("T", " ")
    if kind == "time" and (spent := _SPENT.fullmatch(attribute(cell, "time-value"))):
        return f"{spent[1]}:{spent[2]}"
    if kind == "boolean":
        return "да" if attribute(cell, "boolean-value") == "true" else "нет"
    return attribute(cell, "string-value")
