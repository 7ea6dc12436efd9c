"""Hashes of files, and files that are there whole or not at all."""

import errno
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.saving import save_text
from workers.contract.codes import Code, ProblemError
from workers.files import (
    BLOCK,
    publish,
    read_file,
    sha256,
    sha256_of,
    sync_folder,
    write_whole,
    written_whole,
)


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files and folders that were flushed to the disk, in order, by the names they had then."""
    found: list[Path] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        found.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))
        real(descriptor)

    if sys.platform == "linux":
        monkeypatch.setattr("os.fsync", fsync)
    yield found


def test_a_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    body = os.urandom(BLOCK + 3)
    (tmp_path / "a").write_bytes(body[:5])
    (tmp_path / "b").write_bytes(body[5:])
    read: list[int] = []
    assert sha256_of(tmp_path / "a", tmp_path / "b", on_read=read.append) == hashlib.sha256(body).hexdigest()
    assert read == [5, BLOCK - 2] and sha256(body) == hashlib.sha256(body).hexdigest()
    assert sha256("ё\ud800") == hashlib.sha256(b"\xd1\x91\xed\xa0\x80").hexdigest()


def test_reading_ends_with_what_on_read_raises(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3 * BLOCK))
    read: list[int] = []

    def stop(length: int) -> None:
        read.append(length)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sha256_of(tmp_path / "a", on_read=stop)
    assert read == [BLOCK]


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors have no names elsewhere")
def test_file_and_folder_are_flushed_in_this_order(tmp_path: Path, synced: list[Path]) -> None:
    write_whole(tmp_path / "note.json", "{}\n")
    partial, folder = synced
    assert partial.parent == folder == tmp_path and partial.suffix == ".part"
    assert [one.name for one in tmp_path.iterdir()] == ["note.json"]
    assert (tmp_path / "note.json").read_bytes() == b"{}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors have no names elsewhere")
def test_everything_in_a_published_folder_is_flushed(tmp_path: Path, synced: list[Path]) -> None:
    new = tmp_path / "new"
    (new / "inner").mkdir(parents=True)
    (new / "inner" / "a").write_bytes(b"1")
    (new / "b").write_bytes(b"2")
    publish(new, tmp_path / "whole")
    assert set(synced[:-1]) == {new / "inner" / "a", new / "inner", new / "b", new}
    assert synced[-1] == tmp_path and synced.index(new / "inner" / "a") < synced.index(new / "inner")
    assert (tmp_path / "whole" / "inner" / "a").read_bytes() == b"1" and not new.exists()


@pytest.mark.parametrize("when", ["writing", "flushing", "naming"])
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    file = tmp_path / "settings.json"
    write_whole(file, "old")

    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if when != "writing":
        monkeypatch.setattr({"flushing": "os.fsync", "naming": "os.replace"}[when], refused)
    with pytest.raises(OSError, match="No space") as caught, written_whole(file) as stream:
        stream.write(b"new, half of it")
        if when == "writing":
            refused()
    assert caught.value.filename == str(file)  # where there is no room, which the system does not say
    assert file.read_text() == "old" and list(tmp_path.iterdir()) == [file]


def test_a_text_that_is_none_leaves_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a", "\ud800")
    assert (tmp_path / "a").read_text() == "old" and len(list(tmp_path.iterdir())) == 1
    save_text(tmp_path / "a", "x\ud800\n")
    assert (tmp_path / "a").read_bytes() == b"x?\n"


def test_a_disk_that_cannot_flush_folders_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    write_whole(tmp_path / "a", "1")
    sync_folder(tmp_path / "missing")
    assert (tmp_path / "a").read_text() == "1"


@pytest.mark.skipif(os.name == "nt", reason="modes are a thing of POSIX")
def test_modes_are_private_or_what_the_process_decides(tmp_path: Path) -> None:
    code = """
import os, sys; from pathlib import Path; from workers.files import write_whole
os.umask(0o022)
folder = Path(sys.argv[1], "made")
write_whole(folder / "open", ""); write_whole(folder / "own", "", private=True)
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {"made": 0o700, "open": 0o644, "own": 0o600}


def test_two_writers_of_one_file_do_not_mix(tmp_path: Path) -> None:
    with written_whole(tmp_path / "a") as first:
        first.write(b"first" * 1000)
        write_whole(tmp_path / "a", "second")
    assert (tmp_path / "a").read_bytes() == b"first" * 1000


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), "1")
    assert [len(one.name) for one in tmp_path.iterdir()] == [255]


def test_a_folder_that_refuses_is_a_known_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProblemError) as raised:
        save_text(tmp_path / "file" / "list.csv", "")
    assert raised.value.problem.code is Code.FOLDER_NOT_WRITABLE
    assert raised.value.problem.params == {"folder": str(tmp_path / "file")}


def test_a_missing_folder_is_made_where_that_is_wanted(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a", "1")
    with (
        pytest.raises(FileNotFoundError),
        written_whole(tmp_path / "mistyped" / "a", make_folder=False),
    ):
        raise AssertionError("the block is not entered")
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.skipif(os.name == "nt", reason="modes are a thing of POSIX")
def test_a_private_process_gives_others_only_what_a_person_asked_for(tmp_path: Path) -> None:
    code = """
import os, sys; from pathlib import Path; from workers.files import keep_private, share, write_whole
os.umask(0o022); keep_private()
folder = Path(sys.argv[1], "made")
write_whole(folder / "asked", ""); write_whole(folder / "own", "", private=True)
(folder / "of a library").write_text(""); (folder / "pack").write_text(""); share(folder / "pack")
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "made").iterdir()}
    assert modes == {"asked": 0o644, "own": 0o600, "of a library": 0o600, "pack": 0o644}


def test_what_a_killed_writer_left_goes_with_the_next_file_of_a_person(tmp_path: Path) -> None:
    left = tmp_path / ".bukvar-0123456789ab.part"
    left.write_bytes(b"half")
    write_whole(tmp_path / "own", b"x", private=True)
    assert left.exists(), "the program's own folders are swept at its start"
    with written_whole(tmp_path / "first") as under_way:
        under_way.write(b"1")
        (partial,) = [path for path in tmp_path.glob(".bukvar-*.part") if path != left]
        write_whole(tmp_path / "second", b"2")
        assert partial.exists(), "its writer lives"
        assert not left.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "own", "second"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_what_is_no_file_is_refused_at_once_and_what_is_too_long_is_not_read(tmp_path: Path) -> None:
    pipe, zeros = tmp_path / "pipe", tmp_path / "zeros"
    os.mkfifo(pipe)
    zeros.symlink_to("/dev/zero")
    for path in (pipe, zeros, tmp_path):
        with pytest.raises(OSError) as caught:
            read_file(path)
        assert caught.value.errno in (errno.EINVAL, errno.EISDIR)
    with pytest.raises(OSError):
        sha256_of(pipe)
    with pytest.raises(OSError):
        write_whole(pipe, "x")
    assert stat.S_ISFIFO(pipe.stat().st_mode) and sorted(tmp_path.iterdir()) == [pipe, zeros]
    (tmp_path / "file").write_bytes(b"12345")
    assert read_file(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError) as caught:
        read_file(tmp_path / "file", 4)
    assert caught.value.errno == errno.EFBIG
