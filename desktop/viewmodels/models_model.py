"""The models page's state: what is installed, what can be had, whether it fits, how memory is used."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.domain.fit import Fit, FitState
from desktop.domain.packs import models_of
from desktop.domain.problem import ProblemError
from desktop.i18n.problems import sentence
from desktop.services.pending import Cancelled
from desktop.viewmodels.listening import listen
from desktop.viewmodels.names import name_of

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.domain.changes import Changes

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

    Signals: `changed` the rows are others; `memory_changed`; `told(sentence)`.
    """

    changed = Signal()
    memory_changed = Signal()
    told = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._processes: dict[int, psutil.Process] = {}
        self.timer = QTimer(self)
        self.timer.setInterval(MEMORY_MS)
        self.timer.timeout.connect(self.memory_changed)
        self._verifying: set[str] = set()
        listen(application, self, self._on_changes)

    def look(self) -> None:
        """The page is shown: learn the hardware if that was not done before."""
        if self._application.hardware.hardware is None:
            self._application.hardware.probe().then(lambda _: self.changed.emit(), self._failed)
        self.timer.start()

    def rows(self) -> list[ModelRow]:
        """Chat models: installed ones first, then by size."""
        records = [r for r in self._application.models.list() if r.purpose is ModelPurpose.CHAT]
        jobs = self._jobs()
        chosen = self._application.models.selected(self._application.bases.current)
        rate = self._rate(records)
        made = [self._row(record, jobs, chosen, rate) for record in records]
        return sorted(made, key=lambda row: (not here(row), row.record.size))

    def embedder(self) -> ModelRecord | None:
        """The model that searches, here or to be had."""
        records = [r for r in self._application.models.list() if r.purpose is ModelPurpose.EMBEDDING]
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
        system = psutil.virtual_memory()
        used = system.total - system.available
        return [*bars, Memory("", system.total, used, min(self._own_memory(), used))]

    # --- what the user does ---

    def get(self, model: str) -> None:
        """Get a model of the catalogue (again, when it is damaged)."""
        self._try(lambda: self._application.models.fetch(model))

    def select(self, model: str) -> None:
        """Answer with this model from now on."""
        self._try(lambda: self._application.models.select(model))

    def add(self, path: str) -> None:
        """Add a model file of the user's; it is inspected first."""
        added = self.tr("The model “%1” is added")
        self._application.models.add(Path(path)).then(
            lambda record: self.told.emit(added.replace("%1", name_of(record))), self._failed
        )

    def verify(self, model: str) -> None:
        """Compare the file with its hash."""
        if model in self._verifying:
            return
        self._verifying.add(model)
        self.told.emit(self.tr("Checking the model. This takes up to a minute."))

        def done(record: ModelRecord) -> None:
            self._verifying.discard(model)
            good = record.state is ModelState.READY
            whole = self.tr("The model file is whole") if good else self.tr("The model file is damaged")
            self.told.emit(whole)

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

    def _row(
        self, record: ModelRecord, jobs: dict[str, JobRecord], chosen: ModelRecord | None, rate: float
    ) -> ModelRow:
        hardware = self._application.hardware.hardware
        fit = self._application.models.fit(record, hardware) if hardware is not None else None
        job = jobs.get(record.id)
        left = self._application.jobs.estimate(job.id) if job is not None else None
        speed, estimated = record.words_per_second, False
        if not speed and rate and record.size and fit is not None and fit.state is not FitState.TOO_LARGE:
            speed, estimated = rate / record.size, True
        return ModelRow(
            record, fit, job, left, speed, estimated, chosen is not None and chosen.id == record.id
        )

    def _rate(self, records: list[ModelRecord]) -> float:
        """Bytes of model a second that this computer has shown: words a second times size, of a model that
        was measured here. Generation reads all weights for each token, so speed falls with size."""
        measured = [r.words_per_second * r.size for r in records if r.words_per_second and r.size]
        return sum(measured) / len(measured) if measured else 0.0

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
            self.told.emit(sentence(error.problem))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return  # the window is closing
        if not isinstance(error, ProblemError):
            raise error
        self.told.emit(sentence(error.problem))

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
    """It was judged to write good Russian."""
    return row.record.russian == "good"
