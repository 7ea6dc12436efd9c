"""Takes a run from its job to its adapter: training, comparing, registering; each step may be cut off."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import Workers
from desktop.core.requests import CancelledError, start
from desktop.core.training_entities import Run, RunState
from desktop.features.training.domain import tuning_rules
from desktop.features.training.services.adapter_service import AdapterService, adapter_id
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.run_files import ADAPTER, MODEL, PROBES, RunFiles
from desktop.features.training.services.run_store import RunStore
from desktop.settings.card_use import CardUse
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Event, Message, TrainingStep
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.adapters import CompareResult, CompareSpec
from workers.contract.training.tuning import TuneResult

_log = logging.getLogger(__name__)
_STOPPED = (RunState.READY, RunState.FAILED, RunState.CANCELLED, RunState.PAUSED)
_AFTER = {
    JobState.PAUSED: RunState.PAUSED,
    JobState.INTERRUPTED: RunState.PAUSED,
    JobState.CANCELLED: RunState.CANCELLED,
}


class TrainingPipeline:
    """Made by the application; used by `TrainingRuns`. Defines the durable job of a training. The
    order after the last step: result saved → compared → adapter's file copied → its row → run READY. Every
    step may be repeated."""

    def __init__(
        self,
        workers: Workers,
        jobs: JobService,
        store: RunStore,
        files: RunFiles,
        models: Models,
        adapters: AdapterService,
        component: ComponentService,
        card: CardUse,
    ) -> None:
        self._workers, self._jobs, self._store, self._files = workers, jobs, store, files
        self._models, self._adapters, self._component = models, adapters, component
        self._card = card
        self._comparing: dict[str, Future[str]] = {}
        self._waiting: dict[str, list[Future[Run]]] = {}
        jobs.define(Job.TUNE, JobHandler(Kind.TUNE, self._spec, self._on_message, self._on_stopped))

    def finished(self, run: str) -> Future[Run]:
        """Settles with the run when it is at rest."""
        pending: Future[Run] = Future()
        found = self._store.get(run)
        if found.state in _STOPPED:
            pending.resolve(found)
        else:
            self._waiting.setdefault(run, []).append(pending)
        return pending

    def recover(self) -> None:
        """At start-up: bring each run to what its job says."""
        for run in self._store.list():
            job = self._jobs.get(run.job)
            if job is None or run.result is not None:
                continue
            if job.state is JobState.SUCCEEDED and run.state is not RunState.CANCELLED:
                self._keep_result(run.id, job)
            elif job.state is JobState.INTERRUPTED and run.state is RunState.TRAINING:
                self._store.change(run.id, state=RunState.PAUSED)
                self._store.note(run.id, "paused")
            elif job.state in (JobState.CANCELLED, JobState.FAILED) and run.state not in _STOPPED:
                self._on_stopped(job)

    # --- the job ---

    def _spec(self, job: JobRecord) -> dict[str, Any]:
        """What the trainer is told, at the moment it begins. Raises RUN_UNKNOWN, MODEL_MISSING,
        MODEL_DAMAGED, TUNING_MISSING, TUNING_DAMAGED."""
        run = self._store.get(str(job.params.get("run", "")))
        model = self._models.get(run.model)
        if not model.path:
            raise ProblemError(Code.MODEL_MISSING, model=run.model)
        if model.sha256 != run.model_sha256:
            raise ProblemError(Code.MODEL_DAMAGED, model=run.model)
        self._component.require_ready()
        self._store.began(run.id)
        went_on = any(event.code == "started" for event in self._store.events(run.id))
        if self._component.trains_on_card(run.settings):
            self._card.take(run.id)
            self._workers.unload(Kind.CHAT)
            self._workers.unload(Kind.EXAMPLES)
            self._store.note(run.id, "chat_unloaded")
        self._store.change(run.id, state=RunState.TRAINING, code="", problem_params={})
        self._store.note(run.id, "continued" if went_on else "started")
        spec: dict[str, Any] = to_json(self._files.spec(run.id, run.model, model.path, run.settings))
        return spec

    def _on_message(self, job: JobRecord, message: Message) -> None:
        run = str(job.params.get("run", ""))
        if self._store.find(run) is None:
            return
        if isinstance(message, TrainingStep):
            self._store.step(run, message)
        elif isinstance(message, Event):
            self._store.note(run, message.code, **message.params)

    def _on_stopped(self, job: JobRecord) -> None:
        identity = str(job.params.get("run", ""))
        if self._card.give_back(identity):
            self._workers.unload(Kind.CHAT)  # what it has loaded since computes on the processor
        run = self._store.find(identity)
        if run is None:
            return
        self._store.flush(run.id)
        if job.state is JobState.SUCCEEDED:
            self._keep_result(run.id, job)
            self.compare(run.id)
        elif job.state is JobState.FAILED:
            self._fail(run.id, job.problem)
        elif run.result is None:
            state = _AFTER[job.state]
            self._store.change(run.id, state=state)
            self._store.note(run.id, "paused" if state is RunState.PAUSED else "cancelled")
            self._settle(run.id)

    def _keep_result(self, run: str, job: JobRecord) -> None:
        result = from_json(TuneResult, job.result)
        settings = result.settings
        self._store.change(run, result=result, settings=settings, state=RunState.COMPARING)

    # --- after it ---

    def compare(self, run: str) -> None:
        """Let the chat's engine answer what the trainer answered, then register the adapter."""
        if run in self._comparing:
            return
        self._store.change(run, state=RunState.COMPARING, code="", problem_params={})
        self._store.note(run, "comparing")
        work = self._comparing[run] = spawn(self._compare(run))
        work.then(lambda result: self._done(run, result), lambda error: self._broke(run, error))

    def cut_off(self) -> list[Run]:
        """Runs whose comparison nobody goes on with: the program ended over it. It is no job."""
        return [
            run
            for run in self._store.list()
            if run.state is RunState.COMPARING and run.id not in self._comparing
        ]

    def give_up(self, run: str) -> None:
        """Cancel a comparison; the run can be resumed."""
        work = self._comparing.get(run)
        if work is not None:
            work.cancel()
        elif (found := self._store.find(run)) is not None and found.state is RunState.COMPARING:
            self._cancelled(run)

    async def _compare(self, identity: str) -> str:
        run = self._store.get(identity)
        assert run.result is not None
        if self._adapters.find(adapter_id(run.id)) is None:
            model = await self._models.ensure_sound(run.model)
            folder = self._files.folder(run.id)
            spec = CompareSpec(model.path, str(folder / ADAPTER), str(folder / PROBES))
            if run.settings.full:
                spec = replace(spec, adapter="", trained=str(folder / MODEL))
            answer = await start(self._workers, Kind.EXAMPLES, Job.COMPARE, to_json(spec))
            compared = from_json(CompareResult, answer)
            if not tuning_rules.behaves_as_trained(compared, bool(run.settings.four_bit)):
                raise ProblemError(Code.ADAPTER_DIFFERS, same=compared.same, asked=compared.asked)
            if run.settings.full:
                model_id = await self._adapters.register_model(run, folder / MODEL)
                self._files.delete_training_files(run.id)
                return model_id
            await self._adapters.register(run, folder / ADAPTER, compared, self._files.notes(run.id))
        return adapter_id(run.id)

    def _done(self, run: str, result: str) -> None:
        """`result`: the adapter, or the model of a full training."""
        self._comparing.pop(run, None)
        if self._store.find(run) is not None:
            self._store.change(run, state=RunState.READY, adapter=result)
            self._store.note(run, "model_ready" if self._store.get(run).settings.full else "ready")
        self._settle(run)

    def _broke(self, run: str, error: BaseException) -> None:
        self._comparing.pop(run, None)
        if isinstance(error, CancelledError):
            self._cancelled(run)
        elif isinstance(error, ProblemError):
            self._fail(run, error.problem)
        else:
            _log.error("A run could not be brought to its end", exc_info=error)
            self._fail(run, Problem(Code.BUG, detail=repr(error)))

    def _cancelled(self, run: str) -> None:
        if self._store.find(run) is not None:
            self._store.change(run, state=RunState.CANCELLED)
            self._store.note(run, "cancelled")
        self._settle(run)

    def _fail(self, run: str, cause: Problem) -> None:
        if self._store.find(run) is not None:
            self._store.change(
                run, state=RunState.FAILED, code=cause.code.value, problem_params=cause.params,
                updated=datetime.now(UTC),
            )  # fmt: skip
            self._store.note(run, "failed", code=cause.code.value)
        self._settle(run)

    def _settle(self, run: str) -> None:
        found = self._store.find(run)
        for pending in self._waiting.pop(run, []):
            if found is not None:
                pending.resolve(found)
            else:
                pending.reject(ProblemError(Code.RUN_UNKNOWN, run=run))
