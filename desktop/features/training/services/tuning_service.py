"""Training: what it needs, its runs from the first row to the adapter, and the registry of them."""

import builtins
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Documents, Examples, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Paths, Publisher, RunRepository, Workers
from desktop.core.requests import new_id
from desktop.core.training_entities import Readiness, Run, RunEvent, RunPoint, RunState
from desktop.features.training.services.adapter_service import AdapterService
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.run_files import RunFiles, documents_of
from desktop.features.training.services.run_store import UNFINISHED, RunStore
from desktop.features.training.services.training_pipeline import TrainingPipeline
from desktop.features.training.services.tuning_planner import TuningPlanner, with_forecast
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import TrainingStep
from workers.contract.specs import Job
from workers.contract.training import Backends, ClosedBookResult, Forecast, TuneSettings, TuneSpec

_log = logging.getLogger(__name__)
_RESTING = (RunState.READY, RunState.FAILED, RunState.CANCELLED)


class TuningService:
    """Made by the application after `JobService`, whose training job it defines; `recover` is called once at
    start-up, after the jobs', and `continue_work` in the window. A run is a row before its work begins."""

    def __init__(
        self,
        workers: Workers,
        rows: RunRepository,
        jobs: JobService,
        bases: BaseService,
        documents: Documents,
        models: Models,
        examples: Examples,
        component: ComponentService,
        adapters: AdapterService,
        paths: Paths,
        publish: Publisher,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._jobs, self._bases, self._documents, self._examples = jobs, bases, documents, examples
        self._models = models
        self._store = RunStore(rows, publish, clock)
        self._files = RunFiles(paths)
        self._planner = TuningPlanner(workers, examples, models, component, self._files, paths)
        self._pipeline = TrainingPipeline(
            workers, jobs, self._store, self._files, models, adapters, self._planner
        )
        bases.before_removal.append(self._base_goes)

    # --- before ---

    def backends(self) -> Future[Backends]:
        """Who could train here, best first; asked once in a session. Rejects with TUNING_MISSING and what the
        worker says."""
        return spawn(self._planner.backends())

    def component_changed(self) -> None:
        """The component was installed or removed: ask it anew."""
        self._planner.forget()

    def defaults(self, base: str, model: str = "") -> TuneSettings:
        """The product's own choice for the approved rows of a base and its model (or another)."""
        return self._planner.defaults(base, model=model)

    def check(self, base: str, settings: TuneSettings | None = None, model: str = "") -> None:
        """Raises what `start` would raise."""
        self._ensure_free(base)
        self._planner.plan(base, settings, model)

    def readiness(
        self, base: str, model: str = "", settings: TuneSettings | None = None
    ) -> Future[Readiness]:
        """All gates with the settings filled in; see `tuning_gates.gates` for their parameters."""
        return spawn(self._planner.readiness(base, model, settings))

    def recall(self, base: str, model: str = "") -> Future[ClosedBookResult]:
        """Ask the model what it knows of the approved rows by itself; afterwards a gate of `readiness`."""
        return spawn(self._planner.recall(base, model))

    def known_recall(self, base: str) -> ClosedBookResult | None:
        """What `recall` has said of these rows and the base's model; None = not asked yet."""
        return self._planner.known_recall(base)

    def has_weights(self, model: str) -> bool:
        """Whether the copy that training works on has been made for a model (id)."""
        return self._files.has_weights(model)

    def measure(self, base: str, settings: TuneSettings | None = None, model: str = "") -> Future[Forecast]:
        """The dry run. Rejects with BUSY while a training runs, and with what `start` raises."""
        if any(run.state is RunState.TRAINING for run in self._store.list()):
            raise ProblemError(Code.BUSY)
        return spawn(self._planner.measure(base, settings, model))

    # --- runs ---

    def start(
        self,
        base: str,
        settings: TuneSettings | None = None,
        model: str = "",
        at: datetime | None = None,
        forecast: Forecast | None = None,
    ) -> Run:
        """Begin a run now, or at an hour. Raises TOO_FEW_EXAMPLES, NO_MODEL, MODEL_MISSING,
        MODEL_NOT_TRAINABLE, TUNING_MISSING, TUNING_DAMAGED, BACKEND_MISSING, FOLDER_NOT_WRITABLE; BUSY while
        a run of this base is not finished."""
        self._ensure_free(base)
        plan = self._planner.plan(base, settings, model)
        used = (*plan.rows.train, *plan.rows.validation)
        documents = documents_of(used)
        now = datetime.now(UTC)
        run = Run(
            id=new_id(),
            base=self._bases.get(base).id,
            model=plan.model.id,
            model_sha256=plan.model.sha256,
            state=RunState.SCHEDULED,
            settings=with_forecast(plan.settings, forecast),
            created=now,
            updated=now,
            rows_train=len(plan.rows.train),
            rows_validation=len(plan.rows.validation),
            data_hash=plan.data_hash,
            documents=documents,
            document_names=tuple(self._name(base, document) for document in documents),
            forecast=forecast,
            start_at=at,
        )
        self._files.write(self._spec(run, plan.model.path), plan.rows, plan.languages)
        return self._submit(run)

    def repeat(self, run: str) -> Run:
        """Begin a run with the rows, the settings and the seed of an earlier one. Raises RUN_UNKNOWN (also
        when its files are gone) and what `start` raises."""
        before = self._store.get(run)
        self._ensure_free(before.base)
        self._planner.ensure_component()
        model = self._planner.model(before.base, before.model)
        now = datetime.now(UTC)
        again = replace(
            before, id=new_id(), state=RunState.SCHEDULED, created=now, updated=now, job="", result=None,
            adapter="", repeats=before.id, start_at=None, code="", problem_params={},
            model_sha256=model.sha256,
        )  # fmt: skip
        self._files.copy(before.id, self._spec(again, model.path))
        return self._submit(again)

    def finish(self, run: str) -> None:
        """End the training now, with the best weights so far; the run goes on to its adapter."""
        self._jobs.stop(self._store.get(run).job)

    def pause(self, run: str) -> None:
        """Stop at a checkpoint; `resume` goes on from there. Also takes a scheduled run off the clock."""
        found = self._store.get(run)
        if found.state in (RunState.TRAINING, RunState.SCHEDULED):
            self._jobs.pause(found.job)

    def resume(self, run: str) -> None:
        """Go on with a run that is paused, failed or cancelled, or start a scheduled one now. Raises
        TUNING_MISSING, TUNING_DAMAGED; BUSY while another run of its base is not finished."""
        found = self._store.get(run)
        if found.state in (RunState.READY, RunState.TRAINING):
            return
        if found.state is RunState.SCHEDULED:
            self._jobs.start_now(found.job)
        elif found.result is not None:
            self._pipeline.compare(found.id)
        else:
            self._planner.ensure_component()
            if found.state in _RESTING:
                self._ensure_free(found.base)
            if self._jobs.get(found.job) is None:
                self._submit(found)
            else:
                self._jobs.start_now(found.job)
                self._jobs.resume(found.job)

    def cancel(self, run: str) -> None:
        """Give a run up. What it has learned stays in its folder until the run is removed."""
        found = self._store.get(run)
        if found.state is RunState.COMPARING:
            self._pipeline.give_up(found.id)
        elif found.state in UNFINISHED:
            self._jobs.cancel(found.job)

    def remove(self, run: str) -> None:
        """Delete a run with its files; its adapter stays. Raises BUSY while it is worked on."""
        found = self._store.get(run)
        if found.state in (RunState.TRAINING, RunState.COMPARING):
            raise ProblemError(Code.BUSY)
        self._jobs.cancel(found.job)
        self._store.remove(found.id)
        self._files.remove(found.id)

    # --- what there is ---

    def runs(self, base: str) -> builtins.list[Run]:
        """The latest first."""
        return self._store.list(base)

    def run(self, run: str) -> Run:
        """Raises RUN_UNKNOWN."""
        return self._store.get(run)

    def current(self, base: str) -> Run | None:
        """The run of a base that is not finished."""
        return next((run for run in self._store.list(base) if run.state in UNFINISHED), None)

    def points(self, run: str) -> builtins.list[RunPoint]:
        """The curves so far, by step."""
        return self._store.points(run)

    def events(self, run: str) -> builtins.list[RunEvent]:
        """The journal in order."""
        return self._store.events(run)

    def latest(self, run: str) -> TrainingStep | None:
        """The trainer's last word in this session: steps in all, time left, memory, learning rate."""
        return self._store.latest(run)

    def seconds_left(self, run: str) -> float | None:
        """None before the first step, and when the run does not train."""
        latest = self._store.latest(run)
        if latest is None or self._store.get(run).state is not RunState.TRAINING:
            return None
        return latest.seconds_left

    def finished(self, run: str) -> Future[Run]:
        """Settles when the run is ready, failed, cancelled or paused; never rejects."""
        return self._pipeline.finished(run)

    # --- what happens by itself ---

    def recover(self) -> None:
        """At start-up, after the jobs: runs whose work a kill cut off; files that no run owns."""
        self._pipeline.recover()
        for run in self._store.list():
            if run.state in UNFINISHED and run.result is None and self._jobs.get(run.job) is None:
                self._adopt(run)
        self._files.sweep({run.id for run in self._store.list()})

    def continue_work(self) -> None:
        """In the window, when interrupted jobs go on: comparisons that were cut off do, too."""
        for run in self._store.list():
            if run.state is RunState.COMPARING:
                self._pipeline.compare(run.id)

    def _adopt(self, run: Run) -> None:
        """A kill came between the run's row and its job, or between the job and its name in the run."""
        for job in self._jobs.list():
            if job.kind == Job.TUNE and job.params.get("run") == run.id:
                state = RunState.CANCELLED if job.state is JobState.CANCELLED else RunState.PAUSED
                self._store.change(run.id, job=job.id, state=state)
                return
        if run.state is RunState.SCHEDULED and run.start_at is not None:
            self._submit(run)
        else:
            self._store.change(run.id, state=RunState.PAUSED)

    def _submit(self, run: Run) -> Run:
        self._store.save(run)
        model = self._models.get(run.model)
        params = to_json(self._spec(run, model.path))
        if run.start_at is not None:
            params["not_before"] = run.start_at.timestamp()
        self._pipeline.expect(run.id)
        job: JobRecord = self._jobs.submit(Job.TUNE, params, run.base)
        return self._store.change(run.id, job=job.id)

    def _spec(self, run: Run, path: str) -> TuneSpec:
        return self._files.spec(run.id, run.model, path, run.model_sha256, run.settings)

    def _ensure_free(self, base: str) -> None:
        if self.current(base) is not None:
            raise ProblemError(Code.BUSY)

    def _name(self, base: str, document: str) -> str:
        found = self._documents.get(base, document)
        return PurePath(found.path).name if found else ""

    def _base_goes(self, base: str) -> None:
        """Jobs are stopped by the documents' service; folders whose runs are gone are swept at a start."""
        for run in self._store.list(base):
            self._pipeline.give_up(run.id)
            self._jobs.cancel(run.job)
            self._files.remove(run.id)
