"""Who answers in a base now, as a contestant of an exam."""

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import Candidate
from desktop.core.feature_ports import Adapters, Models
from desktop.features.exam.services.instructions_store import InstructionsStore
from workers.contract.answer_mode import AnswerMode


class ActiveWays:
    """Used by the advisor and the guards."""

    def __init__(
        self,
        bases: BaseService,
        models: Models,
        adapters: Adapters,
        instructions: InstructionsStore,
    ) -> None:
        self._bases, self._models = bases, models
        self._adapters, self._instructions = adapters, instructions

    def answering(self, base: str) -> Candidate | None:
        """By the way that is chosen, with what is switched on; None without a model, or where a trained way
        is chosen and nothing trained is on."""
        way = self._bases.get(base).way
        if way.trained:
            adapter = self._adapters.active(base)
            if adapter is None:
                return None
            return Candidate(way, adapter.model, adapter.id, adapter.strength)
        model = self._models.selected(base)
        if model is None:
            return None
        told = self._instructions.active(base)
        if told is None:
            return Candidate(way, model.id)
        entry = AnswerMode.of(searches=way.searches, instructed=True)
        return Candidate(entry, model.id, instructions=told.id)
