"""A backup is whole or told to be damaged; under a password it says nothing, and no byte of it can be
changed."""

import json
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import DATABASE, MANIFEST, MakeBackupSpec
from workers.transfer.backup_file import opened, write_backup
from workers.transfer.sealed_stream import SealedReader, SealedWriter

SECRET = "Оклад колориста 91 400 рублей. " * 400


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "bases").mkdir(parents=True)
    (home / DATABASE).write_text(SECRET, encoding="utf-8")
    (home / "text.sqlite").write_bytes(random.Random(1).randbytes(200_000))
    return home


def write(home: Path, path: Path, password: str = "") -> None:
    def sources() -> Iterator[tuple[str, Path]]:
        yield DATABASE, home / DATABASE
        yield "bases/b/text.sqlite", home / "text.sqlite"

    spec = MakeBackupSpec(str(path), "", str(home), (), password=password, created="2026-11-30T05:00:00")
    write_backup(spec, sources, lambda length: None)


def read_all(path: Path, target: Path, password: str = "") -> None:
    with opened(path, password) as backup:
        for name, member in backup.members.items():
            backup.copy(member, target / name, lambda length: None)


@pytest.mark.parametrize("password", ["", "тайна 7"])
def test_what_was_written_comes_back_and_every_kind_of_damage_is_told(
    home: Path, tmp_path: Path, password: str
) -> None:
    path = tmp_path / "Резервная копия.bukvarbackup"
    write(home, path, password)
    read_all(path, tmp_path / "back", password)
    assert (tmp_path / "back" / DATABASE).read_text("utf-8") == SECRET
    assert (tmp_path / "back/bases/b/text.sqlite").read_bytes() == (home / "text.sqlite").read_bytes()
    body = path.read_bytes()
    chance = random.Random(5)
    for number in range(4 if password else 16):
        broken = bytearray(body)
        if number == 0:
            del broken[len(body) // 2 :]
        else:  # within the members: what a ZIP has around them decides nothing
            broken[chance.randrange(100, len(body) // 2)] ^= chance.randint(1, 255)
        path.write_bytes(broken)
        with pytest.raises(ProblemError) as caught:
            read_all(path, tmp_path / f"broken {number}", password)
        assert caught.value.code in (Code.BACKUP_DAMAGED, Code.NOT_A_BACKUP)
        assert not list((tmp_path / f"broken {number}").rglob("*.part"))


def test_under_a_password_nothing_can_be_read_or_guessed(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.bukvarbackup"
    write(home, path, "тайна 7")
    body = path.read_bytes()
    for told in (b"bukvar.sqlite", b"manifest", "Оклад".encode(), b"PK\x03\x04"):
        assert told not in body
    for wrong in ("", "тайна 8"):
        with pytest.raises(ProblemError) as caught, opened(path, wrong):
            pass
        assert caught.value.code is Code.BACKUP_PASSWORD
    again = tmp_path / "again.bukvarbackup"
    write(home, again, "тайна 7")
    assert again.read_bytes()[48:200] != body[48:200]


@pytest.mark.parametrize("length", [0, 1, 65536, 65537, 200_000])
def test_a_sealed_stream_can_be_read_at_any_place(tmp_path: Path, length: int) -> None:
    body = random.Random(length).randbytes(length)
    file = tmp_path / "sealed"
    with file.open("wb") as target, SealedWriter(target, "п") as writer:
        for start in range(0, length, 30_000):
            writer.write(body[start : start + 30_000])
    with SealedReader(file, "п") as reader:
        assert reader.seek(0, 2) == length
        for at in (0, length // 2, max(0, length - 5)):
            reader.seek(at)
            assert reader.read(70_000) == body[at : at + 70_000]
    sealed = file.read_bytes()
    if length > 65536:  # cut off after a whole chunk
        file.write_bytes(sealed[: 48 + 65536 + 16])
        with SealedReader(file, "п") as reader, pytest.raises(ProblemError) as caught:
            reader.read(1)
        assert caught.value.code is Code.BACKUP_DAMAGED


@pytest.mark.parametrize(
    "name", ["../x", "bases/../../x", "bases/b/con\\x", "/etc/passwd", "bases//x", "else/x"]
)
def test_no_member_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.zip"
    manifest = {
        "format": 1, "made_by": "", "created": "", "bases": [], "models": [],
        "files": [{"name": name, "size": 1, "sha256": "0" * 64}],
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(ProblemError) as caught, opened(path, ""):
        pass
    assert caught.value.code is Code.BACKUP_DAMAGED


@pytest.mark.parametrize("ids", [["../../x"], ["/x"], [""], ["a", "a"], ["a/b"]])
def test_no_base_leads_out_of_the_folder(tmp_path: Path, ids: list[str]) -> None:
    path = tmp_path / "hostile.zip"
    bases = [{"id": one, "name": "n", "documents": 0} for one in ids]
    manifest = {
        "format": 1, "made_by": "", "created": "", "bases": bases, "models": [], "files": [],
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(ProblemError) as caught, opened(path, ""):
        pass
    assert caught.value.code is Code.BACKUP_DAMAGED


@pytest.mark.parametrize("manifest", ["[" * 100_000, "[]", "7", '{"format": Infinity}', '{"format": null}'])
def test_a_manifest_that_is_none_is_damage(tmp_path: Path, manifest: str) -> None:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
    body = path.read_bytes()
    with pytest.raises(ProblemError) as caught, opened(path, ""):
        pass
    assert caught.value.code is Code.BACKUP_DAMAGED
    # A directory that would begin later than it does: its members would begin before the file.
    later = bytearray(body)
    later[-6:-2] = (int.from_bytes(later[-6:-2], "little") + 1000).to_bytes(4, "little")
    path.write_bytes(later)
    with pytest.raises(ProblemError) as caught, opened(path, ""):
        pass
    assert caught.value.code is Code.BACKUP_DAMAGED
    # The bit that says that a member is encrypted, in the header of the member and in the directory.
    encrypted = bytearray(body)
    encrypted[6] |= 1
    encrypted[body.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(encrypted)
    with pytest.raises(ProblemError) as caught, opened(path, ""):
        pass
    assert caught.value.code is Code.BACKUP_DAMAGED


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_text("no backup", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a", "b")
    for file in (path, tmp_path / "other.zip"):
        with pytest.raises(ProblemError) as caught, opened(file, ""):
            pass
        assert caught.value.code is Code.NOT_A_BACKUP
    with pytest.raises(ProblemError) as caught, opened(tmp_path / "missing", ""):
        pass
    assert caught.value.code is Code.NO_SUCH_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say how much room a file takes")
@pytest.mark.parametrize("password", ["", "тайна 7"])
def test_room_that_a_store_has_not_used_takes_none(home: Path, tmp_path: Path, password: str) -> None:
    file = home / "text.sqlite"
    file.rename(home / "chunks.dat")
    with (home / "chunks.dat").open("r+b") as store:
        store.seek(5 << 20)
        store.write(b"a point")
        store.truncate(16 << 20)
    path = tmp_path / "a.bukvarbackup"
    spec = MakeBackupSpec(str(path), "", str(home), (), password=password)
    member = "bases/b/vectors/chunks.dat"
    write_backup(spec, lambda: iter([(member, home / "chunks.dat")]), lambda length: None)
    assert path.stat().st_size < 1 << 20
    read_all(path, tmp_path / "back", password)
    back = tmp_path / "back" / member
    assert back.read_bytes() == (home / "chunks.dat").read_bytes()
    assert back.stat().st_blocks * 512 < 4 << 20
