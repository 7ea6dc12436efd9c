"""What belongs to nothing is found and removed; what belongs to somebody, is new, or is a link, never."""

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.jobs.background import Background
from desktop.features.backup.domain.leftovers import LeftKind
from desktop.features.backup.services.leftover_service import LeftoverService, size_of
from desktop.paths import AppPaths
from desktop.processes.timers import QtTimers
from tests.helpers.gui import qt_app, wait_for
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import TOMBSTONE


def put(folder: Path, size: int = 10, hours: float = 5) -> Path:
    """A folder with a file in a folder, untouched for so many hours."""
    (folder / "part").mkdir(parents=True)
    (folder / "part" / "file").write_bytes(b"x" * size)
    age(folder, hours)
    return folder


def age(folder: Path, hours: float) -> None:
    moment = time.time() - 3600 * hours
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (moment, moment))


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    paths = AppPaths.under(tmp_path / "данные")
    paths.prepare()
    return paths


def service(paths: AppPaths, jobs: list[Any] | None = None) -> LeftoverService:
    bases: Any = SimpleNamespace(list=lambda: [SimpleNamespace(id="b1")])
    listing: Any = SimpleNamespace(list=lambda unfinished_only: jobs or [])
    return LeftoverService(paths, bases, listing, lambda: {"m1"}, lambda: {"r1"}, Background(QtTimers()))


def removed(leftovers: LeftoverService, kind: LeftKind) -> int:
    """The bytes that were freed, when it is over."""
    qt_app()
    removing = leftovers.remove(kind)
    wait_for(lambda: removing.completed)
    return removing.result()


def test_only_what_belongs_to_nothing_is_found_and_removed(paths: AppPaths, tmp_path: Path) -> None:
    kept = [
        put(paths.bases / "b1"), put(paths.models / "m1"), put(paths.data / "runs" / "r1"),
        put(paths.data / "runs" / "r1.part"), put(paths.bases / "new", hours=0.5),
        put(paths.downloads / "paused"), put(paths.data / "adapters" / "a"),
    ]  # fmt: skip
    closed = put(paths.bases / "restored")
    (closed / TOMBSTONE).touch()
    age(closed, 5)
    elsewhere = put(tmp_path / "чужое")
    (paths.models / "link").symlink_to(elsewhere, target_is_directory=True)
    lost = {
        LeftKind.BASE: put(paths.bases / "stranger", 1000), LeftKind.MODEL: put(paths.models / "m0"),
        LeftKind.RUN: put(paths.data / "runs" / "r0"), LeftKind.DOWNLOAD: put(paths.downloads / "left"),
    }  # fmt: skip
    aside = paths.bases / "b1" / "text.sqlite.damaged-2026"
    aside.write_bytes(b"x" * 77)
    (paths.bases / "b1" / "text.sqlite").write_bytes(b"x")
    job: Any = SimpleNamespace(kind="fetch", models=("paused",))
    leftovers = service(paths, [job])
    found = leftovers.find()
    assert {one.kind: one.path for one in found} == {**lost, LeftKind.COPY: aside}
    assert next(one.size for one in found if one.kind is LeftKind.COPY) == 77
    assert all(one.size == size_of(one.path) >= 10 for one in found)
    freed = removed(leftovers, LeftKind.BASE)
    assert freed >= 1000 and not lost[LeftKind.BASE].exists()
    assert {one.kind for one in leftovers.find()} == {*LeftKind} - {LeftKind.BASE}, "one kind at a time"
    for kind in LeftKind:
        removed(leftovers, kind)
    assert leftovers.find() == []
    assert all((one / "part" / "file").exists() for one in (*kept, closed, elsewhere))
    assert (paths.bases / "b1" / "text.sqlite").exists() and (paths.models / "link").is_symlink()


def test_a_download_that_goes_on_is_work_and_one_that_ended_is_left(paths: AppPaths) -> None:
    folder = put(paths.downloads / "packs")
    job: Any = SimpleNamespace(kind="install_pack", models=())
    assert service(paths, [job]).find() == []
    assert [one.path for one in service(paths).find()] == [folder]


def test_what_the_disk_refuses_is_said(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(paths.downloads / "left")

    def refuse(path: Path) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr("desktop.features.backup.services.leftover_service.shutil.rmtree", refuse)
    with pytest.raises(ProblemError) as refused:
        removed(service(paths), LeftKind.DOWNLOAD)
    assert refused.value.code is Code.FOLDER_NOT_WRITABLE and folder.exists()
