"""Rows of spreadsheets as text: each row carries the names of its columns, so it can be read alone."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workers.reading.building import Builder

_LONGEST_NAME = 60
_NUMBER_LIKE = re.compile(r"[\d\s.,:%+\-/]*\d[\d\s.,:%+\-/]*(?:р(?:уб)?\.?|[$€₽%])?")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `is_text` False for numbers, dates, formulas' results."""

    text: str
    is_text: bool = True


def value_text(value: Any) -> str:
    """A cell's value in readable form: 1200.0 → "1200", a date → "05.03.2026"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        date = value.strftime("%d.%m.%Y")
        return date if value.time() == datetime.time() else date + value.strftime(" %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return " ".join(str(value).split())


def number_text(value: float) -> str:
    """A number without trailing zeros and without the noise of binary fractions."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


def add_rows(builder: Builder, rows: Iterable[list[Cell]]) -> None:
    """Append the rows of a sheet. The first full row of texts names the columns of the rows below it:
    "Товар: Насос; Цена: 1200"; rows above it, and rows that are one text, stay as they are."""
    names: list[str] = []
    waiting: list[Cell] | None = None  # a row that names the columns if rows of values follow
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if not filled:
            if waiting is not None:
                builder.line(_plain(waiting))
                waiting = None
            names = []
            builder.block_ends()
            continue
        if waiting is not None:
            names, waiting = [cell.text[:_LONGEST_NAME] for cell in waiting], None
        if not names and _could_name(row):
            waiting = row
        elif names and len(filled) > 1:
            builder.line(_named(names, row))
        else:
            builder.line(_plain(row))
    if waiting is not None:
        builder.line(_plain(waiting))


def _could_name(row: list[Cell]) -> bool:
    filled = [cell for cell in row if cell.text]
    texts = {cell.text.casefold() for cell in filled}
    return (
        len(filled) >= 2
        and len(texts) == len(filled)
        and all(cell.is_text and not _NUMBER_LIKE.fullmatch(cell.text) for cell in filled)
        and all(len(cell.text) <= 100 for cell in filled)
    )


def _named(names: list[str], row: list[Cell]) -> str:
    parts = []
    for index, cell in enumerate(row):
        if cell.text:
            name = names[index].rstrip(":") if index < len(names) else ""
            parts.append(f"{name}: {cell.text}" if name else cell.text)
    return "; ".join(parts)


def _plain(row: list[Cell]) -> str:
    return " | ".join(cell.text for cell in row if cell.text)
