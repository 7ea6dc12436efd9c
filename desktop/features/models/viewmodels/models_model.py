"""The models page's state: what is installed, what can be had, whether it fits, how memory is used."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Cancelled
from desktop.features.models.domain.fit import Fit, FitState
from desktop.features.models.domain.packs import models_of
from desktop.features.models.viewmodels.first_start_model import problem_of
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problems import sentence
from desktop.ui.listening import listen
from desktop.ui.words.names import name_of
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Problem, ProblemError
from workers.contract.system_memory import system_memory

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

MEMORY_MS = 2000
_FREE = ("apache", "mit", "bsd", "isc")
_UNFINISHED = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of one kind of memory: `own` is Bukvar's share, `used` everybody's. `gpu` is its name or ""."""

    gpu: str
    total: int
    used: int
    own: int


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One row: the record, whether it fits (None = not known yet), its unfinished work, words a second
    (`estimated` or measured here; 0 = not known), and whether the chat uses it."""

    record: ModelRecord
    fit: Fit | None
    job: JobRecord | None
    seconds_left: float | None
    words_per_second: float
    estimated: bool
    selected: bool


class ModelsModel(QObject):
    """Made by the models page.

    Signals: `changed` the rows are others; `memory_changed`; `message(sentence)`.
    """

    changed = Signal()
    memory_changed = Signal()
    message = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._processes: dict[int, psutil.Process] = {}
        self.timer = QTimer(self)
        self.timer.setInterval(MEMORY_MS)
        self.timer.timeout.connect(self.memory_changed)
        self._verifying: set[str] = set()
        listen(application.change_publisher, self, self._on_changes)

    def look(self) -> None:
        """The page is shown: learn the hardware if that was not done before."""
        if self._application.hardware.hardware is None:
            self._application.hardware.probe().then(lambda _: self.changed.emit(), self._failed)
        self.timer.start()

    def rows(self, purpose: ModelPurpose = ModelPurpose.CHAT) -> list[ModelRow]:
        """Models of one purpose: installed ones first, then by size."""
        records = [r for r in self._application.models.list() if r.purpose is purpose]
        jobs = self._jobs()
        chosen = self._application.models.selected(self._application.bases.current)
        made = [self._row(record, jobs, chosen) for record in records]
        return sorted(made, key=lambda row: (not here(row), row.record.size))

    def embedder(self) -> ModelRecord | None:
        """The model that searches, here or to be had."""
        models = self._application.models.list()
        records = [r for r in models if r.purpose is ModelPurpose.EMBEDDING and r.used]
        return next((r for r in records if r.state is ModelState.READY), records[0] if records else None)

    def embedder_ready(self) -> bool:
        return self._application.models.embedder() is not None

    def embedder_job(self) -> JobRecord | None:
        """Getting or preparing it, while that is not done."""
        embedder = self.embedder()
        return self._jobs().get(embedder.id) if embedder is not None else None

    def memory(self) -> list[Memory]:
        """Graphics memory first, then the computer's."""
        hardware = self._application.hardware.hardware
        bars = []
        for gpu in hardware.gpus if hardware is not None else ():
            bars.append(Memory(gpu.name, gpu.total_bytes, gpu.total_bytes - gpu.free_bytes, 0))
        system = system_memory()
        used = system.total - system.available
        return [*bars, Memory("", system.total, used, min(self._own_memory(), used))]

    # --- what the user does ---

    def get(self, model: str, public: bool = False) -> None:
        """Get a model of the catalogue (again, when it is damaged). `public` allows its own sources this once
        where a mirror is set. A failure is told by the model's name."""
        self._try(lambda: self._follow(self._application.models.fetch(model, public=public)))

    def _follow(self, job: JobRecord) -> None:
        self._application.jobs.wait(job.id).then(self._ended, self._failed)

    def _ended(self, job: JobRecord) -> None:
        problem = problem_of(job)
        if problem is not None:
            self.message.emit(in_full(problem))

    def mirror(self) -> str:
        """The company's mirror, "" where none is set."""
        return self._application.settings.values.mirror

    def save_pack(self, path: str) -> None:
        """Write the models that answer and search here into one file, for a computer without a network."""
        try:
            job = self._application.packs.make(Path(path))
        except ProblemError as error:
            self.message.emit(in_full(error.problem))
            return
        self.message.emit(self.tr("The pack is being written: the chat model and the search model"))
        done = fill(self.tr("The pack is ready: %1"), job.params["path"])

        def ended(record: JobRecord) -> None:
            if record.state is JobState.SUCCEEDED:
                self.message.emit(done)
            else:
                self._ended(record)

        self._application.jobs.wait(job.id).then(ended, self._failed)

    def can_save_pack(self) -> bool:
        """Whether there is what another computer needs."""
        return not self._application.models.missing_purposes()

    def skipped(self) -> list[Problem]:
        """Entries of added catalogues that do not count."""
        return [each.problem for each in self._application.catalogue.skipped]

    def select(self, model: str) -> None:
        """Answer with this model from now on."""
        self._try(lambda: self._application.models.select(model))

    def add(self, path: str) -> None:
        """Add a model file of the user's; it is inspected first."""
        added = self.tr("The model “%1” is added")
        self._application.models.add(Path(path)).then(
            lambda record: self.message.emit(fill(added, name_of(record))), self._failed
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
            whole = self.tr("The model file is whole") if good else self.tr("The model file is damaged")
            self.message.emit(whole)

        def failed(error: BaseException) -> None:
            self._verifying.discard(model)
            self._failed(error)

        self._application.models.verify(model).then(done, failed)

    def remove(self, model: str) -> None:
        """Delete a model's file from this computer."""
        self._try(lambda: self._application.models.remove(model))

    def pause(self, job: str) -> None:
        self._application.jobs.pause(job)

    def resume(self, job: str) -> None:
        self._application.jobs.resume(job)

    def cancel(self, job: str) -> None:
        self._application.jobs.cancel(job)

    # --- helpers ---

    def _row(self, record: ModelRecord, jobs: dict[str, JobRecord], chosen: ModelRecord | None) -> ModelRow:
        hardware = self._application.hardware.hardware
        fit = self._application.models.fit(record, hardware) if hardware is not None else None
        job = jobs.get(record.id)
        left = self._application.jobs.estimate(job.id) if job is not None else None
        speed, estimated = record.words_per_second, False
        if not speed and fit is not None and fit.offered:
            speed, estimated = fit.words_a_minute / 60, True
        selected = chosen is not None and chosen.id == record.id
        return ModelRow(record, fit, job, left, speed, estimated, selected)

    def _jobs(self) -> dict[str, JobRecord]:
        """Unfinished work by model."""
        found: dict[str, JobRecord] = {}
        for job in self._application.jobs.list(unfinished_only=True):
            if job.state in _UNFINISHED:
                found |= dict.fromkeys(models_of(job), job)
        return found

    def _own_memory(self) -> int:
        """Resident bytes of this process and its workers, without what they share twice."""
        me = self._processes.setdefault(os.getpid(), psutil.Process())
        total = 0
        for process in [me, *me.children(recursive=True)]:
            try:
                info = process.memory_info()
            except psutil.Error:
                continue
            total += info.rss
        return total

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ProblemError as error:
            self.message.emit(sentence(error.problem))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return  # the window is closing
        if not isinstance(error, ProblemError):
            raise error
        self.message.emit(sentence(error.problem))

    def _on_changes(self, changes: "Changes") -> None:
        if changes.models or changes.hardware or changes.jobs or changes.bases or changes.settings:
            self.changed.emit()


def here(row: ModelRow) -> bool:
    """On this computer, whole or damaged."""
    return row.record.state in (ModelState.READY, ModelState.DAMAGED)


def free_licence(record: ModelRecord) -> bool:
    """A licence that asks for nothing but its text."""
    return record.licence.lower().startswith(_FREE)


def fits(row: ModelRow) -> bool:
    """It runs well on this computer."""
    return row.fit is not None and row.fit.state is FitState.FITS


def good_russian(row: ModelRow) -> bool:
    """Somebody who can be named has judged that it writes good Russian."""
    return row.record.russian == "good" and bool(row.record.russian_source)
