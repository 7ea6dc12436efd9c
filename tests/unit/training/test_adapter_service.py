"""Adapters: chosen, given away, taken in, merged, removed; and what answers with them."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.entities import MessageState
from desktop.core.future import Future, spawn
from desktop.core.training_entities import Adapter, Run, RunState
from desktop.features.chat.services.chat_service import ChatService
from tests.helpers.tuning_desk import SHA256, WEIGHTS, TuningDesk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Answer
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.adapters import AdapterFacts, MergeSpec, ModelFile
from workers.contract.training.tuning import TuneSettings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TuningDesk]:
    made = TuningDesk(tmp_path / "data", [])
    yield made
    made.close()


def _adapter(desk: TuningDesk, name: str, active: bool = False) -> Adapter:
    folder = desk.paths.data / "adapters"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.gguf").write_bytes(WEIGHTS)
    made = Adapter(
        name, desk.base(), f"Staff {name}", "small", "m" * 64, str(folder / f"{name}.gguf"), SHA256,
        len(WEIGHTS), datetime.now(UTC), active=active, rank=8, rows=120, approved_by=("Anna",),
        documents=("d1",), document_names=("Rules.pdf",), provenance={"seed": 3407, "status": "complete"},
    )  # fmt: skip
    desk.adapters._rows.save(made)
    return made


def _code(pending: Future[Adapter]) -> Code:
    with pytest.raises(ProblemError) as caught:
        pending.result()
    return caught.value.problem.code


def _inspected(desk: TuningDesk) -> None:
    facts = AdapterFacts("", len(WEIGHTS), SHA256, "llama", 8, 8.0, 420)
    desk.workers.open(Job.INSPECT_ADAPTER)[0].succeed(to_json(facts))


def test_one_at_most_is_active(desk: TuningDesk) -> None:
    one, two = _adapter(desk, "one", True), _adapter(desk, "two")
    desk.adapters.activate(desk.base(), two.id)
    assert [a.id for a in desk.adapters.list(desk.base()) if a.active] == ["two"]
    desk.adapters.activate(desk.base(), "")
    assert desk.adapters.active(desk.base()) is None
    Path(one.path).unlink()
    with pytest.raises(ProblemError):
        desk.adapters.activate(desk.base(), one.id)
    other = desk.bases.create("Other").id
    with pytest.raises(ProblemError):
        desk.adapters.activate(other, two.id)


def test_strength_stays_between_nothing_and_whole(desk: TuningDesk) -> None:
    made = _adapter(desk, "one")
    for wanted, kept in ((0.4, 0.4), (7, 1.0), (-1, 0.0)):
        desk.adapters.set_strength(made.id, wanted)
        assert desk.adapters.get(made.id).strength == kept


def test_an_adapter_travels_in_one_file(desk: TuningDesk, tmp_path: Path) -> None:
    made = _adapter(desk, "one")
    file = desk.adapters.export(made.id, tmp_path / "for the branch")
    assert file.name == "for the branch.bukvaradapter" and zipfile.is_zipfile(file)
    desk.adapters.remove(made.id)
    assert not Path(made.path).exists()
    taking = desk.adapters.import_(desk.base(), file)
    _inspected(desk)
    taken = taking.result()
    assert Path(taken.path).read_bytes() == WEIGHTS
    assert (taken.name, taken.rank, taken.rows, taken.approved_by, taken.provenance) == (
        made.name, 8, 120, ("Anna",), made.provenance,
    )  # fmt: skip
    assert taken.document_names == ("Rules.pdf",) and not taken.active
    assert desk.adapters.import_(desk.base(), file).result().id == taken.id
    assert len(desk.adapters.list(desk.base())) == 1
    assert not list((desk.paths.data / "adapters").glob("*.part"))


def test_a_damaged_or_foreign_file_is_refused(desk: TuningDesk, tmp_path: Path) -> None:
    file = desk.adapters.export(_adapter(desk, "one").id, tmp_path / "a.bukvaradapter")
    desk.adapters.remove("one")
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("passport.json"))

    def packed(name: str, weights: bytes, values: object) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("passport.json", json.dumps(values))
            archive.writestr("adapter.gguf", weights)
        return path

    base = desk.base()
    changed = packed("changed", b"x" + WEIGHTS[1:], manifest)
    longer = packed("longer", WEIGHTS + b"x", manifest)
    shorter = packed("shorter", WEIGHTS[:-1], manifest)
    nameless = packed("nameless", WEIGHTS, {"version": 1})
    newer = packed("newer", WEIGHTS, {**manifest, "version": 9})
    other = packed("other", WEIGHTS, {**manifest, "model_sha256": "o" * 64})
    plain = tmp_path / "plain"
    plain.write_bytes(b"no zip")
    outside = packed("outside", WEIGHTS, manifest)  # its members would begin before the file
    body = bytearray(outside.read_bytes())
    body[-6:-2] = (int.from_bytes(body[-6:-2], "little") + 1000).to_bytes(4, "little")
    outside.write_bytes(body)
    for path in (changed, longer, shorter, nameless, newer, plain, outside):
        assert _code(desk.adapters.import_(base, path)) is Code.ADAPTER_DAMAGED, path.name
    assert _code(desk.adapters.import_(base, other)) is Code.ADAPTER_FOREIGN
    assert _code(desk.adapters.import_(base, tmp_path / "absent")) is Code.FILE_UNREADABLE
    differs = desk.adapters.import_(base, file)
    desk.workers.open(Job.INSPECT_ADAPTER)[0].fail(Code.ADAPTER_FOREIGN, file="a", model="small")
    assert _code(differs) is Code.ADAPTER_FOREIGN
    assert desk.adapters.list(base) == [] and not list((desk.paths.data / "adapters").iterdir())


def test_files_without_a_row_go_at_the_next_start(desk: TuningDesk) -> None:
    kept = _adapter(desk, "one")
    (desk.paths.data / "adapters" / "lost.gguf").write_bytes(b"x")
    desk.adapters.recover()
    assert [f.name for f in (desk.paths.data / "adapters").iterdir()] == [Path(kept.path).name]


def test_merging_goes_through_both_workers_into_the_models(desk: TuningDesk) -> None:
    made = _adapter(desk, "one")
    desk.adapters.set_strength(made.id, 0.5)
    merging = desk.adapters.merge(made.id, "Q8_0")
    sent = desk.workers.open(Job.MERGE)[0]
    spec = MergeSpec(**sent.message.params)
    assert (spec.adapter, spec.strength) == (made.path, 0.5)
    Path(spec.output).write_bytes(b"f16")
    sent.succeed(to_json(ModelFile(spec.output, 3, "")))
    squeezing = desk.workers.open(Job.QUANTIZE, Kind.EXAMPLES)[0]
    assert squeezing.message.params["quantization"] == "Q8_0"
    squeezing.succeed(to_json(ModelFile("", 3, "")))
    merging.result()
    assert [p.suffix for p in desk.models.added] == [".gguf"] and "Q8_0" in desk.models.added[0].name
    assert not list(desk.paths.downloads.iterdir())


def test_what_a_killed_merge_left_goes_at_the_next_start(desk: TuningDesk, tmp_path: Path) -> None:
    left = desk.paths.downloads / "merge-before"
    left.mkdir(parents=True)
    (left / "merged-f16.gguf").write_bytes(b"half")
    TuningDesk(tmp_path / "data", []).close()
    assert not left.exists()


# As long and with such signs as no file system takes.
REFUSED = '\\/:*?"<>|\n' + "Ж" * 200


def _fits(path: Path) -> bool:
    return len(path.name.encode()) < 250 and not set(path.name) & set('\\/:*?"<>|\n')


def test_a_merged_model_has_a_name_that_any_file_system_takes(desk: TuningDesk) -> None:
    made = replace(_adapter(desk, "one"), name=REFUSED)
    desk.adapters._rows.save(made)
    desk.adapters.merge(made.id)
    spec = MergeSpec(**desk.workers.open(Job.MERGE)[0].message.params)
    desk.workers.open(Job.MERGE)[0].succeed(to_json(ModelFile(spec.output, 3, "")))
    desk.workers.open(Job.QUANTIZE, Kind.EXAMPLES)[0].succeed(to_json(ModelFile("", 3, "")))
    assert [_fits(path) for path in desk.models.added] == [True]
    assert "ЖЖЖ Q4_K_M" in desk.models.added[0].name


def test_a_model_that_was_trained_whole_has_such_a_name(desk: TuningDesk, tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"model")
    base = desk.bases.create(REFUSED).id
    created = datetime(2026, 11, 30, 2, 53, tzinfo=UTC)
    # An id is a hundred letters at most, of any alphabet.
    run = Run("r", base, "ж" * 100, "m" * 64, RunState.COMPARING, TuneSettings(), created, created)
    spawn(desk.adapters.register_model(run, file)).result()
    assert [_fits(path) for path in desk.models.added] == [True]
    assert desk.models.added[0].name.endswith("ЖЖЖ 2026-11-30 02-53.gguf")
    assert list(tmp_path.glob("*.gguf")) == [file]


# --- ways --------------------------------------------------------------------------------------------


def _chats(desk: TuningDesk) -> ChatService:
    return ChatService(
        desk.workers, desk.chat_rows, desk.bases, desk.documents, desk.search, desk.models,
        desk.settings, desk.timers, desk.changes.append, desk.timers.clock, desk.adapters,
    )  # fmt: skip


def test_a_trained_answer_names_its_adapter_and_strength(desk: TuningDesk) -> None:
    made = _adapter(desk, "one", True)
    desk.adapters.set_strength(made.id, 0.7)
    chats = _chats(desk)
    desk.bases.set_way(desk.base(), AnswerMode.TRAINED)
    chat = chats.create(desk.base())
    chats.ask(chat.id, "How long?")
    desk.workers.open(Job.LOAD)[0].succeed()
    asked = next(s for s in desk.workers.open(kind=Kind.CHAT))
    assert (asked.message.question.adapter, asked.message.question.strength) == (made.path, 0.7)
    assert asked.message.question.way is AnswerMode.TRAINED and not asked.message.question.passages
    asked.succeed(to_json(Answer("Two days.", True)))
    kept = desk.chat_rows.messages(chat.id)[-1]
    assert (kept.way, kept.adapter, kept.strength, kept.text) == (AnswerMode.TRAINED, "one", 0.7, "Two days.")
    assert desk.bases.get(desk.base()).way is AnswerMode.TRAINED


def test_a_trained_way_without_its_adapter_or_its_model_says_so(desk: TuningDesk) -> None:
    chats = _chats(desk)
    assert chats.answer(desk.base(), "?", way=AnswerMode.TRAINED).message.code == Code.NO_ADAPTER
    made = _adapter(desk, "one", True)
    assert desk.models.record is not None
    desk.models.record = replace(desk.models.record, sha256="other")
    foreign = chats.answer(desk.base(), "?", way=AnswerMode.TRAINED).message
    assert (foreign.state, foreign.code) == (MessageState.FAILED, Code.ADAPTER_FOREIGN)
    Path(made.path).unlink()
    assert chats.answer(desk.base(), "?", way=AnswerMode.TRAINED).message.code == Code.ADAPTER_MISSING
    asking = chats.answer(desk.base(), "?", way=AnswerMode.MODEL)
    assert asking.message.adapter == "" and asking.message.state is MessageState.WRITING
