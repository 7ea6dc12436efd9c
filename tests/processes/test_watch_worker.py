"""The real watch worker on the wire: real folders, real changes."""

import os
import queue
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import Cancelled, FilesChanged, FolderState
from workers.contract.paths import kept_path
from workers.contract.specs.jobs import Job, Kind
from workers.contract.watching import WatchReason, WatchSpec, WatchState

PATIENCE = 30.0


@pytest.fixture
def process() -> Iterator[WorkerProcess]:
    with worker(Kind.WATCH) as process:
        yield process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Общая папка"
    (made / "внутри").mkdir(parents=True)
    (made / "старый.txt").write_text("старый", encoding="utf-8")
    return made


def watch(process: WorkerProcess, folder: Path, request: str = "w") -> FolderState:
    process.start(request, Job.WATCH, WatchSpec(str(folder)))
    return process.expect(FolderState)


def changed(process: WorkerProcess, *wanted: Path) -> set[str]:
    """What is told until all of `wanted` was."""
    names = {kept_path(str(path)) for path in wanted}
    told = set[str]()
    end = time.monotonic() + PATIENCE
    while not names <= told:
        told |= set(process.expect(FilesChanged, max(0.1, end - time.monotonic())).paths)
    return told


def test_what_changes_is_told_and_nothing_else(process: WorkerProcess, folder: Path) -> None:
    assert watch(process, folder).state is WatchState.WATCHED
    new, old = folder / "внутри" / "новый.docx", folder / "старый.txt"
    new.write_bytes(b"x")
    for name in ("~$новый.docx", ".скрытый.txt", "x.tmp", "program.exe"):
        (folder / name).write_bytes(b"x")
    assert changed(process, new) == {str(new)}
    old.write_text("иначе", encoding="utf-8")
    assert changed(process, old) == {str(old)}
    moved = folder / "внутри" / "перемещён.txt"
    old.rename(moved)
    assert changed(process, old, moved) == {str(old), str(moved)}
    new.unlink()
    assert changed(process, new) == {str(new)}
    process.cancel("w")
    assert isinstance(process.ended("w"), Cancelled)


def test_an_editors_save_is_one_change_and_a_growing_file_waits(process: WorkerProcess, folder: Path) -> None:
    watch(process, folder)
    document, part = folder / "старый.txt", folder / "старый.txt.part"
    part.write_text("сохранено", encoding="utf-8")
    document.rename(folder / "старый.bak~")
    part.rename(document)
    (folder / "старый.bak~").unlink()
    growing = folder / "растёт.txt"
    for _ in range(8):
        with growing.open("a", encoding="utf-8") as file:
            file.write("строка\n")
        time.sleep(0.4)
    told = changed(process, growing, document)
    assert told == {str(growing), str(document)}
    with pytest.raises(queue.Empty):
        process.expect(FilesChanged, 2.5)


def test_folders_come_move_and_go_with_all_that_is_in_them(process: WorkerProcess, folder: Path) -> None:
    watch(process, folder)
    outside = folder.with_name("снаружи")
    (outside / "глубоко").mkdir(parents=True)
    files = [outside / "глубоко" / f"{number:03}.txt" for number in range(300)]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    outside.rename(folder / "пришла")
    here = [folder / "пришла" / "глубоко" / file.name for file in files]
    assert changed(process, *here) == set(map(str, here))
    (folder / "пришла").rename(folder / "названа иначе")
    there = [folder / "названа иначе" / "глубоко" / file.name for file in files]
    assert changed(process, *here, *there) == {*map(str, here), *map(str, there)}
    (folder / "названа иначе" / "ещё.txt").write_text("x", encoding="utf-8")
    changed(process, folder / "названа иначе" / "ещё.txt")
    shutil.rmtree(folder / "названа иначе")
    changed(process, *there)


def test_a_folder_that_goes_is_told_and_watched_again_when_it_is_back(
    process: WorkerProcess, folder: Path
) -> None:
    watch(process, folder)
    away = folder.with_name("нет диска")
    folder.rename(away)
    assert process.expect(FolderState, PATIENCE).state is WatchState.UNREACHABLE
    away.rename(folder)
    assert process.expect(FolderState, PATIENCE).state is WatchState.WATCHED
    new = folder / "новый.txt"
    new.write_text("x", encoding="utf-8")
    assert changed(process, new) == {str(new)}


def test_a_folder_that_is_exchanged_is_compared_with_the_one_before(
    process: WorkerProcess, folder: Path
) -> None:
    watch(process, folder)
    (folder.with_name("другая") / "внутри").mkdir(parents=True)
    (folder.with_name("другая") / "другой.txt").write_bytes(b"x")
    folder.rename(folder.with_name("прежняя"))
    folder.with_name("другая").rename(folder)
    assert changed(process, folder / "другой.txt", folder / "старый.txt")


def test_odd_entries_end_no_watching(process: WorkerProcess, folder: Path) -> None:
    (folder / "круг").symlink_to(folder)
    watch(process, folder)
    (folder / "наружу").symlink_to("/")
    (folder / "битая.txt").symlink_to(folder / "нет.txt")
    os.mkfifo(folder / "канал.txt")
    odd = os.fsencode(folder) + b"/" + "имя.txt".encode("cp1251")
    with open(odd, "wb") as file:
        file.write(b"x")
    strange = folder / "строка\nи \u202eобратно.txt"
    strange.write_bytes(b"x")
    told = changed(process, strange, Path(os.fsdecode(odd)))
    # The same file through the link that leads back: it counts as a file of its own, as in an import.
    assert {path for path in told if "круг" not in path} == {
        str(strange), kept_path(os.fsdecode(odd))
    }  # fmt: skip
    good = folder / "хорошо.txt"
    good.write_bytes(b"x")
    assert str(good) in changed(process, good)


def test_single_files_are_looked_at(process: WorkerProcess, folder: Path) -> None:
    one, two = folder / "старый.txt", folder / "внутри" / "второй.txt"
    two.write_bytes(b"x")
    process.start("f", Job.WATCH, WatchSpec(files=(str(one), str(two))))
    (folder / "чужой.txt").write_bytes(b"x")
    time.sleep(1.5)
    one.write_text("сейчас", encoding="utf-8")
    two.unlink()
    assert changed(process, one, two) == {str(one), str(two)}


def test_a_link_to_a_folder_is_told_by_its_own_name(process: WorkerProcess, folder: Path) -> None:
    link = folder.with_name("ссылка")
    link.symlink_to(folder)
    assert watch(process, link).reason is WatchReason.NONE
    (folder / "новый.txt").write_bytes(b"x")
    assert changed(process, link / "новый.txt") == {str(link / "новый.txt")}
