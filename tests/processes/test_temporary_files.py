"""What is read or unpacked on the way stays nowhere, whichever process is killed in the middle of it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.helpers.worker_process import WorkerProcess
from workers import temporary
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import ReadFileSpec
from workers.contract.specs.jobs import Job, Kind
from workers.runtime.reader_pool import ReaderPool
from workers.temporary import OwnedFolder, owned_folder, sweep

SECRET = "Ключ от сейфа лежит у Ельцовой. "


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of all processes of the test."""
    folder = tmp_path / "временные"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive whose member takes a reader minutes: it lies unpacked all the time."""
    path = tmp_path / "архив.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        depth = 60_000
        archive.writestr("тайна.html", f"<p>{SECRET}" + "<div>" * depth + "<ol><li>" * 3000 + SECRET)
        archive.writestr("тайна.txt", SECRET * 2_000_000)
    return path


def wait(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def unpacked(place: Path) -> list[Path]:
    """What lies unpacked: copies of members."""
    return [path for path in place.rglob("inside-*/*") if path.stat().st_size > 1000]


def readers_of(pid: int) -> Iterator[psutil.Process]:
    for child in psutil.Process(pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # one that has ended already
            if "reader" in child.cmdline():
                yield child


def test_a_killed_reader_leaves_nothing(place: Path, archive: Path) -> None:
    pool = ReaderPool()
    try:
        with ThreadPoolExecutor(1) as threads:
            reading = threads.submit(pool.read, archive)
            wait(lambda: unpacked(place))
            for reader in readers_of(os.getpid()):
                os.kill(reader.pid, signal.SIGKILL)
            with pytest.raises(ProblemError) as failed:
                reading.result()
        assert failed.value.code is Code.READER_CRASHED
        assert not unpacked(place)
        assert [path.name for path in place.rglob("*") if path.name != ".owner"] == [pool_folder(place)]
    finally:
        pool.close()
    assert list(place.iterdir()) == []


def pool_folder(place: Path) -> str:
    (folder,) = place.iterdir()
    return folder.name


@pytest.mark.parametrize("whose", ["worker", "window"])
def test_a_killed_worker_or_window_leaves_nothing(
    place: Path, archive: Path, tmp_path: Path, whose: str
) -> None:
    process = WorkerProcess(Kind.KNOWLEDGE)
    try:
        spec = ReadFileSpec(str(archive), str(tmp_path / "out.json"))
        process.start("read", Job.READ_FILE, spec)
        wait(lambda: unpacked(place))
        if whose == "worker":
            os.kill(process.process.pid, signal.SIGKILL)
        else:
            assert process.process.stdin is not None
            process.process.stdin.close()  # what a killed window does to its worker
        wait(lambda: not list(place.iterdir()))
    finally:
        process.kill()
        process.close()


def test_what_a_killed_group_leaves_goes_with_the_next_start(place: Path) -> None:
    code = (
        "import sys, time; from workers.temporary import OwnedFolder; folder = OwnedFolder();"
        f"(folder.path / 'текст').write_text({SECRET!r}); print(folder.path, flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    with owner.stdout:
        folder = Path(owner.stdout.readline().strip())
    living = OwnedFolder()
    assert (folder / "текст").exists(), "its owner lives"
    owner.kill()
    owner.wait()
    with owned_folder() as own:
        assert not folder.exists() and own.exists() and living.path.exists()
    living.close()
    assert list(place.iterdir()) == []


def test_what_is_being_made_and_what_is_not_ours_stays(place: Path) -> None:
    (place / "bukvar-tmp-new").mkdir()
    (place / "bukvar-other").mkdir()
    sweep()
    assert {path.name for path in place.iterdir()} == {"bukvar-tmp-new", "bukvar-other"}
    os.utime(place / "bukvar-tmp-new", (0, 0))
    sweep()
    assert {path.name for path in place.iterdir()} == {"bukvar-other"}


def test_where_tmp_is_small_the_other_folder_is_taken_and_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = tmp_path / "tmp", tmp_path / "var"
    small.mkdir()
    large.mkdir()
    monkeypatch.setattr(temporary, "_TMP", small)
    monkeypatch.setattr(temporary, "_VAR_TMP", large)
    monkeypatch.setattr(tempfile, "tempdir", str(small))
    room = {small: 64 << 20, large: 10 << 30}
    monkeypatch.setattr(temporary, "_free", lambda folder: room[folder])
    left = OwnedFolder()
    assert left.path.parent == large
    os.close(left._lock)  # as a kill does
    room[small] = 8 << 30
    with owned_folder() as folder:
        assert folder.parent == small and not left.path.exists()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # named by the user
    monkeypatch.setattr(temporary, "_free", lambda folder: 0)
    with owned_folder() as folder:
        assert folder.parent == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="there each user has temporary files of his own")
def test_nobody_sweeps_what_another_user_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = place.parent / "бумаги"
    papers.mkdir()
    (papers / ".owner").touch()
    (papers / "договор.txt").write_text(SECRET, encoding="utf-8")
    (place / f"{temporary.PREFIX}link").symlink_to(papers)
    left = place / f"{temporary.PREFIX}left"
    left.mkdir()
    (left / ".owner").touch()
    with monkeypatch.context() as changed:
        changed.setattr(os, "getuid", lambda: left.stat().st_uid + 1)
        sweep()
        assert left.exists()
    sweep()
    assert not left.exists() and (papers / "договор.txt").exists()
