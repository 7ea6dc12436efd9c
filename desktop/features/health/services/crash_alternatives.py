"""What can be tried instead of a model that keeps crashing: another engine, the processor alone, a smaller
model."""

from desktop.core.entities import ModelPurpose
from desktop.core.feature_ports import Models
from desktop.core.hardware_service import HardwareService
from desktop.features.health.domain.crashes import Alternatives
from desktop.settings.store import SettingsStore
from workers.contract.engine import PROCESSOR


class CrashAlternatives:
    """Made by the application for `CrashService`."""

    def __init__(self, models: Models, computer: HardwareService, settings: SettingsStore) -> None:
        self._models, self._computer, self._settings = models, computer, settings

    def hardware(self) -> str:
        """What crashes are counted on; "" before the computer was looked at."""
        seen = self._computer.hardware
        if seen is None:
            return ""
        return ", ".join((seen.cpu, *(f"{card.name} {card.backend}" for card in seen.gpus)))

    def engine(self) -> str:
        """What computes now, for a person; "" when nobody knows yet."""
        seen = self._computer.hardware
        if seen is None:
            return ""
        report = seen.engine_report
        chosen = report.chosen if report is not None else seen.engine
        cards = self._cards()
        return " + ".join(part for part in (chosen, cards) if part)

    def alternatives(self, model: str) -> Alternatives:
        """What is left for a model."""
        seen = self._computer.hardware
        engines = seen is not None and seen.engine_report is not None
        return Alternatives(bool(self._cards()), engines, self._smaller(model))

    def _cards(self) -> str:
        """The cards that layers are put on."""
        seen = self._computer.hardware
        if seen is None or self._settings.values.gpu_layers == 0:
            return ""
        if seen.engine_report is not None:
            device = seen.engine_report.device
            return "" if device == PROCESSOR else device
        return ", ".join(card.backend for card in seen.gpus if card.backend)

    def _smaller(self, model: str) -> str:
        """The largest of the models here that are smaller."""
        size = next((row.size for row in self._models.list() if row.id == model), 0)
        here = [row for row in self._models.installed(ModelPurpose.CHAT) if row.size < size]
        return max(here, key=lambda row: row.size).id if here else ""
