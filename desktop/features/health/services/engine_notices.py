"""Tells once that an engine failed its self-test on this computer, and what is used instead."""

from pathlib import Path

from desktop.core.hardware_service import HardwareService
from desktop.settings.store import SettingsStore
from workers.contract.engine import EngineReport
from workers.contract.engine_memory import LLAMA, SEARCH, EngineMemory

_KEPT = 20


class EngineNotices:
    """Made by the application. A verdict is told of until `message` is called; a new one is told of anew."""

    def __init__(self, hardware: HardwareService, memory: Path, settings: SettingsStore) -> None:
        self._hardware, self._memory, self._settings = hardware, EngineMemory(memory), settings

    def unseen(self) -> tuple[EngineReport, ...]:
        """What a person should hear: the engine for answers first, then search models. Empty until the
        computer was looked at."""
        hardware = self._hardware.hardware
        if hardware is None:
            return ()
        reports = [hardware.engine_report, *hardware.search_reports.values()]
        known = self._settings.values.engines_told
        return tuple(one for one in reports if one is not None and one.fell_back and _mark(one) not in known)

    def mark_seen(self) -> None:
        """A person has heard it; what is remembered of other computers and models is no news here, so it
        is suspected no more. Nothing happens until the computer was looked at."""
        if self._hardware.hardware is None:
            return
        known = self._settings.values.engines_told
        seen = [*self.unseen(), *(one for one in self._remembered() if one.fell_back)]
        if marks := [mark for mark in dict.fromkeys(map(_mark, seen)) if mark not in known]:
            self._settings.change(engines_told=[*self._settings.values.engines_told, *marks][-_KEPT:])

    def suspected(self) -> bool:
        """Whether workers remember anything unseen; cheap, and perhaps of another computer: only a look at
        this one says."""
        known = self._settings.values.engines_told
        return any(one.fell_back and _mark(one) not in known for one in self._remembered())

    def _remembered(self) -> list[EngineReport]:
        sections = [self._memory.reports_of(section) for section in (LLAMA, SEARCH)]
        return [report for section in sections for report in section.values()]


def _mark(report: EngineReport) -> str:
    """Names a verdict: its build, and when it was reached."""
    return f"{report.build} {report.proved_at:.0f}"
