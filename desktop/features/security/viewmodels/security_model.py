"""Sealed mode, the guards and the rules that hold here, and the page for a security officer."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.entities import ModelState
from desktop.core.feature_ports import Models
from desktop.core.hardware_service import HardwareService
from desktop.features.security.services.blocked_connections import BlockedConnection
from desktop.features.security.services.seal_journal import SealChange
from desktop.features.security.services.security_service import SecurityService
from desktop.reports import saving
from desktop.reports.security_report import SecurityReports
from desktop.settings.policy import Policy
from desktop.ui.words.problem_text import hindrance
from workers.contract.specs.jobs import Kind


class SecurityModel(QObject):
    """Signals: `changed` the guards of this system are known now."""

    changed = Signal()

    def __init__(
        self,
        security: SecurityService,
        reports: SecurityReports,
        policy: Policy,
        models: Models,
        hardware: HardwareService,
    ) -> None:
        super().__init__()
        self._security, self.policy = security, policy
        self._reports, self._models, self._hardware = reports, models, hardware

    @property
    def sealed(self) -> bool:
        """Whether no process at all may open a connection."""
        return self._security.sealed

    def seal(self, on: bool) -> None:
        """Switch sealed mode; the worker that fetches models starts anew."""
        self._security.seal(on)

    def changes(self) -> list[SealChange]:
        """Of sealed mode, the latest first."""
        return self._security.changes()

    def guards(self) -> dict[Kind, tuple[str, ...]]:
        """The guards of each kind of worker."""
        return self._security.guards()

    def servers(self) -> list[tuple[str, str]]:
        """(base, address) of bases that live on a server."""
        return self._security.servers()

    def attempts(self) -> int:
        """How often a connection was refused, ever."""
        return self._security.attempts()

    def blocked_connections(self) -> list[BlockedConnection]:
        """The latest ones, newest first."""
        return self._security.blocked_connections()

    def probe_guards(self) -> None:
        """Have a worker tell which guards this system has, unless one has told."""
        if not self._security.started():
            self._hardware.probe().then(lambda _: self.changed.emit(), lambda _: None)

    def save_report(self, file: Path, language: str) -> str:
        """Write the page as HTML or PDF, by the suffix; returns what stands in the way, or ""."""
        models = [row for row in self._models.list() if row.state is ModelState.READY]
        hardware = self._hardware.hardware
        made = self._reports.render(language, models, dict(hardware.versions) if hardware is not None else {})
        return hindrance(lambda: saving.save(made, file))
