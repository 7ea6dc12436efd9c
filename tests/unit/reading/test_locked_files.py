"""Files with a password: what opens them, and what is said where nothing does."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from tests.fixtures.locked_files import encrypted_odf, encrypted_ooxml, encrypted_xls
from tests.unit.reading.files import code_of, notes, read
from workers.contract.codes import Code
from workers.contract.notes import NoteCode
from workers.reading import ReadOptions

PASSWORD = "Ключ №7"


def old_workbook(path: Path) -> Path:
    """A workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Склад")
    for column, value in enumerate(("Товар", "Насос")):
        sheet.write(column, 0, value)
    book.save(str(path))
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda at: documents.pdf(at / "a.pdf", [[SENTENCE]], password="K7-only-ASCII"), SENTENCE),
        (lambda at: encrypted_ooxml(at / "a.xlsx", PASSWORD), "Насос"),
        (lambda at: encrypted_ooxml(documents.docx_file(at / "a.docx"), PASSWORD), "Отпуска"),
        (lambda at: encrypted_ooxml(documents.pptx_file(at / "a.pptx"), PASSWORD), "Итоги года"),
        (lambda at: encrypted_odf(documents.odf_file(at / "a.odt", "text"), PASSWORD), "Отпуска"),
        (lambda at: encrypted_odf(documents.odf_file(at / "b.odt", "text"), PASSWORD, "blowfish"), "Отпуска"),
        (lambda at: encrypted_odf(documents.odf_file(at / "c.odt", "text"), PASSWORD, "whole"), "Отпуска"),
        (lambda at: encrypted_xls(old_workbook(at / "a.xls"), PASSWORD), "Насос"),
    ],
    ids=["pdf", "xlsx", "docx", "pptx", "odt", "odt-openoffice", "odt-whole", "xls"],
)
def test_the_first_password_that_fits_opens_a_file(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    path = make(tmp_path)
    assert code_of(path) is Code.PASSWORD
    assert code_of(path, "другой", "") is Code.WRONG_PASSWORD
    document = read(path, "другой", PASSWORD, "K7-only-ASCII")
    assert words in document.text and document.kind == path.suffix[1:] and not document.notes


def test_a_workbook_that_may_only_not_be_changed_is_read(tmp_path: Path) -> None:
    assert "Насос" in read(encrypted_ooxml(tmp_path / "a.xlsx", "VelvetSweatshop")).text
    assert "Насос" in read(encrypted_xls(old_workbook(tmp_path / "a.xls"), "VelvetSweatshop")).text


def test_locked_files_in_an_archive_are_named_until_their_passwords_come(tmp_path: Path) -> None:
    inside = {
        "прайс.xlsx": encrypted_ooxml(tmp_path / "a.xlsx", "первый").read_bytes(),
        "приказ.odt": encrypted_odf(documents.odf_file(tmp_path / "a.odt", "text"), "второй").read_bytes(),
        "открыто.txt": SENTENCE.encode(),
    }
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    document = read(path)
    assert SENTENCE in document.text
    assert [(note.code, note.place) for note in document.notes] == [
        (NoteCode.LOCKED, "прайс.xlsx"), (NoteCode.LOCKED, "приказ.odt"),
    ]  # fmt: skip
    partly = read(path, "первый")
    assert "Насос" in partly.text and notes(partly) == {NoteCode.LOCKED: "locked: приказ.odt (1)"}
    whole = read(path, "первый", "второй")
    assert "Насос" in whole.text and "Отпуска" in whole.text and not whole.notes


def test_a_damaged_lock_is_a_damaged_file(tmp_path: Path) -> None:
    for path in (encrypted_ooxml(tmp_path / "a.xlsx"), encrypted_xls(old_workbook(tmp_path / "a.xls"), "k")):
        data = bytearray(path.read_bytes())
        data[600:-600] = b"\x17" * (len(data) - 1200)
        path.write_bytes(data)
        assert code_of(path, "k") in {Code.BROKEN_FILE, Code.LOCK_UNKNOWN, Code.UNKNOWN_TYPE}
    path = encrypted_odf(documents.odf_file(tmp_path / "a.odt", "text"), PASSWORD)
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("META-INF/manifest.xml").decode()
    for name, code in (("PBKDF2", Code.LOCK_UNKNOWN), ('iteration-count="1000"', Code.LOCK_UNKNOWN)):
        assert name in manifest
        spoilt = manifest.replace(name, "PGP" if name == "PBKDF2" else 'iteration-count="99999999999"')
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("META-INF/manifest.xml", spoilt)
            archive.writestr("content.xml", b"\x01" * 64)
        assert code_of(path, PASSWORD) is code


def test_a_package_whose_list_is_locked_as_no_package_locks_it_is_a_damaged_file(tmp_path: Path) -> None:
    path = encrypted_odf(documents.odf_file(tmp_path / "a.odt", "text"), PASSWORD)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.start_dir
    at = data.index(b"PK\x01\x02", at)
    while not data[at + 46 :].startswith(b"META-INF/manifest.xml"):
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 8] |= 1  # as if the member had a password of the ZIP
    path.write_bytes(data)
    assert code_of(path, PASSWORD) is Code.BROKEN_FILE


def test_passwords_do_not_stand_in_what_is_logged() -> None:
    assert "тайна" not in repr(ReadOptions(("тайна",)))
