"""The checks of Health for the window: what is known without work, a run with its end, remedies, the
report."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.future import Future
from desktop.core.remedies import ACTING, Remedy, RemedyKind
from desktop.features.health.domain.health import Check, ReportPart
from desktop.features.health.services.health_service import HealthService
from desktop.features.health.services.support_report import SupportReports, save
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import hindrance


class HealthModel(ProblemReporter, QObject):
    """Signals: `changed` when the checks or `running` are others; `message(text)` for a toast;
    `report_ready(parts)` when the report for support can be shown; `go(page)` when a remedy leads somewhere.
    """

    changed = Signal()
    message = Signal(str)
    report_ready = Signal(object)
    go = Signal(str)

    def __init__(self, health: HealthService, reports: SupportReports) -> None:
        super().__init__()
        self._health, self._reports = health, reports
        self._running: Future[tuple[Check, ...]] | None = None
        self._made: list[Check] = []
        self._wants_report = False

    @property
    def running(self) -> bool:
        """Whether checks are being made."""
        return self._running is not None

    @property
    def checked(self) -> bool:
        """Whether everything was used once since the start."""
        return bool(self._health.last)

    def checks(self) -> list[Check]:
        """Those of the run under way, else of the last one, else what is known without any."""
        if self._running is not None and self._made:
            return list(self._made)
        return list(self._health.last or self._health.known())

    def run(self) -> None:
        """Use every part of Bukvar; a second call while it runs does nothing."""
        if self._running is not None:
            return
        self._made = []
        running = self._running = self._health.run(self._on_check)
        running.then(self._done, self._failed)
        self.changed.emit()

    def cancel(self) -> None:
        """End the run at its next safe point; what was found before stays."""
        self._wants_report = False
        if self._running is not None:
            self._running.cancel()

    def apply(self, remedy: Remedy) -> None:
        """Do what a remedy says, or lead there; then check again."""
        if remedy.kind not in ACTING:
            self._lead(remedy)
            return
        self._health.apply(remedy).then(lambda _: self.run(), self.report_problem)

    def report(self) -> None:
        """Bring the report for support together; it is shown before it is saved."""
        if self._health.last:
            self._show_report()
            return
        self._wants_report = True
        self.run()

    def save(self, parts: tuple[ReportPart, ...], file: str) -> str:
        """Write the report; "" or what stands in the way."""
        return hindrance(lambda: save(parts, Path(file)))

    def _lead(self, remedy: Remedy) -> None:
        if remedy.kind is RemedyKind.REPORT:
            self.report()
        elif remedy.kind is RemedyKind.GET_MODELS:
            self.go.emit("models")
        elif remedy.kind is RemedyKind.REPAIR_BASE:
            self.go.emit("settings:backup")
        else:
            self.run()

    def _on_check(self, check: Check) -> None:
        self._made.append(check)
        self.changed.emit()

    def _done(self, checks: tuple[Check, ...]) -> None:
        self._running = None
        self.changed.emit()
        if self._wants_report:
            self._show_report()

    def _failed(self, error: BaseException) -> None:
        self._running = None
        self.changed.emit()
        self.report_problem(error)

    def _show_report(self) -> None:
        self._wants_report = False
        self.report_ready.emit(self._reports.parts(self._health.last))
