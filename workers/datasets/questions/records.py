"""Rows of tables: whose row it is, and the numbers under their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_FIELD = re.compile(r"\s*(?P<name>[^:;|]{2,60}): (?P<value>[^;|]+?)\s*(?:;|$)")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_NAMING = re.compile(
    r"наименование|название|услуга|товар|работа|должность|name|item|service|product|position", re.I
)


@dataclass(frozen=True, slots=True)
class TableNumber:
    """A number of a table: offsets of its row in the text, whose row it is, the heading over it."""

    start: int
    end: int
    owner: str
    column: str
    value: str


def cells(text: str) -> list[TableNumber]:
    """The numbers of all rows, at most one a row: the first whose heading is not a number as well."""
    return [*_of_fields(text), *_of_columns(text)]


def _of_fields(text: str) -> Iterator[TableNumber]:
    """Rows as "Name: value; Name: value", which is how sheets are read."""
    for line in _LINE.finditer(text):
        fields = [(m["name"].strip(), m["value"].strip()) for m in _FIELD.finditer(line.group())]
        if len(fields) < 3:
            continue
        owner = next((value for name, value in fields if _NAMING.match(name)), "")
        if not owner:
            owner = next((value for _, value in fields if not _NUMBER.fullmatch(value)), "")
        numbers = [(name, value) for name, value in fields if _NUMBER.fullmatch(value)]
        if len(owner) > 3 and numbers:
            column, value = numbers[line.start() % len(numbers)]
            yield TableNumber(line.start(), line.end(), owner, column, value)


def _of_columns(text: str) -> Iterator[TableNumber]:
    """Rows of cells between bars under a row of headings."""
    headings: list[str] = []
    for line in _LINE.finditer(text):
        row = [cell.strip() for cell in line.group().split(" | ")]
        if len(row) < 2:
            headings = []
            continue
        if len(row) != len(headings):
            headings = row if not any(_NUMBER.fullmatch(cell) for cell in row) else []
            continue
        numbers = [place for place in range(1, len(row)) if _NUMBER.fullmatch(row[place])]
        if numbers and len(row[0]) > 2 and not _NUMBER.fullmatch(row[0]):
            place = numbers[line.start() % len(numbers)]
            yield TableNumber(line.start(), line.end(), row[0], headings[place], row[place])
