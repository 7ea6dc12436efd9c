"""Rows as files for people: JSON lines, a JSON list, a table."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any, Generic

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import Documents
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import R, T
from desktop.core.saving import save_text

# Several values in a cell of a table.
_BETWEEN = "; "


class RowExporter(Generic[R, T]):
    """Gives the rows of a base out."""

    def __init__(self, rows: RowReview[R, T], bases: BaseService, documents: Documents) -> None:
        self._rows, self._bases, self._documents = rows, bases, documents

    def objects(self, base: str, everything: bool = False) -> list[dict[str, Any]]:
        """The rows that count, or `everything`, as objects for JSON. Raises NO_EXAMPLES, NO_QUESTIONS."""
        return [self._rows.kind.exported(row, names) for row, names in self._given(base, everything)]

    def export(self, base: str, path: str | Path, everything: bool = False) -> int:
        """Write the rows that count, or `everything`: a table (RFC 4180, with the mark by which spreadsheets
        know UTF-8) when the name ends with .csv, one JSON list with .json, else JSON lines; returns how many.
        Raises NO_EXAMPLES, NO_QUESTIONS, FOLDER_NOT_WRITABLE."""
        rows, form, kind = self._given(base, everything), Path(path).suffix.lower(), self._rows.kind
        if form == ".csv":
            text = _table(kind.table, [kind.cells(row, names) for row, names in rows])
        elif form == ".json":
            objects = [kind.exported(row, names) for row, names in rows]
            text = json.dumps(objects, ensure_ascii=False, indent=1) + "\n"
        else:
            text = "".join(
                json.dumps(kind.exported(row, names), ensure_ascii=False) + "\n" for row, names in rows
            )
        save_text(Path(path), text)
        return len(rows)

    def _given(self, base: str, everything: bool) -> list[tuple[R, dict[str, str]]]:
        """Rows with the names of all documents."""
        kind = self._rows.kind
        rows = [row for row in self._rows.list(base) if everything or row.state in kind.given]
        if not rows:
            raise kind.none(self._bases.get(base).name)
        names = {row.id: PurePath(row.path).name for row in self._documents.list(base)}
        return [(row, names) for row in rows]


def _table(columns: Sequence[str], objects: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(columns)
    for one in objects:
        table.writerow([_BETWEEN.join(v) if isinstance(v := one[name], list) else v for name in columns])
    return "\ufeff" + out.getvalue()
