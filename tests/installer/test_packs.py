"""Model packs: written, read, copied out, and whatever a file may hold that calls itself one."""

import hashlib
import json
import os
import random
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.models import embedder
from tests.helpers.packs import QUIET, packed
from workers.contract.codes import Code, ProblemError
from workers.contract.packs import (
    LICENCE_FILE,
    MANIFEST,
    MANIFEST_LIMIT,
    SIGNATURE,
    InstallPackSpec,
    MakePackSpec,
    PackedFile,
    PackedModel,
    PackFacts,
    PackTarget,
)
from workers.transfer.pack_file import PackReader
from workers.transfer.pack_installing import install
from workers.transfer.pack_signing import make_key
from workers.transfer.pack_writing import make
from workers.transfer.partial_file import Reporter

BODY = random.Random(5).randbytes(2_500_001)
TARGETS = (PackTarget("proba", "proba"), PackTarget("search", "search"))


class Desk:
    """A pack of a chat model and an embedder, and a computer that it comes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.chat = folder / "Проба.gguf"
        self.chat.write_bytes(BODY)
        self.search = folder / "search"
        self.search.mkdir()
        for name in ("embedder.json", "model.onnx", "tokenizer.json"):
            (self.search / name).write_bytes(name.encode() * 10_000)
        self.pack = folder / "Набор.bukvarpack"
        self.models, self.work = folder / "модели", folder / "загрузки"

    def make(self, key: str = "") -> PackFacts:
        files = [PackedFile(f"embedder/{file.name}", str(file)) for file in sorted(self.search.iterdir())]
        search = PackedModel({"id": "search"}, "MIT", tuple(files))
        return make(
            MakePackSpec(str(self.pack), "Набор", (packed(self.chat), search), "Bukvar", "2026-11-23", key),
            QUIET,
        )

    def spec(self, keys: tuple[str, ...] = ()) -> InstallPackSpec:
        return InstallPackSpec(str(self.pack), TARGETS, str(self.models), str(self.work), keys)

    def install(self, keys: tuple[str, ...] = ()) -> None:
        install(self.spec(keys), QUIET)

    def is_right(self) -> bool:
        chat = self.models / "proba" / self.chat.name
        same = [
            (self.models / "search" / "embedder" / file.name).read_bytes() == file.read_bytes()
            for file in self.search.iterdir()
        ]
        return chat.read_bytes() == BODY and all(same) and not any(self.work.iterdir())

    def is_untouched(self) -> bool:
        return not self.models.exists() or not list(self.models.rglob("*.gguf"))

    def rewrite(self, change: Callable[[dict[str, Any]], None]) -> None:
        """The pack with another description, its files as they were."""
        with tarfile.open(self.pack) as old:
            members = [(info, old.extractfile(info)) for info in old]
            contents = [(info.name, file.read()) for info, file in members if file is not None]
        described = json.loads(contents[0][1])
        change(described)
        contents[0] = (MANIFEST, json.dumps(described).encode())
        with tarfile.open(self.pack, "w", format=tarfile.GNU_FORMAT) as new:
            for name, content in contents:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                with (self.folder / "part").open("wb+") as part:
                    part.write(content)
                    part.seek(0)
                    new.addfile(info, part)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.make()
    return desk


def code_of(act: Callable[[], object]) -> Code:
    with pytest.raises(ProblemError) as raised:
        act()
    return raised.value.problem.code


def test_a_pack_is_a_plain_container_that_begins_with_its_description(desk: Desk) -> None:
    with tarfile.open(desk.pack, "r:") as container:
        names = container.getnames()
        file = container.extractfile("models/proba/Проба.gguf")
        assert file is not None and file.read() == BODY
    embedder_files = [f"models/search/embedder/{file.name}" for file in sorted(desk.search.iterdir())]
    assert names == [MANIFEST, "models/proba/Проба.gguf", *embedder_files]
    before = desk.pack.read_bytes()
    desk.make()
    assert desk.pack.read_bytes() == before
    with PackReader(desk.pack) as pack:
        chat = pack.pack.models[0]
        assert (chat.entry["licence"], chat.licence_text) == ("Apache-2.0", "Лицензия")
        assert chat.files[0].sha256 == hashlib.sha256(BODY).hexdigest()


def test_models_come_out_as_they_went_in(desk: Desk) -> None:
    result = install(desk.spec(), QUIET)
    assert desk.is_right()
    assert [model.id for model in result.models] == ["proba", "search"]
    assert result.models[0].sha256 == hashlib.sha256(BODY).hexdigest()
    assert (desk.models / "proba" / LICENCE_FILE).read_text("utf-8") == "Лицензия"
    untouched = (desk.models / "proba" / desk.chat.name).stat().st_ino
    assert install(desk.spec(), QUIET) == result
    assert (desk.models / "proba" / desk.chat.name).stat().st_ino == untouched


def test_a_real_embedder_is_whole_after_its_journey(tmp_path: Path) -> None:
    files = tuple(PackedFile(f"embedder/{f.name}", str(f)) for f in sorted(embedder().iterdir()))
    pack = tmp_path / "e.bukvarpack"
    make(MakePackSpec(str(pack), "e", (PackedModel({"id": "search"}, "", files),)), QUIET)
    install(InstallPackSpec(str(pack), TARGETS[1:], str(tmp_path / "m"), str(tmp_path / "w")), QUIET)
    folder = tmp_path / "m" / "search" / "embedder"
    described = json.loads((folder / "embedder.json").read_text("utf-8"))
    digest = hashlib.sha256((folder / "model.onnx").read_bytes() + (folder / "tokenizer.json").read_bytes())
    assert digest.hexdigest() == described["identity"]


def test_damaged_models_are_replaced(desk: Desk) -> None:
    desk.install()
    (desk.models / "proba" / desk.chat.name).write_bytes(BODY[:-1] + b"?")
    (desk.models / "search" / "embedder" / "model.onnx").write_bytes(b"")
    desk.install()
    assert desk.is_right()


@pytest.mark.parametrize("left", [BODY[:1_500_000], b"of another pack" * 1000, BODY + b"longer"])
def test_what_an_earlier_run_left_is_gone_on_with_or_dropped(desk: Desk, left: bytes) -> None:
    partial = desk.work / "proba" / f"{desk.chat.name}.part"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(left)
    desk.install()
    assert desk.is_right()


def test_pausing_keeps_what_is_there(desk: Desk) -> None:
    class PauseError(Exception):
        pass

    seen: list[int] = []

    def check() -> None:
        if seen and seen[-1] > 1_500_000:
            raise PauseError

    reporter = Reporter(lambda stage, done, total: seen.append(done), check, lambda callback: None)
    with pytest.raises(PauseError):
        install(desk.spec(), reporter)
    assert desk.is_untouched()
    assert (desk.work / "proba" / f"{desk.chat.name}.part").stat().st_size > 1_500_000
    first: list[int] = []
    install(desk.spec(), replace_progress(first))
    assert desk.is_right()
    assert first == sorted(first) and first[-1] == len(BODY) + sum(
        file.stat().st_size for file in desk.search.iterdir()
    )


def replace_progress(seen: list[int]) -> Reporter:
    return Reporter(lambda stage, done, total: seen.append(done), lambda: None, lambda callback: None)


@pytest.mark.parametrize("at", [3000, 1_000_000, -1500])
def test_a_changed_byte_installs_nothing_wrong(desk: Desk, at: int) -> None:
    content = bytearray(desk.pack.read_bytes())
    place = at if at > 0 else content.rindex(b"tokenizer.json") + at
    content[place] ^= 0x40
    desk.pack.write_bytes(content)
    assert code_of(desk.install) is Code.PACK_DAMAGED
    for file in desk.models.rglob("*"):  # a model before the damage may be here, whole
        assert not file.is_file() or file.name == LICENCE_FILE or file.read_bytes() == BODY


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.3, 0.99])
def test_a_pack_that_was_cut_off_is_refused_before_anything_is_copied(desk: Desk, share: float) -> None:
    os.truncate(desk.pack, int(desk.pack.stat().st_size * share))
    assert code_of(desk.install) in (Code.PACK_DAMAGED, Code.NOT_A_PACK)
    assert not desk.models.exists()


@pytest.mark.parametrize("content", [b"", b"GGUF" * 1000, b"PK\x03\x04" * 500, bytes(20_000)])
def test_other_files_are_no_packs(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.bukvarpack"
    file.write_bytes(content)
    assert code_of(lambda: PackReader(file)) is Code.NOT_A_PACK
    assert code_of(lambda: PackReader(tmp_path / "нет")) is Code.NO_SUCH_FILE
    assert code_of(lambda: PackReader(tmp_path)) is Code.NOT_A_PACK


@pytest.mark.parametrize("place", [0, 5, 100, 124, 148, 156, 257, 511])
def test_a_byte_of_the_first_header_is_damage_and_no_other_file(desk: Desk, place: int) -> None:
    content = bytearray(desk.pack.read_bytes())
    content[place] ^= 0x40
    desk.pack.write_bytes(content)
    assert code_of(lambda: PackReader(desk.pack)) is Code.PACK_DAMAGED


def test_a_pack_of_entries_alone(tmp_path: Path) -> None:
    entry = {"id": "x", "sources": [{"type": "http", "address": "https://x/y"}]}
    made = make(MakePackSpec(str(tmp_path / "E.bukvarpack"), "E", (), catalogue=(entry,)), QUIET)
    with PackReader(Path(made.path)) as pack:
        assert pack.facts.pack.catalogue == (entry,) and not pack.facts.pack.models


def first_file(described: dict[str, Any]) -> dict[str, Any]:
    file: dict[str, Any] = described["models"][0]["files"][0]
    return file


@pytest.mark.parametrize(
    "path",
    ["../x.gguf", "/etc/x", "a/../../x", "a\\b", "C:x", "", ".", "..", "a/b/c", "nul", "COM1.gguf", "x.",
     "x ", "a\x00b", "a\nb", LICENCE_FILE, "x" * 300, "a//b"],
)  # fmt: skip
def test_no_path_leads_out_of_its_folder(desk: Desk, path: str) -> None:
    desk.rewrite(lambda described: first_file(described).update(path=path))
    assert code_of(desk.install) is Code.PACK_DAMAGED
    desk.make()
    desk.rewrite(lambda described: described["models"][0]["entry"].update(id=path or ".."))
    if "/" in path or path in ("", ".", "..", "nul", "x.", "x ") or not path.isprintable():
        assert code_of(desk.install) is Code.PACK_DAMAGED
    assert not desk.models.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(models=[]),
        lambda d: d.update(models=d["models"] * 2),
        lambda d: d.update(models=d["models"][0]),
        lambda d: d.update(name="x" * 600),
        lambda d: d.update(name=7),
        lambda d: d.pop("format"),
        lambda d: d.update(format="1"),
        lambda d: first_file(d).update(size=-1),
        lambda d: first_file(d).update(size=1 << 60),
        lambda d: first_file(d).update(size=len(BODY) - 1),
        lambda d: first_file(d).update(sha256="00"),
        lambda d: first_file(d).update(sha256="ab" * 32),
        lambda d: d["models"][0].update(files=d["models"][0]["files"] * 2),
        lambda d: d["models"][1]["files"][0].update(path="model.onnx"),
        lambda d: d["models"][0].update(entry=["id"]),
    ],
)
def test_a_description_that_does_not_fit_is_refused(
    desk: Desk, change: Callable[[dict[str, Any]], None]
) -> None:
    desk.rewrite(change)
    assert code_of(desk.install) is Code.PACK_DAMAGED
    assert desk.is_untouched()


def test_a_newer_format_says_so_and_an_endless_description_is_not_read(desk: Desk) -> None:
    desk.rewrite(lambda described: described.update(format=2, models="of another shape"))
    assert code_of(desk.install) is Code.PACK_NEWER
    desk.make()
    desk.rewrite(lambda described: described.update(padding="x" * MANIFEST_LIMIT))
    assert code_of(desk.install) is Code.PACK_DAMAGED


def test_links_and_strange_members_are_not_followed(desk: Desk) -> None:
    with PackReader(desk.pack) as pack:
        at = pack.offset(pack.pack.models[0], pack.pack.models[0].files[0]) - tarfile.BLOCKSIZE
    info = tarfile.TarInfo("models/proba/Проба.gguf")
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with desk.pack.open("r+b") as file:
        file.seek(at)
        file.write(info.tobuf(tarfile.GNU_FORMAT))
    assert code_of(desk.install) is Code.PACK_DAMAGED


def test_no_room_is_said_before_anything_is_copied(desk: Desk) -> None:
    size = 1 << 42  # bytes; the file on the disk is mostly a hole
    desk.rewrite(lambda described: described.update(models=described["models"][:1]))
    desk.rewrite(lambda described: first_file(described).update(size=size))
    info = tarfile.TarInfo("models/proba/Проба.gguf")
    info.size = size
    with tarfile.open(desk.pack) as container:
        container.next()
        second = container.next()
        assert second is not None
    with desk.pack.open("r+b") as file:
        file.seek(second.offset)
        file.write(info.tobuf(tarfile.GNU_FORMAT))
        file.truncate(second.offset + size + 4096)
    with PackReader(desk.pack) as pack:
        assert pack.pack.models[0].size == size
    spec = replace(desk.spec(), targets=TARGETS[:1])
    assert code_of(lambda: install(spec, QUIET)) is Code.DISK_FULL
    assert desk.is_untouched()


def test_signatures(desk: Desk) -> None:
    made = make_key(desk.folder / "ключ")
    other = make_key(desk.folder / "другой")
    assert code_of(lambda: make_key(desk.folder / "ключ")) is Code.FILE_EXISTS
    assert (desk.folder / "ключ").stat().st_mode & 0o77 == 0
    assert code_of(lambda: desk.install((made.key,))) is Code.PACK_UNTRUSTED
    assert desk.make(str(desk.folder / "ключ")).key == made.key
    assert code_of(lambda: desk.install((other.key,))) is Code.PACK_UNTRUSTED
    desk.install((other.key, made.key))
    assert desk.is_right()
    desk.rewrite(lambda described: described.update(name="Другой"))
    assert code_of(desk.install) is Code.PACK_SIGNATURE
    desk.make(str(desk.folder / "ключ"))
    with tarfile.open(desk.pack) as container:
        assert container.getnames()[:2] == [MANIFEST, SIGNATURE]
        at = container.getmember(SIGNATURE).offset_data
    with desk.pack.open("r+b") as file:
        file.seek(at)
        file.write(b"{")
        file.write(b"[" * 100)
    assert code_of(desk.install) is Code.PACK_SIGNATURE
    (desk.folder / "ключ").write_text("это не ключ", encoding="utf-8")
    assert code_of(lambda: desk.make(str(desk.folder / "ключ"))) is Code.FILE_UNREADABLE


def test_what_cannot_be_made_leaves_nothing(desk: Desk) -> None:
    before = desk.pack.read_bytes()
    desk.chat.unlink()
    gone = PackedModel({"id": "x"}, "", (PackedFile("x.gguf", str(desk.chat)),))
    assert code_of(lambda: make(MakePackSpec(str(desk.pack), "x", (gone,)), QUIET)) is Code.FILE_UNREADABLE
    assert desk.pack.read_bytes() == before
    assert not list(desk.folder.glob("*.part"))
    there = packed(desk.search / "model.onnx")
    nowhere = MakePackSpec(str(desk.folder / "нет" / "x"), "x", (there,))
    assert code_of(lambda: make(nowhere, QUIET)) is Code.FOLDER_NOT_WRITABLE


def test_names_longer_than_a_header_holds(tmp_path: Path) -> None:
    source = tmp_path / ("Очень длинное имя модели " * 4 + ".gguf")
    source.write_bytes(b"x" * 10)
    pack = tmp_path / "x.bukvarpack"
    facts = make(MakePackSpec(str(pack), "x", (packed(source),)), QUIET)
    assert facts.pack.models[0].files[0].path == source.name
    install(InstallPackSpec(str(pack), TARGETS[:1], str(tmp_path / "m"), str(tmp_path / "w")), QUIET)
    assert (tmp_path / "m" / "proba" / source.name).read_bytes() == b"x" * 10
