"""Settings as somebody types and reads them: names, values as text, what a value can be."""

import dataclasses
from enum import StrEnum
from typing import Any

from desktop.settings.schema import LIMITS, REMEMBERED, WINDOW_LANGUAGES, Settings
from workers.contract.codes import Code, ProblemError

_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def setting_names() -> list[str]:
    """Every setting that is a choice of somebody's, in the order of the schema."""
    return [field.name for field in dataclasses.fields(Settings) if field.name not in REMEMBERED]


def default(name: str) -> Any:
    """The value where nobody chose; raises SETTING_UNKNOWN."""
    if name not in setting_names():
        raise ProblemError(Code.SETTING_UNKNOWN, setting=name)
    return getattr(Settings(), name)


def expected(name: str) -> str:
    """What the value of a setting can be, for whoever types it."""
    value = default(name)
    if isinstance(value, bool):
        return "true, false"
    if choices := _choices(name):
        return ", ".join(choices)
    if isinstance(value, int):
        low, high = LIMITS[name]
        return f"{low}…{high}"
    return "a,b,c" if isinstance(value, list) else "text"


def _choices(name: str) -> tuple[str, ...]:
    """All that a setting may be, where it is one of a few."""
    value = default(name)
    return (
        WINDOW_LANGUAGES if name == "language" else tuple(type(value)) if isinstance(value, StrEnum) else ()
    )


def parse(name: str, typed: str) -> Any:
    """The value that was typed; raises SETTING_UNKNOWN, SETTING_VALUE."""
    value, plain = default(name), typed.strip()
    wrong = ProblemError(Code.SETTING_VALUE, typed, setting=name, expected=expected(name))
    if isinstance(value, bool):
        if plain.lower() not in (*_YES, *_NO):
            raise wrong
        return plain.lower() in _YES
    if choices := _choices(name):
        if plain not in choices:
            raise wrong
        return type(value)(plain)
    if isinstance(value, int):
        low, high = LIMITS[name]
        try:
            number = int(plain)
        except ValueError:
            raise wrong from None
        if not low <= number <= high:
            raise wrong
        return number
    if isinstance(value, list):
        return [part.strip() for part in plain.split(",") if part.strip()]
    return plain


def shown(value: Any) -> str:
    """A value as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return str(value)
