"""What a disk refuses, by its name."""

import errno
import sqlite3
from pathlib import Path

import pytest

from workers.contract.codes import Code, ProblemError
from workers.disk import refused, refused_by_database, refused_in_words, require_room, write_refused


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL), (errno.EDQUOT, Code.DISK_FULL), (errno.EFBIG, Code.DISK_FULL),
        (errno.EROFS, Code.FOLDER_NOT_WRITABLE), (errno.EACCES, Code.FOLDER_NOT_WRITABLE),
        (errno.EIO, Code.DISK_ERROR), (errno.ESTALE, Code.DISK_ERROR), (errno.ENOENT, None),
    ],
)  # fmt: skip
def test_an_error_of_the_system(number: int, code: Code | None) -> None:
    for found in (
        refused(OSError(number, "x", "/nowhere/at/all/file")),
        refused_in_words(f"Service internal error: x (os error {number})", Path("/nowhere/at/all")),
        refused_in_words(
            f"Custom {{ kind: Other, error: P {{ err: Os {{ code: {number}, kind: StorageFull }} }} }}",
            Path("/nowhere/at/all"),
        ),
    ):
        assert (None if found is None else found.code) is code
        if code in (Code.FOLDER_NOT_WRITABLE, Code.DISK_ERROR):
            assert found is not None and found.problem.params["folder"] == "/nowhere/at/all"
        if code is Code.DISK_FULL:  # also where the folder that is known has room
            assert found is not None
            assert float(found.problem.params["free"]) < float(found.problem.params["need"])
    assert refused(KeyError("x")) is None


def test_what_stopped_a_write_is_told_by_its_cause(tmp_path: Path) -> None:
    at = tmp_path / "new" / "file"
    full = write_refused(OSError(errno.ENOSPC, "x", str(at)), tmp_path)
    assert full.code is Code.DISK_FULL
    for number in (errno.EACCES, errno.ENOENT):
        closed = write_refused(OSError(number, "x", str(at)), tmp_path)
        assert closed.code is Code.FOLDER_NOT_WRITABLE and closed.problem.params["folder"] == str(tmp_path)


def test_words_of_a_library_without_a_number() -> None:
    found = refused_in_words("No space left on device: WAL buffer size exceeds it", Path("/"))
    assert found is not None and found.code is Code.DISK_FULL
    assert refused_in_words("Wrong input: dimension", Path("/")) is None


def test_errors_of_a_database(tmp_path: Path) -> None:
    file = tmp_path / "d"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.Error) as wrong:
        made.execute("SELECT nothing")
    assert refused_by_database(wrong.value, file) is None
    made.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.Error) as full:
        made.execute("INSERT INTO t VALUES (zeroblob(9000))")
    problem = refused_by_database(full.value, file)
    assert problem is not None and problem.code is Code.DISK_FULL
    made.close()
    read_only = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with pytest.raises(sqlite3.Error) as closed:
        read_only.execute("INSERT INTO t VALUES (1)")
    problem = refused_by_database(closed.value, file)
    assert problem is not None and problem.code is Code.FOLDER_NOT_WRITABLE
    read_only.close()
    file.write_bytes(b"no database at all" * 100)
    broken = sqlite3.connect(file)
    with pytest.raises(sqlite3.Error) as damaged:
        broken.execute("SELECT 1 FROM t")
    problem = refused_by_database(damaged.value, file, damaged=Code.STORE_DAMAGED)
    assert problem is not None and problem.code is Code.STORE_DAMAGED
    broken.close()


def test_room_is_asked_for_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    require_room(tmp_path / "not" / "yet", 1)
    with pytest.raises(ProblemError) as raised:
        require_room(tmp_path, 1 << 60)
    assert raised.value.code is Code.DISK_FULL and raised.value.problem.params["need"] == 1 << 60
