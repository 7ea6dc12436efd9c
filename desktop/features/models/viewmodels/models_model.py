"""The models page's state: what is installed, what can be had, whether it fits."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.feature_ports import Adapters, ModelAdding, SealControl
from desktop.core.hardware_service import HardwareService
from desktop.core.jobs.job_service import JobService
from desktop.features.models.domain.fit import Fit, FitState
from desktop.features.models.services.model_fetching import ModelFetching
from desktop.features.models.services.model_fit import ModelFit
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.names import counted, name_of
from desktop.ui.words.problem_text import hindrance, in_full
from workers.contract.codes import Code, Problem, ProblemError

_FREE = ("apache", "mit", "bsd", "isc")
_UNFINISHED = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class ModelItem:
    """One row: the record, whether it fits (None = not known yet), its unfinished work, words a second
    (`estimated` or measured here; 0 = not known), whether the chat uses it, and why getting it failed last
    ("" = it did not)."""

    record: ModelRecord
    fit: Fit | None
    job: JobRecord | None
    seconds_left: float | None
    words_per_second: float
    estimated: bool
    selected: bool
    failure: str = ""


class ModelsModel(ProblemReporter, QObject):
    """Signals: `changed` the rows are others; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        models: ModelRegistry,
        fetching: ModelFetching,
        adding: ModelAdding,
        fit: ModelFit,
        jobs: JobService,
        hardware: HardwareService,
        bases: BaseService,
        adapters: Adapters,
        security: SealControl,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._models, self._fetching, self._fit, self._job_service = models, fetching, fit, jobs
        self._hardware, self._bases, self._adding, self._security = hardware, bases, adding, security
        self._adapters, self._settings = adapters, settings
        self._verifying: set[str] = set()
        listen(publisher, self, self._on_changes)

    def probe_hardware(self) -> None:
        """The page is shown: learn the hardware if that was not done before."""
        if self._hardware.hardware is None:
            self._hardware.probe().then(lambda _: self.changed.emit(), self.report_problem)

    def rows(self, purpose: ModelPurpose = ModelPurpose.CHAT) -> list[ModelItem]:
        """Models of one purpose: installed ones first, then by size."""
        records = [r for r in self._models.list() if r.purpose is purpose]
        jobs = self._jobs()
        chosen = self._models.selected(self._bases.current)
        made = [self._row(record, jobs, chosen) for record in records]
        return sorted(made, key=lambda row: (not here(row), row.record.size))

    # --- what the user does ---

    def get(self, model: str, public: bool = False) -> None:
        """Get a model of the catalogue (again, when it is damaged). `public` allows its own sources this once
        where a mirror is set. A failure is told by the model's name."""
        self.attempt(lambda: self._follow(self._fetching.fetch(model, public=public)))

    def sealed_off(self, model: str) -> bool:
        """Whether sealed mode keeps a model away: only the network has it."""
        return self._security.sealed and self._fetching.needs_network(model)

    @property
    def seal_is_fixed(self) -> bool:
        """Whether the administrator lets nobody make an exception of sealed mode."""
        return self._security.is_fixed

    def get_once(self, model: str) -> None:
        """Get a model over the network although sealed mode is on, which holds again when it has ended."""

        def get() -> None:
            self._security.open_for(model)
            try:
                job = self._fetching.fetch(model, sealed=False)
            except ProblemError:
                self._security.close_for(model)
                raise
            over = self._job_service.wait(job.id)
            over.then(lambda _: self._security.close_for(model), lambda _: self._security.close_for(model))
            self._follow(job)

        self.attempt(get)

    def _follow(self, job: JobRecord) -> None:
        self._job_service.wait(job.id).then(self._ended, self.report_problem)

    def _ended(self, job: JobRecord) -> None:
        if job.state is JobState.FAILED:
            self.message.emit(in_full(job.problem))

    def mirror(self) -> str:
        """The company's mirror, "" where none is set."""
        return self._fetching.mirror

    @property
    def mirror_is_fixed(self) -> bool:
        """Whether the administrator has set the mirror."""
        return "mirror" in self._settings.fixed

    def set_mirror(self, place: str) -> None:
        """Ask this folder or address for models, and nothing else ("" = the public sources)."""
        self.attempt(lambda: self._settings.change(mirror=place.strip()))

    def take_mirror(self, place: str) -> str:
        """As `set_mirror`; returns the sentence for what is no such place, "" when it was taken."""
        return hindrance(lambda: self._settings.change(mirror=place.strip()))

    def engine(self) -> str:
        """What computes here: the build of llama.cpp for this processor, and the graphics cards it uses."""
        hardware = self._hardware.hardware
        if hardware is None:
            return self.tr("Looking…")
        parts = ["llama.cpp", hardware.engine, hardware.cpu]
        cards = [card.name for card in hardware.gpus] if hardware.gpu_build else []
        return " · ".join(part for part in (*parts, *(cards or [self.tr("no graphics card")])) if part)

    def adapters(self) -> str:
        """How many the current base has, and which one answers."""
        base = self._bases.current
        listed = self._adapters.list(base) if base else []
        if not listed:
            return self.tr("None yet: they come of training.")
        count = counted(self.tr("%n adapter(s)", "", len(listed)), len(listed))
        active = self._adapters.active(base)
        return fill(self.tr("%1; “%2” answers"), count, active.name) if active is not None else count

    def select(self, model: str) -> None:
        """Answer with this model from now on."""
        self.attempt(lambda: self._models.select(model))

    def add(self, path: str) -> None:
        """Add a model of the user's: a file, or a model folder by a file of it; it is inspected first."""
        added = self.tr("The model “%1” is added")
        self._adding.add(Path(path)).then(
            lambda record: self.message.emit(fill(added, name_of(record))), self.report_problem
        )

    def verify(self, model: str) -> None:
        """Compare the file with its hash."""
        if model in self._verifying:
            return
        self._verifying.add(model)
        self.message.emit(self.tr("Checking the model. This takes up to a minute."))

        def done(record: ModelRecord) -> None:
            self._verifying.discard(model)
            good = record.state is ModelState.READY
            if good:
                self.message.emit(fill(self.tr("The files of “%1” are whole"), name_of(record)))
            else:
                code = Code.MODEL_DAMAGED if Path(record.path).exists() else Code.MODEL_MISSING
                self.message.emit(in_full(Problem(code, {"model": name_of(record)})))

        def failed(error: BaseException) -> None:
            self._verifying.discard(model)
            self.report_problem(error)

        self._models.verify(model).then(done, failed)

    def remove(self, model: str) -> None:
        """Delete a model's file from this computer."""
        self.attempt(lambda: self._fetching.remove(model))

    def pause(self, job: str) -> None:
        """Stop a job at a safe point, from which `resume` goes on."""
        self._job_service.pause(job)

    def resume(self, job: str) -> None:
        """Go on with a job that was paused, interrupted, cancelled or has failed."""
        self._job_service.resume(job)

    def cancel(self, job: str) -> None:
        """End a job for good; what is done stays done."""
        self._job_service.cancel(job)

    # --- helpers ---

    def _row(self, record: ModelRecord, jobs: dict[str, JobRecord], chosen: ModelRecord | None) -> ModelItem:
        hardware = self._hardware.hardware
        fit = self._fit.fit(record, hardware) if hardware is not None else None
        job = jobs.get(record.id)
        left = self._job_service.estimate(job.id) if job is not None else None
        speed, estimated = record.words_per_second, False
        if not speed and fit is not None and fit.offered:
            speed, estimated = fit.words_a_minute / 60, True
        selected = chosen is not None and chosen.id == record.id
        failure = "" if job is not None else self._failure(record)
        return ModelItem(record, fit, job, left, speed, estimated, selected, failure)

    def _failure(self, record: ModelRecord) -> str:
        """Of the last work on it, while that is not done otherwise."""
        jobs = [one for one in self._job_service.list() if record.id in one.models]
        last = max(jobs, key=lambda one: one.updated, default=None)
        failed = last is not None and last.state is JobState.FAILED and record.state is not ModelState.READY
        return in_full(last.problem) if last is not None and failed else ""

    def _jobs(self) -> dict[str, JobRecord]:
        """Unfinished work by model."""
        found: dict[str, JobRecord] = {}
        for job in self._job_service.list(unfinished_only=True):
            if job.state in _UNFINISHED:
                found |= dict.fromkeys(job.models, job)
        return found

    def _on_changes(self, changes: Changes) -> None:
        if (
            changes.models
            or changes.hardware
            or changes.jobs
            or changes.bases
            or changes.settings
            or changes.adapters_of
        ):
            self.changed.emit()


def here(row: ModelItem) -> bool:
    """On this computer, whole or damaged."""
    return row.record.state in (ModelState.READY, ModelState.DAMAGED)


def free_licence(record: ModelRecord) -> bool:
    """A licence that asks for nothing but its text."""
    return record.licence.lower().startswith(_FREE)


def fits(row: ModelItem) -> bool:
    """It runs well on this computer."""
    return row.fit is not None and row.fit.state is FitState.FITS


def good_russian(row: ModelItem) -> bool:
    """Somebody who can be named has judged that it writes good Russian."""
    return row.record.russian == "good" and bool(row.record.russian_source)
