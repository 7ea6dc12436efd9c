"""A base whose folder was taken away is told, and no empty one is made in its place."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.features.documents.domain.base_findings import FindingKind, findings_of
from tests.helpers.tiny_embedders import tiny_embedder
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import BackedUpBase, MakeBackupSpec
from workers.contract.specs.bases import BaseRef, CheckBaseSpec
from workers.engines.stores.text_store import TextStore
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.closed_bases import ClosedBases
from workers.services.knowledge.maintenance.backing_up import make_backup
from workers.services.knowledge.maintenance.checking import check_base


def test_an_open_base_whose_folder_goes_is_gone_and_there_again(tmp_path: Path) -> None:
    tiny_embedder(tmp_path / "embedder", 1, 32)
    new = BaseRef("b", str(tmp_path / "base"), str(tmp_path / "embedder"))
    read = replace(new, read=True)
    bases = Bases()
    opened = bases.get(new)
    assert bases.get(read) is opened  # the first documents are in it now
    (tmp_path / "base").rename(tmp_path / "away")
    quiet = Context("r", lambda message: None)
    spec = MakeBackupSpec(
        str(tmp_path / "a.bukvarbackup"), str(tmp_path / "d"), str(tmp_path), (BackedUpBase(read, "Б", 1),)
    )
    for use in (lambda: bases.get(read), lambda: bases.text(read), lambda: make_backup(bases, spec, quiet)):
        with pytest.raises(ProblemError) as caught:
            use()
        assert caught.value.code is Code.STORE_GONE
    found = check_base(bases, CheckBaseSpec(read), quiet)
    assert found.gone and not found.documents_file
    assert [one.kind for one in findings_of({}, (), found)] == [FindingKind.BASE_GONE]
    assert not (tmp_path / "base").exists() and not (tmp_path / "a.bukvarbackup").exists()
    (tmp_path / "away").rename(tmp_path / "base")
    assert bases.get(read).text.documents() == []
    bases.close_all()
    shutil.rmtree(tmp_path / "base")
    bases.get(new)  # one that is new is made
    bases.close_all()


def test_texts_that_were_held_while_their_folder_was_away_are_opened_anew(tmp_path: Path) -> None:
    read = BaseRef("b", str(tmp_path / "base"), "", read=True)
    TextStore(tmp_path / "base").close()
    closed = ClosedBases(lambda ref: None)
    held = closed.text(read)
    (tmp_path / "base").rename(tmp_path / "away")
    with pytest.raises(ProblemError) as caught:
        closed.text(read)
    assert caught.value.code is Code.STORE_GONE and closed.names() == []
    (tmp_path / "away").rename(tmp_path / "base")
    assert closed.text(read) is not held
    assert closed.text(read).documents() == []
    closed.close("b")
