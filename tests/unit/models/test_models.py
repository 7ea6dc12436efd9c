"""Models of this computer: got, added, verified, repaired, removed; the workers' code runs right here."""

import hashlib
import json
import os
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, KnowledgeBase, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, completed
from desktop.core.ports import Outcome
from desktop.features.models.domain.catalogue import Catalogue, CatalogueModel
from desktop.features.models.domain.catalogue_reading import parse
from desktop.features.models.services.model_fetching import ModelFetching
from desktop.features.models.services.model_files import ModelFiles
from desktop.features.models.services.model_fit import ModelFit
from desktop.features.models.services.model_jobs import ModelJobs
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.shared_models import SharedModels
from desktop.settings.policy import NO_POLICY, Policy
from tests.helpers.file_server import Served, serving
from tests.helpers.gguf import CHAT_METADATA, build
from tests.helpers.models import EMBEDDER, embedder, embedder_source
from tests.helpers.wheels import index_folder
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Start
from workers.contract.specs.hardware import Hardware
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import (
    EMBEDDER_FILES,
    ConvertSpec,
    FetchSpec,
    InspectSpec,
    Source,
    VerifySpec,
)
from workers.engines.gguf.gguf_file import inspect
from workers.engines.onnx.embedder_adoption import adopt
from workers.engines.onnx.embedder_conversion import convert
from workers.transfer.download import fetch, verify
from workers.transfer.partial_file import Reporter

ROOT = Path(__file__).resolve().parents[3]
GGUF = build()
OTHER_GGUF = build({**CHAT_METADATA, "general.name": "Другая"})
QUIET = Reporter(lambda stage, done, total: None, lambda: None, lambda callback: None)


def work(job: str, params: dict[str, Any]) -> dict[str, Any]:
    """What the worker of a job does."""
    if job == Job.FETCH:
        return dict(to_json(fetch(from_json(FetchSpec, params), QUIET)))
    if job == Job.VERIFY:
        return dict(to_json(verify(from_json(VerifySpec, params), QUIET)))
    if job == Job.CONVERT:
        spec = from_json(ConvertSpec, params)
        if spec.format == "onnx" and spec.embedding is not None:
            adopt(Path(spec.source), Path(spec.folder), spec.embedding)
        else:
            convert(Path(spec.source), Path(spec.folder), spec.format)
        return {}
    return dict(to_json(inspect(Path(from_json(InspectSpec, params).path))))


class DirectWorkers:
    """The `Workers` port without processes: every request is answered at once."""

    def request(
        self,
        kind: Kind,
        message: Message,
        on_message: Callable[[Message], None],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        assert isinstance(message, Start)
        try:
            on_outcome(Outcome("succeeded", work(message.job, message.params)))
        except ProblemError as error:
            on_outcome(Outcome("failed", problem=error.problem))

    def notify(self, kind: Kind, message: Message) -> None: ...
    def cancel(self, kind: Kind, request: str) -> None: ...
    def is_running(self, kind: Kind) -> bool:
        return False

    def unload(self, kind: Kind) -> None: ...


class DirectJobs:
    """Jobs that are done in `submit`, unless `held`."""

    def __init__(self) -> None:
        self.rows: dict[str, JobRecord] = {}
        self.ended: Callable[[JobRecord], None] = lambda job: None
        self.held = False

    def submit(self, job: Job, params: dict[str, Any], base: str = "") -> JobRecord:
        now = datetime.now(UTC)
        record = JobRecord(str(uuid.uuid4()), job.value, base, JobState.QUEUED, params, now, now)
        self.rows[record.id] = record
        if not self.held:
            self.run(record)
        return record

    def run(self, record: JobRecord) -> None:
        try:
            record = replace(record, state=JobState.SUCCEEDED, result=work(record.kind, record.params))
        except ProblemError as error:
            problem = error.problem
            record = replace(record, state=JobState.FAILED, code=problem.code, problem_params=problem.params)
        self.rows[record.id] = record
        self.ended(record)

    def list(self, unfinished_only: bool = False) -> list[JobRecord]:
        done = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)
        return [job for job in self.rows.values() if not unfinished_only or job.state not in done]

    def resume(self, job: str) -> None:
        self.run(self.rows[job])

    def cancel(self, job: str) -> None:
        self.rows[job] = replace(self.rows[job], state=JobState.CANCELLED)

    def wait(self, job: str) -> Future[JobRecord]:
        return completed(self.rows[job])


class Rows:
    """The `ModelRepository` port in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, ModelRecord] = {}

    def list(self) -> list[ModelRecord]:
        return [*self.rows.values()]

    def get(self, model: str) -> ModelRecord | None:
        return self.rows.get(model)

    def save(self, model: ModelRecord) -> None:
        self.rows[model.id] = model

    def remove(self, model: str) -> None:
        self.rows.pop(model, None)


@dataclass(frozen=True)
class Values:
    selected_model: str = ""
    mirror: str = ""
    sealed: bool = False


@dataclass
class Settings:
    values: Values = Values()

    def change(self, *, selected_model: str) -> None:
        self.values = replace(self.values, selected_model=selected_model)


class Bases:
    """One base, whose own model can be set."""

    model = ""

    def get(self, base: str) -> KnowledgeBase | None:
        return KnowledgeBase(base, "База", datetime.now(UTC), model=self.model)


@dataclass
class Shelf:
    """The services on a temporary folder, with a catalogue whose chat models lie in `disk`."""

    folder: Path
    memory: int = 16_000_000_000
    jobs: DirectJobs = field(default_factory=DirectJobs)
    rows: Rows = field(default_factory=Rows)
    settings: Settings = field(default_factory=Settings)
    bases: Bases = field(default_factory=Bases)
    policy: Policy = NO_POLICY
    changes: Changes = Changes()

    def __post_init__(self) -> None:
        self.data = self.models_at = self.models = self.folder / "Данные" / "models"
        self.downloads = self.folder / "Данные" / "downloads"
        self.disk = self.folder / "диск"
        self.disk.mkdir(exist_ok=True)
        (self.disk / "starter.gguf").write_bytes(GGUF)
        (self.disk / "trial.gguf").write_bytes(OTHER_GGUF)
        self.entries = self.made_up()
        self.start()

    def made_up(self) -> tuple[CatalogueModel, ...]:
        real = parse(json.loads((ROOT / "resources/models.json").read_text(encoding="utf-8")))
        search = real.get(EMBEDDER)
        assert search is not None

        def entry(name: str, body: bytes, **values: Any) -> CatalogueModel:
            source = Source("file", str(self.disk / f"{name}.gguf"))
            return CatalogueModel(
                name, {"ru": name, "en": name}, ModelPurpose.CHAT, "Кто-то", "MIT", f"{name}.gguf", len(body),
                (source,), hashlib.sha256(body).hexdigest(), **values,
            )  # fmt: skip

        return entry("starter", GGUF, starter=True), entry("trial", OTHER_GGUF, trial=True), search

    def start(self) -> None:
        """New services on the same folder and rows, as after a restart."""
        jobs, files = ModelJobs(self.jobs, self._note), ModelFiles(self)  # type: ignore[arg-type]
        shared, catalogue = SharedModels(self.policy.model_folders, files), Catalogue(self.entries)
        self.registry = ModelRegistry(
            jobs=jobs, models=self.rows, bases=self.bases, settings=self.settings, files=files, shared=shared,  # type: ignore[arg-type]
            catalogue=catalogue, publish=self._note, memory=self.memory, policy=self.policy,
        )  # fmt: skip
        self.fetching = ModelFetching(
            workers=DirectWorkers(), jobs=jobs, registry=self.registry, models=self.rows,  # type: ignore[arg-type]
            settings=self.settings, files=files, shared=shared, catalogue=catalogue, publish=self._note,  # type: ignore[arg-type]
            policy=self.policy,
        )  # fmt: skip
        self.fit = ModelFit(self.registry, self.rows)
        self.jobs.ended = self._ended
        self.fetching.recover()

    def _ended(self, job: JobRecord) -> None:
        self.registry.job_ended(job)
        self.fetching.job_ended(job)

    def _note(self, changes: Changes) -> None:
        self.changes |= changes


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def refusal(pending: Future[Any]) -> Code:
    with pytest.raises(ProblemError) as caught:
        pending.result()
    return caught.value.problem.code


def test_gets_a_model(shelf: Shelf) -> None:
    assert [row.state for row in shelf.registry.list()] == [ModelState.AVAILABLE] * 3
    shelf.jobs.held = True
    job = shelf.fetching.fetch("starter")
    assert job.params["model"] == "starter"
    assert shelf.registry.get("starter").state is ModelState.FETCHING
    assert shelf.fetching.fetch("starter") == job
    shelf.jobs.run(job)
    record = shelf.registry.get("starter")
    assert (record.state, record.sha256) == (ModelState.READY, hashlib.sha256(GGUF).hexdigest())
    assert Path(record.path).read_bytes() == GGUF
    assert record.verified == Path(record.path).stat().st_mtime
    assert shelf.changes.models
    assert not shelf.downloads.joinpath("starter").exists()


def test_in_sealed_mode_models_come_from_files_alone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.settings.values = Values(sealed=True)
    with pytest.raises(ProblemError) as raised:
        shelf.fetching.fetch("starter", "http://192.0.2.7/starter.gguf")
    assert raised.value.problem.code is Code.SEALED
    stick = tmp_path / "флешка"
    stick.mkdir()
    (stick / "starter.gguf").write_bytes(GGUF)
    job = shelf.fetching.fetch("starter", str(stick))
    assert {one["type"] for one in job.params["sources"]} == {"file"}


def test_mirror_and_given_source(shelf: Shelf, tmp_path: Path) -> None:
    mirror = tmp_path / "зеркало"
    mirror.mkdir()
    (mirror / "starter.gguf").write_bytes(GGUF)
    (shelf.disk / "starter.gguf").unlink()
    shelf.settings.values = Values(mirror=str(mirror))
    shelf.fetching.fetch("starter")
    assert shelf.registry.get("starter").source == str(mirror)
    shelf.fetching.remove("starter")
    (mirror / "starter.gguf").rename(mirror / hashlib.sha256(GGUF).hexdigest())
    shelf.fetching.fetch("starter", str(mirror))
    assert shelf.registry.get("starter").state is ModelState.READY


def test_a_mirror_is_never_left_for_the_public_sources(shelf: Shelf, tmp_path: Path) -> None:
    """It lacks the model, which the catalogue's own source would give."""
    mirror = tmp_path / "зеркало"
    mirror.mkdir()
    shelf.settings.values = Values(mirror=str(mirror))
    job = shelf.jobs.rows[shelf.fetching.fetch("starter").id]
    assert [source["address"] for source in job.params["sources"]] == [str(mirror)]
    assert (job.state, job.code) == (JobState.FAILED, Code.MIRROR_LACKS)
    assert job.problem_params == {"model": "starter", "mirror": str(mirror)}
    shelf.fetching.fetch("starter", public=True)
    record = shelf.registry.get("starter")
    assert (record.state, record.source) == (ModelState.READY, str(shelf.disk / "starter.gguf"))


def test_a_hash_that_only_the_hub_knows_is_remembered(shelf: Shelf) -> None:
    with serving() as server:
        server.files["/hub.gguf"] = Served(GGUF, hub=True)
        source = Source("http", server.url("/hub.gguf"), tried=False, hash_from="hub")
        entry = replace(shelf.entries[0], id="hub", sha256="", hash_from="hub", size=7, sources=(source,))
        shelf.entries = (*shelf.entries, entry)
        shelf.start()
        assert shelf.registry.get("hub").size == 7
        shelf.fetching.fetch("hub")
    record = shelf.registry.get("hub")
    assert (record.sha256, record.size) == (hashlib.sha256(GGUF).hexdigest(), len(GGUF))
    path = Path(record.path)
    path.write_bytes(GGUF[:-1] + b"x")
    assert shelf.registry.verify("hub").result().state is ModelState.DAMAGED


def test_the_speed_of_a_quoted_answer_is_kept_until_a_longer_one_tells_it_better(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")

    def told() -> float:
        return shelf.registry.get("starter").words_per_second

    shelf.registry.note_speed("starter", 0, 0.0)  # refused, or quoted without a word of its own
    shelf.registry.note_speed("starter", 1, 0.3, tokens=2)
    assert told() == 0
    shelf.registry.note_speed("starter", 3, 2.0, tokens=9)  # eight after the first: four words in two seconds
    assert told() == 2.0
    shelf.registry.note_speed("starter", 3, 1.0, tokens=9)
    assert told() == 2.0
    shelf.registry.note_speed("starter", 12, 4.0, tokens=30)
    assert told() == 3.0
    shelf.registry.note_speed("starter", 12, 300.0)  # told by the minute, and not taken for unmeasured
    assert told() == 0.04


def test_what_the_catalogue_says_now_counts_for_older_rows(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")
    shelf.registry.note_speed("starter", 12, 4.0)
    shelf.entries = (
        replace(shelf.entries[0], name={"ru": "Новая", "en": "New"}, makeshift={"ru": "а", "en": "a"}),
        *shelf.entries[1:],
    )
    shelf.start()
    record = shelf.registry.get("starter")
    assert record.name["en"] == "New" and record.makeshift and record.words_per_second == 3.0
    assert record.state is ModelState.READY and record.memory > 0


def test_something_better_than_a_makeshift_is_offered_where_it_fits(shelf: Shelf) -> None:
    def better(cores: int) -> str:
        hardware = Hardware("cpu", cores, cores, True, 8_000_000_000, 4_000_000_000, 10**11)
        found = shelf.fit.better(hardware)
        return found.id if found is not None else ""

    makeshift = replace(shelf.entries[0], makeshift={"ru": "а", "en": "a"})
    small = replace(shelf.entries[1], id="small", trial=False, recommended=1, size=10**9, sha256="1" * 64)
    large = replace(small, id="large", recommended=2, size=5 * 10**9, sha256="2" * 64)
    shelf.entries = (makeshift, small, large, shelf.entries[2])
    shelf.start()
    assert (better(8), better(2)) == ("large", "small")
    shelf.fetching.fetch("starter")
    assert better(8) == "large"
    (shelf.disk / "better.gguf").write_bytes(OTHER_GGUF)
    shelf.fetching.add(shelf.disk / "better.gguf").result()
    assert better(8) == ""


def test_models_that_do_not_chat_or_search_break_nothing(shelf: Shelf, tmp_path: Path) -> None:
    body = build({**CHAT_METADATA, "general.architecture": "bert", "bert.block_count": 1})
    file = tmp_path / "reranker.gguf"
    file.write_bytes(body)
    source, sha256 = Source("file", str(file)), hashlib.sha256(body).hexdigest()
    rerank = replace(
        shelf.entries[0], id="rerank", purpose=ModelPurpose.RERANK, starter=False, used=False,
        file="reranker.gguf", size=len(body), sha256=sha256, sources=(source,),
    )  # fmt: skip
    other = replace(rerank, id="other", purpose=ModelPurpose.EMBEDDING)
    shelf.entries = (rerank, other, *shelf.entries)
    shelf.start()
    shelf.fetching.fetch("rerank")
    shelf.fetching.fetch("other")
    assert shelf.registry.get("rerank").state is ModelState.READY
    assert shelf.registry.get("other").state is ModelState.READY
    assert shelf.registry.embedder() is None
    assert ModelPurpose.EMBEDDING in shelf.registry.missing_purposes()
    assert shelf.registry.starter().id == "starter"
    assert shelf.registry.verify("rerank").result().state is ModelState.READY
    assert shelf.registry.verify("other").result().state is ModelState.READY
    with pytest.raises(ProblemError) as caught:
        shelf.registry.select("rerank")
    assert caught.value.problem.code is Code.MODEL_NOT_USED
    shelf.start()  # nothing of it is taken for damaged, or for somebody's chat model
    assert {row.id: row.state for row in shelf.rows.list()} == {
        "rerank": ModelState.READY,
        "other": ModelState.READY,
    }
    shelf.fetching.remove("other")
    shelf.fetching.remove("rerank")
    assert shelf.registry.get("rerank").state is ModelState.AVAILABLE
    assert shelf.fetching.add(file).result().id == "rerank"


def test_the_search_model_comes_from_its_makers_when_its_packages_are_gone(
    shelf: Shelf, tmp_path: Path
) -> None:
    """As a ready graph with its tokenizer, and works."""
    graph = (embedder() / "model.onnx").read_bytes()
    tokens = (embedder() / "tokenizer.json").read_bytes()
    entry = shelf.entries[2]
    with serving() as server, index_folder(tmp_path / "пустой склад"):
        server.files |= {"/onnx/model.onnx": Served(graph), "/onnx/tokenizer.json": Served(tokens)}
        ready = entry.sources[-1]
        assert ready.convert == "onnx"
        local = replace(
            ready, address=server.url("/onnx/model.onnx"), size=len(graph),
            sha256=hashlib.sha256(graph).hexdigest(),
            companions=(
                replace(
                    ready.companions[0], address=server.url("/onnx/tokenizer.json"), size=len(tokens),
                    sha256=hashlib.sha256(tokens).hexdigest(),
                ),
            ),
        )  # fmt: skip
        shelf.entries = (*shelf.entries[:2], replace(entry, sources=(*entry.sources[:-1], local)))
        shelf.start()
        shelf.fetching.fetch(EMBEDDER)
    folder = shelf.registry.embedder()
    assert folder is not None
    # The list of pieces is kept there by whoever opened the model first.
    assert {path.name for path in folder.iterdir()} - {"tokenizer.pieces"} == set(EMBEDDER_FILES)
    assert {path.name for path in folder.parent.iterdir()} == {"embedder"}
    assert shelf.registry.verify(EMBEDDER).result().state is ModelState.READY


def test_starter_by_memory_and_choice(tmp_path: Path) -> None:
    assert Shelf(tmp_path).registry.starter().id == "starter"
    shelf = Shelf(tmp_path, memory=4_000_000_000)
    assert shelf.registry.starter().id == "trial"
    assert shelf.registry.selected("b") is None
    shelf.fetching.fetch("starter")
    selected = shelf.registry.selected("b")
    assert selected is not None and selected.id == "starter"
    shelf.fetching.fetch("trial")
    selected = shelf.registry.selected("b")
    assert selected is not None and selected.id == "trial"
    shelf.registry.select("starter")
    selected = shelf.registry.selected("b")
    assert selected is not None and selected.id == "starter"
    shelf.bases.model = "trial"
    selected = shelf.registry.selected("b")
    assert selected is not None and selected.id == "trial"
    with pytest.raises(ProblemError):
        shelf.registry.select("nobody")


def test_prepares_the_starters_with_the_real_embedder(shelf: Shelf, tmp_path: Path) -> None:
    source = embedder_source()
    os.link(source, shelf.disk / source.name)
    shelf.settings.values = Values(mirror=str(shelf.disk))
    jobs = shelf.fetching.prepare_starters()
    assert [job.params["model"] for job in jobs] == [EMBEDDER, "starter"]
    folder = shelf.registry.embedder()
    assert folder is not None
    # The list of pieces is kept there by whoever opened the model first.
    assert {path.name for path in folder.iterdir()} - {"tokenizer.pieces"} == set(EMBEDDER_FILES)
    assert [path.name for path in folder.parent.iterdir()] == ["embedder"]
    assert shelf.fetching.prepare_starters() == []
    assert shelf.registry.verify(EMBEDDER).result().state is ModelState.READY
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    assert shelf.registry.verify(EMBEDDER).result().state is ModelState.DAMAGED
    assert shelf.registry.embedder() is None
    assert [job.params["model"] for job in shelf.fetching.prepare_starters()] == [EMBEDDER]
    assert shelf.registry.verify(EMBEDDER).result().state is ModelState.READY


def test_a_conversion_that_was_cut_off_is_taken_up(shelf: Shelf) -> None:
    target = shelf.models / EMBEDDER / "e5-small-q4.bin"
    target.parent.mkdir(parents=True)
    os.link(embedder_source(), target)
    shelf.jobs.held = True
    assert [job.kind for job in shelf.fetching.prepare_starters()] == [Job.CONVERT, Job.FETCH]
    assert len(shelf.fetching.prepare_starters()) == 2
    assert len(shelf.jobs.rows) == 2


def test_a_damaged_file_is_noticed_and_repaired(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")
    path = Path(shelf.registry.get("starter").path)
    path.write_bytes(GGUF[:-1] + b"\x01")
    os.utime(path, (1, 1))
    assert refusal(shelf.registry.ensure_sound("starter")) is Code.MODEL_DAMAGED
    assert shelf.registry.get("starter").state is ModelState.DAMAGED
    assert shelf.registry.installed(ModelPurpose.CHAT) == []
    shelf.fetching.fetch("starter")
    assert shelf.registry.ensure_sound("starter").result().state is ModelState.READY
    path.write_bytes(GGUF[:100])
    shelf.start()
    assert shelf.registry.get("starter").state is ModelState.DAMAGED
    path.unlink()
    shelf.rows.save(replace(shelf.registry.get("starter"), state=ModelState.READY))
    shelf.start()
    assert shelf.registry.get("starter").state is ModelState.AVAILABLE


def test_a_sound_file_is_hashed_once(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")
    count = len(shelf.jobs.rows)
    shelf.registry.ensure_sound("starter").result()
    assert len(shelf.jobs.rows) == count
    os.utime(shelf.registry.get("starter").path, (5, 5))
    shelf.registry.ensure_sound("starter").result()
    shelf.registry.ensure_sound("starter").result()
    assert len(shelf.jobs.rows) == count + 1


def test_a_check_that_a_kill_cut_off_is_gone_on_with(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")
    os.utime(shelf.registry.get("starter").path, (5, 5))
    shelf.jobs.held = True
    checking = shelf.registry.ensure_sound("starter")
    (job,) = shelf.jobs.list(unfinished_only=True)
    shelf.jobs.rows[job.id] = replace(job, state=JobState.INTERRUPTED)
    del checking
    shelf.start()
    assert shelf.registry.ensure_sound("starter").result().state is ModelState.READY
    assert shelf.jobs.list(unfinished_only=True) == []


def test_a_row_that_a_kill_prevented_is_made_at_the_next_start(shelf: Shelf) -> None:
    shelf.fetching.fetch("trial")
    stranger = shelf.models / "моя" / "Моя модель.gguf"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(build({**CHAT_METADATA, "general.name": "Моя"}))
    shelf.rows.rows.clear()
    shelf.start()
    assert {row.id for row in shelf.registry.installed(ModelPurpose.CHAT)} == {"trial", "моя"}
    sound = shelf.registry.ensure_sound("моя").result()
    assert sound.name["ru"] == "Моя"
    assert sound.sha256 == hashlib.sha256(stranger.read_bytes()).hexdigest()


def test_adds_a_file(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "Отдел кадров v2.gguf"
    path.write_bytes(build({**CHAT_METADATA, "general.name": "Кадровик"}))
    record = shelf.fetching.add(path).result()
    assert (record.id, record.name["ru"], record.licence) == ("отдел-кадров-v2", "Кадровик", "apache-2.0")
    assert (record.context, record.quantization, record.added) == (2048, "F32", True)
    assert Path(record.path).read_bytes() == path.read_bytes()
    assert record.memory > record.size
    path.rename(tmp_path / "copy.gguf")
    assert shelf.fetching.add(tmp_path / "copy.gguf").result() == record
    other = tmp_path / "a" / "Отдел кадров v2.gguf"
    other.parent.mkdir()
    other.write_bytes(build({**CHAT_METADATA, "general.name": "Второй"}))
    assert shelf.fetching.add(other).result().id == "отдел-кадров-v2-2"
    assert len(shelf.registry.list()) == 5


def test_adding_a_known_file_makes_it_the_known_model(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "whatever.gguf"
    path.write_bytes(GGUF)
    record = shelf.fetching.add(path).result()
    assert (record.id, record.publisher, record.added) == ("starter", "Кто-то", False)
    assert Path(record.path).name == "starter.gguf"


def test_a_file_in_the_models_folder_stays_where_it_is(shelf: Shelf) -> None:
    path = shelf.models / "mine" / "mine.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(build({**CHAT_METADATA, "general.name": "Моя"}))
    assert shelf.fetching.add(path).result().path == str(path)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"not a model", Code.NOT_A_MODEL),
        (GGUF[:-200], Code.MODEL_DAMAGED),
        (build({**CHAT_METADATA, "general.architecture": "bert"}), Code.MODEL_UNSUPPORTED),
    ],
)
def test_what_is_no_model_is_refused(shelf: Shelf, tmp_path: Path, body: bytes, code: Code) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(body)
    assert refusal(shelf.fetching.add(path)) is code
    assert refusal(shelf.fetching.add(tmp_path / "none.gguf")) is Code.FILE_MISSING
    assert len(shelf.registry.list()) == 3
    assert not shelf.models.exists()


def test_an_added_model_is_repaired_from_where_it_came(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(build({**CHAT_METADATA, "general.name": "Моя"}))
    record = shelf.fetching.add(path).result()
    damaged = bytearray(path.read_bytes())
    damaged[-1] = 1
    Path(record.path).write_bytes(damaged)
    assert shelf.registry.verify("m").result().state is ModelState.DAMAGED
    shelf.fetching.fetch("m")
    assert shelf.registry.verify("m").result().state is ModelState.READY
    path.unlink()
    shelf.fetching.remove("m")
    with pytest.raises(ProblemError):
        shelf.registry.get("m")


def test_removes(shelf: Shelf) -> None:
    shelf.fetching.fetch("starter")
    folder = Path(shelf.registry.get("starter").path).parent
    shelf.jobs.held = True
    shelf.fetching.fetch("trial")
    (shelf.downloads / "trial").mkdir(parents=True)
    (shelf.downloads / "trial" / "trial.gguf.part").write_bytes(random.randbytes(10))
    shelf.fetching.remove("starter")
    shelf.fetching.remove("trial")
    assert not folder.exists()
    assert not (shelf.downloads / "trial").exists()
    assert [row.state for row in shelf.registry.list()] == [ModelState.AVAILABLE] * 3
