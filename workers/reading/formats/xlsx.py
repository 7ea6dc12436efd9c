"""XLSX through openpyxl, values only: a sheet is a page, a row is a line with the names of its columns."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from workers.reading.archive import opened
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.options import ReadOptions
from workers.reading.tables import Cell, add_rows, value_text

_MAX_COLUMNS = 400


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """All sheets with their hidden rows; formulas give the values saved with them."""
    with opened(path):
        pass  # the limits of what the container may unpack to
    # Opened here: openpyxl refuses a path whose suffix it does not know.
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not know concern the look alone
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            builder = Builder()
            for sheet in book.worksheets:
                builder.sheet(sheet.title)
                # The size noted in the file may be wrong or missing.
                sheet.reset_dimensions()
                add_rows(builder, _rows(sheet))
            title = book.properties.title or ""
        finally:
            book.close()
    return builder.finish("xlsx", title)


def _rows(sheet: Any) -> Iterator[list[Cell]]:
    for values in sheet.iter_rows(values_only=True, max_col=None):
        row = [Cell(value_text(value), isinstance(value, str)) for value in values[:_MAX_COLUMNS]]
        while row and not row[-1].text:
            row.pop()
        yield row
