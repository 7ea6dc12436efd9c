"""Writes the documents of `tables_exam.json`: workbooks, CSV, DOCX and HTML with one table each."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl


def write_all(tables: Sequence[dict[str, Any]], folder: Path) -> None:
    """A file for each table, in its format."""
    writers = {"xlsx": _xlsx, "csv": _csv, "docx": _docx, "html": _html}
    for table in tables:
        rows = [table["head"], *table["rows"], *([table["total"]] if table["total"] else [])]
        writers[table["format"]](folder / table["file"], table, rows)


def _xlsx(path: Path, table: dict[str, Any], rows: Sequence[Sequence[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = table["sheet"]
    sheet.append([table["caption"]])
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def _csv(path: Path, table: dict[str, Any], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="cp1251", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _docx(path: Path, table: dict[str, Any], rows: Sequence[Sequence[Any]]) -> None:
    document = docx.Document()
    document.add_paragraph(table["caption"])
    grid = document.add_table(rows=0, cols=len(table["head"]))
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = str(text)
    document.save(str(path))


def _html(path: Path, table: dict[str, Any], rows: Sequence[Sequence[Any]]) -> None:
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    caption = table["caption"]
    path.write_text(f"<html><body><h2>{caption}</h2><table>{body}</table></body></html>", encoding="utf-8")
