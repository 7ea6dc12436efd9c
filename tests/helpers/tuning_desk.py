"""The tuning services on a real database with workers that say what a test tells them to."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.entities import ModelRecord
from desktop.core.future import Future, completed
from desktop.core.passage_lists import PassageLists
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import ComponentState, Example, TuningComponent
from desktop.features.training.adapter_repository import SqlAdapters
from desktop.features.training.run_repository import SqlRuns
from desktop.features.training.services.adapter_service import AdapterService
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.document_texts import DocumentTexts
from desktop.features.training.services.run_files import RunFiles
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.training_pipeline import TrainingPipeline
from desktop.features.training.services.training_runs import TrainingRuns
from desktop.features.training.services.tuning_planner import TuningPlanner
from tests.helpers.scripted import Desk, OneModel, Sent
from workers.contract.codec import to_json
from workers.contract.messages import TrainingStep
from workers.contract.training.adapters import CompareResult
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.tuning import (
    Backend,
    Backends,
    BackendState,
    TuneResult,
    TuneSettings,
    TuneStatus,
)
from workers.files import write_whole

WEIGHTS = b"weights of an adapter" * 100
SHA256 = hashlib.sha256(WEIGHTS).hexdigest()


def row(number: int, document: str = "", **values: Any) -> Example:
    """An approved example."""
    kind = values.pop("kind", ExampleKind.FACT)
    question = values.pop("question", f"What is thing number {number}?")
    text = ExampleText(question, f"It is {number}.", kind, document=document, language="en")
    return Example(
        f"id{number}", "base", number, text, RowState.APPROVED, RowSource.IMPORTED, "f.csv",
        datetime(2026, 1, 1, tzinfo=UTC), reviewed_by="Anna", **values,
    )  # fmt: skip


def rows(count: int) -> list[Example]:
    """Approved examples of ten documents, an eighth of them refusals."""
    kinds = [ExampleKind.REFUSAL if n % 8 == 0 else ExampleKind.FACT for n in range(1, count + 1)]
    return [
        row(n, f"document{n % 10}", kind=kind) for n, kind in zip(range(1, count + 1), kinds, strict=True)
    ]


class Rows:
    """The port `Examples`."""

    def __init__(self, approved: list[Example]) -> None:
        self.rows = approved

    def approved(self, base: str) -> list[Example]:
        return self.rows

    def data_hash(self, base: str) -> str:
        return hashlib.sha256(repr([r.id for r in self.rows]).encode()).hexdigest()


class Models(OneModel):
    """The ports `Models` and `ModelAdding` of tuning: one trainable model."""

    def __init__(self) -> None:
        super().__init__()
        assert self.record is not None
        self.record = replace(self.record, sha256="m" * 64, architecture="llama", parameters=1000, size=2000)
        self.added: list[Path] = []

    def list(self) -> list[ModelRecord]:
        return [self.record] if self.record else []

    def embedder(self) -> Path | None:
        return Path("/embedder")

    def add(self, path: Path | str) -> Future[ModelRecord]:
        self.added.append(Path(path))
        return completed(self.get(""))


class Ready(ComponentService):
    """The component in a state of the test's choice."""

    value = ComponentState.READY

    def state(self) -> TuningComponent:
        return TuningComponent(self.value, "/tuning")


class TuningDesk(Desk):
    """A start of the program with its tuning services; another one over the same folder is the next."""

    def __init__(self, folder: Path, examples: list[Example]) -> None:
        super().__init__(folder)
        self.models = Models()
        self.examples = Rows(examples)
        session, tell = self.database.session, self.changes.append
        self.component = Ready(self.workers, self.jobs, self.paths, tell, lambda: "en")
        self.adapters = AdapterService(
            self.workers,
            SqlAdapters(session, self.paths.data),
            self.bases,
            self.models,
            self.models,
            self.paths,
            tell,
        )
        self.run_store, files = RunStore(SqlRuns(session), tell, self.timers.clock), RunFiles(self.paths)
        lists = PassageLists(self.workers, self.bases, self.documents, self.jobs, self.paths)
        self.planner = TuningPlanner(
            self.workers, self.examples, self.models, self.component, self.run_store, files, self.paths,
            self.settings.card, DocumentTexts(self.documents, lists),
        )  # fmt: skip
        self.pipeline = TrainingPipeline(
            self.workers, self.jobs, self.run_store, files, self.models, self.adapters, self.component,
            self.settings.card,
        )  # fmt: skip
        self.runs = TrainingRuns(
            self.run_store, self.planner, self.pipeline, files, self.component, self.jobs, self.bases,
            self.documents, self.models,
        )  # fmt: skip
        self.adapters.recover()
        self.runs.recover()

    def base(self) -> str:
        """The base of the test, made at its first use."""
        found = self.bases.list()
        return (found[0] if found else self.bases.create("Staff")).id

    def trained(self, sent: Sent, run: str, loss: float = 0.2) -> None:
        """What the trainer leaves behind, and its last word."""
        folder = self.paths.data / "runs" / run
        write_whole(folder / "adapter.gguf", WEIGHTS)  # flushed, as the trainer does it
        (folder / "probes.jsonl").write_text("", encoding="utf-8")
        result = TuneResult(
            run, TuneStatus.COMPLETE, Backend.UNSLOTH_CPU, 104, 16, 10, 8, loss, 0.4,
            str(folder / "adapter.gguf"), SHA256, str(folder / "peft"), str(folder / "probes.jsonl"),
            12.5, 10**9, 100.0, TuneSettings(rank=8, alpha=8), {"torch": "2"},
        )  # fmt: skip
        sent.succeed(to_json(result))

    def copied(self, sent: Sent) -> None:
        """What the process that copies files does."""
        params = sent.message.params
        target = Path(params["target"])
        write_whole(target, Path(params["sources"][0]["address"]).read_bytes())
        size = target.stat().st_size
        sent.succeed({"path": str(target), "sha256": SHA256, "size": size, "source": "file"})


def step(sent: Sent, number: int, loss: float = 1.0, validation: float | None = None) -> TrainingStep:
    """One step of ten."""
    return TrainingStep(sent.request, number, 10, number / 10, loss, validation, seconds_left=10.0 - number)


def backends() -> dict[str, Any]:
    """Unsloth's processor mode alone."""
    states = (
        BackendState(Backend.UNSLOTH_CUDA, False, "no_gpu"),
        BackendState(Backend.UNSLOTH_CPU, True),
    )
    return dict(to_json(Backends(states, "unsloth_cpu")))


def compared(agreement: float = 1.0, same: int = 10) -> dict[str, Any]:
    return dict(to_json(CompareResult(10, same, agreement, 0.5, 10)))
