"""What cannot be read gets its reason; nothing else is raised."""

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from workers import reading
from workers.contract.codes import Code, ProblemError
from workers.reading import ReadOptions
from workers.reading.unlocking import unlocked


def reason(path: Path, max_bytes: int = 1 << 30) -> tuple[Code, dict[str, str | int | float]]:
    with pytest.raises(ProblemError) as caught:
        reading.read_any(path, ReadOptions(max_bytes=max_bytes))
    return caught.value.problem.code, caught.value.problem.params


def test_scan(tmp_path: Path) -> None:
    assert reason(documents.scan_pdf(tmp_path / "a.pdf", 3)) == (Code.SCAN_WITHOUT_TEXT, {"pages": 3})


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: documents.pdf(folder / "a.pdf", [[SENTENCE]]),
        lambda folder: documents.docx_file(folder / "a.docx"),
        lambda folder: documents.xlsx_file(folder / "a.xlsx", {"Лист": [["Отпуск", 28]]}),
        lambda folder: documents.pptx_file(folder / "a.pptx"),
        lambda folder: documents.odf_file(folder / "a.odt", "text"),
    ],
    ids=["pdf", "docx", "xlsx", "pptx", "odt"],
)
def test_cut_off_files_are_broken(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    assert reason(documents.truncated(make(tmp_path)))[0] is Code.BROKEN_FILE


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".rtf"])
def test_other_things_under_the_suffix_of_a_document_are_broken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(random.Random(7).randbytes(5000))
    assert reason(path)[0] is Code.BROKEN_FILE


def test_damaged_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document><w:body>")
    assert reason(path)[0] is Code.BROKEN_FILE


def test_empty(tmp_path: Path) -> None:
    for name, data in (("a.txt", b""), ("b.docx", b""), ("c.txt", b" \r\n\t"), ("d.md", b"\xef\xbb\xbf\n")):
        (tmp_path / name).write_bytes(data)
        assert reason(tmp_path / name) == (Code.EMPTY_FILE, {})
    assert reason(documents.xlsx_file(tmp_path / "e.xlsx", {"Лист": [[]]})) == (Code.EMPTY_FILE, {})


def test_unknown_types(tmp_path: Path) -> None:
    for name, data in (
        ("a.gif", b"GIF89a" + bytes(range(256))),
        ("b.exe", b"MZ\x90\0\x03\0\0\0" * 100),
        ("c.xyz", "просто текст".encode()),
    ):
        (tmp_path / name).write_bytes(data)
        assert reason(tmp_path / name) == (Code.UNKNOWN_TYPE, {"suffix": Path(name).suffix})
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("a.exe", b"MZ\x90\0\x03\0\0\0" * 100)
    assert reason(tmp_path / "d.zip") == (Code.UNKNOWN_TYPE, {"suffix": ".zip"})
    assert reason(documents.old_word(tmp_path / "e.doc")) == (Code.UNKNOWN_TYPE, {"suffix": ".doc"})


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Отпуск " * 100, encoding="utf-8")
    size = path.stat().st_size
    assert reason(path, max_bytes=size - 1) == (Code.TOO_LARGE, {"size": size, "limit": size - 1})
    code, params = reason(documents.zip_bomb(tmp_path / "b.docx"))
    assert code is Code.TOO_LARGE
    assert int(params["size"]) > int(params["limit"])


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    assert reason(documents.entity_bomb(tmp_path / "a.docx"))[0] is Code.BROKEN_FILE
    secret = tmp_path / "secret.txt"
    secret.write_text("пароль от сейфа", encoding="utf-8")
    path = documents.outside_entity(tmp_path / "b.docx", secret)
    assert reading.read_any(path, ReadOptions()).text == "Отпуск 28 дней."


def test_missing_and_forbidden(tmp_path: Path) -> None:
    assert reason(tmp_path / "нет.pdf") == (Code.FILE_MISSING, {})
    folder = tmp_path / "папка.pdf"
    folder.mkdir()
    assert reason(folder)[0] is Code.NO_PERMISSION


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # an administrator may read anything: say no in the system's place

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    assert reason(path)[0] is Code.NO_PERMISSION


def test_random_damage_never_raises_anything_else(tmp_path: Path) -> None:
    random_source = random.Random(11)
    makers: list[Callable[[Path], Path]] = [
        lambda folder: documents.pdf(folder / "a.pdf", [[SENTENCE] * 5] * 2),
        lambda folder: documents.docx_file(folder / "a.docx"),
        lambda folder: documents.xlsx_file(folder / "a.xlsx", {"Лист": [["Товар", "Цена"], ["Насос", 1200]]}),
        lambda folder: documents.rtf_file(folder / "a.rtf", SENTENCE),
        lambda folder: documents.eml_file(folder / "a.eml"),
    ]
    outcomes = set()
    for make in makers:
        sound = make(tmp_path).read_bytes()
        for _ in range(12):
            damaged = bytearray(sound)
            for _ in range(random_source.randint(1, 60)):
                damaged[random_source.randrange(len(damaged))] = random_source.randrange(256)
            path = tmp_path / f"damaged{make(tmp_path).suffix}"
            path.write_bytes(damaged)
            try:
                outcomes.add(reading.read_any(path, ReadOptions()).kind)
            except ProblemError as error:
                outcomes.add(error.problem.code)
    assert Code.BUG not in outcomes
    assert len(outcomes) >= 4


def test_an_archive_whose_first_file_is_cut_off_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    body = path.read_bytes()
    # The list of the files calls the first one longer than all that follows.
    at = body.index(b"PK\1\2") + 20
    path.write_bytes(body[:at] + (10_000).to_bytes(4, "little") * 2 + body[at + 8 :])
    assert reason(path)[0] is Code.BROKEN_FILE


@pytest.mark.parametrize("suffix", [".odt", ".docx", ".zip"])
def test_an_archive_whose_files_would_begin_before_it_is_broken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    body = path.read_bytes()
    at = body.index(b"PK\5\6") + 16
    path.write_bytes(body[:at] + (1 << 30).to_bytes(4, "little") + body[at + 4 :])
    assert reason(path)[0] is Code.BROKEN_FILE


def test_a_document_whose_packed_parts_are_damaged_is_broken(tmp_path: Path) -> None:
    """The library says so of this kind of packing in the way in which it tells of a disk."""
    path = tmp_path / "a.odt"
    names = ("mimetype", "META-INF/manifest.xml", "content.xml")
    for name in names:
        with zipfile.ZipFile(path, "w") as archive:
            for one in names:
                packed = zipfile.ZIP_BZIP2 if one == name else zipfile.ZIP_STORED
                archive.writestr(one, "application/vnd.oasis.opendocument.text", packed)
        body = bytearray(path.read_bytes())
        at = body.index(b"BZh") + 4
        body[at : at + 6] = b"\0" * 6
        path.write_bytes(body)
        assert reason(path)[0] is Code.BROKEN_FILE, name
        with pytest.raises(ProblemError) as caught, unlocked(path, "odt", "secret"):
            pass
        assert caught.value.code is Code.BROKEN_FILE, name
