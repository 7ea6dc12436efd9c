"""What is told when the disk of the data was taken away."""

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
