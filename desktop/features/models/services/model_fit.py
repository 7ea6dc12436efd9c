"""Which models fit this computer, and how fast they write on it."""

from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.core.ports import ModelRepository
from desktop.features.models.domain.fit import TOKENS_PER_WORD, Fit, FitState, WritingSpeed, bytes_read, fit
from desktop.features.models.services.model_registry import ModelRegistry
from workers.contract.specs.hardware import Hardware


class ModelFit:
    """Made by the application; judges by the computer's figures and by what models have shown here."""

    def __init__(self, models: ModelRegistry, rows: ModelRepository) -> None:
        self._models, self._rows = models, rows

    def fit(self, model: ModelRecord, hardware: Hardware) -> Fit:
        """Whether the model fits into this computer's memory, and a person's patience: as fast as it wrote
        here, as others of its kind did, or as computers of this kind do."""
        if model.purpose is not ModelPurpose.CHAT:
            return fit(model.memory, hardware)
        read = bytes_read(model.size, model.parameters, model.active_parameters)
        return fit(model.memory, hardware, WritingSpeed(read, 60 * model.words_per_second, self._bandwidth()))

    def better(self, hardware: Hardware) -> ModelRecord | None:
        """What to take instead of a makeshift: the best of the recommended models that fits this computer
        well and is not here yet; None where a chat model that is no makeshift is here already."""
        chat = [row for row in self._models.list() if row.purpose is ModelPurpose.CHAT]
        if any(row.state is ModelState.READY and not row.makeshift and not row.trial for row in chat):
            return None
        good = [
            row
            for row in chat
            if row.recommended
            and row.state is not ModelState.READY
            and self.fit(row, hardware).state is FitState.FITS
        ]
        return max(good, key=lambda row: row.recommended, default=None)

    def _bandwidth(self) -> float:
        """Bytes of weights a second that chat models have shown here; 0 while none has written."""
        shown = [
            row.words_per_second
            * TOKENS_PER_WORD
            * bytes_read(row.size, row.parameters, row.active_parameters)
            for row in self._rows.list()
            if row.words_per_second and row.purpose is ModelPurpose.CHAT
        ]
        return sum(shown) / len(shown) if shown else 0.0
