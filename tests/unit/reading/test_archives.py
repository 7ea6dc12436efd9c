"""ZIP, 7z and RAR: the files inside as parts of one document, and the limits against bombs."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from tests.helpers.scripts import head
from tests.unit.reading.files import code_of, notes, read
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading.formats.archives import members, packed


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_zip(tmp_path: Path) -> None:
    letter = documents.docx_file(tmp_path / "a.docx").read_bytes()
    inner = zipped(tmp_path / "inner.zip", {"прайс.csv": "Товар;Цена\nНасос;1200\n".encode("cp1251")})
    path = zipped(
        tmp_path / "Договоры.zip",
        {
            "Договоры/приказ.txt": SENTENCE.encode(), "положение.docx": letter,
            "образ.bin": bytes(range(256)), "__MACOSX/._приказ.txt": b"\0\5\x16\7",
            "~$положение.docx": b"x" * 30, "ещё.zip": inner.read_bytes(),
        },
    )  # fmt: skip
    document = read(path)
    assert [(heading.level, heading.text) for heading in document.headings] == [
        (1, "Договоры/приказ.txt"), (1, "ещё.zip"), (2, "прайс.csv"),
        (1, "положение.docx"), (2, "Отпуска"), (3, "Перенос"),
    ]  # fmt: skip
    assert f"Договоры/приказ.txt\n\n{SENTENCE}" in document.text
    assert "Товар: Насос; Цена: 1200" in document.text and "Пермь | 900" in document.text
    assert notes(document) == {NoteCode.EMBEDDED_NOT_READ: "embedded_not_read: образ.bin (1)"}


def test_names_of_dos(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"PRIKAZ00.txt": SENTENCE.encode()})
    path.write_bytes(path.read_bytes().replace(b"PRIKAZ00", "Приказ№7".replace("№", "N").encode("cp866")))
    assert read(path).headings[0].text == "ПриказN7.txt"


def test_zip_that_cannot_be_read(tmp_path: Path) -> None:
    assert code_of(zipped(tmp_path / "a.zip", {})) is Code.EMPTY_FILE
    assert code_of(zipped(tmp_path / "b.zip", {"образ.bin": bytes(range(256))})) is Code.UNKNOWN_TYPE
    assert (
        code_of(documents.truncated(zipped(tmp_path / "c.zip", {"a.txt": SENTENCE.encode() * 9})))
        is Code.BROKEN_FILE
    )
    damaged = zipped(tmp_path / "d.zip", {"a.txt": SENTENCE.encode(), "b.txt": b"second " * 90})
    data = bytearray(damaged.read_bytes())
    at = data.index(b"b.txt") + 6
    data[at : at + 12] = b"\xff" * 12
    damaged.write_bytes(data)
    document = read(damaged)
    assert SENTENCE in document.text
    assert notes(document) == {NoteCode.EMBEDDED_NOT_READ: "embedded_not_read: b.txt (1)"}


def test_a_locked_zip_asks_for_its_password(tmp_path: Path) -> None:
    program = program_here("7zz", "7z")
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    for way in ("ZipCrypto", "AES256"):
        path = tmp_path / f"{way}.zip"
        subprocess.run([program, "a", "-tzip", f"-mem={way}", "-pkey7", path, tmp_path / "a.txt"],
                       check=True, capture_output=True)  # fmt: skip
        assert code_of(path) is Code.PASSWORD
        assert code_of(path, "другой") is Code.WRONG_PASSWORD
        assert SENTENCE in read(path, "key7").text


@pytest.mark.parametrize("programs", [("7zz", "7z"), ("bsdtar",)])
def test_a_password_is_typed_and_stands_in_no_list_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    maker, found = program_here("7zz", "7z"), program_here(*programs)
    monkeypatch.setattr(packed, "programs", lambda: [found])
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    kind = ["-tzip", "-mem=AES256"] if "bsdtar" in programs else ["-mhe=on"]
    path = tmp_path / ("a.zip" if "bsdtar" in programs else "a.7z")
    secret = "key 7" if "bsdtar" in programs else "ключ 7"
    subprocess.run(
        [maker, "a", *kind, f"-p{secret}", path, tmp_path / "a.txt"], check=True, capture_output=True
    )
    begun: list[list[str]] = []
    started = subprocess.Popen

    def watched(command: list[str], **how: Any) -> Any:
        begun.append(command)
        return started(command, **how)

    monkeypatch.setattr(packed.subprocess, "Popen", watched)
    for password, opens in ((secret, True), ("другой", False), ("", False)):
        folder = tmp_path / f"out {opens} {len(password)}"
        folder.mkdir()
        if opens:
            assert packed._unpack(path, folder, password)
            assert (folder / "a.txt").read_text("utf-8") == SENTENCE
            continue
        with pytest.raises(ProblemError) as caught:
            packed._unpack(path, folder, password)
        assert caught.value.code is Code.PASSWORD
    assert len(begun) == 3 and not any(secret in word for command in begun for word in command)


def test_bombs_end_at_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_MEMBER", 4_000_000)
    large = SENTENCE.encode() + b"\n\n" + b" " * 1_000_000
    budget = members._Budget(size=2_500_000, members=50)
    monkeypatch.setattr(members, "_Budget", lambda: budget)
    document = read(zipped(tmp_path / "a.zip", {f"{number}.txt": large for number in range(5)}))
    assert notes(document) == {NoteCode.LIMIT_REACHED: "limit_reached: 2.txt (3)"}
    # An archive in an archive in an archive… takes from the same measure, and ends at a depth.
    stream = SENTENCE.encode()
    for depth in range(9):
        name = "текст.txt" if depth == 0 else "ещё.zip"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, stream)
            archive.writestr("слой.txt", f"слой {depth}")
        stream = buffer.getvalue()
    budget.size, budget.members = 10_000_000, 50
    (tmp_path / "b.zip").write_bytes(stream)
    document = read(tmp_path / "b.zip")
    assert "слой 8" in document.text and SENTENCE not in document.text
    assert NoteCode.EMBEDDED_NOT_READ in notes(document)
    monkeypatch.setattr(members, "MAX_MEMBER", 100)
    assert code_of(zipped(tmp_path / "c.zip", {"a.txt": large})) is Code.TOO_LARGE
    monkeypatch.setattr(members, "MAX_MEMBER", 4_000_000)
    budget.size, budget.members = 10_000_000, 3
    assert code_of(tmp_path / "b.zip") is Code.TOO_LARGE


def test_without_a_program_it_is_said_what_helps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "programs", list)
    for name, magic in (("a.7z", b"7z\xbc\xaf\x27\x1c"), ("b.rar", b"Rar!\x1a\x07\x01\0")):
        (tmp_path / name).write_bytes(magic + bytes(range(200)))
        assert code_of(tmp_path / name) is Code.ARCHIVE_PROGRAM


def program_here(*names: str) -> str:
    """The first of these programs that the system has; without one the test is skipped."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or pytest.skip(f"needs {' or '.join(names)}")


@pytest.mark.parametrize("programs", [("7zz", "7z"), ("bsdtar",)])
def test_7z_through_a_program_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    found = program_here(*programs)
    monkeypatch.setattr(packed, "programs", lambda: [found])
    folder = tmp_path / "Приказы"
    folder.mkdir()
    (folder / "приказ.txt").write_text(SENTENCE, encoding="utf-8")
    os.symlink("/etc/passwd", folder / "ссылка.txt")
    path = tmp_path / "a.7z"
    how = ["-a", "-cf"] if "bsdtar" in programs else ["a", "-snl"]
    create = [found, *how, path, "Приказы"]
    subprocess.run(create, cwd=tmp_path, check=True, capture_output=True)
    document = read(path)
    assert document.text == f"Приказы/приказ.txt\n\n{SENTENCE}" and not document.notes
    path.write_bytes(path.read_bytes()[:-40])
    assert code_of(path) is Code.BROKEN_FILE


def program_that(folder: Path, body: str) -> str:
    """A program that is called as 7-Zip is; `folder` of its body is where it unpacks to."""
    path = folder / "7zz"
    path.write_text(
        head() + "import sys, time\nfrom pathlib import Path\n"
        "folder = Path(next(one[2:] for one in sys.argv if one.startswith('-o')))\n" + body
    )
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_program_that_unpacks_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        "(folder / 'a.txt').write_text('первый приказ', encoding='utf-8')\n"
        "for number in range(100000):\n    (folder / f'z{number}.bin').write_bytes(b'0' * 100000)\n"
    )
    monkeypatch.setattr(packed, "programs", lambda: [program_that(tmp_path, body)])
    monkeypatch.setattr(packed, "MAX_UNPACKED", 20_000_000)
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    document = read(tmp_path / "a.7z")
    assert "первый приказ" in document.text and NoteCode.LIMIT_REACHED in notes(document)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_locked_rar_asks_for_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        "if sys.stdin.buffer.readline().decode() != 'ключ\\n':\n"
        "    sys.exit('ERROR: Wrong password : приказ.txt')\n"
        "(folder / 'приказ.txt').write_text('первый приказ', encoding='utf-8')\n"
    )
    monkeypatch.setattr(packed, "programs", lambda: [program_that(tmp_path, body)])
    path = tmp_path / "a.rar"
    path.write_bytes(b"Rar!\x1a\x07\x01\0" + bytes(100))
    assert code_of(path) is Code.PASSWORD
    assert read(path, "ключ").text == "приказ.txt\n\nпервый приказ"
