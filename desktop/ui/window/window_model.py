"""What the window does with drops, work that ends, and the folders it looks at."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, KnowledgeBase
from desktop.core.future import Cancelled
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problems import sentence
from desktop.ui.listening import listen
from desktop.ui.words.job_text import describe
from workers.contract.codes import ProblemError

if TYPE_CHECKING:
    from desktop.app import Application

LONG_SECONDS = 60


class WindowModel(QObject):
    """Signals: `message(sentence)` a message for a toast; `go(page)`; `ended(sentence)` work of more than a
    minute has ended."""

    message = Signal(str)
    go = Signal(str)
    ended = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._running: set[str] = {job.id for job in self._unfinished() if job.state is JobState.RUNNING}
        listen(application.change_publisher, self, self._on_changes)

    def base(self) -> KnowledgeBase | None:
        """The current base."""
        current = self._application.bases.current
        return next((base for base in self._application.bases.list() if base.id == current), None)

    def base_name(self) -> str:
        base = self.base()
        return base.name if base is not None else ""

    def import_paths(self, paths: Sequence[str], fallback_name: str) -> None:
        """Import into the current base; without one, a base is made, named after the first folder."""
        try:
            base = self.base() or self._make_base(paths, fallback_name)
            self._application.documents.import_paths(base.id, list(paths))
        except ProblemError as error:
            self.message.emit(sentence(error.problem))
            return
        if self._application.settings.values.first_start_done:
            self.go.emit("documents")

    def add_model(self, path: str) -> None:
        """Add a GGUF file; a refusal is told in a sentence."""
        added = QCoreApplication.translate("WindowModel", "The model “%1” is added")
        self._application.models.add(Path(path)).then(
            lambda record: self.message.emit(fill(added, Path(record.path).name)), self._failed
        )

    def running(self) -> int:
        """How many tasks run now."""
        return sum(job.state in (JobState.RUNNING, JobState.QUEUED) for job in self._unfinished())

    def work_at_quit(self) -> str:
        """The true consequence of closing now; "" when nothing runs."""
        jobs = [job for job in self._unfinished() if job.state in (JobState.RUNNING, JobState.QUEUED)]
        if not jobs:
            return ""
        if any(job.kind == "tune" for job in jobs):
            return QCoreApplication.translate(
                "WindowModel",
                "Training is running. A point is saved; the next start continues from there.",
            )
        if any(job.kind == "exam" for job in jobs):
            return QCoreApplication.translate(
                "WindowModel",
                "An exam is going on. Its answers are kept; the next start asks only what is left.",
            )
        if any(job.kind == "index" for job in jobs):
            return QCoreApplication.translate(
                "WindowModel",
                "Indexing is running. What is done is kept; the next start continues where it stopped.",
            )
        if any(job.kind == "fetch" for job in jobs):
            return QCoreApplication.translate(
                "WindowModel",
                "A model is being received. What is here is kept; the next start continues from there.",
            )
        return QCoreApplication.translate(
            "WindowModel", "Work is running. The next start continues where it stopped."
        )

    def look_at_folders(self) -> None:
        """Every ten minutes, when the user wants it and nothing else runs: read changed documents again."""
        base = self.base()
        if base is None or not self._application.settings.values.reread_changed or self.running():
            return
        if self._application.documents.list(base.id):
            self._application.documents.refresh(base.id)

    def _make_base(self, paths: Sequence[str], fallback_name: str) -> KnowledgeBase:
        folder = next((Path(path) for path in paths if Path(path).is_dir()), None)
        name = folder.name if folder is not None and folder.name else fallback_name
        base = self._application.bases.create(name)
        self._application.bases.select(base.id)
        return base

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return  # the window is closing
        if not isinstance(error, ProblemError):
            raise error
        self.message.emit(sentence(error.problem))

    def _unfinished(self) -> list[JobRecord]:
        return self._application.jobs.list(unfinished_only=True)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.jobs:
            return
        jobs = {job.id: job for job in self._application.jobs.list()}
        now = {key for key, job in jobs.items() if job.state is JobState.RUNNING}
        for key in self._running - now:
            job = jobs.get(key)
            if job is not None and job.state in (JobState.SUCCEEDED, JobState.FAILED):
                long = (job.updated - job.created).total_seconds() >= LONG_SECONDS
                if long and self._application.settings.values.notify_long:
                    self.ended.emit(describe(job).sentence)
        self._running = now
