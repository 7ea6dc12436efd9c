"""Real rows of runs and adapters in the database of an application, as training would leave them."""

import math
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.core.training_entities import Adapter, Run, RunEvent, RunPoint, RunState
from desktop.features.training.adapter_repository import SqlAdapters
from desktop.features.training.domain.tuning_rules import settings_for
from desktop.features.training.run_repository import SqlRuns
from desktop.storage.repositories import SqlModels
from workers.contract.training.tuning import Backend, Forecast, TuneResult, TuneStatus

STEPS, GIB = 177, 2**30
SETTINGS = settings_for(920)
FORECAST = Forecast(Backend.UNSLOTH_CUDA, 1500, 1320, 1680, 7 * GIB, STEPS, SETTINGS, 812)


def put_model(application: Application, folder: Path) -> ModelRecord:
    """A chat model as if it had been got."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.gguf"
    path.write_bytes(b"GGUF")
    known = next(r for r in application.models.list() if r.purpose is ModelPurpose.CHAT)
    record = replace(known, path=str(path), state=ModelState.READY)
    SqlModels(application.database.session, application.paths.data).save(record)
    application.change_publisher(Changes(models=True))
    return record


def put_run(application: Application, model: str, state: RunState, **values: Any) -> Run:
    """A run of the current base."""
    now = datetime.now(UTC)
    run = Run(
        id=str(uuid.uuid4()), base=application.bases.current, model=model, model_sha256="ab" * 32,
        state=state, settings=SETTINGS, created=now - timedelta(minutes=20), updated=now, rows_train=920,
        rows_validation=119, data_hash="cd" * 32, forecast=FORECAST,
    )  # fmt: skip
    run = replace(run, **values)
    SqlRuns(application.database.session).save(run)
    application.change_publisher(Changes(runs=frozenset({run.id})))
    return run


def put_points(
    application: Application, run: Run, until: int = 110, losses: dict[int, float] | None = None
) -> list[RunPoint]:
    """Steps 1…`until` with falling errors; `losses` are those on unfamiliar questions by step."""
    if losses is None:
        losses = {step: 1.5 + math.exp(-step / 25) for step in range(18, until + 1, 18)}
    points = [
        RunPoint(step, step / 59, 1.0 + 1.7 * math.exp(-step / 30), losses.get(step), 2000.0, 7 * GIB, 68.0)
        for step in range(1, until + 1)
    ]
    SqlRuns(application.database.session).save_points(run.id, points)
    application.change_publisher(Changes(runs=frozenset({run.id})))
    return points


def put_events(application: Application, run: Run, *codes: str, **params: str | int | float) -> None:
    """Lines of the journal, a minute apart, the last one now; `params` go to the last one."""
    rows, now = SqlRuns(application.database.session), datetime.now(UTC)
    for index, code in enumerate(codes):
        ago = timedelta(minutes=len(codes) - 1 - index)
        rows.add_event(run.id, RunEvent(now - ago, code, params if index == len(codes) - 1 else {}))
    application.change_publisher(Changes(runs=frozenset({run.id})))


def result_of(run: Run, status: TuneStatus = TuneStatus.STOPPED_EARLY) -> TuneResult:
    """The end of a run that went well."""
    return TuneResult(
        run.id, status, Backend.UNSLOTH_CUDA, 920, 119, STEPS, 108, 1.04, 1.53, "adapter.gguf",
        "ef" * 32, "peft", "probes.jsonl", 1500.0, 7 * GIB, 2000.0, SETTINGS,
        {"unsloth": "2026.10.9", "torch": "2.14.1"},
    )  # fmt: skip


def put_adapter(application: Application, model: ModelRecord, run: str = "", **values: Any) -> Adapter:
    """An adapter of the current base with a file that is there."""
    identity = str(uuid.uuid4())
    path = application.paths.data / "adapters" / f"{identity}.gguf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF")
    adapter = Adapter(
        id=identity, base=application.bases.current, name="Ответы отдела кадров", model=model.id,
        model_sha256=model.sha256, path=str(path), sha256="ef" * 32, size=4,
        created=datetime.now(UTC), run=run, rank=16, rows=1039, validation_loss=1.53,
        approved_by=("Ирина Петровна",), asked=10, same=9,
    )  # fmt: skip
    adapter = replace(adapter, **values)
    SqlAdapters(application.database.session, application.paths.data).save(adapter)
    application.change_publisher(Changes(adapters_of=frozenset({adapter.base})))
    return adapter
