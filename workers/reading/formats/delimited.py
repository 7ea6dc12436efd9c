"""CSV and TSV in any of the usual encodings, with the delimiter found out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.encodings import decode
from workers.reading.options import ReadOptions
from workers.reading.tables import Cell, add_rows

_DELIMITERS = ";\t,|^~"
_NONE = "\x1f"  # of a list that has one column
_LONGEST_FIELD = 1_000_000
_SAID = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)  # spreadsheets say so in the first line


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """Rows with the names of their columns, one a line."""
    text = decode(path.read_bytes()).replace("\0", "")
    builder = Builder()
    add_rows(builder, _rows(text))
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
    return best


def _rows(text: str) -> Iterator[list[Cell]]:
    csv.field_size_limit(_LONGEST_FIELD)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        yield [Cell(" ".join(value.split())) for value in row]
