"""Packs in the `fetch` worker as a process: found, read, installed with pauses and kills in the middle."""

import json
import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.closed_folder import closed
from tests.helpers.models import smollm
from tests.helpers.pack_kills import Killing
from tests.helpers.packs import QUIET, make_pack, packed
from tests.helpers.worker_process import worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.messages import Cancelled, Failed, Progress, Succeeded
from workers.contract.packs import (
    FindPacksSpec,
    FoundPacks,
    InstallPackResult,
    InstallPackSpec,
    MakePackSpec,
    PackFacts,
    PackTarget,
    ReadPackSpec,
)
from workers.contract.specs.jobs import Job, Kind
from workers.services.fetch import packs
from workers.transfer import pack_file
from workers.transfer.pack_writing import make

KILLS = 4


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a model of 98 MB."""
    path = tmp_path_factory.mktemp("набор") / "S.bukvarpack"
    make(MakePackSpec(str(path), "S", (packed(smollm()),)), QUIET)
    return path


def spec(pack: Path, folder: Path) -> InstallPackSpec:
    targets = (PackTarget("proba", "proba"),)
    return InstallPackSpec(str(pack), targets, str(folder / "models"), str(folder / "work"))


def test_packs_are_found_in_folders_and_one_below(tmp_path: Path) -> None:
    deep = tmp_path / "а" / "б"
    deep.mkdir(parents=True)
    first = make_pack(tmp_path / "1.bukvarpack", "Первый")
    second = make_pack(tmp_path / "а" / "2.BUKVARPACK", "Второй")
    make_pack(deep / "3.bukvarpack", "Слишком глубоко")
    (tmp_path / "bad.bukvarpack").write_bytes(b"?" * 5000)
    (tmp_path / "folder.bukvarpack").mkdir()
    with worker(Kind.FETCH) as process:
        places = (str(tmp_path / "нет"), str(tmp_path), str(tmp_path))
        process.start("1", Job.FIND_PACKS, FindPacksSpec(places))
        ended = process.ended("1")
        assert isinstance(ended, Succeeded)
        found = from_json(FoundPacks, ended.result)
        assert [facts.path for facts in found.packs] == [str(first), str(second)]
        assert found.packs[0].pack.models[0].licence_text == ""
        process.start("2", Job.READ_PACK, ReadPackSpec(str(first)))
        ended = process.ended("2")
        assert isinstance(ended, Succeeded)
        assert from_json(PackFacts, ended.result).pack.models[0].licence_text == "Лицензия"
        process.start("3", Job.READ_PACK, ReadPackSpec(str(tmp_path / "bad.bukvarpack")))
        failed = process.ended("3")
        assert isinstance(failed, Failed) and failed.code == Code.NOT_A_PACK


def test_a_folder_that_may_be_listed_and_not_entered_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut, open_one = tmp_path / "а", tmp_path / "б"
    for folder in (shut, open_one):
        folder.mkdir()
        make_pack(folder / "1.bukvarpack", "Набор")
    closed(monkeypatch, shut)
    spec = FindPacksSpec((str(shut), str(open_one)))
    found = packs._find(spec, QUIET)
    assert [facts.path for facts in found.packs] == [str(open_one / "1.bukvarpack")]


@pytest.mark.parametrize("part", ["catalogue", "entry"])
def test_a_pack_that_is_nested_deeply_hides_no_other(
    tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = make_pack(tmp_path / "2.bukvarpack", "Хороший")
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    source = tmp_path / "Проба.gguf"
    source.write_bytes(b"GGUF" * 100)
    model = packed(source)
    entry = {**model.entry, "description": deep} if part == "entry" else model.entry
    catalogue = ({"id": "x", "description": deep},) if part == "catalogue" else ()
    limit, dumps = sys.getrecursionlimit(), json.dumps
    sys.setrecursionlimit(10_000)
    try:
        bad = str(tmp_path / "1.bukvarpack")
        with monkeypatch.context() as patched:  # without indentation, which would make it too long
            patched.setattr(json, "dumps", lambda value, **_: dumps(value))
            patched.setattr(pack_file, "decode_json", json.loads)  # which looks at what was written
            make(MakePackSpec(bad, "Злой", (replace(model, entry=entry),), catalogue=catalogue), QUIET)
    finally:
        sys.setrecursionlimit(limit)
    with worker(Kind.FETCH) as process:
        process.start("1", Job.FIND_PACKS, FindPacksSpec((str(tmp_path),)))
        ended = process.ended("1")
        assert isinstance(ended, Succeeded)
        assert [facts.path for facts in from_json(FoundPacks, ended.result).packs] == [str(good)]
        process.start("2", Job.READ_PACK, ReadPackSpec(str(tmp_path / "1.bukvarpack")))
        failed = process.ended("2")
        assert isinstance(failed, Failed) and failed.code == Code.PACK_DAMAGED


def test_a_pause_in_the_middle(tmp_path: Path, pack: Path) -> None:
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL_PACK, spec(pack, tmp_path))
        process.expect(Progress)
        process.cancel("1")
        ended = process.ended("1")
        assert ended == Cancelled("1", resumable=True)
        assert not list((tmp_path / "models").rglob("*.gguf"))
        process.start("2", Job.INSTALL_PACK, spec(pack, tmp_path))
        ended = process.ended("2")
        assert isinstance(ended, Succeeded)
        (installed,) = from_json(InstallPackResult, ended.result).models
    assert Path(installed.path).read_bytes() == smollm().read_bytes()
    assert not any((tmp_path / "work").iterdir())


def test_a_disk_that_is_pulled_out_and_put_back(tmp_path: Path, pack: Path) -> None:
    disk = tmp_path / "S.bukvarpack"
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL_PACK, spec(disk, tmp_path))
        failed = process.ended("1")
        assert isinstance(failed, Failed) and failed.code == Code.NO_SUCH_FILE
        shutil.copyfile(pack, disk)
        process.start("2", Job.INSTALL_PACK, spec(disk, tmp_path))
        assert isinstance(process.ended("2"), Succeeded)


def test_kills_never_leave_half_a_model(tmp_path: Path, pack: Path) -> None:
    killing = Killing(pack, tmp_path, random.Random(7))
    for _ in range(KILLS):
        killing.kill_once()
    assert killing.finish()
    assert killing.kills_in_the_middle >= KILLS // 2
