"""Models in the administrator's folder, and models that he allows: used in place, never written, never
fooled."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.entities import ModelPurpose, ModelState
from desktop.features.models.domain.catalogue import Origin
from desktop.settings.policy import NO_POLICY
from tests.helpers.closed_folder import closed
from tests.helpers.gguf import CHAT_METADATA, build
from tests.unit.models.test_models import GGUF, OTHER_GGUF, Shelf, refusal
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import Source

OWN = build({**CHAT_METADATA, "general.name": "Своя"})


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "Общие модели"
    (folder / "trial").mkdir(parents=True)
    (folder / "starter.gguf").write_bytes(GGUF)
    (folder / "trial" / "trial.gguf").write_bytes(OTHER_GGUF)
    (folder / "Отдел.gguf").write_bytes(OWN)
    return folder


def snapshot(folder: Path) -> dict[str, tuple[bytes, float]]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file): (file.read_bytes(), file.stat().st_mtime) for file in files}


def test_shared_models_are_used_where_they_lie(tmp_path: Path, shared: Path) -> None:
    before = snapshot(shared)
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, model_folders=(str(shared),)))
    ready = {row.id: row for row in desk.registry.installed(ModelPurpose.CHAT)}
    assert set(ready) == {"starter", "trial", "отдел"}
    assert ready["starter"].path == str(shared / "starter.gguf")
    assert all(desk.registry.is_shared(row) for row in ready.values())
    # The hash is compared once and remembered.
    assert ready["starter"].verified == 0.0
    checked = desk.registry.ensure_sound("starter").result()
    assert checked.verified == (shared / "starter.gguf").stat().st_mtime
    jobs = len(desk.jobs.rows)
    desk.start()
    desk.registry.ensure_sound("starter").result()
    assert len(desk.jobs.rows) == jobs
    with pytest.raises(ProblemError) as caught:
        desk.fetching.remove("starter")
    assert caught.value.problem.code is Code.MODEL_SHARED
    assert snapshot(shared) == before
    assert not list(desk.models.rglob("*.gguf"))


def test_a_shared_model_that_was_replaced_is_looked_at_anew(tmp_path: Path, shared: Path) -> None:
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, model_folders=(str(shared),)))
    desk.registry.ensure_sound("starter").result()
    damaged = bytearray(GGUF)
    damaged[-1] ^= 1
    (shared / "starter.gguf").write_bytes(bytes(damaged))
    os.utime(shared / "starter.gguf", (1, 1_000_000_000))
    desk.start()
    assert refusal(desk.registry.ensure_sound("starter")) is Code.MODEL_DAMAGED
    (shared / "starter.gguf").write_bytes(GGUF)
    desk.start()
    assert desk.registry.ensure_sound("starter").result().state is ModelState.READY
    (shared / "starter.gguf").unlink()
    desk.start()
    assert desk.registry.get("starter").state is ModelState.AVAILABLE


def test_an_own_copy_comes_before_a_shared_one(tmp_path: Path, shared: Path) -> None:
    desk = Shelf(tmp_path, policy=NO_POLICY)
    desk.fetching.fetch("starter")
    desk.policy = replace(NO_POLICY, model_folders=(str(shared),))
    desk.start()
    assert desk.registry.get("starter").path.startswith(str(desk.models))
    assert {row.id for row in desk.registry.list() if row.path} == {"starter", "trial", "отдел"}


def test_a_folder_that_is_not_there_hinders_nobody(tmp_path: Path) -> None:
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, model_folders=(str(tmp_path / "сервер молчит"),)))
    assert desk.registry.installed(ModelPurpose.CHAT) == []


def test_a_folder_that_this_user_may_not_enter_hinders_nobody(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, model_folders=(str(shared),)))
    assert len(desk.registry.installed(ModelPurpose.CHAT)) == 3
    closed(monkeypatch, shared)
    # Also an entry whose hash the catalogue does not know, which is looked up by its length.
    desk.entries = (*desk.entries, replace(desk.entries[0], id="nameless", file="n.gguf", sha256=""))
    desk.start()
    assert desk.registry.installed(ModelPurpose.CHAT) == []


def test_a_pack_cannot_call_a_model_allowed(tmp_path: Path) -> None:
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, allowed_models=("trial", "свободная")))
    starter, *others = desk.entries
    source = Source("file", str(desk.disk / "starter.gguf"))
    for origin in (Origin.PACK, Origin.PACK_SIGNED):
        entry = replace(starter, id="свободная", sources=(source,), starter=False, origin=origin)
        desk.entries = (*others, entry)
        desk.start()
        assert [row.id for row in desk.registry.list()] == ["trial"]
        own = tmp_path / "own.gguf"
        own.write_bytes(GGUF)
        assert refusal(desk.fetching.add(own)) is Code.MODEL_NOT_ALLOWED
    desk.entries = (*others, replace(entry, origin=Origin.ADMINISTRATOR))
    desk.start()
    assert {row.id for row in desk.registry.list()} == {"trial", "свободная"}


def test_a_hash_that_is_allowed_and_another_file_here(tmp_path: Path) -> None:
    desk = Shelf(tmp_path, policy=NO_POLICY)
    desk.fetching.fetch("starter")
    row = desk.rows.get("starter")
    assert row is not None
    desk.rows.save(replace(row, sha256="0" * 64))
    desk.policy = replace(NO_POLICY, allowed_models=(row.sha256, desk.entries[1].sha256))
    desk.start()
    assert desk.registry.starter().id == "trial"
    assert desk.registry.selected("") is None
    desk.policy = replace(NO_POLICY, allowed_models=(row.sha256,))
    desk.start()
    assert desk.registry.selected("") is None


def test_only_allowed_models_exist(tmp_path: Path, shared: Path) -> None:
    policy = replace(
        NO_POLICY, model_folders=(str(shared),), allowed_models=("trial", hashlib.sha256(OWN).hexdigest())
    )
    desk = Shelf(tmp_path, policy=policy)
    assert {row.id for row in desk.registry.list()} == {"trial", "отдел"}
    for act in (desk.fetching.fetch, desk.registry.select, desk.registry.get):
        with pytest.raises(ProblemError) as caught:
            act("starter")
        assert caught.value.problem.code is Code.MODEL_NOT_ALLOWED


def test_a_file_that_calls_itself_allowed_is_refused(tmp_path: Path) -> None:
    policy = replace(NO_POLICY, allowed_models=("trial", "наша-модель"))
    desk = Shelf(tmp_path, policy=policy)
    own = tmp_path / "наша-модель.gguf"
    own.write_bytes(OWN)
    assert refusal(desk.fetching.add(own)) is Code.MODEL_NOT_ALLOWED
    # Laid into the models folder by hand.
    (desk.models / "наша-модель").mkdir(parents=True)
    (desk.models / "наша-модель" / "наша-модель.gguf").write_bytes(OWN)
    desk.start()
    assert [row.id for row in desk.registry.list()] == ["trial"]
    trial = tmp_path / "другое имя.gguf"
    trial.write_bytes(OTHER_GGUF)
    assert desk.fetching.add(trial).result().id == "trial"


def test_where_nothing_of_the_catalogue_is_allowed_nothing_breaks(tmp_path: Path, shared: Path) -> None:
    desk = Shelf(tmp_path, policy=replace(NO_POLICY, allowed_models=("no-such",)))
    assert desk.registry.selected("") is None
    with pytest.raises(ProblemError) as caught:
        desk.fetching.fetch(desk.registry.starter().id)
    assert caught.value.problem.code is Code.MODEL_NOT_ALLOWED
    own = hashlib.sha256(OWN).hexdigest()
    desk.policy = replace(NO_POLICY, allowed_models=(own,), model_folders=(str(shared),))
    desk.start()
    selected = desk.registry.selected("")
    assert selected is not None and selected.sha256 == own == desk.registry.starter().sha256
