"""What a person does with training runs: start, repeat, pause, go on, end, remove."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Documents, Models
from desktop.core.jobs.job_service import JobService
from desktop.core.requests import new_id
from desktop.core.training_entities import Run, RunState
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.run_files import RunFiles, documents_of
from desktop.features.training.services.run_store import UNFINISHED, RunStore
from desktop.features.training.services.training_pipeline import TrainingPipeline
from desktop.features.training.services.tuning_planner import TuningPlanner, with_forecast
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job
from workers.contract.training.tuning import Forecast, TuneSettings, TuneSpec

_ENDED = (RunState.READY, RunState.FAILED, RunState.CANCELLED)


class TrainingRuns:
    """Made by the application after the planner and the pipeline; `recover` is called once at start-up, after
    the jobs', and `continue_work` in the window. A run is a row before its work begins."""

    def __init__(
        self,
        store: RunStore,
        planner: TuningPlanner,
        pipeline: TrainingPipeline,
        files: RunFiles,
        component: ComponentService,
        jobs: JobService,
        bases: BaseService,
        documents: Documents,
        models: Models,
    ) -> None:
        self._store, self._planner, self._pipeline, self._files = store, planner, pipeline, files
        self._component, self._jobs, self._bases = component, jobs, bases
        self._documents, self._models = documents, models
        bases.before_removal.append(self._base_goes)

    def check(self, base: str, settings: TuneSettings | None = None, model: str = "") -> None:
        """Raises what `start` would raise."""
        self._ensure_free(base)
        self._planner.plan(base, settings, model)

    def start(
        self,
        base: str,
        settings: TuneSettings | None = None,
        model: str = "",
        at: datetime | None = None,
        forecast: Forecast | None = None,
    ) -> Run:
        """Begin a run now, or at an hour. Raises TOO_FEW_EXAMPLES, NO_MODEL, MODEL_MISSING,
        MODEL_NOT_TRAINABLE, TUNING_MISSING, TUNING_DAMAGED, BACKEND_MISSING, FOLDER_NOT_WRITABLE,
        DOCUMENTS_WITHOUT_TEXT, TEXT_NEEDS_SMALL_MODEL; BUSY while a run of this base is not finished."""
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
        self._component.require_ready()
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
            self._component.require_ready()
            if found.state in _ENDED:
                self._ensure_free(found.base)
            if self._jobs.get(found.job) is None:
                self._submit(replace(found, state=RunState.SCHEDULED))
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

    def give_up(self, run: str) -> None:
        """Give up a comparison that was cut off; anything else is nothing."""
        if any(one.id == run for one in self._pipeline.cut_off()):
            self._pipeline.give_up(run)

    def remove(self, run: str) -> None:
        """Delete a run with its files; its adapter stays. Raises BUSY while it is worked on."""
        found = self._store.get(run)
        if found.state in (RunState.TRAINING, RunState.COMPARING):
            raise ProblemError(Code.BUSY)
        self._jobs.cancel(found.job)
        self._store.remove(found.id)
        self._files.remove(found.id)

    # --- what happens by itself ---

    def recover(self, sweeps: bool = True) -> None:
        """At start-up, after the jobs: runs whose work a kill cut off; `sweeps` deletes files of no run."""
        self._pipeline.recover()
        for run in self._store.list():
            if run.state in UNFINISHED and run.result is None and self._jobs.get(run.job) is None:
                self._adopt(run)
        if sweeps:
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
        job: JobRecord = self._jobs.submit(Job.TUNE, params, run.base)
        return self._store.change(run.id, job=job.id)

    def _spec(self, run: Run, path: str) -> TuneSpec:
        return self._files.spec(run.id, run.model, path, run.settings)

    def _ensure_free(self, base: str) -> None:
        if self._store.current(base) is not None:
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
