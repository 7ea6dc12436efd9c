"""Two invented firms with a handful of documents each, and questions as their employees ask them.

`small_offices.json` names the documents as they are built here (DOCX, XLSX, EML, TXT) and the questions in
the form of `answer_sets`. Nothing in the product was chosen by the questions of `cargo`.
"""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl

_FILE = Path(__file__).with_suffix(".json")
FIRMS = ("clinic", "cargo")


def write(firm: str, folder: Path) -> tuple[Path, Path]:
    """Write the documents and the questions of a firm; returns the folder of the ones, the file of the
    others."""
    body = json.loads(_FILE.read_text("utf-8"))[firm]
    documents, questions = folder / firm, folder / f"{firm}.json"
    documents.mkdir(parents=True, exist_ok=True)
    for name, content in body.pop("documents").items():
        path = documents / name
        if not path.exists():  # another time of change would have it read again
            _WRITERS[path.suffix](path, content)
    questions.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    return documents, questions


def _docx(path: Path, content: dict[str, Any]) -> None:
    document = docx.Document()
    for line in content["paragraphs"]:
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif line.startswith("1) "):
            document.add_paragraph(line[3:], style="List Number")
        else:
            document.add_paragraph(line)
    rows = content.get("table", [])
    if rows:
        grid = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))


def _xlsx(path: Path, content: dict[str, Any]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in content["sheets"].items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _eml(path: Path, content: dict[str, Any]) -> None:
    letter = EmailMessage()
    for name, value in content["letter"].items():
        letter[name] = value
    letter.set_content(content["text"])
    path.write_bytes(letter.as_bytes())


def _txt(path: Path, content: dict[str, Any]) -> None:
    path.write_text(content["text"], "utf-8")


_WRITERS = {".docx": _docx, ".xlsx": _xlsx, ".eml": _eml, ".txt": _txt}
