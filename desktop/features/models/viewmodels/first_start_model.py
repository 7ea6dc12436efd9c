"""What computer and models stand at in the first start, and what the user does about them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core import network
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import (
    JobRecord,
    JobState,
    ModelPurpose,
    ModelRecord,
    ModelState,
)
from desktop.core.future import CancelledError
from desktop.core.hardware_service import HardwareService
from desktop.core.jobs.job_service import JobService
from desktop.features.models.domain.fit import Fit
from desktop.features.models.services.model_fetching import ModelFetching
from desktop.features.models.services.model_fit import ModelFit
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.pack_service import PackService
from desktop.settings.store import SettingsStore
from desktop.ui.listening import listen
from desktop.ui.words.problem_text import hindrance
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.specs.hardware import Hardware
from workers.contract.specs.jobs import Job

_TO_BRING = (Code.MODEL_UNAVAILABLE, Code.MIRROR_LACKS, Code.SEALED, Code.SOURCE_UNREACHABLE)
LATER, ACTIVE, DONE = "later", "active", "done"


class FirstStartModel(QObject):
    """The first two steps, and leaving. Every failure stays in its step as a `Problem`.

    Signals: `changed` something is to be shown anew.
    """

    changed = Signal()

    def __init__(
        self,
        hardware: HardwareService,
        models: ModelRegistry,
        fetching: ModelFetching,
        fit: ModelFit,
        packs: PackService,
        jobs: JobService,
        settings: SettingsStore,
        seal: Callable[[bool], object],
        publisher: ChangePublisher,
    ) -> None:
        """`seal(True)` forbids every process to open a connection."""
        super().__init__()
        self._hardware, self._packs = hardware, packs
        self._models, self._fetching, self._fit = models, fetching, fit
        self._jobs, self._settings, self._seal = jobs, settings, seal
        self._chosen = ""
        self.computer_problem: Problem | None = None
        self.model_problem: Problem | None = None
        listen(publisher, self, self._on_changes)

    def may_change(self, setting: str) -> bool:
        """Whether an administrator left a setting (by its name) to the user."""
        return setting not in self._settings.fixed

    def set_language(self, language: str) -> None:
        """Of the window, at once and for later starts."""
        self._settings.change(language=language)

    def finish(self) -> None:
        """The first start is over for good. Where all is here the network is closed; one click opens it."""
        self._settings.change(first_start_done=True)
        fetching = any(job.kind == Job.FETCH for job in self._jobs.list(unfinished_only=True))
        if self._models.installed(ModelPurpose.CHAT) and self._models.embedder() and not fetching:
            self._seal(True)

    # --- the computer ---

    def check_computer(self) -> None:
        """Ask the probe; shows its result or what went wrong."""
        self.computer_problem = None
        self.changed.emit()
        self._hardware.probe().then(lambda _: self.changed.emit(), self._computer_failed)

    def _computer_failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return  # the window is closing
        self.computer_problem = as_problem(error)
        self.changed.emit()

    @property
    def hardware(self) -> Hardware | None:
        """What is known of this computer; None before it was looked at."""
        return self._hardware.hardware

    # --- the models ---

    def chat_model(self) -> ModelRecord:
        """The model that will answer: the user's choice, one that is here or comes in a pack, the starter."""
        if self._chosen:
            return self._models.get(self._chosen)
        models = self._models
        if here := models.installed(ModelPurpose.CHAT):
            return here[0]
        coming = {m for job in self._unfinished_packs() for m in job.models}
        chat = [m for m in models.list() if m.id in coming and m.purpose is ModelPurpose.CHAT]
        return chat[0] if chat else models.starter()

    def _unfinished_packs(self) -> list[JobRecord]:
        jobs = self._jobs.list(unfinished_only=True)
        return [job for job in jobs if job.kind == "install_pack"]

    def embedder(self) -> ModelRecord | None:
        """The model that searches, as the list of models has it."""
        models = self._models.list()
        return next((m for m in models if m.purpose is ModelPurpose.EMBEDDING and m.used), None)

    def better(self) -> ModelRecord | None:
        """What to take instead of the makeshift that is offered, where there is a network and it fits."""
        hardware = self._hardware.hardware
        if hardware is None or self._chosen or not self.is_connected():
            return None
        offered = self.chat_model()
        if not offered.makeshift or offered.state is ModelState.READY or self.job_of(offered) is not None:
            return None
        return self._fit.better(hardware)

    def is_connected(self) -> bool:
        """Whether the network could be asked at all: nothing is sent to find out."""
        return not self._settings.values.sealed and network.is_up()

    def fit(self, model: ModelRecord) -> Fit | None:
        """Whether a model fits this computer; None before it was looked at."""
        return self._fit.fit(model, self.hardware) if self.hardware is not None else None

    def missing(self) -> int:
        """Bytes that are still to be got: of the model that answers, and of the one that searches."""
        wanted = [] if self._models.embedder() is not None else [self.embedder()]
        wanted.append(self.chat_model())
        return sum(one.size for one in wanted if one is not None and one.state is not ModelState.READY)

    @property
    def mirror(self) -> str:
        """The company's place of models, "" where none is set."""
        return self._settings.values.mirror

    def needs_bringing(self) -> bool:
        """Whether models will have to be brought: there is no network, or it did not give them."""
        if self.model() == DONE:
            return False
        jobs = [self.job_of(self.chat_model()), self.job_of(self.embedder())]
        problems = [job.problem for job in jobs if job is not None and job.state is JobState.FAILED]
        problems += [self.model_problem] if self.model_problem is not None else []
        return not self.is_connected() or any(p.code in _TO_BRING for p in problems)

    def lacks_mirror(self) -> bool:
        """Whether the company's mirror was asked in vain, so that the public sources may be allowed."""
        jobs = [self.job_of(self.chat_model()), self.job_of(self.embedder())]
        return any(job is not None and job.code == Code.MIRROR_LACKS for job in jobs)

    def others(self) -> list[ModelRecord]:
        """Chat models to choose from, smallest first: those that fit this computer, as far as it is known."""
        hardware = self._hardware.hardware
        models = [m for m in self._models.list() if m.purpose is ModelPurpose.CHAT]
        if hardware is not None:
            current = self.chat_model().id
            models = [m for m in models if m.id == current or self._fit.fit(m, hardware).offered]
        return sorted(models, key=lambda model: model.size)

    def choose(self, model: str) -> None:
        """Answer with another model; what was being received goes on being paused."""
        self._chosen = model
        self.model_problem = None
        self.changed.emit()

    def get(self, source: str | None = None, public: bool = False) -> None:
        """Get what is still missing; `source` is a folder, a disk or an address of the company. `public`
        allows the catalogue's own sources this once where a mirror is set."""
        self.model_problem = None
        pack = "" if source or public else self._failed_pack()
        if pack:  # from the catalogue only when it is no longer there, or is none
            packs = self._packs
            packs.inspect(pack).then(
                lambda found: self._try(lambda: packs.install(found)), self._without_pack
            )
        else:
            self._fetch(source, public)

    def get_from_company(self, place: str) -> str:
        """Look for models at a folder or an address, and nowhere else from now on; get what is still missing.
        Returns the sentence for what is no place, "" when it was taken."""
        wrong = hindrance(lambda: self._settings.change(mirror=place))
        if not wrong:
            self.get(place)
        return wrong

    def _failed_pack(self) -> str:
        """The pack that the work which failed last took from."""
        for record in (self.chat_model(), self.embedder()):
            job = self.job_of(record)
            if job is not None and job.kind == "install_pack" and job.state is JobState.FAILED:
                return str(job.params["path"])
        return ""

    def _without_pack(self, error: BaseException) -> None:
        if not isinstance(error, CancelledError):
            self._fetch(None)

    def _fetch(self, source: str | None, public: bool = False) -> None:
        try:
            for record in (self.embedder(), self.chat_model()):
                if record is not None and record.state is not ModelState.READY:
                    self._fetching.fetch(record.id, source, public)
        except ProblemError as error:
            self.model_problem = error.problem
        self.changed.emit()

    def add_file(self, path: str) -> None:
        """Take a model file as it lies on a disk."""
        self._fetching.add(Path(path)).then(self._added, self._model_failed)

    def _added(self, record: ModelRecord) -> None:
        self._chosen, self.model_problem = record.id, None
        self.changed.emit()

    def _model_failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        self.model_problem = as_problem(error)
        self.changed.emit()

    def job_of(self, record: ModelRecord | None) -> JobRecord | None:
        """The newest work on a model that is not done: running, paused, interrupted or failed."""
        if record is None or record.state is ModelState.READY:
            return None
        jobs = [job for job in self._jobs.list() if record.id in job.models]
        newest = max(jobs, key=lambda job: job.created, default=None)
        over = (JobState.SUCCEEDED, JobState.CANCELLED)
        return newest if newest is not None and newest.state not in over else None

    def model(self) -> str:
        """State of step 2: done when both models are here."""
        ready = self._models.embedder() is not None
        return DONE if ready and self.chat_model().state is ModelState.READY else ACTIVE

    # --- jobs ---

    def seconds_left(self, job: JobRecord) -> float | None:
        """None in the first ten seconds and while nothing can be said."""
        return self._jobs.estimate(job.id)

    def pause(self, job: str) -> None:
        """Stop a job at a safe point, from which `resume` goes on."""
        self._try(lambda: self._jobs.pause(job))

    def resume(self, job: str) -> None:
        """Go on with a job that was paused, interrupted or has failed."""
        self._try(lambda: self._jobs.resume(job))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ProblemError as error:
            self.model_problem = error.problem
        self.changed.emit()

    def _on_changes(self, changes: Changes) -> None:
        self.changed.emit()


def as_problem(error: BaseException) -> Problem:
    """The problem to show for an error; an error that is not the user's world is a bug and says so."""
    if isinstance(error, ProblemError):
        return error.problem
    return Problem(Code.BUG, detail=repr(error))
