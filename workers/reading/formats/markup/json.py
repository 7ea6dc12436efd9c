"""JSON and lines of JSON: values as lines with their names, lists of records as rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.encodings import decode
from workers.reading.formats.text import from_text
from workers.reading.number_format import value_text
from workers.reading.options import ReadOptions
from workers.reading.tables import Cell, add_rows

_DEEPEST = 60
_JOIN = " › "


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The values with the names that lead to them; what is no JSON after all is read as text."""
    text = decode(path.read_bytes()).lstrip("\ufeff")
    try:
        value = json.loads(text)
    except RecursionError:
        return from_text(text, "txt")
    except ValueError:
        lines = _records(text)
        if lines is None:
            return from_text(text, "txt")
        value = lines
    builder = Builder()
    _add(builder, value, (), 0)
    return builder.finish("json")


def _records(text: str) -> list[Any] | None:
    """The values of lines of JSON; None when a line is none."""
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None


def _add(builder: Builder, value: Any, names: tuple[str, ...], depth: int) -> None:
    if depth > _DEEPEST:
        builder.line(_named(names, json.dumps(value, ensure_ascii=False)))
    elif isinstance(value, dict):
        for name, one in value.items():
            _add(builder, one, (*names, str(name)), depth + 1)
    elif isinstance(value, list) and len(value) > 1 and all(isinstance(one, dict) for one in value):
        if names:
            builder.block_ends()
            builder.line(f"{_JOIN.join(names)}:")
        add_rows(builder, _rows(value))
        builder.block_ends()
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, one in enumerate(value, start=1):
            _add(builder, one, (*names, str(number)) if len(value) > 1 else names, depth + 1)
    else:
        text = _flat(value)
        if "\n" in text or not names:
            builder.paragraph(_named(names, text))
        else:
            builder.line(_named(names, text) if text else "")


def _rows(records: list[dict[str, Any]]) -> Iterator[list[Cell]]:
    """A row of names, and one a record; what a record lacks is left out of its row."""
    flat = [pairs for record in records if (pairs := dict(_pairs(record, "", 0)))]
    names = list(dict.fromkeys(name for record in flat for name in record))
    if len(names) > 1:
        yield [Cell(name) for name in names]
        for record in flat:
            said = [name for name in names if record.get(name)]
            if len(said) == 1:  # a row of one cell stands without its name
                yield [Cell(f"{said[0]}: {record[said[0]]}")]
            else:
                yield [Cell(record.get(name, ""), is_text=False) for name in names]
    else:
        for record in flat:
            yield [Cell(f"{name}: {text}") for name, text in record.items()]


def _pairs(record: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _pairs(value, f"{before}{name}{_JOIN}", depth + 1)
        else:
            yield f"{before}{name}", " ".join(_flat(value).split())


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(one for one in map(_flat, value) if one)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, one in value.items() if (text := _flat(one)))
    return value if isinstance(value, str) else value_text(value)


def _named(names: tuple[str, ...], text: str) -> str:
    return f"{_JOIN.join(names)}: {text}" if names else text
