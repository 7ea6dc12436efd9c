"""Looking through bases, without a worker."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.cli.progress import reconciled
from desktop.features.documents.services.check_service import TEXTS, CheckService
from workers.contract.codes import Code, ProblemError


def test_a_base_whose_folder_is_gone_is_told_and_not_searched_as_an_empty_one(tmp_path: Path) -> None:
    rows = [SimpleNamespace(chunks=0)]
    documents: Any = SimpleNamespace(list=lambda base: rows)
    paths: Any = SimpleNamespace(base_folder=lambda base: tmp_path / base)
    nobody: Any = None
    checks = CheckService(nobody, nobody, documents, paths)
    checks.require_store("b")  # nothing was read yet
    rows.append(SimpleNamespace(chunks=3))
    with pytest.raises(ProblemError) as caught:
        checks.require_store("b")
    assert caught.value.code is Code.STORE_DAMAGED and not (tmp_path / "b").exists()
    application: Any = SimpleNamespace(checks=checks)
    with pytest.raises(ProblemError):
        reconciled(application, "b").send(None)  # before anything is reconciled
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / TEXTS).touch()
    checks.require_store("b")
