"""Who can sit an exam of a base now, and who answers in it."""

from collections.abc import Sequence

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import ADAPTER, INSTRUCTIONS, Candidate, Instructions
from desktop.core.feature_ports import Adapters, Documents, Models
from desktop.core.training_entities import Adapter
from desktop.features.exam.services.instructions_store import InstructionsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError


class ExamCandidates:
    """Made by the application. Of instructions and adapters the one that is on sits, else the latest."""

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        models: Models,
        adapters: Adapters,
        instructions: InstructionsStore,
    ) -> None:
        self._bases, self._documents, self._models = bases, documents, models
        self._adapters, self._instructions = adapters, instructions

    def find(
        self, base: str, entries: Sequence[AnswerMode] = (), model: str = "", adapter: str = ""
    ) -> list[Candidate]:
        """All that can be had, or exactly the `entries`; `model` "" = the base's choice, `adapter` "" = the
        one that is on, else the latest. Raises NO_MODEL, and for what was asked for NO_ADAPTER,
        ADAPTER_UNKNOWN, ADAPTER_MISSING, ADAPTER_FOREIGN, INSTRUCTIONS_UNKNOWN, BASE_EMPTY."""
        self._bases.get(base)
        if adapter:
            self._adapters.ensure(base, adapter)
        found = []
        for entry in entries or AnswerMode:
            try:
                found.append(self._one(base, entry, model, adapter))
            except ProblemError as error:
                if entries or error.problem.code is Code.NO_MODEL:
                    raise
        return list(dict.fromkeys(found))

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
        version = self._instructions.active(base)
        if version is None:
            return Candidate(way, model.id)
        entry = AnswerMode.of(searches=way.searches, instructed=True)
        return Candidate(entry, model.id, instructions=version.id)

    def lacks(self, base: str, candidate: Candidate) -> str:
        """What has to be switched on before a candidate answers: ADAPTER, INSTRUCTIONS or ""."""
        if candidate.adapter:
            active = self._adapters.active(base)
            now = (active.id, active.strength) if active is not None else None
            return "" if now == (candidate.adapter, candidate.strength) else ADAPTER
        version = self._instructions.active(base)
        return "" if (version.id if version is not None else "") == candidate.instructions else INSTRUCTIONS

    def choose(self, base: str, candidate: Candidate) -> None:
        """Answer in a base as a candidate that lacks nothing does."""
        if not candidate.adapter:
            selected = self._models.selected(base)
            if selected is None or selected.id != candidate.model:
                self._bases.set_model(base, candidate.model)
        self._bases.set_way(base, candidate.entry.without_instructions)

    def _one(self, base: str, entry: AnswerMode, wanted: str, adapter: str) -> Candidate:
        name = self._bases.get(base).name
        if entry.searches and not self._documents.answering(base):
            raise ProblemError(Code.BASE_EMPTY, name=name)
        if entry.trained:
            found = self._adapters.get(adapter) if adapter else self._adapter(base)
            return self._trained(found, entry, wanted, name)
        record = self._models.get(wanted) if wanted else self._models.selected(base)
        if record is None:
            raise ProblemError(Code.NO_MODEL)
        if not entry.instructed:
            return Candidate(entry, record.id)
        version = self._version(base)
        if version is None:
            raise ProblemError(Code.INSTRUCTIONS_UNKNOWN, instructions="")
        return Candidate(entry, record.id, instructions=version.id)

    def _trained(self, adapter: Adapter | None, entry: AnswerMode, wanted: str, name: str) -> Candidate:
        if adapter is None:
            raise ProblemError(Code.NO_ADAPTER, name=name)
        if wanted and self._models.get(wanted).sha256 != adapter.model_sha256:
            raise ProblemError(Code.ADAPTER_FOREIGN, file=adapter.name, model=wanted)
        return Candidate(entry, wanted or adapter.model, adapter.id, adapter.strength)

    def _adapter(self, base: str) -> Adapter | None:
        return self._adapters.active(base) or next(iter(self._adapters.list(base)), None)

    def _version(self, base: str) -> Instructions | None:
        return self._instructions.active(base) or next(iter(self._instructions.list(base)), None)
