"""The work of the window: how much runs, what closing would mean, long work that ended."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.jobs.job_service import JobService
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable
from desktop.ui.listening import listen
from desktop.ui.words.job_text import describe
from workers.contract.specs.jobs import Job

LONG_SECONDS = 60
_GETTING = (Job.FETCH, Job.INSTALL_PACK)  # kinds of jobs that bring models
# What closing means, by kind of job; of several that run the first counts.
_AT_QUIT: dict[str, str] = {
    "tune": "Training is running. A point is saved; the next start continues from there.",
    "quick": "A quick look at a new base is going on. The next start continues it.",
    "exam": "An exam is going on. Its answers are kept; the next start asks only what is left.",
    "index": "Documents are being read. What is done is kept; the next start continues where it stopped.",
    "fetch": "A model is being received. What is here is kept; the next start continues from there.",
}
_WORK_AT_QUIT = "Work is running. The next start continues where it stopped."
translatable("WindowModel", _AT_QUIT, _WORK_AT_QUIT)


class WorkModel(QObject):
    """Signals: `changed` other jobs run; `over(sentence)` short work has ended; `ended(sentence)` work that
    took more than a minute."""

    changed = Signal()
    over = Signal(str)
    ended = Signal(str)

    def __init__(
        self, jobs: JobService, bases: BaseService, settings: SettingsStore, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._jobs, self._bases, self._settings = jobs, bases, settings
        self._failed: set[str] = set()
        self._running: set[str] = {job.id for job in self._unfinished() if job.state is JobState.RUNNING}
        listen(publisher, self, self._on_changes)

    def running(self) -> int:
        """How many tasks run now."""
        return len(self._at_work())

    @property
    def failed(self) -> int:
        """How many tasks have failed since the tasks were last looked at, and rest."""
        return len(self._failed)

    def failures_seen(self) -> None:
        """The tasks are looked at."""
        self._failed.clear()
        self.changed.emit()

    def at_quit(self) -> str:
        """The true consequence of closing now; "" when nothing runs."""
        jobs = self._at_work()
        if not jobs:
            return ""
        kinds = {"quick" if job.params.get("quick") else job.kind for job in jobs}
        words = next((said for kind, said in _AT_QUIT.items() if kind in kinds), _WORK_AT_QUIT)
        return QCoreApplication.translate("WindowModel", words)

    def _at_work(self) -> list[JobRecord]:
        """What somebody asked for: nobody misses what goes on by itself."""
        states = (JobState.RUNNING, JobState.QUEUED)
        return [job for job in self._unfinished() if job.state in states and not job.quiet]

    def _unfinished(self) -> list[JobRecord]:
        return self._jobs.list(unfinished_only=True)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.jobs:
            return
        jobs = {job.id: job for job in self._jobs.list()}
        now = {key for key, job in jobs.items() if job.state is JobState.RUNNING}
        for key in self._running - now:
            job = jobs.get(key)
            if job is not None and not job.quiet and job.state in (JobState.SUCCEEDED, JobState.FAILED):
                long = (job.updated - job.created).total_seconds() >= LONG_SECONDS
                told = self.ended if long and self._settings.values.notify_long else self.over
                told.emit(self._sentence(job))
                if job.state is JobState.FAILED:
                    self._failed.add(key)
        self._failed = {
            key for key in self._failed
            if key in jobs and jobs[key].state is JobState.FAILED and not _made_good(jobs[key], jobs.values())
        }  # fmt: skip
        self._running = now
        self.changed.emit()

    def _sentence(self, job: JobRecord) -> str:
        """What has ended, and for which base where there are several."""
        said, bases = describe(job).sentence, self._bases.list()
        name = next((base.name for base in bases if base.id == job.base), "")
        if not name or len(bases) < 2:
            return said
        return fill(QCoreApplication.translate("WindowModel", "%1 (base “%2”)"), said, name)


def _made_good(failed: JobRecord, jobs: Iterable[JobRecord]) -> bool:
    """Whether the models that could not be had came later from another place."""
    return failed.kind in _GETTING and any(
        job.kind in _GETTING
        and job.state is JobState.SUCCEEDED
        and job.created > failed.created
        and set(failed.models) <= set(job.models)
        for job in jobs
    )
