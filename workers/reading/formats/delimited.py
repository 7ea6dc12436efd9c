"""CSV and TSV in any of the usual encodings, with the delimiter found out."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.options import ReadOptions
from workers.reading.tables import Cell, add_rows
from workers.reading.text_file import text_of

_DELIMITERS = ";\t,|^~"
_NONE = "\x1f"  # of a list that has one column
_LONGEST_FIELD = 1_000_000
_LONGEST_LINE = 2**30
_SAID = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)  # spreadsheets say so in the first line


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """Rows with the names of their columns, one a line."""
    builder = Builder()
    add_rows(builder, _rows(text_of(path, options.progress)))
    return builder.finish("csv")


def delimiter_of(text: str) -> str:
    """The delimiter that divides most of the first lines into the same number of fields."""
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    best, best_score = _NONE, 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        fields, times = max(counts.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        # A comma in some lines of a list is a comma.
        known = fields > 1 and (times * 2 > len(lines) or delimiter in lines[0])
        score = times * (1 + min(fields, 20) / 20) if known else 0
        if score > best_score:
            best, best_score = delimiter, score
    return ":" if lines and best not in lines[0] and _is_colon(lines) else best


def quote_of(text: str, delimiter: str) -> str:
    """The sign around fields that hold the delimiter: apostrophes where they open and close such fields."""
    mark = re.escape(delimiter)
    field = re.compile(rf"(?:^|{mark})'[^'\n]*{mark}[^'\n]*'(?={mark}|\r?$)", re.MULTILINE)
    return "'" if '"' not in text[:20_000] and field.search(text[:20_000]) else '"'


def _is_colon(lines: list[str]) -> bool:
    """Whether colons divide all lines into three fields or more, with names in the first: not "name: value",
    nor times of a day."""
    counts = {line.count(":") for line in lines}
    names = lines[0].split(":") if lines else []
    return (
        len(lines) > 1
        and len(counts) == 1
        and counts >= {len(names) - 1}
        and len(names) > 2
        and all(any(map(str.isalpha, name)) and not name.startswith((" ", "/")) for name in names)
    )


def records(parts: Iterator[str]) -> Iterator[list[str]]:
    """The fields of each row of a text that comes in pieces, as they stand; an empty line has none."""
    first = next(parts, "").replace("\0", "")
    said = _SAID.match(first)
    first = first[said.end() :] if said else first
    delimiter = said[1] if said else delimiter_of(first)
    quote = quote_of(first, delimiter)
    yield from _fields(_lines(itertools.chain([first], parts)), delimiter, quote)


def _rows(parts: Iterator[str]) -> Iterator[list[Cell]]:
    for row in records(parts):
        yield [Cell(" ".join(value.split())) for value in row]


def _fields(lines: Iterator[str], delimiter: str, quote: str) -> Iterator[list[str]]:
    """Rows of fields. A quote that nobody closes would swallow all that follows: from where it opens, quotes
    are letters like others."""
    csv.field_size_limit(_LONGEST_FIELD)
    row_so_far: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            row_so_far.append(line)
            yield line

    reader = csv.reader(noted(), delimiter=delimiter, quotechar=quote)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            break
        row_so_far.clear()
        yield row
    csv.field_size_limit(_LONGEST_LINE)
    yield from csv.reader(itertools.chain(row_so_far, lines), delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _lines(parts: Iterable[str]) -> Iterator[str]:
    """Lines with the mark at their end, which belongs to a field that goes on."""
    for part in parts:
        yield from io.StringIO(part.replace("\0", ""), newline="")
