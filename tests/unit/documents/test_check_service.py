"""Looking through bases, without a worker."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.cli.progress import reconciled
from desktop.features.documents.services.check_service import TEXTS, CheckService
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import DAMAGED_MARK


def test_a_base_whose_folder_is_gone_is_told_and_not_searched_as_an_empty_one(tmp_path: Path) -> None:
    read: list[str] = []
    documents: Any = SimpleNamespace(was_read=read.__contains__)
    paths: Any = SimpleNamespace(base_folder=lambda base: tmp_path / base)
    nobody: Any = None
    checks = CheckService(nobody, nobody, documents, paths)
    checks.require_store("b")  # nothing was read yet
    assert checks.damage("b") is None
    read.append("b")
    with pytest.raises(ProblemError) as caught:
        checks.require_store("b")
    assert caught.value.code is Code.STORE_GONE and not (tmp_path / "b").exists()
    assert (
        checks.damage("b") is Code.STORE_GONE
    )  # so the settings offer to mend it, and no look-through is wasted on it
    application: Any = SimpleNamespace(checks=checks)
    with pytest.raises(ProblemError):
        reconciled(application, "b").send(None)  # before anything is reconciled
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / TEXTS).touch()
    checks.require_store("b")
    assert checks.damage("b") is None
    (tmp_path / "b" / DAMAGED_MARK).touch()
    assert checks.damage("b") is Code.STORE_DAMAGED
    (tmp_path / "b" / TEXTS).unlink()
    assert checks.damage("b") is Code.STORE_GONE  # whatever was known of it before
