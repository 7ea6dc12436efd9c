"""Frozen dataclasses to and from plain JSON values, by their type hints.

Used for the wire and for the files the two halves share. Unknown fields are ignored, so an older
reader understands a newer writer; a missing field without a default, or a value of the wrong type,
is a `CodecError`.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
DEEPEST = 60  # nothing that we write has more levels than a few


class CodecError(ValueError):
    """A JSON value that does not fit the dataclass it is read into."""


def to_json(value: Any) -> Any:
    """`value` (dataclass, enum, tuple, list, dict, scalar) as something `json.dumps` takes."""
    if isinstance(value, str | int | float) and not isinstance(value, Enum):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name, _, _ in _fields(type(value))}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    return value


def json_line(value: Any) -> bytes:
    """A value (see `to_json`) as one line of JSON in UTF-8; lone surrogates, which are no text, as "?"."""
    line = json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "replace") + b"\n"


def from_json(cls: type[T], untrusted: Any) -> T:
    """A `cls` (a dataclass) from a decoded JSON object; raises `CodecError` when it does not fit."""
    result: T = _read(cls, untrusted, cls.__name__)
    return result


def decode_json(untrusted: str | bytes) -> Any:
    """The JSON values of a text, for files that anything may have happened to; raises ValueError for what is
    no JSON, and for lists and objects within each other more than `DEEPEST` times: Python cannot read or
    write those to any depth."""
    try:
        decoded = json.loads(untrusted)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    layer = [decoded]
    for _ in range(DEEPEST):
        inner = [
            one.values() if isinstance(one, dict) else one for one in layer if isinstance(one, dict | list)
        ]
        if not inner:
            return decoded
        layer = [value for values in inner for value in values]
    raise ValueError("nested too deeply")


@cache
def _fields(cls: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type, and whether it has to be there, of each field of a dataclass."""
    hints, nothing = typing.get_type_hints(cls), dataclasses.MISSING
    return tuple(
        (field.name, hints[field.name], field.default is nothing and field.default_factory is nothing)
        for field in dataclasses.fields(cls)
    )


_get_origin: Callable[[Any], Any] = cache(typing.get_origin)
_get_args: Callable[[Any], tuple[Any, ...]] = cache(typing.get_args)


def _read(hint: Any, untrusted: Any, where: str) -> Any:
    if hint is Any:
        return untrusted
    if hint is str or hint is int or hint is float or hint is bool:
        return _read_scalar(hint, untrusted, where)
    origin = _get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _read_union(hint, untrusted, where)
    if origin in (tuple, list):
        if not isinstance(untrusted, list):
            raise CodecError(f"{where}: a list is expected")
        item = _get_args(hint)[0]
        return origin(_read(item, value, where) for value in untrusted)
    if origin is dict:
        if not isinstance(untrusted, dict):
            raise CodecError(f"{where}: an object is expected")
        item = _get_args(hint)[1]
        return {key: _read(item, value, f"{where}.{key}") for key, value in untrusted.items()}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _read_dataclass(hint, untrusted, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(untrusted)
        except ValueError as error:
            raise CodecError(f"{where}: {untrusted!r} is not known") from error
    return _read_scalar(hint, untrusted, where)


def _read_union(hint: Any, untrusted: Any, where: str) -> Any:
    if untrusted is None and type(None) in _get_args(hint):
        return None
    for choice in _get_args(hint):
        if choice is type(None):
            continue
        try:
            return _read(choice, untrusted, where)
        except CodecError:
            continue
    raise CodecError(f"{where}: the value does not fit")


def _read_dataclass(cls: type, untrusted: Any, where: str) -> Any:
    if not isinstance(untrusted, dict):
        raise CodecError(f"{where}: an object is expected")
    values = {}
    for name, hint, needed in _fields(cls):
        if name in untrusted:
            values[name] = _read(hint, untrusted[name], f"{where}.{name}")
        elif needed:
            raise CodecError(f"{where}.{name}: missing")
    return cls(**values)


def _read_scalar(hint: Any, untrusted: Any, where: str) -> Any:
    if hint is float and isinstance(untrusted, int) and not isinstance(untrusted, bool):
        try:
            return float(untrusted)
        except OverflowError as error:
            raise CodecError(f"{where}: the number is too large") from error
    if hint is int and isinstance(untrusted, bool):
        raise CodecError(f"{where}: a number is expected")
    if not isinstance(untrusted, hint):
        raise CodecError(f"{where}: {hint.__name__} is expected")
    return untrusted
