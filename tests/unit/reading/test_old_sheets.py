"""XLS and XLSB: what a person sees of the cells, what is hidden, and what is no workbook at all."""

import datetime
import struct
import zipfile
from pathlib import Path

import pytest
import xlwt

from tests.fixtures import documents
from tests.fixtures.compound_files import write_compound
from tests.fixtures.old_office import xlsb_file
from workers import reading
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading import ReadOptions
from workers.reading.formats.office97.biff import facts_of


def workbook(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Цены")
    for column, name in enumerate(("Товар", "Цена", "Доля", "С какого дня", "Код")):
        sheet.write(0, column, name)
    values = (("Насос", ""), (1234.5, '#,##0.00" ₽"'), (0.0375, "0.00%"),
              (datetime.date(2026, 3, 5), "dd.mm.yyyy"), (417, "000000"))  # fmt: skip
    for column, (value, code) in enumerate(values):
        sheet.write(1, column, value, xlwt.easyxf(num_format_str=code or "General"))
    sheet.write_merge(2, 3, 0, 0, "Кран")
    sheet.write(2, 1, 10)
    sheet.write(3, 1, 20)
    hidden = book.add_sheet("Тайна")
    hidden.visibility = 2
    hidden.write(0, 0, "скрыто")
    book.save(str(path))
    return path


def test_xls_shows_cells_as_a_person_sees_them(tmp_path: Path) -> None:
    document = reading.read_any(workbook(tmp_path / "Прайс.xls"), ReadOptions())
    assert document.kind == "xls"
    assert document.text.split("\n\n") == [
        "Цены",
        "Товар: Насос; Цена: 1 234,50 ₽; Доля: 3,75 %; С какого дня: 05.03.2026; Код: 000417\n"
        "Товар: Кран; Цена: 10\nТовар: Кран; Цена: 20",
        "Тайна",
        "скрыто",
    ]
    assert [page.label for page in document.pages] == ["Цены", "Тайна"]
    assert {note.code: str(note) for note in document.notes} == {
        NoteCode.HIDDEN_SHEETS: "hidden_sheets: 2, Тайна (1)"
    }


def test_xlsb_is_read_like_other_workbooks(tmp_path: Path) -> None:
    path = xlsb_file(tmp_path / "a.xlsb", [["Товар", "Цена"], ["Насос", 1200.5], ["Кран", 15]])
    document = reading.read_any(path, ReadOptions())
    assert document.kind == "xlsb"
    assert document.text == "Смета\n\nТовар: Насос; Цена: 1200.5\nТовар: Кран; Цена: 15"


def test_damaged_workbooks_are_broken(tmp_path: Path) -> None:
    sound = workbook(tmp_path / "a.xls")
    data = bytearray(sound.read_bytes())
    data[600:900] = b"\xff" * 300
    sound.write_bytes(data)
    with pytest.raises(ProblemError) as damaged:
        reading.read_any(sound, ReadOptions())
    assert damaged.value.code in {Code.BROKEN_FILE, Code.PASSWORD}
    for streams in ({"Workbook": b"\x09\x08" * 3000}, {"Workbook": b""}):
        with pytest.raises(ProblemError) as failed:
            reading.read_any(write_compound(tmp_path / "b.xls", streams), ReadOptions())
        assert failed.value.code in {Code.BROKEN_FILE, Code.EMPTY_FILE}
    with pytest.raises(ProblemError) as cut:
        reading.read_any(documents.truncated(workbook(tmp_path / "c.xls"), 0.3), ReadOptions())
    assert cut.value.code is Code.BROKEN_FILE


def test_a_workbook_that_unpacks_without_end_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\0")
        with archive.open("xl/worksheets/sheet1.bin", "w") as member:
            for _ in range(200):
                member.write(b"\0" * 1024 * 1024)
    with pytest.raises(ProblemError) as failed:
        reading.read_any(path, ReadOptions())
    assert failed.value.code is Code.TOO_LARGE


def test_remarks_and_boxes_of_a_sheet_are_read() -> None:
    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def shape(number: int, text: str) -> bytes:
        letters = b"\x01" + text.encode("utf-16-le")
        head = record(0x5D, struct.pack("<HHHH", 0x15, 18, 25, number))
        return head + record(0x1B6, b"\0" * 10 + struct.pack("<H", len(text))) + record(0x3C, letters)

    begin = record(0x809, b"\x00\x06\x05\x00")
    place = len(begin) + len(record(0x85, b"\0" * 8)) + len(record(0x0A))
    stream = begin + record(0x85, struct.pack("<I", place) + b"\0" * 4) + record(0x0A)
    stream += (
        begin
        + shape(1, "уточнить у Иванова")
        + shape(2, "Утверждаю")
        + record(0x1C, struct.pack("<HHHH", 1, 2, 0, 1))
    )
    facts = facts_of(stream + record(0x0A))
    assert [(one.remarks, one.boxes) for one in facts] == [
        (["Примечание C2: уточнить у Иванова"], ["Утверждаю"])
    ]


def test_a_cell_far_away_costs_little_and_names_stay(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Лист")
    for row, column, value in ((0, 0, "Товар"), (0, 1, "Цена"), (1, 0, "Насос"), (20000, 200, 5)):
        sheet.write(row, column, value)
    book.save(str(tmp_path / "a.xls"))
    document = reading.read_any(tmp_path / "a.xls", ReadOptions())
    assert document.text == "Лист\n\nТовар | Цена\nНасос\n\n5"


def test_cells_beyond_the_last_column_that_is_read_are_counted(tmp_path: Path) -> None:
    path = xlsb_file(tmp_path / "a.xlsb", [["Товар", "Цена"], ["Насос", *[7] * 449], ["Кран", 15]])
    document = reading.read_any(path, ReadOptions())
    assert [(one.code, one.place, one.count) for one in document.notes] == [
        (NoteCode.LIMIT_REACHED, "Смета", 50)
    ]
    assert "Товар: Кран; Цена: 15" in document.text


def test_a_sheet_with_a_cell_in_no_column_is_damaged(tmp_path: Path) -> None:
    path = xlsb_file(tmp_path / "a.xlsb", [["Товар", "Цена"], ["Насос", 1200.5]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.bin"]
    cell = struct.pack("<IId", 1, 0, 1200.5)
    assert cell in sheet
    parts["xl/worksheets/sheet1.bin"] = sheet.replace(cell, struct.pack("<IId", 12_000_000, 0, 1200.5))
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(ProblemError) as problem:
        reading.read_any(path, ReadOptions())
    assert (problem.value.code, problem.value.problem.detail) == (Code.BROKEN_FILE, "Смета")
