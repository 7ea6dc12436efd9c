"""What is told when the disk of the data was taken away."""

import errno
from pathlib import Path

import pytest

from desktop.core.unexpected import true_cause
from workers.contract.codes import Code, Problem


@pytest.mark.parametrize("code", [Code.EMBEDDER_MISSING, Code.MODEL_MISSING, Code.STORE_GONE, Code.BUG])
def test_what_is_missed_without_the_disk_is_told_as_the_disk(tmp_path: Path, code: Code) -> None:
    database = tmp_path / "stick" / "bukvar.sqlite"
    database.parent.mkdir()
    database.touch()
    problem = Problem(code, detail="no such file")
    assert true_cause(problem, database) is problem
    database.unlink()
    found = true_cause(problem, database)
    assert found.code is Code.DISK_ERROR and found.params == {"folder": str(database.parent)}
    assert "no such file" in found.detail
    full = Problem(Code.DISK_FULL, {"need": 2, "free": 1})
    assert true_cause(full, database) is full


def test_a_disk_that_answers_with_an_error_is_gone_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stat(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    problem = Problem(Code.MODEL_MISSING, {"model": "starter"})
    with monkeypatch.context() as unplugged:
        unplugged.setattr(Path, "stat", stat)
        found = true_cause(problem, tmp_path / "bukvar.sqlite")
    assert found.code is Code.DISK_ERROR
