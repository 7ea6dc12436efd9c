"""The component that trains: whether it is here, its installing, its repair and removal."""

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.jobs.job_service import JobService
from desktop.core.training_entities import ComponentState, TuningComponent
from desktop.features.training.services.component_service import ComponentService
from desktop.ui.job_controls import JobControls
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import hindrance
from workers.contract.training.tuning import Backends


class ComponentModel(JobControls, ProblemReporter, QObject):
    """Given to the view before the start. `folders` with the component's packages were found on disks that
    were put in.

    Signals: `changed`; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(self, component: ComponentService, jobs: JobService, publisher: ChangePublisher) -> None:
        super().__init__()
        self._component, self._jobs = component, jobs
        self._job = ""  # that installs it
        self.folders: list[str] = []
        listen(publisher, self, self._on_changes)

    def state(self) -> TuningComponent:
        """What is there now; looks at the disk."""
        return self._component.state()

    def backends(self) -> Backends | None:
        """Who could train here; None while that was not asked."""
        return self._component.known_backends

    def job(self) -> JobRecord | None:
        """Installing, while that is not done, or why it failed."""
        self._job = self.state().job or self._job
        job = self._jobs.get(self._job) if self._job else None
        return job if job is not None and job.state is not JobState.SUCCEEDED else None

    def closed(self) -> str:
        """Why it cannot be got from the internet; "" where it can."""
        return hindrance(self._component.require_open)

    def find_folders(self) -> None:
        """Ask for folders with its packages, while it is not here."""
        if self.state().state in (ComponentState.ABSENT, ComponentState.DAMAGED):
            self._component.folders().then(self._found_folders, lambda _: None)

    def _found_folders(self, folders: list[str]) -> None:
        if folders != self.folders:
            self.folders = folders
            self.changed.emit()

    def licence(self) -> str:
        """ "" when it cannot be read: then nothing is offered."""
        return self.result_of(self._component.licence_text) or ""

    # --- what the user does ---

    def install(self, wheelhouse: str = "") -> None:
        """From the internet or from a folder; the licence was shown."""
        self.attempt(lambda: self._component.install(wheelhouse))

    def repair(self) -> None:
        """Compare every file of it, and get again what changed: from the folder that is found, or from the
        internet."""

        def begin(folders: list[str]) -> None:
            self.attempt(lambda: self._component.install(next(iter(folders), ""), thorough=True))

        self._component.folders().then(begin, self.report_problem)

    def remove(self) -> None:
        """For good; what was trained stays."""
        self.attempt(lambda: self._component.remove().then(lambda _: None, self.report_problem))

    def _on_changes(self, changes: Changes) -> None:
        if changes.jobs or changes.component or changes.security:
            self.changed.emit()
