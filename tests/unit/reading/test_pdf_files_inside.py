"""Files inside a PDF: of the document itself, as portfolios have them, and pinned to its pages."""

import io
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.fixtures.documents import pdf
from tests.unit.reading.files import code_of, notes, read, written
from workers.contract.codes import Code
from workers.contract.notes import NoteCode
from workers.reading.formats.pdf import attachments
from workers.retrieval.chunking import chunk
from workers.tables.shaping import shape


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Товар", "Цена"], ["Насос", 1200], ["Клапан", 340]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _portfolio(path: Path, pages: list[list[str]], files: dict[str, bytes], password: str = "") -> Path:
    source = pdf(path.with_name("source.pdf"), pages)
    with pypdfium2.PdfDocument(source) as document:
        for name, data in files.items():
            document.new_attachment(name).set_data(data)
        document.save(path)
    return path


def _pinned(path: Path, data: bytes, name: bytes = b"price.txt") -> Path:
    """A PDF with a page of its own words and a file pinned to it, as packed streams."""
    packed = zlib.compress(data)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>/Contents 4 0 R/Annots[5 0 R]>>",
        b"<</Length 44>>stream\nBT /F1 12 Tf 72 720 Td (Contract body.) Tj ET  \nendstream",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[9 9 20 20]/FS<</Type/Filespec/F(" + name
        + b")/EF<</F 6 0 R>>>>>>",
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed
        + b"\nendstream",
    ]  # fmt: skip
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(parts, start=1))
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF")
    return path


def test_files_of_a_document_are_read_behind_its_pages(tmp_path: Path) -> None:
    files = {
        "Прайс.xlsx": _sheet(),
        "заметка.txt": "Скидка 7 %".encode(),
        "фото.bin": b"\x00\x01\x02\x03" * 9,
    }
    document = read(_portfolio(tmp_path / "a.pdf", [["Договор № 5"], ["Приложение"]], files))
    assert [page.number for page in document.pages] == [1, 2]
    inside = document.text[document.pages[-1].end :]
    assert (
        "Вложение: Прайс.xlsx" in inside and "Товар: Насос; Цена: 1200" in inside and "Скидка 7 %" in inside
    )
    assert notes(document) == {NoteCode.ATTACHMENT_NOT_READ: "attachment_not_read: фото.bin (1)"}
    assert [table.rows for table in shape(document)] == [2]
    pieces = chunk(document)
    assert {piece.page for piece in pieces if "Насос" in piece.text or "Скидка" in piece.text} == {0}
    assert {piece.page for piece in pieces if "Договор" in piece.text} == {1}
    assert not any("Приложение" in piece.text and "Насос" in piece.text for piece in pieces)
    assert any("Вложение: Прайс.xlsx" in piece.heading for piece in pieces)


def test_a_file_pinned_to_a_page_is_read_or_named_with_its_page(tmp_path: Path) -> None:
    document = read(_pinned(tmp_path / "a.pdf", "Цена 40 рублей".encode()))
    assert document.text.splitlines() == ["Contract body.", "", "Вложение: price.txt", "", "Цена 40 рублей"]
    assert document.notes == ()
    (note,) = read(_pinned(tmp_path / "b.pdf", b"\x00\x01\x02" * 50, rb"C:\\scans\\price.bin")).notes
    assert (note.code, note.place, note.pages) == (NoteCode.ATTACHMENT_NOT_READ, "price.bin", (1,))


def test_a_cover_without_words_does_not_hide_the_files(tmp_path: Path) -> None:
    document = read(_portfolio(tmp_path / "a.pdf", [[]], {"приказ.txt": "Приказ № 12".encode()}))
    assert document.text == "Вложение: приказ.txt\n\nПриказ № 12"
    assert [piece.page for piece in chunk(document)] == [0]
    assert (
        code_of(_portfolio(tmp_path / "b.pdf", [[]], {"a.bin": b"\x00\x01" * 20})) is Code.SCAN_WITHOUT_TEXT
    )


def test_files_in_files_end_and_many_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"deepest words"
    for level in range(9):
        deep = _zipped(f"level{level}.zip" if level else "words.txt", deep)
    document = read(_portfolio(tmp_path / "a.pdf", [["Договор"]], {"level.zip": deep}))
    assert "deepest" not in document.text and document.notes
    monkeypatch.setattr(attachments, "_MOST_FILES", 3)
    many = {f"{at}.txt": f"Текст {at}".encode() for at in range(5)}
    counted = read(_portfolio(tmp_path / "b.pdf", [["Договор"]], many))
    assert counted.text.count("Текст") == 3
    assert notes(counted)[NoteCode.LIMIT_REACHED] == "limit_reached: Вложение (2)"
    monkeypatch.setattr(attachments, "_LARGEST", 1000)
    large = read(_pinned(tmp_path / "c.pdf", b"word " * 1000))
    assert large.text == "Contract body." and NoteCode.ATTACHMENT_NOT_READ in notes(large)


def test_a_damaged_file_inside_costs_nothing_else(tmp_path: Path) -> None:
    path = _portfolio(
        tmp_path / "a.pdf", [["Договор"]], {"пусто.docx": b"PK\x03\x04 broken", "б.txt": "Да".encode()}
    )
    document = read(path)
    assert "Договор" in document.text and document.text.endswith("Да")
    assert "пусто.docx" in notes(document)[NoteCode.ATTACHMENT_NOT_READ]
    without_file = path.read_bytes().replace(b"/EF", b"/XX")
    assert "Договор" in written(tmp_path / "b.pdf", without_file).text
